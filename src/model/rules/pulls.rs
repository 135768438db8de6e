//! The pulls at one node fit together: all shares or all weights, shares summing to at most one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ALL_SEGMENT, Diagnostic, Link, LinkId, Map, NodeId, Object, Pull, SegmentId};

/// How far shares may sum past one before it is an error and not rounding.
pub const SHARE_TOLERANCE: f64 = 1e-9;

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    for (id, link) in &map.links {
        let named = [("pull".to_owned(), &link.pull)].into_iter();
        let by = link
            .pull_by
            .iter()
            .map(|(segment, pull)| (format!("pull_by/{segment}"), pull));
        for (field, pull) in named.chain(by) {
            if let Some((message, allowed)) = misplaced(pull, link.open) {
                found.push(
                    Diagnostic::error(Object::Link(id.clone()), message)
                        .field(field)
                        .found(pull.name())
                        .allowed(allowed),
                );
            }
        }
    }
    let mut open: BTreeMap<&NodeId, Vec<(&LinkId, &Link)>> = BTreeMap::new();
    for (id, link) in map.links.iter().filter(|(_, link)| link.open) {
        open.entry(&link.from).or_default().push((id, link));
    }
    let segments = map.segment_ids();
    for (node, links) in &open {
        let mut mixed_reported = false;
        for segment in &segments {
            mixed_reported |= at_node(node, links, segment, mixed_reported, found);
        }
        if let Some(leave) = map.nodes.get(*node).and_then(|n| n.leave.as_ref())
            && links.iter().any(|(_, link)| matches!(link.pull, Pull::Share(_)))
        {
            found.push(
                Diagnostic::warning(
                    Object::Node((*node).clone()),
                    "the weight of leaving follows from the shares; the one entered is not used",
                )
                .field("leave")
                .found(leave.value),
            );
        }
    }
    likes(map, &segments, found);
}

fn misplaced(pull: &Pull, open: bool) -> Option<(&'static str, &'static str)> {
    match (pull, open) {
        (Pull::Share(_), false) => Some((
            "a share of today's visitors on a link that is closed today",
            "TakeUp, Weight or Like",
        )),
        (Pull::TakeUp(_), true) => Some((
            "a take-up once open on a link that is open today",
            "Share, Weight or Like",
        )),
        _ => None,
    }
}

/// Checks one node and segment; returns whether the mix of pulls was reported.
fn at_node(
    node: &NodeId,
    links: &[(&LinkId, &Link)],
    segment: &SegmentId,
    mixed_reported: bool,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let mut sum = 0.0;
    let (mut share, mut weight) = (None, None);
    for (id, link) in links {
        match link.pull_for(segment.as_str()) {
            Pull::Share(number) => {
                sum += number.value;
                share = share.or(Some(*id));
            }
            _ => weight = weight.or(Some(*id)),
        }
    }
    if sum > 1.0 + SHARE_TOLERANCE {
        found.push(
            Diagnostic::error(
                Object::Node(node.clone()),
                if segment.as_str() == ALL_SEGMENT {
                    "the shares of its open links sum to more than 100 %".to_owned()
                } else {
                    format!("the shares of its open links sum to more than 100 % in segment {segment:?}")
                },
            )
            .found(format!("{} %", (sum * 1e4).round() / 100.0))
            .allowed("at most 100 %; what is missing leaves")
            .hint("lower the pull of links out of this node"),
        );
    }
    if let (Some(share), Some(weight)) = (share, weight)
        && !mixed_reported
    {
        found.push(
            Diagnostic::error(
                Object::Node(node.clone()),
                format!("shares and weights mixed on its open links in segment {segment:?}"),
            )
            .found(format_args!(
                "a share on link {share:?}, a weight on link {weight:?}"
            ))
            .allowed("all Share, or all Weight and Like"),
        );
        return true;
    }
    false
}

/// Reports links whose pull is like that of a link that leads back to them.
fn likes(map: &Map, segments: &[SegmentId], found: &mut Vec<Diagnostic>) {
    // Each link in a circle with the one that it is like.
    let mut circles = BTreeMap::new();
    for segment in segments {
        let like = |id: &LinkId| match map.links.get(id)?.pull_for(segment.as_str()) {
            Pull::Like(other, _) => Some(other),
            _ => None,
        };
        let mut seen = BTreeSet::new();
        for start in map.links.keys() {
            let (mut path, mut at) = (Vec::new(), start);
            while seen.insert(at)
                && let Some(other) = like(at)
            {
                path.push((at, other));
                at = other;
            }
            // Where it ended is on the path only if that came back to itself.
            for (id, other) in path.into_iter().skip_while(|(id, _)| *id != at) {
                circles.entry(id).or_insert(other);
            }
        }
    }
    found.extend(circles.into_iter().map(|(id, other)| {
        Diagnostic::error(
            Object::Link(id.clone()),
            "pulls that are like each other in a circle",
        )
        .field("pull")
        .found(format_args!("Like({other:?}, …)"))
        .allowed("a link whose own pull does not come back to this one")
    }));
}
