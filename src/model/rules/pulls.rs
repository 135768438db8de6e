//! The pulls at one node fit together: all shares or all weights, shares summing to at most one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::enough;
use crate::model::{ALL_SEGMENT, Diagnostic, Link, LinkId, Map, NodeId, Object, Pull, SegmentId};

/// How far shares may sum past one before it is an error and not rounding.
pub const SHARE_TOLERANCE: f64 = 1e-9;

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    for (id, link) in &map.links {
        if enough(found) {
            return;
        }
        let by = link.pull_by.iter().map(|(segment, pull)| (Some(segment), pull));
        for (segment, pull) in [(None, &link.pull)].into_iter().chain(by) {
            if let Some((message, allowed)) = misplaced(pull, link.open) {
                let field = segment.map_or_else(|| "pull".to_owned(), |segment| format!("pull_by/{segment}"));
                found.push(
                    Diagnostic::error(Object::Link(id.clone()), message)
                        .field(field)
                        .found(pull.name())
                        .allowed(allowed),
                );
            }
        }
    }
    let mut open: HashMap<&NodeId, Vec<(&LinkId, &Link)>> = HashMap::new();
    for (id, link) in map.links.iter().filter(|(_, link)| link.open) {
        open.entry(&link.from).or_default().push((id, link));
    }
    // In the order of the file, whatever order they were looked up by.
    let mut open: Vec<_> = open.into_iter().collect();
    open.sort_unstable_by_key(|(node, _)| *node);
    let segments = map.segment_ids();
    for (node, links) in &open {
        if enough(found) {
            return;
        }
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
    found.extend(too_much(node, segment, sum));
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

/// That the shares of a node's open links sum to too much, if they do.
fn too_much(node: &NodeId, segment: &SegmentId, sum: f64) -> Option<Diagnostic> {
    // A sum that is no number is told where the number is.
    let is_too_much = sum > 1.0 + SHARE_TOLERANCE;
    if !is_too_much {
        return None;
    }
    let message = if segment.as_str() == ALL_SEGMENT {
        "the shares of its open links sum to more than 100 %".to_owned()
    } else {
        format!("the shares of its open links sum to more than 100 % in segment {segment:?}")
    };
    let error = Diagnostic::error(Object::Node(node.clone()), message)
        .found(format!("{} %", (sum * 1e4).round() / 100.0))
        .allowed("at most 100 %; what is missing leaves")
        .hint("lower the pull of links out of this node");
    Some(error)
}

/// What the shares of open links sum to, by the node they start from and by segment.
pub(super) struct ShareSums<'a> {
    map: &'a Map,
    segments: Vec<SegmentId>,
    sums: BTreeMap<(&'a NodeId, usize), f64>,
}

impl<'a> ShareSums<'a> {
    pub(super) fn new(map: &'a Map) -> Self {
        let segments = map.segment_ids();
        let mut sums = BTreeMap::new();
        for link in map.links.values().filter(|link| link.open) {
            for (position, segment) in segments.iter().enumerate() {
                if let Pull::Share(number) = link.pull_for(segment.as_str()) {
                    *sums.entry((&link.from, position)).or_default() += number.value;
                }
            }
        }
        Self { map, segments, sums }
    }

    /// What sums to too much once these links are as given, and did not before. The other rules of this
    /// file are about kinds of pull, which a number does not change.
    pub(super) fn after(&self, changed: &BTreeMap<&LinkId, Link>) -> Vec<Diagnostic> {
        let mut sums: BTreeMap<(&NodeId, usize), f64> = BTreeMap::new();
        for (id, after) in changed {
            let Some(before) = self.map.links.get(*id).filter(|link| link.open) else {
                continue;
            };
            for (position, segment) in self.segments.iter().enumerate() {
                let pulls = (
                    before.pull_for(segment.as_str()),
                    after.pull_for(segment.as_str()),
                );
                if let (Pull::Share(before_), Pull::Share(after)) = pulls {
                    let at = (&before.from, position);
                    let sum = sums
                        .entry(at)
                        .or_insert_with(|| self.sums.get(&at).copied().unwrap_or_default());
                    *sum += after.value - before_.value;
                }
            }
        }
        let problem = |((node, position), sum): (&(&NodeId, usize), &f64)| {
            let segment = self.segments.get(*position)?;
            let after = too_much(node, segment, *sum)?;
            let before = self.sums.get(&(*node, *position));
            let before = before.and_then(|sum| too_much(node, segment, *sum));
            (before.as_ref() != Some(&after)).then_some(after)
        };
        sums.iter().filter_map(problem).collect()
    }
}

/// So many links of a circle are named, and the others counted.
const MOST_NAMED: usize = 3;

/// Reports the circles of links whose pulls are like each other, each once.
fn likes(map: &Map, segments: &[SegmentId], found: &mut Vec<Diagnostic>) {
    let mut circles: BTreeSet<Vec<&LinkId>> = BTreeSet::new();
    for segment in segments {
        let like = |id: &LinkId| match map.links.get(id)?.pull_for(segment.as_str()) {
            Pull::Like(other, _) => Some(other),
            _ => None,
        };
        let mut seen = HashSet::new();
        for start in map.links.keys() {
            let (mut path, mut at) = (Vec::new(), start);
            while let Some(other) = like(at)
                && seen.insert(at)
            {
                path.push(at);
                at = other;
            }
            // Where it ended is on the path only if that came back to itself.
            let from = path.iter().position(|id| *id == at).unwrap_or(path.len());
            let mut circle = path.split_off(from);
            // It begins at the same link wherever it was entered.
            let least = circle.iter().enumerate().min_by_key(|(_, id)| **id);
            if let Some((least, _)) = least {
                circle.rotate_left(least);
                circles.insert(circle);
            }
        }
    }
    let told = circles.iter().filter_map(|circle| {
        let (first, then) = circle.split_first()?;
        let error = Diagnostic::error(
            Object::Link((*first).clone()),
            "pulls that are like each other in a circle",
        );
        Some(
            error
                .field("pull")
                .found(way_round(first, then))
                .allowed("a link whose own pull does not come back to this one"),
        )
    });
    found.extend(told);
}

/// The circle from `first` by `then`: `Like("b", …), which is like "c", "a"`.
fn way_round(first: &LinkId, then: &[&LinkId]) -> String {
    let Some((next, rest)) = then.split_first() else {
        return format!("Like({first:?}, …)");
    };
    let named = rest.iter().take(MOST_NAMED).map(|id| format!("{id:?}, "));
    let more = match rest.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!("(+{more}), "),
    };
    let named = named.collect::<String>();
    format!("Like({next:?}, …), which is like {named}{more}{first:?}")
}
