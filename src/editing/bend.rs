//! Bending a link: where the middle of its curve is drawn. Layout only.

use super::{Point, changes, drawable};
use crate::model::{Edit, LinkId, Map};

/// Bends `link` so that the middle of its curve lies `bend` from the midpoint of the straight line
/// between its ends; `None` lets the canvas choose again. No edit for a link that is not there.
pub fn bend(map: &Map, link: &LinkId, bend: Option<Point>) -> Vec<Edit> {
    let Some(old) = map.links().get(link) else {
        return Vec::new();
    };
    let mut new = old.clone();
    new.bend = bend.map(drawable);
    changes(map, vec![Edit::put_link(link.clone(), new)])
}

/// Bends `link` so that the middle of its curve lies at `point`.
pub fn through(map: &Map, link: &LinkId, point: Point) -> Vec<Edit> {
    match midpoint(map, link) {
        Some((x, y)) => bend(map, link, Some((point.0 - x, point.1 - y))),
        None => Vec::new(),
    }
}

/// The midpoint of the straight line between the ends of `link`, from which its bend is measured.
pub fn midpoint(map: &Map, link: &LinkId) -> Option<Point> {
    let link = map.links().get(link)?;
    let (from, to) = (map.nodes().get(&link.from)?.at, map.nodes().get(&link.to)?.at);
    Some((f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)))
}
