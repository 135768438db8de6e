//! Outlines of areas: boxes, hulls, walls moved out and in.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use i_overlay::mesh::float::outline::offset::OutlineOffset;
use i_overlay::mesh::float::style::{LineJoin, OutlineStyle};
use kurbo::Rect;

use super::area::Shapes;
use super::effort;

/// How far, in map units, a wall may lie from where it should: nobody can see it, and round corners
/// need a fraction of the points.
const TOLERANCE: f64 = 0.2;

/// What corners are like where a wall is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corners {
    /// An arc.
    Round,
    /// As they were: a tenth of the points, and so of the time.
    Sharp,
}

/// A shape with its boundary moved out by `distance` (in, where below 0), corners rounded.
pub fn grown(shape: &Shapes, distance: f64) -> Shapes {
    moved(shape, distance, Corners::Round)
}

/// A shape with its boundary moved out by `distance` (in, where below 0).
pub fn moved(shape: &Shapes, distance: f64, corners: Corners) -> Shapes {
    let join = match corners {
        Corners::Round => LineJoin::Round(0.16),
        // Down to the corners of an equilateral triangle.
        Corners::Sharp => LineJoin::Miter(std::f64::consts::FRAC_PI_3),
    };
    effort::count(corners_of(shape));
    let style = OutlineStyle::new(distance).line_join(join);
    let mut grown = shape.outline(&style);
    grown.iter_mut().flatten().for_each(thin);
    grown
}

/// The rectangle round one polygon; `None` for one without corners.
pub fn bounds(polygon: &[Vec<[f64; 2]>]) -> Option<Rect> {
    // Holes lie within the outer wall.
    let corners = polygon.first()?.iter().map(|&[x, y]| Rect::new(x, y, x, y));
    corners.reduce(|a, b| a.union(b))
}

/// What is in `a`, in `b` or in both.
pub fn union(a: &Shapes, b: &Shapes) -> Shapes {
    effort::count(corners_of(a) + corners_of(b));
    a.overlay(b, OverlayRule::Union, FillRule::NonZero)
}

/// What is in `a` and not in `b`.
pub fn difference(a: &Shapes, b: &Shapes) -> Shapes {
    effort::count(corners_of(a) + corners_of(b));
    a.overlay(b, OverlayRule::Difference, FillRule::NonZero)
}

/// What of `shape` lies within `rect`.
pub fn common(shape: &Shapes, rect: Rect) -> Shapes {
    let rect = vec![vec![corners(rect).to_vec()]];
    effort::count(corners_of(shape));
    shape.overlay(&rect, OverlayRule::Intersect, FillRule::NonZero)
}

/// Whether there is anything both in `a` and in `b`.
pub fn overlaps(a: &Shapes, b: &Shapes) -> bool {
    effort::count(corners_of(a) + corners_of(b));
    let common = || a.overlay(b, OverlayRule::Intersect, FillRule::NonZero);
    !a.is_empty() && !b.is_empty() && !common().is_empty()
}

fn corners_of(shapes: &Shapes) -> usize {
    shapes.iter().flatten().map(Vec::len).sum()
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
    effort::count(corners_of(shapes));
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

/// Whether a rectangle touches the convex area with these corners, which are given as [`convex_hull`] does.
pub fn touches(hull: &[[f64; 2]], rect: Rect) -> bool {
    let span = |axis: usize| {
        let along = hull.iter().map(|corner| corner[axis]);
        along.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
            (low.min(at), high.max(at))
        })
    };
    let ((x0, x1), (y0, y1)) = (span(0), span(1));
    if x0 > rect.x1 || x1 < rect.x0 || y0 > rect.y1 || y1 < rect.y0 {
        return false;
    }
    // Two convex areas keep apart along a side of one of them, or not at all.
    let beyond = |([ax, ay], [bx, by]): ([f64; 2], [f64; 2])| {
        let (along, up) = (bx - ax, by - ay);
        // The corner that lies farthest to the inner side.
        let x = if up > 0.0 { rect.x0 } else { rect.x1 };
        let y = if along > 0.0 { rect.y1 } else { rect.y0 };
        along * (y - ay) - up * (x - ax) < 0.0
    };
    let sides = hull.iter().copied().zip(hull.iter().copied().cycle().skip(1));
    !sides.into_iter().any(beyond)
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
