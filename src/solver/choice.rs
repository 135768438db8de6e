//! Choice at a node: nested logit over its open links and leaving (McFadden 1978).
//!
//! `I_g = (Σ_{l∈g} W_l^{1/λ})^λ`, `P_l = I_g/(w_0 + Σ_h I_h) · W_l^{1/λ}/Σ_{m∈g} W_m^{1/λ}`.

use std::ops::Range;

use super::system::System;

/// `ln Σ exp(terms)` without overflow; −∞ for no terms.
pub(super) fn log_sum_exp(terms: &[f64]) -> f64 {
    let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + terms.iter().map(|term| (term - most).exp()).sum::<f64>().ln()
}

/// The chances of one segment: of taking each edge, and of leaving at each node.
#[derive(Clone, Debug)]
pub(super) struct Chances {
    pub(super) edge: Vec<f64>,
    pub(super) leave: Vec<f64>,
    scratch: Scratch,
}

/// One group of options at a node.
#[derive(Clone, Debug)]
struct Group {
    /// Its edges, counted within the node.
    members: Range<usize>,
    /// `ln I_g`.
    ln_inclusive: f64,
    /// Sum of the scaled weights of its edges.
    sum: f64,
}

impl Chances {
    /// Nobody decided yet.
    pub(super) fn new(system: &System) -> Self {
        Self {
            edge: vec![0.0; system.from.len()],
            leave: vec![1.0; system.nodes()],
            scratch: Scratch::default(),
        }
    }

    /// Works out the chances at `node` in `segment`, `open` telling the edges that can be taken and
    /// `ln_factor` the feedback on each edge's weight.
    ///
    /// With nothing open, or all weights zero, everybody leaves.
    pub(super) fn choose(
        &mut self,
        system: &System,
        segment: usize,
        node: usize,
        open: &[bool],
        ln_factor: &[f64],
    ) {
        let row = &mut self.edge[system.graph.edges_of(node)];
        let utility = |edge: usize| {
            if open[edge] {
                (system.ln_weight[segment][edge] + ln_factor[edge]) / system.novelty[node]
            } else {
                f64::NEG_INFINITY
            }
        };
        self.leave[node] = self.scratch.choose(system, segment, node, utility, row);
    }
}

/// Scratch for one choice: the groups of the node at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    groups: Vec<Group>,
}

impl Scratch {
    /// Writes the chance of taking each edge out of `node` to `row`, and returns that of leaving.
    /// `utility` is an edge's `ln W/λ`, −∞ for one that cannot be taken.
    pub(super) fn choose(
        &mut self,
        system: &System,
        segment: usize,
        node: usize,
        utility: impl Fn(usize) -> f64,
        row: &mut [f64],
    ) -> f64 {
        let edges = system.graph.edges_of(node);
        let novelty = system.novelty[node];
        let ln_leave = system.ln_leave[segment][node];
        self.groups.clear();
        let mut largest = f64::NEG_INFINITY;
        let mut start = edges.start;
        while start < edges.end {
            let mut end = start + 1;
            while end < edges.end && system.group[end] == system.group[start] {
                end += 1;
            }
            let members = start - edges.start..end - edges.start;
            let mut most = f64::NEG_INFINITY;
            for (scaled, edge) in row[members.clone()].iter_mut().zip(start..end) {
                *scaled = utility(edge);
                most = most.max(*scaled);
            }
            if most == f64::NEG_INFINITY {
                row[members].fill(0.0);
            } else {
                let mut sum = 0.0;
                for scaled in &mut row[members.clone()] {
                    *scaled = (*scaled - most).exp();
                    sum += *scaled;
                }
                let ln_inclusive = novelty * (most + sum.ln());
                largest = largest.max(ln_inclusive);
                self.groups.push(Group {
                    members,
                    ln_inclusive,
                    sum,
                });
            }
            start = end;
        }
        if self.groups.is_empty() {
            return 1.0;
        }
        largest = largest.max(ln_leave);
        let leaving = (ln_leave - largest).exp();
        let total = leaving
            + self
                .groups
                .iter()
                .map(|g| (g.ln_inclusive - largest).exp())
                .sum::<f64>();
        for group in &self.groups {
            let scale = (group.ln_inclusive - largest).exp() / (total * group.sum);
            for chance in &mut row[group.members.clone()] {
                *chance *= scale;
            }
        }
        leaving / total
    }
}
