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

/// The logarithms of the weights of all edges and of leaving all nodes, for one segment, from the
/// pull of each edge, the entered weight of leaving each node, and the edge of a link.
///
/// # Errors
/// The edge whose pull depends on itself.
pub(super) fn weights(
    system: &System,
    pulls: &[&Pull],
    leave: &[f64],
    edge_of: &dyn Fn(&LinkId) -> Option<usize>,
) -> Result<(Vec<f64>, Vec<f64>), usize> {
    let mut inversion = Inversion {
        system,
        pulls,
        edge_of,
        known: vec![None; pulls.len()],
        asked: vec![false; pulls.len()],
        ln_leave: leave.iter().map(|leave| leave.ln()).collect(),
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
    pulls: &'a [&'a Pull],
    edge_of: &'a dyn Fn(&LinkId) -> Option<usize>,
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
            .filter_map(|edge| match self.pulls[edge] {
                Pull::Share(share) => Some((edge, share.value)),
                _ => None,
            })
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
        let ln = match self.pulls[edge] {
            Pull::Weight(weight) => weight.value.ln(),
            // A share that the inversion did not see stands on a closed link, which the rules refuse.
            Pull::Share(_) => NOTHING,
            Pull::Like(other, factor) => match (self.edge_of)(other) {
                Some(other) => factor.value.ln() + self.ln_weight(other)?,
                None => NOTHING,
            },
            Pull::TakeUp(share) => self.ln_take_up(edge, share.value)?,
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
