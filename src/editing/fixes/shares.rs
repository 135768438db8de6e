//! The pulls of one node that do not fit together, and nodes that nobody can leave.

use super::numbers::holding;
use super::{Fix, FixKind, fix};
use crate::editing::pull::{NEW_SHARE, common, floor};
use crate::model::{Edit, Link, LinkId, Map, Node, NodeId, Number, Pull, SegmentId};

/// The part of visitors that leave where nobody could.
const LEAVING: f64 = 0.05;

fn open<'a>(map: &'a Map, from: &NodeId) -> Vec<(&'a LinkId, &'a Link)> {
    let links = map.links().iter();
    links
        .filter(|(_, link)| link.open && link.from == *from)
        .collect()
}

/// The links with the pull in each segment that `new` gives, from the share that all take there.
fn repulled(map: &Map, from: &NodeId, new: impl Fn(&Pull, &SegmentId, f64) -> Pull) -> Vec<Edit> {
    let links = open(map, from);
    let sum = |segment: &SegmentId| -> f64 {
        let shares = links
            .iter()
            .map(|(_, link)| match link.pull_for(segment.as_str()) {
                Pull::Share(share) => share.value.max(0.0),
                _ => 0.0,
            });
        shares.sum()
    };
    let sums: Vec<(SegmentId, f64)> = map
        .segment_ids()
        .into_iter()
        .map(|id| (id.clone(), sum(&id)))
        .collect();
    let edits = links.iter().map(|(id, link)| {
        let mut link = (*link).clone();
        let pulls: Vec<(SegmentId, Pull)> = sums
            .iter()
            .map(|(segment, sum)| {
                (
                    segment.clone(),
                    new(link.pull_for(segment.as_str()), segment, *sum),
                )
            })
            .collect();
        // A link that nothing changes for stays as it is written.
        if pulls
            .iter()
            .any(|(segment, pull)| link.pull_for(segment.as_str()) != pull)
        {
            (link.pull, link.pull_by) = common(pulls);
        }
        Edit::put_link((*id).clone(), link)
    });
    edits.collect()
}

/// Lowers shares that sum to more than `most` so that they sum to that.
fn lowered(map: &Map, from: &NodeId, most: f64) -> Vec<Edit> {
    repulled(map, from, |pull, _, sum| match pull {
        Pull::Share(share) if sum > most => {
            Pull::Share(holding(share, floor(share.value.max(0.0) * most / sum)))
        }
        pull => pull.clone(),
    })
}

pub(super) fn scale(map: &Map, from: &NodeId) -> Vec<Fix> {
    vec![fix(FixKind::Scale, lowered(map, from, 1.0))]
}

/// Makes shares of all pulls, the new ones small and taken from those who leave.
pub(super) fn all_shares(map: &Map, from: &NodeId) -> Vec<Fix> {
    let links = open(map, from);
    let others = |segment: &SegmentId| {
        let pulls = links.iter().map(|(_, link)| link.pull_for(segment.as_str()));
        pulls.filter(|pull| !matches!(pull, Pull::Share(_))).count()
    };
    let edits = repulled(map, from, |pull, segment, sum| match pull {
        Pull::Share(_) => pull.clone(),
        _ => {
            let room = (1.0 - sum).max(0.0) / (others(segment) + 1) as f64;
            Pull::Share(Number::bare(floor(NEW_SHARE.min(room))))
        }
    });
    vec![fix(FixKind::Shares, edits)]
}

/// Lets some of those leave who come to a node that nobody leaves.
pub(super) fn let_leave(map: &Map, id: &NodeId, node: &Node) -> Vec<Fix> {
    let shares = open(map, id).iter().any(|(_, link)| {
        let mut pulls = std::iter::once(&link.pull).chain(link.pull_by.values());
        pulls.any(|pull| matches!(pull, Pull::Share(_)))
    });
    let mut edits = lowered(map, id, 1.0 - LEAVING);
    if !shares {
        let mut node = node.clone();
        node.leave = None;
        edits.push(Edit::put_node(id.clone(), node));
    }
    vec![fix(FixKind::Leave, edits)]
}
