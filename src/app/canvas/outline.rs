//! Outlines of areas: boxes, hulls, walls moved out and in.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use i_overlay::mesh::float::outline::offset::OutlineOffset;
use i_overlay::mesh::float::style::{LineJoin, OutlineStyle};
use kurbo::Rect;

use super::area::Shapes;

/// How far, in map units, a wall may lie from where it should: nobody can see it, and round corners
/// need a fraction of the points.
const TOLERANCE: f64 = 0.2;

/// A shape with its boundary moved out by `distance` (in, where below 0), corners rounded.
pub fn grown(shape: &Shapes, distance: f64) -> Shapes {
    let style = OutlineStyle::new(distance).line_join(LineJoin::Round(0.16));
    let mut grown = shape.outline(&style);
    grown.iter_mut().flatten().for_each(thin);
    grown
}

/// What is in `a`, in `b` or in both.
pub fn union(a: &Shapes, b: &Shapes) -> Shapes {
    a.overlay(b, OverlayRule::Union, FillRule::NonZero)
}

/// What is in `a` and not in `b`.
pub fn difference(a: &Shapes, b: &Shapes) -> Shapes {
    a.overlay(b, OverlayRule::Difference, FillRule::NonZero)
}

/// Whether there is anything both in `a` and in `b`.
pub fn overlaps(a: &Shapes, b: &Shapes) -> bool {
    let common = || a.overlay(b, OverlayRule::Intersect, FillRule::NonZero);
    !a.is_empty() && !b.is_empty() && !common().is_empty()
}

/// The ground that rectangles cover.
pub fn boxes(places: &[Rect]) -> Shapes {
    let boxes: Shapes = places
        .iter()
        .map(|place| vec![corners(*place).to_vec()])
        .collect();
    merged(&boxes)
}

/// The ground that shapes cover which may overlap each other.
pub fn merged(shapes: &Shapes) -> Shapes {
    shapes.overlay(&Shapes::new(), OverlayRule::Subject, FillRule::NonZero)
}

/// Drops the points of a ring that lie on the line between their neighbours, as good as.
fn thin(ring: &mut Vec<[f64; 2]>) {
    let beside = |point: [f64; 2], from: [f64; 2], to: [f64; 2]| {
        let (along, off) = (
            [to[0] - from[0], to[1] - from[1]],
            [point[0] - from[0], point[1] - from[1]],
        );
        let length = along[0].hypot(along[1]);
        (along[0] * off[1] - along[1] * off[0]).abs() <= TOLERANCE * length
    };
    let mut kept: Vec<[f64; 2]> = Vec::with_capacity(ring.len());
    let mut dropped = Vec::new();
    for (place, &point) in ring.iter().enumerate() {
        let (Some(&from), Some(&to)) = (kept.last(), ring.get(place + 1)) else {
            kept.push(point);
            continue;
        };
        dropped.push(point);
        if !dropped.iter().all(|dropped| beside(*dropped, from, to)) {
            kept.push(point);
            dropped.clear();
        }
    }
    if kept.len() >= 3 {
        *ring = kept;
    }
}

/// Counter-clockwise where y points up, as the overlay wants outer boundaries.
fn corners(place: Rect) -> [[f64; 2]; 4] {
    [
        [place.x0, place.y0],
        [place.x1, place.y0],
        [place.x1, place.y1],
        [place.x0, place.y1],
    ]
}

/// The convex hull of rectangles, by Andrew's monotone chain.
pub fn convex_hull(places: &[Rect]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = places.iter().copied().flat_map(corners).collect();
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points.dedup();
    let turns_left = |a: [f64; 2], b: [f64; 2], c: [f64; 2]| {
        (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0.0
    };
    let half = |points: &mut dyn Iterator<Item = [f64; 2]>| {
        let mut chain: Vec<[f64; 2]> = Vec::new();
        for point in points {
            while let [.., a, b] = chain[..] {
                if turns_left(a, b, point) {
                    break;
                }
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_adds_the_margin_and_few_points() {
        let grown = grown(&boxes(&[Rect::new(0.0, 0.0, 100.0, 60.0)]), 26.0);
        let ring = &grown[0][0];
        assert!((8..60).contains(&ring.len()), "{}", ring.len());
        for [x, y] in ring {
            // The distance of a point outside from the box.
            let off = |at: f64, end: f64| (-at).max(at - end).max(0.0);
            let distance = off(*x, 100.0).hypot(off(*y, 60.0));
            assert!((distance - 26.0).abs() < 2.0 * TOLERANCE, "{distance}");
        }
    }

    #[test]
    fn boxes_side_by_side_share_their_ground() {
        let boxes = boxes(&[Rect::new(0.0, 0.0, 2.0, 1.0), Rect::new(1.0, 0.0, 3.0, 1.0)]);
        assert_eq!(boxes.len(), 1);
        assert!(overlaps(&boxes, &self::boxes(&[Rect::new(2.5, 0.5, 9.0, 9.0)])));
        assert!(!overlaps(&boxes, &self::boxes(&[Rect::new(3.5, 0.5, 9.0, 9.0)])));
    }
}
