//! From what the strategist enters (shares, take-ups, weights, likenesses) to weights.
//!
//! Shares are inverted in closed form (Berry 1994, nested): with `P_0 > 0` and leave weight 1,
//! `ln w_l = ln P_l − ln P_0 − (1−λ) ln P_{l|g}`.

use super::choice::log_sum_exp;
use super::system::System;
use crate::model::{LinkId, Pull};

const NOTHING: f64 = f64::NEG_INFINITY;
/// Leaving shares below this are rounding of shares that sum to one.
pub(super) const ROUNDING: f64 = 1e-12;

/// The pull of one edge for one segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct EdgePull {
    pub(super) kind: PullKind,
    /// The number entered.
    pub(super) value: f64,
}

/// What the number of a pull means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PullKind {
    Weight,
    Share,
    TakeUp,
    /// As another edge, if there is one.
    Like(Option<usize>),
}

impl EdgePull {
    pub(super) fn new(pull: &Pull, edge_of: &impl Fn(&LinkId) -> Option<usize>) -> Self {
        let kind = match pull {
            Pull::Weight(_) => PullKind::Weight,
            Pull::Share(_) => PullKind::Share,
            Pull::TakeUp(_) => PullKind::TakeUp,
            Pull::Like(other, _) => PullKind::Like(edge_of(other)),
        };
        Self {
            kind,
            value: pull.number().value,
        }
    }
}

/// The logarithms of the weights of all edges and of leaving all nodes, for one segment.
///
/// # Errors
/// The edge whose pull depends on itself.
pub(super) fn weights(system: &System, segment: usize) -> Result<(Vec<f64>, Vec<f64>), usize> {
    let pulls = &system.pull[segment];
    let mut inversion = Inversion {
        system,
        pulls,
        known: vec![None; pulls.len()],
        asked: vec![false; pulls.len()],
        ln_leave: system.leave.iter().map(|leave| leave.ln()).collect(),
    };
    for node in 0..system.nodes() {
        inversion.invert_shares(node);
    }
    let ln_weight = (0..pulls.len())
        .map(|edge| inversion.ln_weight(edge))
        .collect::<Result<_, _>>()?;
    Ok((ln_weight, inversion.ln_leave))
}

struct Inversion<'a> {
    system: &'a System,
    pulls: &'a [EdgePull],
    known: Vec<Option<f64>>,
    /// Edges whose weight is being worked out, to find circles.
    asked: Vec<bool>,
    ln_leave: Vec<f64>,
}

impl Inversion<'_> {
    /// Fills in the weights of the open links out of `node` if they are entered as shares.
    fn invert_shares(&mut self, node: usize) {
        let shares: Vec<(usize, f64)> = self
            .system
            .graph
            .edges_of(node)
            .filter(|&edge| self.system.open_today[edge])
            .filter(|&edge| self.pulls[edge].kind == PullKind::Share)
            .map(|edge| (edge, self.pulls[edge].value))
            .collect();
        if shares.is_empty() {
            return;
        }
        let leaving = 1.0 - shares.iter().map(|(_, share)| share).sum::<f64>();
        let novelty = self.system.novelty[node];
        let group = |edge: usize| self.system.group[edge];
        let mut largest = NOTHING;
        for &(edge, share) in &shares {
            let of_group: f64 = shares
                .iter()
                .filter(|(other, _)| group(*other) == group(edge))
                .map(|(_, share)| share)
                .sum();
            // Within its group first: `share / of_group` is 0/0 where nobody takes the group.
            let ln = if share > 0.0 {
                share.ln() - (1.0 - novelty) * (share / of_group).ln()
            } else {
                NOTHING
            };
            largest = largest.max(ln);
            self.known[edge] = Some(ln);
        }
        // With nobody leaving, only ratios are known: the largest weight is set to 1.
        let scale = if leaving > ROUNDING { leaving.ln() } else { largest };
        self.ln_leave[node] = if leaving > ROUNDING { 0.0 } else { NOTHING };
        for &(edge, _) in &shares {
            if let Some(ln) = self.known[edge].as_mut().filter(|ln| **ln > NOTHING) {
                *ln -= scale;
            }
        }
    }

    fn ln_weight(&mut self, edge: usize) -> Result<f64, usize> {
        if let Some(ln) = self.known[edge] {
            return Ok(ln);
        }
        if std::mem::replace(&mut self.asked[edge], true) {
            return Err(edge);
        }
        let EdgePull { kind, value } = self.pulls[edge];
        let ln = match kind {
            PullKind::Weight => value.ln(),
            // A share that the inversion did not see stands on a closed link, which the rules refuse.
            PullKind::Share | PullKind::Like(None) => NOTHING,
            PullKind::Like(Some(other)) => value.ln() + self.ln_weight(other)?,
            PullKind::TakeUp => self.ln_take_up(edge, value)?,
        };
        self.known[edge] = Some(ln);
        Ok(ln)
    }

    /// `w = (q/(1−q) · Σ_{m∈g open today} w_m^{1/λ})^λ`; in a group that nobody takes today, the
    /// weight with which `q` is the link's share of all who come to the node.
    fn ln_take_up(&mut self, edge: usize, q: f64) -> Result<f64, usize> {
        let node = self.system.from[edge] as usize;
        let novelty = self.system.novelty[node];
        let ln_odds = q.ln() - (-q).ln_1p();
        // Inclusive values of the groups of the node, as today.
        let mut groups: Vec<(u32, Vec<f64>)> = Vec::new();
        for other in self.system.graph.edges_of(node) {
            if !self.system.open_today[other] {
                continue;
            }
            let scaled = self.ln_weight(other)? / novelty;
            match groups
                .last_mut()
                .filter(|(group, _)| *group == self.system.group[other])
            {
                Some((_, members)) => members.push(scaled),
                None => groups.push((self.system.group[other], vec![scaled])),
            }
        }
        let mine = groups.iter().find(|(group, _)| *group == self.system.group[edge]);
        let sum = mine.map_or(NOTHING, |(_, members)| log_sum_exp(members));
        if sum > NOTHING {
            return Ok(novelty * (ln_odds + sum));
        }
        let mut options = vec![self.ln_leave[node]];
        options.extend(groups.iter().map(|(_, members)| novelty * log_sum_exp(members)));
        Ok(ln_odds + log_sum_exp(&options))
    }
}
