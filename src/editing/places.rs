//! Where the selected nodes, notes and frames stand, and putting them elsewhere.

use std::collections::BTreeSet;

use super::{Point, drawable};
use crate::model::{Edit, Frame, Map, Note, Object};

/// Where one object stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) object: Object,
    /// The middle of a node, the top left corner of a note or frame.
    pub(super) at: Point,
    /// The size of a frame; nothing for others, whose size the canvas decides.
    pub(super) size: Point,
}

/// Where the objects of `selection` stand that stand anywhere, in the order of their ids.
pub(super) fn places(map: &Map, selection: &BTreeSet<Object>) -> Vec<Place> {
    let place = |object: &Object| {
        let (at, size) = match object {
            Object::Node(id) => (map.nodes().get(id)?.at, (0.0, 0.0)),
            Object::Note(id) => (map.notes().get(id)?.at, (0.0, 0.0)),
            Object::Frame(id) => map.frames().get(id).map(|frame| (frame.at, frame.size))?,
            _ => return None,
        };
        let object = object.clone();
        Some(Place { object, at, size })
    };
    selection.iter().filter_map(place).collect()
}

/// Puts `object` at `at`; nothing if it is there already.
pub(super) fn put(map: &Map, object: &Object, at: Point) -> Option<Edit> {
    let at = drawable(at);
    let edit = match object {
        Object::Node(id) => {
            let mut node = map.nodes().get(id)?.clone();
            node.at = at;
            Edit::put_node(id.clone(), node)
        }
        Object::Note(id) => {
            let text = map.notes().get(id)?.text.clone();
            Edit::Note(id.clone(), Some(Note { text, at }))
        }
        Object::Frame(id) => {
            let frame = map.frames().get(id)?.clone();
            Edit::Frame(id.clone(), Some(Frame { at, ..frame }))
        }
        _ => return None,
    };
    (map.current(&edit) != edit).then_some(edit)
}

/// The rectangle round all of `places`, as its top left and bottom right corner.
pub(super) fn bounds(places: &[Place]) -> Option<(Point, Point)> {
    places
        .iter()
        .map(|place| (place.at, (place.at.0 + place.size.0, place.at.1 + place.size.1)))
        .reduce(|(a, b), (c, d)| ((a.0.min(c.0), a.1.min(c.1)), (b.0.max(d.0), b.1.max(d.1))))
}
