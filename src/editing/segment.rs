//! Adding and taking away segments, so that the numbers entered by segment keep their meaning.

use std::collections::BTreeMap;

use super::{Added, changes, fresh};
use crate::model::{
    ALL_SEGMENT, Edit, Map, NodeKind, Number, NumberPath, Object, PerSegment, Scenario, Segment, SegmentId,
    rules,
};

/// A segment called `name` (or `name 2`…).
///
/// The first one takes over what was entered for the one segment `all`, so that the answers stay the
/// same. A later one starts without arrivals and with the links' common pulls; where these do not
/// fit together, with the pulls of the first segment.
pub fn add(map: &Map, name: &str) -> Added {
    let segment = Segment {
        name: fresh::segment_name(map, name),
        ..Segment::default()
    };
    let id: SegmentId = fresh::id(map.segments(), &segment.name, "segment");
    let mut edits = vec![Edit::put_segment(id.clone(), segment)];
    match map.segments().keys().next() {
        None => edits.extend(Renaming::new(Some(&id), |_| Some(id.clone())).edits(map)),
        Some(first) => {
            let mut after = map.clone();
            after.apply_all(edits.clone());
            if rules::errors(&after).len() > rules::errors(map).len() {
                edits.extend(as_in(map, first, &id));
            }
        }
    }
    let object = Object::Segment(id);
    Added { object, edits }
}

/// Takes a segment away with all that was entered for it. What was entered for the last one stands
/// for the one segment `all` afterwards.
pub fn remove(map: &Map, segment: &SegmentId) -> Vec<Edit> {
    if !map.segments().contains_key(segment) {
        return Vec::new();
    }
    let last = map.segments().len() == 1;
    let mut edits = vec![Edit::Segment(segment.clone(), None)];
    edits.extend(
        Renaming::new(None, |id| match (id == segment.as_str(), last) {
            (true, true) => Some(ALL_SEGMENT.into()),
            (true, false) => None,
            (false, _) => Some(id.into()),
        })
        .edits(map),
    );
    edits
}

/// Links that draw otherwise in the segment `model` draw so in `segment` as well.
fn as_in(map: &Map, model: &SegmentId, segment: &SegmentId) -> Vec<Edit> {
    let links = map.links().iter().filter_map(|(id, link)| {
        let mut link = link.clone();
        let pull = link.pull_by.get(model)?.clone();
        link.pull_by.insert(segment.clone(), pull);
        Some(Edit::put_link(id.clone(), link))
    });
    links.collect()
}

/// What becomes of the segments that numbers are entered for.
struct Renaming<'a, F> {
    /// The segment that arrivals entered for all come to, if they may not stay so.
    one: Option<&'a SegmentId>,
    /// The new id of a segment, `None` to drop what is entered for it.
    new_id: F,
}

impl<'a, F: Fn(&str) -> Option<SegmentId>> Renaming<'a, F> {
    fn new(one: Option<&'a SegmentId>, new_id: F) -> Self {
        Self { one, new_id }
    }

    fn edits(&self, map: &Map) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (id, node) in map.nodes() {
            let mut node = node.clone();
            match &mut node.kind {
                NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } => {
                    self.arrivals(arrivals);
                }
                NodeKind::Merchant {
                    ticket: PerSegment::By(by),
                    ..
                } => self.keys(by),
                _ => {}
            }
            edits.push(Edit::put_node(id.clone(), node));
        }
        for (id, link) in map.links() {
            let mut link = link.clone();
            self.keys(&mut link.pull_by);
            edits.push(Edit::put_link(id.clone(), link));
        }
        for (id, scenario) in map.scenarios() {
            let set = scenario.set.iter();
            let set = set.filter_map(|(path, number)| Some((self.path(path)?, number.clone())));
            let scenario = Scenario {
                set: set.collect(),
                ..scenario.clone()
            };
            edits.push(Edit::put_scenario(id.clone(), scenario));
        }
        changes(map, edits)
    }

    fn arrivals(&self, arrivals: &mut PerSegment) {
        match (arrivals, self.one) {
            (PerSegment::By(by), _) => self.keys(by),
            (all @ PerSegment::One(_), Some(one)) => {
                let number: Number = all.get(ALL_SEGMENT).cloned().unwrap_or_default();
                *all = PerSegment::By([(one.clone(), number)].into());
            }
            (PerSegment::One(_), None) => {}
        }
    }

    fn keys<T>(&self, by: &mut BTreeMap<SegmentId, T>) {
        *by = std::mem::take(by)
            .into_iter()
            .filter_map(|(id, value)| Some(((self.new_id)(id.as_str())?, value)))
            .collect();
    }

    /// The path of the same number afterwards.
    fn path(&self, path: &str) -> Option<String> {
        let Some(NumberPath { object, field }) = NumberPath::parse(path) else {
            return Some(path.to_owned());
        };
        Some(match (field.split_once('/'), self.one) {
            (Some((name, segment)), _) => object.path(&format!("{name}/{}", (self.new_id)(segment)?)),
            (None, Some(one)) if field == "arrivals" => object.path(&format!("arrivals/{one}")),
            _ => path.to_owned(),
        })
    }
}
