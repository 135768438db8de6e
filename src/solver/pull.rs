//! From what the strategist enters (shares, take-ups, weights, likenesses) to weights.
//!
//! Shares are inverted in closed form (Berry 1994, nested): with `P_0 > 0` and leave weight 1,
//! `ln w_l = ln P_l − ln P_0 − (1−λ) ln P_{l|g}`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

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
        today: HashMap::new(),
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
    /// By node, of the nodes that a take-up asked for.
    today: HashMap<usize, Today>,
    ln_leave: Vec<f64>,
}

/// What visitors of a node choose among today.
struct Today {
    /// The groups in order, each with its inclusive value `ln Σ w^{1/λ}`.
    groups: Vec<(u32, f64)>,
    /// The inclusive value of all groups and of leaving.
    all: f64,
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
        let mut largest = NOTHING;
        // The edges of a node stand by group.
        for group in shares.chunk_by(|a, b| self.system.group[a.0] == self.system.group[b.0]) {
            let of_group: f64 = group.iter().map(|(_, share)| share).sum();
            for &(edge, share) in group {
                // Within its group first: `share / of_group` is 0/0 where nobody takes the group.
                let ln = if share > 0.0 {
                    share.ln() - (1.0 - novelty) * (share / of_group).ln()
                } else {
                    NOTHING
                };
                largest = largest.max(ln);
                self.known[edge] = Some(ln);
            }
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

    /// The weight of `edge`; those that it is taken from are worked out before it, by a loop: a chain of
    /// likenesses may be as long as the file.
    fn ln_weight(&mut self, edge: usize) -> Result<f64, usize> {
        let mut waiting = vec![edge];
        while let Some(&edge) = waiting.last() {
            if self.known[edge].is_some() {
                waiting.pop();
                continue;
            }
            if std::mem::replace(&mut self.asked[edge], true) {
                self.known[edge] = Some(self.by_sources(edge));
                waiting.pop();
                continue;
            }
            for source in self.unknown_sources(edge) {
                if self.asked[source] {
                    return Err(source);
                }
                waiting.push(source);
            }
        }
        Ok(self.known[edge].unwrap_or(NOTHING))
    }

    /// The edges whose weights must be known first, the last of them foremost.
    fn unknown_sources(&self, edge: usize) -> Vec<usize> {
        let unknown = |edge: &usize| self.known[*edge].is_none();
        match self.pulls[edge].kind {
            PullKind::Like(other) => other.into_iter().filter(unknown).collect(),
            PullKind::TakeUp => {
                let node = self.system.from[edge] as usize;
                if self.today.contains_key(&node) {
                    return Vec::new();
                }
                let edges = self.system.graph.edges_of(node).rev();
                edges
                    .filter(|&edge| self.system.open_today[edge])
                    .filter(unknown)
                    .collect()
            }
            PullKind::Weight | PullKind::Share => Vec::new(),
        }
    }

    /// The weight of `edge`, once those that it is taken from are known.
    fn by_sources(&mut self, edge: usize) -> f64 {
        let EdgePull { kind, value } = self.pulls[edge];
        match kind {
            PullKind::Weight => value.ln(),
            // A share that the inversion did not see stands on a closed link, which the rules refuse.
            PullKind::Share | PullKind::Like(None) => NOTHING,
            PullKind::Like(Some(other)) => value.ln() + self.known[other].unwrap_or(NOTHING),
            PullKind::TakeUp => self.ln_take_up(edge, value),
        }
    }

    /// `w = (q/(1−q) · Σ_{m∈g open today} w_m^{1/λ})^λ`; in a group that nobody takes today, the
    /// weight with which `q` is the link's share of all who come to the node.
    fn ln_take_up(&mut self, edge: usize, q: f64) -> f64 {
        let node = self.system.from[edge] as usize;
        let novelty = self.system.novelty[node];
        let ln_odds = q.ln() - (-q).ln_1p();
        let group = self.system.group[edge];
        let today = match self.today.entry(node) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                place.insert(Today::of(self.system, node, &self.known, self.ln_leave[node]))
            }
        };
        let mine = today.groups.binary_search_by_key(&group, |(group, _)| *group);
        let sum = mine.map_or(NOTHING, |at| today.groups[at].1);
        if sum > NOTHING {
            novelty * (ln_odds + sum)
        } else {
            ln_odds + today.all
        }
    }
}

impl Today {
    fn of(system: &System, node: usize, known: &[Option<f64>], ln_leave: f64) -> Self {
        let novelty = system.novelty[node];
        let edges = system.graph.edges_of(node);
        let open: Vec<usize> = edges.filter(|&edge| system.open_today[edge]).collect();
        // The edges of a node stand by group.
        let groups = open
            .chunk_by(|a, b| system.group[*a] == system.group[*b])
            .map(|members| {
                let scaled = members
                    .iter()
                    .map(|&edge| known[edge].unwrap_or(NOTHING) / novelty);
                (system.group[members[0]], log_sum_exp(&scaled.collect::<Vec<_>>()))
            });
        let groups: Vec<(u32, f64)> = groups.collect();
        let mut options = vec![ln_leave];
        options.extend(groups.iter().map(|(_, sum)| novelty * sum));
        let all = log_sum_exp(&options);
        Self { groups, all }
    }
}
