//! The derivative of a choice: from what each option is worth to what each weight is.
//!
//! With `C_l` the derivative of the output by the chance `P_l`, `V_g` its mean over group g by chance and
//! `V` its mean over all options, nested logit gives
//! `∂/∂ln W_l = P_l·((C_l − V_g)/λ + V_g − V)` and `∂/∂w_0 = (C_0 − V)/(w_0 + Σ I)`.

use crate::solver::choice::log_sum_exp;
use crate::solver::system::System;

/// The choice at one node in one segment, as made.
pub(super) struct Choice<'a> {
    pub(super) system: &'a System,
    pub(super) segment: usize,
    pub(super) node: usize,
    /// Chances of all edges of the map.
    pub(super) edge: &'a [f64],
    /// The chance of leaving.
    pub(super) leave: f64,
    /// Feedback on the weights of all edges.
    pub(super) ln_factor: &'a [f64],
}

/// Derivatives of an output by what a choice is made from.
pub(super) struct ChoiceSlopes {
    /// By the logarithm of the effective weight of each edge of the node.
    pub(super) ln_weight: Vec<f64>,
    /// By the weight of leaving.
    pub(super) leave: f64,
    /// By novelty λ.
    pub(super) novelty: f64,
}

impl Choice<'_> {
    /// From the derivatives by the chance of each edge of the node, and by that of leaving.
    pub(super) fn pull_back(&self, by_chance: &[f64], by_leaving: f64) -> ChoiceSlopes {
        let system = self.system;
        let edges = system.graph.edges_of(self.node);
        let novelty = system.novelty[self.node];
        let chance = &self.edge[edges.clone()];
        let group = &system.group[edges.clone()];
        let mean: f64 =
            self.leave * by_leaving + chance.iter().zip(by_chance).map(|(p, c)| p * c).sum::<f64>();
        let mut slopes = ChoiceSlopes {
            ln_weight: vec![0.0; chance.len()],
            leave: 0.0,
            novelty: 0.0,
        };
        let mut start = 0;
        while start < chance.len() {
            let end = start
                + group[start..]
                    .iter()
                    .take_while(|other| **other == group[start])
                    .count();
            let members = start..end;
            start = end;
            let taken: f64 = chance[members.clone()].iter().sum();
            if taken == 0.0 {
                continue;
            }
            let worth = members.clone().map(|l| chance[l] * by_chance[l]).sum::<f64>() / taken;
            let mut entropy = 0.0;
            let mut by_share = 0.0;
            for l in members.filter(|&l| chance[l] > 0.0) {
                let within = (by_chance[l] - worth) / novelty;
                slopes.ln_weight[l] = chance[l] * (within + worth - mean);
                let share = chance[l] / taken;
                entropy -= share * share.ln();
                by_share += chance[l] * by_chance[l] * share.ln();
            }
            // d ln I_g/dλ is the entropy H of the shares s within the group, d ln s_l/dλ is −(ln s_l + H)/λ.
            slopes.novelty +=
                taken * entropy * (worth - mean) - (by_share + taken * worth * entropy) / novelty;
        }
        slopes.leave = (by_leaving - mean) * (-self.ln_total()).exp();
        if !slopes.leave.is_finite() || chance.iter().all(|p| *p == 0.0) {
            slopes.leave = 0.0;
        }
        slopes
    }

    /// `ln(w_0 + Σ I)`.
    fn ln_total(&self) -> f64 {
        let system = self.system;
        let ln_leave = system.ln_leave[self.segment][self.node];
        if self.leave > 0.0 && ln_leave > f64::NEG_INFINITY {
            return ln_leave - self.leave.ln();
        }
        // Nobody leaves: told from the option that most take.
        let edges = system.graph.edges_of(self.node);
        let group = |edge: usize| system.group[edge];
        let Some(most) = edges
            .clone()
            .max_by(|a, b| self.edge[*a].total_cmp(&self.edge[*b]))
        else {
            return ln_leave;
        };
        let novelty = system.novelty[self.node];
        let members = || {
            edges
                .clone()
                .filter(|&edge| group(edge) == group(most) && self.edge[edge] > 0.0)
        };
        let utility = |edge: usize| (system.ln_weight[self.segment][edge] + self.ln_factor[edge]) / novelty;
        let inclusive = novelty * log_sum_exp(&members().map(utility).collect::<Vec<_>>());
        inclusive - members().map(|edge| self.edge[edge]).sum::<f64>().ln()
    }
}
