//! The derivatives of one output by every number of a system.

use crate::solver::system::System;

/// Derivatives of an output, in the shapes of the [`System`]'s own lists; no number where it jumps or bends.
pub(super) struct Gradient {
    /// By segment and edge: by the logarithm of the base weight.
    pub(super) ln_weight: Vec<Vec<f64>>,
    /// By segment and node: by the weight of leaving.
    pub(super) leave: Vec<Vec<f64>>,
    /// By segment and node.
    pub(super) arrivals: Vec<Vec<f64>>,
    /// By segment and node.
    pub(super) ticket: Vec<Vec<f64>>,
    /// By node.
    pub(super) novelty: Vec<f64>,
    /// By node.
    pub(super) network: Vec<f64>,
    /// By edge.
    pub(super) ad_elasticity: Vec<f64>,
    /// By edge.
    pub(super) referral: Vec<f64>,
    /// By node; 0 but at platforms.
    pub(super) commission: Vec<f64>,
    /// By node; 0 but at platforms.
    pub(super) ad_rate: Vec<f64>,
    /// By node; 0 but at payments.
    pub(super) fee: Vec<f64>,
}

impl Gradient {
    /// That of an output which depends on nothing.
    pub(super) fn zero(system: &System) -> Self {
        let (nodes, edges) = (system.nodes(), system.from.len());
        let by_node = || vec![vec![0.0; nodes]; system.segments()];
        Self {
            ln_weight: vec![vec![0.0; edges]; system.segments()],
            leave: by_node(),
            arrivals: by_node(),
            ticket: by_node(),
            novelty: vec![0.0; nodes],
            network: vec![0.0; nodes],
            ad_elasticity: vec![0.0; edges],
            referral: vec![0.0; edges],
            commission: vec![0.0; nodes],
            ad_rate: vec![0.0; nodes],
            fee: vec![0.0; nodes],
        }
    }

    /// Adds the derivatives of another output of the same system.
    pub(super) fn add(&mut self, other: &Self) {
        let Self {
            ln_weight,
            leave,
            arrivals,
            ticket,
            novelty,
            network,
            ad_elasticity,
            referral,
            commission,
            ad_rate,
            fee,
        } = self;
        for (mine, other) in [
            (ln_weight, &other.ln_weight),
            (leave, &other.leave),
            (arrivals, &other.arrivals),
            (ticket, &other.ticket),
        ] {
            mine.iter_mut()
                .zip(other)
                .for_each(|(mine, other)| add(mine, other));
        }
        for (mine, other) in [
            (novelty, &other.novelty),
            (network, &other.network),
            (ad_elasticity, &other.ad_elasticity),
            (referral, &other.referral),
            (commission, &other.commission),
            (ad_rate, &other.ad_rate),
            (fee, &other.fee),
        ] {
            add(mine, other);
        }
    }
}

fn add(mine: &mut [f64], other: &[f64]) {
    mine.iter_mut()
        .zip(other)
        .for_each(|(mine, other)| *mine += other);
}
