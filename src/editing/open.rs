//! Opening and closing a link as it is today. (What if it were open is a scenario's business.)

use super::changes;
use super::pull::{Pulls, Scale, Siblings, common, floor};
use super::reconnect::without_overrides;
use crate::model::{Edit, Link, LinkId, Map, Number, Pull};

/// The greatest take-up a closed link may have.
const MOST_TAKE_UP: f64 = 0.9999;

/// Opens or closes `link` today. A pull that cannot stand on the link then is turned into one that
/// says the same as nearly as the others allow:
///
/// - A share `p` of an open link becomes the take-up `p / (p + Σ shares of its group)`.
/// - A take-up `q` of a closed link becomes the share `q/(1−q) · Σ shares of its group`, taken from
///   those who leave (at most half of them), since the shares of the other links are facts; or,
///   where weights are entered, the weight `(q/(1−q) · Σ w^{1/λ})^λ` over its group.
pub fn set_open(map: &Map, link: &LinkId, open: bool) -> Vec<Edit> {
    match map.links().get(link) {
        Some(old) if old.open != open => put(map, link, &Link { open, ..old.clone() }),
        _ => Vec::new(),
    }
}

/// Puts `new` in place of `link` with pulls that may stand there.
pub(super) fn put(map: &Map, link: &LinkId, new: &Link) -> Vec<Edit> {
    let mut new = new.clone();
    let mut edits = Vec::new();
    let siblings = Siblings::new(map, &new.from, Some(link));
    let pulls = if new.open {
        (!siblings.admit(link, &new)).then(|| opened(map, &siblings, &new))
    } else {
        let is_share = |pull: &Pull| matches!(pull, Pull::Share(_));
        let shares = is_share(&new.pull) || new.pull_by.values().any(is_share);
        shares.then(|| closed(map, &siblings, &new))
    };
    if let Some(pulls) = pulls {
        (new.pull, new.pull_by) = pulls;
        edits = without_overrides(map, link);
    }
    edits.insert(0, Edit::put_link(link.clone(), new));
    changes(map, edits)
}

fn opened(map: &Map, siblings: &Siblings<'_>, link: &Link) -> Pulls {
    let novelty = map.nodes().get(&link.from).map_or(1.0, |node| node.novelty.value);
    let group = link.group.as_deref();
    let pulls = map.segment_ids().into_iter().map(|segment| {
        let at = segment.as_str();
        let pull = match (link.pull_for(at), siblings.scale(at)) {
            (Pull::TakeUp(q), Scale::Shares) => {
                let share = odds(q.value) * siblings.share_of_group(group, at);
                let share = if share > 0.0 { share } else { q.value };
                let least = share.min(siblings.room(at) / 2.0);
                Pull::Share(Number::bare(floor(least)))
            }
            (Pull::TakeUp(q), Scale::Weights) => {
                let weights = siblings.weights_of_group(group, at);
                let sum: f64 = weights.iter().map(|weight| weight.powf(1.0 / novelty)).sum();
                let weight = (odds(q.value) * sum).powf(novelty);
                if weight.is_finite() && weight > 0.0 {
                    Pull::Weight(Number::bare(weight))
                } else {
                    siblings.pull(at, q.value)
                }
            }
            (pull, Scale::Shares) if !matches!(pull, Pull::Share(_)) => {
                siblings.pull(at, super::pull::NEW_SHARE)
            }
            (pull, Scale::None) if !matches!(pull, Pull::TakeUp(_)) => pull.clone(),
            (pull, Scale::Weights) if !matches!(pull, Pull::Share(_)) => pull.clone(),
            (pull, _) => siblings.pull(at, pull.number().value.clamp(0.0, MOST_TAKE_UP)),
        };
        (segment, pull)
    });
    common(pulls.collect())
}

fn closed(map: &Map, siblings: &Siblings<'_>, link: &Link) -> Pulls {
    let pulls = map.segment_ids().into_iter().map(|segment| {
        let pull = match link.pull_for(segment.as_str()) {
            Pull::Share(share) => {
                let others = siblings.share_of_group(link.group.as_deref(), segment.as_str());
                // Alone in its group, a take-up is its share of all who come.
                let of_all = if others > 0.0 { share.value + others } else { 1.0 };
                Pull::TakeUp(restated(share, share.value / of_all))
            }
            pull => pull.clone(),
        };
        (segment, pull)
    });
    common(pulls.collect())
}

/// A figure turned into a take-up: its source is kept, its range was another figure's.
fn restated(number: &Number, value: f64) -> Number {
    let value = if value.is_finite() { value } else { 0.0 };
    let mut number = number.with_value(value.clamp(0.0, MOST_TAKE_UP));
    if let Some(evidence) = &mut number.evidence {
        (evidence.low, evidence.high) = (None, None);
    }
    number
}

/// `q/(1−q)`.
fn odds(q: f64) -> f64 {
    q / (1.0 - q)
}
