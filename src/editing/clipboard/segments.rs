//! Numbers by segment, translated from the segments of one map into those of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ALL_SEGMENT, Edit, Link, Map, Node, NodeKind, Number, PerSegment, SegmentId, rules};

/// `part` with the segments of `map`, its numbers translated.
pub(super) fn translated(part: &Map, map: &Map) -> Map {
    if part.segments().keys().eq(map.segments().keys()) {
        return part.clone();
    }
    let translation = Translation {
        into: map.segment_ids(),
        declared: !map.segments().is_empty(),
        was_declared: !part.segments().is_empty(),
        first: part
            .segment_ids()
            .first()
            .cloned()
            .unwrap_or_else(|| ALL_SEGMENT.into()),
        known: map.segment_ids().into_iter().collect(),
    };
    let mut new = part.clone();
    let mut edits: Vec<Edit> = Vec::new();
    edits.extend(part.segments().keys().map(|id| Edit::Segment(id.clone(), None)));
    edits.extend(
        map.segments()
            .iter()
            .map(|(id, segment)| Edit::put_segment(id.clone(), segment.clone())),
    );
    let nodes = part.nodes().iter();
    edits.extend(nodes.map(|(id, node)| Edit::put_node(id.clone(), translation.node(node))));
    let links = part.links().iter();
    edits.extend(links.map(|(id, link)| Edit::put_link(id.clone(), translation.link(link))));
    new.apply_all(edits);
    if rules::errors(&new).len() > rules::errors(part).len() {
        let links = part.links().iter();
        let links = links.map(|(id, link)| Edit::put_link(id.clone(), as_in(link, &translation.first)));
        new.apply_all(links);
    }
    new
}

struct Translation {
    into: Vec<SegmentId>,
    /// Whether the map declares its segments, so that arrivals must be entered by segment.
    declared: bool,
    /// Whether the part does.
    was_declared: bool,
    /// The first segment of the part.
    first: SegmentId,
    known: BTreeSet<SegmentId>,
}

impl Translation {
    fn node(&self, node: &Node) -> Node {
        let mut node = node.clone();
        match &mut node.kind {
            NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } => {
                *arrivals = self.arrivals(arrivals);
            }
            NodeKind::Merchant { ticket, .. } => *ticket = self.ticket(ticket),
            NodeKind::Payment { .. } => {}
        }
        node
    }

    /// The numbers of segments that both have, and of those that only the part has.
    fn split(&self, by: &BTreeMap<SegmentId, Number>) -> (BTreeMap<SegmentId, Number>, Vec<Number>) {
        let (both, lost): (BTreeMap<_, _>, BTreeMap<_, _>) = by
            .clone()
            .into_iter()
            .partition(|(id, _)| self.known.contains(id));
        (both, lost.into_values().collect())
    }

    fn arrivals(&self, arrivals: &PerSegment) -> PerSegment {
        let (mut both, lost) = match arrivals {
            PerSegment::One(_) if !self.declared => return arrivals.clone(),
            PerSegment::One(number) => (BTreeMap::new(), vec![number.clone()]),
            PerSegment::By(by) => self.split(by),
        };
        if lost.is_empty() {
            return PerSegment::By(both);
        }
        let each = lost
            .iter()
            .map(|number| number.value / self.into.len() as f64)
            .sum::<f64>();
        for segment in &self.into {
            // A number that stands alone keeps its evidence.
            let alone = [lost.len(), self.into.len()] == [1, 1] && !both.contains_key(segment);
            let number = both.entry(segment.clone()).or_default();
            *number = match lost.first() {
                Some(only) if alone => only.clone(),
                _ => Number::bare((number.value + each).min(f64::MAX)),
            };
        }
        if self.declared {
            return PerSegment::By(both);
        }
        both.into_values()
            .next()
            .map_or_else(PerSegment::default, PerSegment::One)
    }

    fn ticket(&self, ticket: &PerSegment) -> PerSegment {
        let PerSegment::By(by) = ticket else {
            return ticket.clone();
        };
        let (mut both, lost) = self.split(by);
        let count = lost.len() as f64;
        if let Some(first) = lost.first() {
            let mean = lost.iter().map(|number| number.value / count).sum::<f64>();
            let number = if lost.len() == 1 {
                first.clone()
            } else {
                Number::bare(mean)
            };
            for segment in &self.into {
                both.entry(segment.clone()).or_insert_with(|| number.clone());
            }
        }
        PerSegment::By(both)
    }

    fn link(&self, link: &Link) -> Link {
        if !(self.declared && self.was_declared) {
            return as_in(link, &self.first);
        }
        let mut link = link.clone();
        link.pull_by.retain(|segment, _| self.known.contains(segment));
        link
    }
}

/// The link with the pull it has in one segment for all.
fn as_in(link: &Link, segment: &SegmentId) -> Link {
    Link {
        pull: link.pull_for(segment.as_str()).clone(),
        pull_by: BTreeMap::new(),
        ..link.clone()
    }
}
