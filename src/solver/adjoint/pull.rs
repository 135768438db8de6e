//! From derivatives by weights to those by what the strategist entered: [`crate::solver::pull`] backwards.

use crate::solver::choice::log_sum_exp;
use crate::solver::pull::{EdgePull, PullKind, ROUNDING};
use crate::solver::system::System;

/// The pulls of one segment and the derivatives of an output, which move from the weights to them.
pub(super) struct PullBack<'a> {
    pub(super) system: &'a System,
    pub(super) segment: usize,
    /// By edge.
    pulls: &'a [EdgePull],
    /// By edge: by the logarithm of its base weight.
    pub(super) ln_weight: Vec<f64>,
    /// By node: by the weight of leaving.
    pub(super) leave: Vec<f64>,
    /// By node: by novelty λ, as far as the weights depend on it.
    pub(super) novelty: Vec<f64>,
    /// By edge: by the number of its pull; `None` where the weights jump there.
    pub(super) number: Vec<Option<f64>>,
}

impl<'a> PullBack<'a> {
    pub(super) fn new(system: &'a System, segment: usize, ln_weight: &[f64], leave: &[f64]) -> Self {
        let pulls = &system.pull[segment];
        Self {
            system,
            segment,
            pulls,
            ln_weight: ln_weight.to_vec(),
            leave: leave.to_vec(),
            novelty: vec![0.0; system.nodes()],
            number: vec![Some(0.0); pulls.len()],
        }
    }

    /// Moves all derivatives.
    pub(super) fn run(mut self) -> Self {
        for edge in self.dependents_first() {
            let slope = self.ln_weight[edge];
            let EdgePull { kind, value } = self.pulls[edge];
            match kind {
                // The logarithm has no derivative at 0.
                PullKind::Weight | PullKind::Like(_) | PullKind::TakeUp if value == 0.0 => {
                    self.number[edge] = None;
                }
                PullKind::Weight => self.number[edge] = Some(slope / value),
                PullKind::Like(other) => {
                    self.number[edge] = Some(slope / value);
                    if let Some(other) = other {
                        self.ln_weight[other] += slope;
                    }
                }
                PullKind::TakeUp => self.take_up(edge, value),
                PullKind::Share => {}
            }
        }
        for node in 0..self.system.nodes() {
            self.shares(node);
        }
        self
    }

    /// The open edges out of `node` that have a weight, today.
    fn open(&self, node: usize) -> Vec<usize> {
        let edges = self.system.graph.edges_of(node);
        edges
            .filter(|&edge| self.system.open_today[edge] && self.base(edge) > f64::NEG_INFINITY)
            .collect()
    }

    fn base(&self, edge: usize) -> f64 {
        self.system.ln_weight[self.segment][edge]
    }

    /// All edges, each before those that its weight is taken from.
    fn dependents_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.pulls.len());
        let mut seen = vec![false; self.pulls.len()];
        let sources = |edge: usize| match self.pulls[edge].kind {
            PullKind::Like(other) => other.into_iter().collect(),
            PullKind::TakeUp => self.open(self.system.from[edge] as usize),
            _ => Vec::new(),
        };
        for start in 0..self.pulls.len() {
            // Depth first, an edge being listed after its sources.
            let mut calls = vec![(start, false)];
            while let Some((edge, listed)) = calls.pop() {
                if listed {
                    order.push(edge);
                } else if !std::mem::replace(&mut seen[edge], true) {
                    calls.push((edge, true));
                    calls.extend(sources(edge).into_iter().map(|source| (source, false)));
                }
            }
        }
        order.reverse();
        order
    }

    /// The shares of `edges` within their group by base weight, with the entropy of them.
    fn within(&self, edges: &[usize], novelty: f64) -> (Vec<f64>, f64) {
        let scaled: Vec<f64> = edges.iter().map(|&edge| self.base(edge) / novelty).collect();
        let sum = log_sum_exp(&scaled);
        let shares: Vec<f64> = scaled.iter().map(|scaled| (scaled - sum).exp()).collect();
        let entropy = scaled
            .iter()
            .zip(&shares)
            .map(|(scaled, share)| share * (sum - scaled))
            .sum();
        (shares, entropy)
    }

    fn take_up(&mut self, edge: usize, q: f64) {
        let system = self.system;
        let node = system.from[edge] as usize;
        let novelty = system.novelty[node];
        let slope = self.ln_weight[edge];
        let open = self.open(node);
        let (mine, others): (Vec<usize>, Vec<usize>) = open
            .into_iter()
            .partition(|&other| system.group[other] == system.group[edge]);
        let by_odds = slope / (q * (1.0 - q));
        if !mine.is_empty() {
            let (shares, entropy) = self.within(&mine, novelty);
            self.number[edge] = Some(by_odds * novelty);
            self.novelty[node] += slope * (q.ln() - (-q).ln_1p() + entropy);
            for (other, share) in mine.into_iter().zip(shares) {
                self.ln_weight[other] += slope * share;
            }
            return;
        }
        // In a group that nobody takes today the take-up is a share of all who come.
        self.number[edge] = Some(by_odds);
        let groups = others.chunk_by(|a, b| system.group[*a] == system.group[*b]);
        let groups: Vec<(Vec<usize>, Vec<f64>, f64)> = groups
            .map(|group| {
                let (shares, entropy) = self.within(group, novelty);
                (group.to_vec(), shares, entropy)
            })
            .collect();
        let inclusive = |group: &[usize]| {
            let scaled: Vec<f64> = group.iter().map(|&edge| self.base(edge) / novelty).collect();
            novelty * log_sum_exp(&scaled)
        };
        let mut options = vec![system.ln_leave[self.segment][node]];
        options.extend(groups.iter().map(|(group, ..)| inclusive(group)));
        let all = log_sum_exp(&options);
        if all == f64::NEG_INFINITY {
            // Nobody leaves either, so that the link has no weight; with the first who does it has its share.
            self.leave[node] = f64::NAN;
            return;
        }
        self.leave[node] += slope * (-all).exp();
        for ((group, shares, entropy), option) in groups.into_iter().zip(&options[1..]) {
            let chance = (option - all).exp();
            self.novelty[node] += slope * chance * entropy;
            for (other, share) in group.into_iter().zip(shares) {
                self.ln_weight[other] += slope * chance * share;
            }
        }
    }

    /// Moves the derivatives by the weights of `node`'s open links to their shares. `ln w = λ ln s +
    /// (1 − λ) ln S_g − ln s_0`; where nobody leaves, the largest weight is 1, and shares can only shrink.
    fn shares(&mut self, node: usize) {
        let system = self.system;
        let novelty = system.novelty[node];
        let edges = system
            .graph
            .edges_of(node)
            .filter(|&edge| system.open_today[edge]);
        let shares: Vec<(usize, f64)> = edges
            .filter(|&edge| self.pulls[edge].kind == PullKind::Share)
            .map(|edge| (edge, self.pulls[edge].value))
            .collect();
        if shares.is_empty() {
            return;
        }
        let leaving = 1.0 - shares.iter().map(|(_, share)| share).sum::<f64>();
        let everybody: f64 = shares.iter().map(|(edge, _)| self.ln_weight[*edge]).sum();
        let by_leaving = if leaving > ROUNDING {
            everybody / leaving
        } else {
            // Scaled so that the largest weight is 1: that link's own weight does not move, and what a
            // share loses leaves instead.
            let largest = shares
                .iter()
                .max_by(|a, b| self.base(a.0).total_cmp(&self.base(b.0)));
            largest.map_or(0.0, |&(edge, share)| {
                let of_group = self.group_share(&shares, edge);
                let ln_largest = novelty * share.ln() + (1.0 - novelty) * of_group.ln();
                self.ln_weight[edge] -= everybody;
                -self.leave[node] * (-ln_largest).exp()
            })
        };
        // The weight of leaving follows from the shares.
        self.leave[node] = 0.0;
        for &(edge, share) in &shares {
            if share == 0.0 {
                self.number[edge] = None;
                continue;
            }
            let of_group = self.group_share(&shares, edge);
            let group = shares
                .iter()
                .filter(|(other, _)| system.group[*other] == system.group[edge]);
            let slope_of_group: f64 = group.map(|(other, _)| self.ln_weight[*other]).sum();
            let by_own = novelty * self.ln_weight[edge] / share;
            let by_group = (1.0 - novelty) * slope_of_group / of_group;
            self.number[edge] = Some(by_own + by_group + by_leaving);
            self.novelty[node] += self.ln_weight[edge] * (share / of_group).ln();
        }
    }

    fn group_share(&self, shares: &[(usize, f64)], edge: usize) -> f64 {
        let group = &self.system.group;
        let members = shares.iter().filter(|(other, _)| group[*other] == group[edge]);
        members.map(|(_, share)| share).sum()
    }

    /// Moves the derivatives by the shares out of `node`, which sum to one, to those by numbers that sum to
    /// `sum` and were scaled to them: `s_l = v_l/Σv`.
    pub(super) fn scaled(&mut self, node: usize, sum: f64) {
        let system = self.system;
        let shares = system
            .graph
            .edges_of(node)
            .filter(|&edge| system.open_today[edge]);
        let shares: Vec<usize> = shares
            .filter(|&edge| self.pulls[edge].kind == PullKind::Share)
            .collect();
        let moved = |edge: &usize| Some(self.pulls[*edge].value * self.number[*edge]?);
        let mean: f64 = shares.iter().filter_map(moved).sum();
        for edge in shares {
            self.number[edge] = self.number[edge].map(|slope| (slope - mean) / sum);
        }
    }
}
