//! Pulls for links that come to a node: on the scale that its open links use, and within what is
//! left of today's visitors, so that nothing entered before becomes wrong.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::model::{Link, LinkId, Map, NodeId, Number, Pull, Scenario, SegmentId};

/// The share of today's visitors that a new link takes, if so many leave.
pub(super) const NEW_SHARE: f64 = 0.1;
/// The same for the first way to pay: most of those who order also pay.
pub(super) const FIRST_PAYMENT_SHARE: f64 = 0.9;

/// The common pull of a link and where segments differ.
pub(super) type Pulls = (Pull, BTreeMap<SegmentId, Pull>);

/// How the open links of a node are entered in one segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// There is no open link.
    None,
    Shares,
    /// Weights and likenesses.
    Weights,
}

/// The open links out of one node, but one.
pub(super) struct Siblings<'a> {
    map: &'a Map,
    from: &'a NodeId,
    links: Vec<(&'a LinkId, &'a Link)>,
}

impl<'a> Siblings<'a> {
    pub(super) fn new(map: &'a Map, from: &'a NodeId, except: Option<&LinkId>) -> Self {
        let open = map
            .links()
            .iter()
            .filter(|(id, link)| link.open && link.from == *from && Some(*id) != except);
        let links = open.collect();
        Self { map, from, links }
    }

    pub(super) fn scale(&self, segment: &str) -> Scale {
        match self.links.first().map(|(_, link)| link.pull_for(segment)) {
            None => Scale::None,
            Some(Pull::Share(_)) => Scale::Shares,
            Some(_) => Scale::Weights,
        }
    }

    /// The share of visitors that no link takes, today or in any scenario, whichever is least.
    pub(super) fn room(&self, segment: &str) -> f64 {
        let taken = |scenario: Option<&Scenario>| -> f64 {
            let shares = self.links.iter().map(|(id, link)| match link.pull_for(segment) {
                Pull::Share(share) => {
                    scenario.map_or(share.value, |s| overridden(s, id, link, segment, share.value))
                }
                _ => 0.0,
            });
            shares.sum()
        };
        let most = self
            .map
            .scenarios()
            .values()
            .map(|scenario| taken(Some(scenario)))
            .fold(taken(None), f64::max);
        (1.0 - most).max(0.0)
    }

    /// The share that the links of `group` take together today.
    pub(super) fn share_of_group(&self, group: Option<&str>, segment: &str) -> f64 {
        let shares = self.links.iter().map(|(_, link)| match link.pull_for(segment) {
            Pull::Share(share) if link.group.as_deref() == group => share.value,
            _ => 0.0,
        });
        shares.sum()
    }

    /// The least weight above zero that is entered on a link, 1 if there is none.
    fn least_weight(&self, segment: &str) -> f64 {
        let weights = self
            .links
            .iter()
            .filter_map(|(_, link)| match link.pull_for(segment) {
                Pull::Weight(weight) if weight.value > 0.0 => Some(weight.value),
                _ => None,
            });
        let least = weights.fold(f64::INFINITY, f64::min);
        if least.is_finite() { least } else { 1.0 }
    }

    /// The entered weights of the links of `group`, likenesses left out.
    pub(super) fn weights_of_group(&self, group: Option<&str>, segment: &str) -> Vec<f64> {
        let weights = self
            .links
            .iter()
            .filter_map(|(_, link)| match link.pull_for(segment) {
                Pull::Weight(weight) if link.group.as_deref() == group => Some(weight.value),
                _ => None,
            });
        weights.collect()
    }

    /// A pull in `segment` for a link that is to take `share` of today's visitors: less if fewer
    /// than twice as many leave, so that some still do and no closed loop comes about. Among
    /// weights, the least of them.
    pub(super) fn pull(&self, segment: &str, share: f64) -> Pull {
        let leave = self
            .map
            .nodes()
            .get(self.from)
            .and_then(|node| node.leave.as_ref());
        let leave = leave.map(|leave| leave.value).filter(|leave| *leave > 0.0);
        match (self.scale(segment), leave) {
            // An entered weight of leaving stays in use: the weight that gives the share beside it.
            (Scale::None, Some(leave)) => {
                Pull::Weight(Number::bare((leave / (1.0 / share - 1.0)).min(f64::MAX)))
            }
            (Scale::None | Scale::Shares, _) => {
                Pull::Share(Number::bare(floor(share.min(self.room(segment) / 2.0))))
            }
            (Scale::Weights, _) => Pull::Weight(Number::bare(self.least_weight(segment))),
        }
    }

    /// Pulls for a new link that would take `share` of today's visitors if so many leave.
    pub(super) fn pulls(&self, share: f64) -> Pulls {
        let segments = self.map.segment_ids().into_iter();
        let pulls: Vec<_> = segments
            .map(|segment| (segment.clone(), self.pull(segment.as_str(), share)))
            .collect();
        if pulls.iter().any(|(_, pull)| is_share(pull)) {
            return common(pulls);
        }
        let least = pulls.into_iter().min_by(by_value);
        (least.map(|(_, pull)| pull).unwrap_or_default(), BTreeMap::new())
    }

    /// Whether `link`, opened here, would obey the rules of the pulls of one node.
    pub(super) fn admit(&self, id: &LinkId, link: &Link) -> bool {
        let mut all = std::iter::once(&link.pull).chain(link.pull_by.values());
        if all.any(|pull| matches!(pull, Pull::TakeUp(_))) {
            return false;
        }
        self.map.segment_ids().iter().all(|segment| {
            let segment = segment.as_str();
            match (self.scale(segment), link.pull_for(segment)) {
                (Scale::Weights, Pull::Share(_)) => false,
                (_, Pull::Share(share)) => {
                    let scenarios = self.map.scenarios().values();
                    let most = scenarios
                        .map(|scenario| overridden(scenario, id, link, segment, share.value))
                        .fold(share.value, f64::max);
                    most <= self.room(segment)
                }
                (scale, _) => scale != Scale::Shares,
            }
        })
    }
}

/// One pull for all segments, and those that differ from it. The common one is the greatest share
/// if there are any, else the pull of the first segment.
pub(super) fn common(pulls: Vec<(SegmentId, Pull)>) -> Pulls {
    let greatest = pulls
        .iter()
        .filter(|(_, pull)| is_share(pull))
        .max_by(|a, b| by_value(a, b));
    let common = greatest.or(pulls.first()).map(|(_, pull)| pull.clone());
    let common = common.unwrap_or_default();
    let by = pulls.into_iter().filter(|(_, pull)| *pull != common).collect();
    (common, by)
}

fn is_share(pull: &Pull) -> bool {
    matches!(pull, Pull::Share(_))
}

fn by_value(a: &(SegmentId, Pull), b: &(SegmentId, Pull)) -> Ordering {
    a.1.number().value.total_cmp(&b.1.number().value)
}

/// The value that the pull of a link has in `scenario`, where it has `today` without it.
fn overridden(scenario: &Scenario, id: &LinkId, link: &Link, segment: &str, today: f64) -> f64 {
    if scenario.set.is_empty() {
        return today;
    }
    let set = |path: String| scenario.set.get(&path).map(|number| number.value);
    let by = set(format!("links/{id}/pull_by/{segment}"));
    let common = || {
        let applies = !link.pull_by.contains_key(segment);
        applies.then(|| set(format!("links/{id}/pull"))).flatten()
    };
    by.or_else(common).unwrap_or(today)
}

/// Rounded down to a hundredth of a per cent, so that it reads well and is no more than asked for.
pub(super) fn floor(share: f64) -> f64 {
    // A hair more, so that 0.01 computed as 0.00999…9 stays itself.
    (share * 1e4 + 1e-6).floor() / 1e4
}
