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
    /// Scratch: the groups of the node at hand.
    groups: Vec<Group>,
}

/// One group of options at a node.
#[derive(Clone, Debug)]
struct Group {
    edges: Range<usize>,
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
            groups: Vec::new(),
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
            let mut most = f64::NEG_INFINITY;
            for edge in start..end {
                let utility = if open[edge] {
                    (system.ln_weight[segment][edge] + ln_factor[edge]) / novelty
                } else {
                    f64::NEG_INFINITY
                };
                self.edge[edge] = utility;
                most = most.max(utility);
            }
            if most == f64::NEG_INFINITY {
                self.edge[start..end].fill(0.0);
            } else {
                let mut sum = 0.0;
                for scaled in &mut self.edge[start..end] {
                    *scaled = (*scaled - most).exp();
                    sum += *scaled;
                }
                let ln_inclusive = novelty * (most + sum.ln());
                largest = largest.max(ln_inclusive);
                self.groups.push(Group {
                    edges: start..end,
                    ln_inclusive,
                    sum,
                });
            }
            start = end;
        }
        if self.groups.is_empty() {
            self.leave[node] = 1.0;
            return;
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
            for chance in &mut self.edge[group.edges.clone()] {
                *chance *= scale;
            }
        }
        self.leave[node] = leaving / total;
    }
}
