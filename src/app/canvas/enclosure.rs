//! One host's enclosure: a shape round what it hosts that leaves out, where it can, what it does not.

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Vec2};

use super::area::Shapes;
use super::outline::{boxes, convex_hull, difference, grown, merged, overlaps, union};

/// Space between the wall and what it encloses.
const PADDING: f64 = 26.0;
/// Space between the wall and what it leaves out, and between two walls.
pub const GAP: f64 = 12.0;
/// How far apart things may be that still share one area, tried in turn after the hull of all.
const REACHES: [f64; 4] = [260.0, 160.0, 90.0, 50.0];
/// Half the width of the passage between parts of a territory.
const PASSAGE: f64 = 22.0;
/// Radius of the corners of the wall.
const ROUND: f64 = 30.0;
/// Above this many things their places are taken together by cells, which costs a little precision
/// of the wall and saves the time that joins of thousands of shapes take.
const MOST_PRECISE: usize = 60;
/// Side of such a cell.
const CELL: f64 = 220.0;

/// What an enclosure of `own` may meet: the further off cannot change it.
pub fn reach(own: &[Rect]) -> Rect {
    bounds_of(own).inflate(2.0 * PADDING, 2.0 * PADDING)
}

/// A shape round `own` that leaves out `foreign`, places within its [`reach`], where it can.
pub fn enclose(own: &[Rect], foreign: &[Rect]) -> Shapes {
    let bounds = bounds_of(own).inflate(PADDING, PADDING);
    let hull = rounded(grown(&vec![vec![convex_hull(own)]], PADDING), bounds);
    let keep_out = boxes(foreign);
    let swallows = |shape: &Shapes| overlaps(shape, &keep_out);
    if !swallows(&hull) {
        return hull;
    }
    let mut parts = boxes(own);
    parts.extend(passages(own, foreign));
    let parts = merged(&parts);
    let closings = REACHES
        .iter()
        .map(|reach| grown(&grown(&parts, PADDING + reach), -reach));
    let mut last = Shapes::new();
    for closing in closings {
        last = closing;
        if !swallows(&last) {
            return last;
        }
    }
    let outside = grown(&keep_out, GAP);
    with_core(softened(difference(&last, &outside)), own)
}

/// Rounds the corners of a hull that spans `bounds`, as far as it stays clear of what is in it.
fn rounded(hull: Shapes, bounds: Rect) -> Shapes {
    // At a right angle a corner of this radius is set back by 0.41 of it, well within the padding.
    let radius = (2.0 * PADDING).min(0.4 * bounds.width().min(bounds.height()));
    grown(&grown(&hull, -radius), radius)
}

/// Takes off slivers and rounds what was cut.
pub fn softened(shape: Shapes) -> Shapes {
    let opened = grown(&grown(&shape, -ROUND / 3.0), ROUND / 3.0);
    grown(&grown(&opened, ROUND / 2.0), -ROUND / 2.0)
}

/// Gives back to a shape the places it is there for, should they have been cut.
pub fn with_core(shape: Shapes, own: &[Rect]) -> Shapes {
    union(&shape, &grown(&boxes(own), GAP / 2.0))
}

fn bounds_of(places: &[Rect]) -> Rect {
    places
        .iter()
        .copied()
        .reduce(|a, b| a.union(b))
        .unwrap_or(Rect::ZERO)
}

/// Strips that join all of `own` along a shortest tree, without those that would cross `foreign`.
fn passages(own: &[Rect], foreign: &[Rect]) -> Shapes {
    let centers: Vec<Point> = own.iter().map(Rect::center).collect();
    let blocked = |a: Point, b: Point| {
        foreign
            .iter()
            .any(|place| crosses(place.inflate(PASSAGE, PASSAGE), a, b))
    };
    // Prim's algorithm; a blocked way costs so much that it is taken only where there is no other.
    let mut nearest: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); own.len()];
    let mut joined = vec![false; own.len()];
    let mut last = 0;
    let mut strips = Shapes::new();
    for _ in 1..own.len() {
        joined[last] = true;
        for other in (0..own.len()).filter(|&other| !joined[other]) {
            let length = (centers[other] - centers[last]).hypot();
            let cost = if blocked(centers[last], centers[other]) {
                length * 1e3
            } else {
                length
            };
            if cost < nearest[other].0 {
                nearest[other] = (cost, last);
            }
        }
        let free = (0..own.len()).filter(|&other| !joined[other]);
        let Some(next) = free.min_by(|&a, &b| nearest[a].0.total_cmp(&nearest[b].0)) else {
            break;
        };
        let (from, to) = (centers[nearest[next].1], centers[next]);
        if !blocked(from, to) {
            strips.push(vec![strip(from, to)]);
        }
        last = next;
    }
    strips
}

fn strip(from: Point, to: Point) -> Vec<[f64; 2]> {
    let along = to - from;
    let side = Vec2::new(-along.y, along.x) * (PASSAGE / along.hypot().max(1e-9));
    let corners = [from - side, to - side, to + side, from + side];
    corners.iter().map(|point| [point.x, point.y]).collect()
}

/// Whether the straight way from `a` to `b` touches `rect`.
fn crosses(rect: Rect, a: Point, b: Point) -> bool {
    // The part of the way within the rectangle's width, then of that the part within its height.
    let within = |from: f64, to: f64, low: f64, high: f64| {
        if from == to {
            let inside = (low..=high).contains(&from);
            return if inside { (0.0, 1.0) } else { (1.0, 0.0) };
        }
        let (t, u) = ((low - from) / (to - from), (high - from) / (to - from));
        (t.min(u), t.max(u))
    };
    let (x0, x1) = within(a.x, b.x, rect.x0, rect.x1);
    let (y0, y1) = within(a.y, b.y, rect.y0, rect.y1);
    x0.max(y0).max(0.0) <= x1.min(y1).min(1.0)
}

/// `places`, or where there are many, what they cover of each cell of a grid.
pub fn condensed(places: &[Rect]) -> Vec<Rect> {
    if places.len() <= MOST_PRECISE {
        return places.to_vec();
    }
    let mut cells: BTreeMap<(i64, i64), Rect> = BTreeMap::new();
    for place in places {
        let center = place.center();
        let cell = ((center.x / CELL).floor() as i64, (center.y / CELL).floor() as i64);
        cells
            .entry(cell)
            .and_modify(|covered| *covered = covered.union(*place))
            .or_insert(*place);
    }
    cells.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_crosses_what_lies_on_it() {
        let rect = Rect::new(10.0, 10.0, 20.0, 20.0);
        let from = Point::ZERO;
        for (to, expected) in [
            ((30.0, 30.0), true),
            ((9.0, 9.0), false),
            ((15.0, 15.0), true),
            ((30.0, 5.0), false),
            ((0.0, 30.0), false),
        ] {
            assert_eq!(crosses(rect, from, to.into()), expected, "{to:?}");
        }
        assert!(crosses(rect, Point::new(15.0, 0.0), Point::new(15.0, 40.0)));
    }
}
