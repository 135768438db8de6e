//! Moving, aligning, distributing and snapping what is selected: nodes by their middles, notes by
//! their corner, frames by their edges.

use std::collections::BTreeSet;

use super::Point;
use super::places::{Place, bounds, places, put};
use crate::model::{Edit, Map, Object};

/// The line that objects are brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Alignment {
    Left,
    Center,
    Right,
    Top,
    Middle,
    Bottom,
}

/// A direction of the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

impl Axis {
    fn of(self, point: Point) -> f64 {
        match self {
            Self::Across => point.0,
            Self::Down => point.1,
        }
    }

    /// `point` with `value` along this axis.
    fn set(self, point: Point, value: f64) -> Point {
        match self {
            Self::Across => (value, point.1),
            Self::Down => (point.0, value),
        }
    }
}

/// Moves what is selected by `offset`.
pub fn shift(map: &Map, selection: &BTreeSet<Object>, offset: Point) -> Vec<Edit> {
    let places = places(map, selection).into_iter();
    places
        .filter_map(|Place { object, at, .. }| put(map, &object, (at.0 + offset.0, at.1 + offset.1)))
        .collect()
}

/// Brings what is selected to one line: that of the outermost, or halfway between the outermost.
pub fn align(map: &Map, selection: &BTreeSet<Object>, alignment: Alignment) -> Vec<Edit> {
    let places = places(map, selection);
    let Some((low, high)) = bounds(&places) else {
        return Vec::new();
    };
    let (axis, part) = match alignment {
        Alignment::Left => (Axis::Across, 0.0),
        Alignment::Center => (Axis::Across, 0.5),
        Alignment::Right => (Axis::Across, 1.0),
        Alignment::Top => (Axis::Down, 0.0),
        Alignment::Middle => (Axis::Down, 0.5),
        Alignment::Bottom => (Axis::Down, 1.0),
    };
    let line = axis.of(low) + part * (axis.of(high) - axis.of(low));
    let edits = places.iter().filter_map(|place| {
        let at = axis.set(place.at, line - part * axis.of(place.size));
        put(map, &place.object, at)
    });
    edits.collect()
}

/// Spaces what is selected evenly: the middles of neighbours equally far apart, the outermost where
/// they are.
pub fn distribute(map: &Map, selection: &BTreeSet<Object>, axis: Axis) -> Vec<Edit> {
    let mut places = places(map, selection);
    let middle = |place: &Place| axis.of(place.at) + axis.of(place.size) / 2.0;
    places.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let (Some(first), Some(last)) = (places.first().map(middle), places.last().map(middle)) else {
        return Vec::new();
    };
    let gap = (last - first) / (places.len().max(2) - 1) as f64;
    let inner = places.iter().enumerate().take(places.len() - 1).skip(1);
    inner
        .filter_map(|(position, place)| {
            let at = first + gap * position as f64 - axis.of(place.size) / 2.0;
            put(map, &place.object, axis.set(place.at, at))
        })
        .collect()
}

/// Moves what is selected to the nearest crossing of a grid; no edit for a grid without width.
pub fn snap(map: &Map, selection: &BTreeSet<Object>, grid: f64) -> Vec<Edit> {
    if !(grid.is_finite() && grid > 0.0) {
        return Vec::new();
    }
    // Adding zero turns the minus zero of rounding into plain zero.
    let side = |side: f64| (side / grid).round() * grid + 0.0;
    let places = places(map, selection).into_iter();
    places
        .filter_map(|Place { object, at, .. }| put(map, &object, (side(at.0), side(at.1))))
        .collect()
}
