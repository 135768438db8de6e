//! The choice of the visitors of one segment at one node, as nested logit: weights from shares.
//!
//! Shares are turned into weights in closed form (Berry 1994), as the solver does it:
//! `ln w_l = ln P_l − ln P_0 − (1−λ) ln P_{l|g}`.

use std::collections::{BTreeMap, BTreeSet};

use super::recast::Shares;
use crate::model::{Link, LinkId, Map, NodeId, Pull, SegmentId};

/// Leaving shares below this are rounding of shares that sum to one.
const ROUNDING: f64 = 1e-12;

/// The links out of a node with their weights, logarithms throughout; a link of unknown weight is
/// left out.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    novelty: f64,
    ln_leave: f64,
    options: BTreeMap<LinkId, Way>,
}

#[derive(Clone, Debug)]
struct Way {
    group: Option<String>,
    open: bool,
    ln_weight: f64,
}

impl Choice {
    /// The choice today, from the shares of the open links; `None` if one of them is not known.
    pub(super) fn today(map: &Map, node: &NodeId, segment: &SegmentId, shares: Shares<'_>) -> Option<Self> {
        let out: Vec<(&LinkId, &Link)> = map
            .links()
            .iter()
            .filter(|(_, link)| link.from == *node)
            .collect();
        let novelty = map.nodes().get(node)?.novelty.value;
        let mut choice = Self {
            novelty,
            ln_leave: 0.0,
            options: BTreeMap::new(),
        };
        let mut open = Vec::new();
        for (id, link) in out.iter().filter(|(_, link)| link.open) {
            open.push((*id, *link, shares(id, segment)?));
        }
        let leaving = 1.0 - open.iter().map(|(_, _, share)| share).sum::<f64>();
        for (id, link, share) in &open {
            let of_group: f64 = open
                .iter()
                .filter(|(_, other, _)| other.group == link.group)
                .map(|(_, _, share)| share)
                .sum();
            let ln = if *share > 0.0 {
                share.ln() - (1.0 - novelty) * (share / of_group).ln()
            } else {
                f64::NEG_INFINITY
            };
            choice.put(id, link, ln);
        }
        choice.scale(&open, leaving, segment);
        let closed = out.iter().filter(|(_, link)| !link.open).copied();
        choice.add_closed(&closed.collect(), segment);
        Some(choice)
    }

    /// Adds the closed links. A likeness waits for the link that it follows, of which one may follow another.
    fn add_closed(&mut self, closed: &BTreeMap<&LinkId, &Link>, segment: &SegmentId) {
        let mut followers: BTreeMap<&LinkId, Vec<&LinkId>> = BTreeMap::new();
        let mut next = Vec::new();
        for (id, link) in closed {
            match link.pull_for(segment.as_str()) {
                Pull::Like(other, _) if !self.options.contains_key(other) => {
                    followers.entry(other).or_default().push(id);
                }
                _ => next.push(*id),
            }
        }
        while let Some(id) = next.pop() {
            if let Some(link) = closed.get(id)
                && let Some(ln) = self.ln_closed(link, segment)
            {
                self.put(id, link, ln);
                next.extend(followers.remove(id).unwrap_or_default());
            }
        }
    }

    fn put(&mut self, id: &LinkId, link: &Link, ln_weight: f64) {
        let way = Way {
            group: link.group.clone(),
            open: link.open,
            ln_weight,
        };
        self.options.insert(id.clone(), way);
    }

    /// Puts the weights on the scale on which leaving weighs 1 or, where weights were entered, on theirs.
    fn scale(&mut self, open: &[(&LinkId, &Link, f64)], leaving: f64, segment: &SegmentId) {
        let entered = open.iter().find_map(|(id, link, _)| {
            let Pull::Weight(weight) = link.pull_for(segment.as_str()) else {
                return None;
            };
            let way = self.options.get(*id)?;
            (weight.value > 0.0 && way.ln_weight.is_finite()).then(|| weight.value.ln() - way.ln_weight)
        });
        let largest = self
            .options
            .values()
            .map(|way| way.ln_weight)
            .fold(f64::NEG_INFINITY, f64::max);
        let ln_leaving = if leaving > ROUNDING {
            leaving.ln()
        } else {
            f64::NEG_INFINITY
        };
        let shift = match entered {
            Some(shift) => shift,
            None if leaving > ROUNDING => -leaving.ln(),
            None if largest.is_finite() => -largest,
            None => 0.0,
        };
        self.ln_leave = ln_leaving + shift;
        for way in self.options.values_mut() {
            way.ln_weight += shift;
        }
    }

    /// The weight of a closed link, from its pull.
    fn ln_closed(&self, link: &Link, segment: &SegmentId) -> Option<f64> {
        match link.pull_for(segment.as_str()) {
            Pull::Weight(weight) => Some(weight.value.ln()),
            Pull::Like(other, factor) => Some(factor.value.ln() + self.options.get(other)?.ln_weight),
            Pull::TakeUp(share) => {
                let ln_odds = share.value.ln() - (-share.value).ln_1p();
                let group = self.ln_sum(&link.group);
                Some(if group > f64::NEG_INFINITY {
                    self.novelty * (ln_odds + group)
                } else {
                    ln_odds + self.ln_all()
                })
            }
            Pull::Share(_) => None,
        }
    }

    /// `ln Σ w^{1/λ}` over the open links of a group.
    fn ln_sum(&self, group: &Option<String>) -> f64 {
        let members = self
            .options
            .values()
            .filter(|way| way.open && way.group == *group);
        ln_sum_exp(members.map(|way| way.ln_weight / self.novelty))
    }

    /// The inclusive values of all groups and leaving.
    fn ln_all(&self) -> f64 {
        let groups: BTreeSet<&Option<String>> = self.options.values().map(|way| &way.group).collect();
        let values = groups.into_iter().map(|group| self.novelty * self.ln_sum(group));
        ln_sum_exp(values.chain([self.ln_leave]))
    }

    /// The weight of a link.
    pub(super) fn weight(&self, id: &LinkId) -> Option<f64> {
        Some(self.options.get(id)?.ln_weight.exp()).filter(|weight| weight.is_finite())
    }

    /// Share of the visitors who take an open link.
    pub(super) fn share(&self, id: &LinkId) -> Option<f64> {
        let way = self.options.get(id).filter(|way| way.open)?;
        let group = self.ln_sum(&way.group);
        let within = way.ln_weight / self.novelty - group;
        let share = (self.novelty * group - self.ln_all() + within).exp();
        Some(if share.is_finite() { share } else { 0.0 })
    }

    /// Share of those who go on in its group that a closed link would get once it is open.
    pub(super) fn take_up(&self, id: &LinkId) -> Option<f64> {
        let way = self.options.get(id)?;
        let group = self.ln_sum(&way.group);
        let ln_odds = if group > f64::NEG_INFINITY {
            way.ln_weight / self.novelty - group
        } else {
            way.ln_weight - self.ln_all()
        };
        let odds = ln_odds.exp();
        let share = odds / (1.0 + odds);
        (share < 1.0).then_some(share)
    }

    /// Share of the visitors who leave.
    pub(super) fn leaving(&self) -> f64 {
        let leaving = (self.ln_leave - self.ln_all()).exp();
        if leaving.is_finite() { leaving } else { 1.0 }
    }
}

fn ln_sum_exp(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !largest.is_finite() {
        return largest;
    }
    largest
        + values
            .iter()
            .map(|value| (value - largest).exp())
            .sum::<f64>()
            .ln()
}
