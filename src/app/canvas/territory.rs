//! Territories: a soft walled area round what each company hosts, that keeps off what it does not.

use std::collections::BTreeMap;

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay;
use i_overlay::mesh::float::outline::offset::OutlineOffset;
use i_overlay::mesh::float::style::{LineJoin, OutlineStyle};
use kurbo::{Point, Rect};

use super::area::{Area, Shapes};

/// Space between the wall and what it encloses.
const PADDING: f64 = 26.0;
/// Space between the wall and what it leaves out, and between two walls.
const GAP: f64 = 12.0;
/// How far apart things may be that still share one area, tried in turn after the hull of all.
const REACHES: [f64; 4] = [260.0, 160.0, 90.0, 50.0];
/// Half the width of the passage between parts of a territory.
const PASSAGE: f64 = 22.0;
/// Radius of the corners of the wall.
const ROUND: f64 = 30.0;
/// Above this many things their places are taken together by cells, which costs a little precision
/// of the wall and saves the time that joins of thousands of shapes take.
const MOST_PRECISE: usize = 120;
/// Side of such a cell.
const CELL: f64 = 220.0;

/// The areas of all hosts: `hosted` gives, for each host, the places of what it hosts; `free` those
/// of things that nobody hosts. Areas do not overlap unless the places do.
pub fn territories(hosted: &BTreeMap<usize, Vec<Rect>>, free: &[Rect]) -> BTreeMap<usize, Area> {
    let mut shapes: Vec<(usize, Vec<Rect>, Shapes)> = hosted
        .iter()
        .map(|(&host, own)| {
            let own = merged(own);
            let foreign: Vec<Rect> = hosted
                .iter()
                .filter(|(other, _)| **other != host)
                .flat_map(|(_, places)| places)
                .chain(free)
                .copied()
                .collect();
            let shape = enclose(&own, &foreign);
            (host, own, shape)
        })
        .collect();
    // Where two meet the smaller one keeps its ground: the larger has room elsewhere.
    shapes.sort_by(|a, b| a.1.len().cmp(&b.1.len()).then(a.0.cmp(&b.0)));
    let mut areas = BTreeMap::new();
    let mut taken: Shapes = Vec::new();
    for (host, own, shape) in shapes {
        let kept = if taken.is_empty() {
            shape
        } else {
            let room = shape.overlay(&grown(&taken, GAP), OverlayRule::Difference, FillRule::NonZero);
            with_core(softened(room), &own)
        };
        taken = taken.overlay(&kept, OverlayRule::Union, FillRule::NonZero);
        areas.insert(host, Area::new(&kept));
    }
    areas
}

/// A shape round `own` that leaves out `foreign` where it can.
fn enclose(own: &[Rect], foreign: &[Rect]) -> Shapes {
    let bounds = bounds_of(own).inflate(PADDING, PADDING);
    let hull = rounded(grown(&vec![vec![convex_hull(own)]], PADDING), bounds);
    let bounds = bounds.inflate(PADDING, PADDING);
    let foreign: Vec<Rect> = foreign
        .iter()
        .filter(|place| place.overlaps(bounds))
        .copied()
        .collect();
    let keep_out = boxes(&foreign, 0.0);
    let swallows = |shape: &Shapes| {
        !keep_out.is_empty()
            && !shape
                .overlay(&keep_out, OverlayRule::Intersect, FillRule::NonZero)
                .is_empty()
    };
    if !swallows(&hull) {
        return hull;
    }
    let mut parts = boxes(own, 0.0);
    parts.extend(passages(own, &foreign));
    let parts = parts.overlay(&Shapes::new(), OverlayRule::Subject, FillRule::NonZero);
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
    let cut = last.overlay(&outside, OverlayRule::Difference, FillRule::NonZero);
    with_core(softened(cut), own)
}

/// Rounds the corners of a hull that spans `bounds`, as far as it stays clear of what is in it.
fn rounded(hull: Shapes, bounds: Rect) -> Shapes {
    // At a right angle a corner of this radius is set back by 0.41 of it, well within the padding.
    let radius = (2.0 * PADDING).min(0.4 * bounds.width().min(bounds.height()));
    grown(&grown(&hull, -radius), radius)
}

/// Takes off slivers and rounds what was cut.
fn softened(shape: Shapes) -> Shapes {
    let opened = grown(&grown(&shape, -ROUND / 3.0), ROUND / 3.0);
    grown(&grown(&opened, ROUND / 2.0), -ROUND / 2.0)
}

/// Gives back to a shape the places it is there for, should they have been cut.
fn with_core(shape: Shapes, own: &[Rect]) -> Shapes {
    shape.overlay(
        &grown(&boxes(own, 0.0), GAP / 2.0),
        OverlayRule::Union,
        FillRule::NonZero,
    )
}

/// A shape with its boundary moved out by `distance` (in, where below 0), corners rounded.
fn grown(shape: &Shapes, distance: f64) -> Shapes {
    let style = OutlineStyle::new(distance).line_join(LineJoin::Round(0.16));
    shape.outline(&style)
}

fn boxes(places: &[Rect], margin: f64) -> Shapes {
    let corners = |place: &Rect| corners(place.inflate(margin, margin)).to_vec();
    let boxes: Shapes = places.iter().map(|place| vec![corners(place)]).collect();
    boxes.overlay(&Shapes::new(), OverlayRule::Subject, FillRule::NonZero)
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

fn bounds_of(places: &[Rect]) -> Rect {
    places
        .iter()
        .copied()
        .reduce(|a, b| a.union(b))
        .unwrap_or(Rect::ZERO)
}

/// The convex hull of rectangles, by Andrew's monotone chain.
fn convex_hull(places: &[Rect]) -> Vec<[f64; 2]> {
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

/// Strips that join all of `own` along a shortest tree, without those that would cross `foreign`.
fn passages(own: &[Rect], foreign: &[Rect]) -> Shapes {
    let centers: Vec<Point> = own.iter().map(Rect::center).collect();
    let blocked = |a: Point, b: Point| {
        let crosses = |place: &Rect| {
            let grown = place.inflate(PASSAGE, PASSAGE);
            (0..=24).any(|step| grown.contains(a.lerp(b, f64::from(step) / 24.0)))
        };
        foreign.iter().any(crosses)
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
    let side = kurbo::Vec2::new(-along.y, along.x) * (PASSAGE / along.hypot().max(1e-9));
    let corners = [from - side, to - side, to + side, from + side];
    corners.iter().map(|point| [point.x, point.y]).collect()
}

/// `places`, or where there are many, what they cover of each cell of a grid.
fn merged(places: &[Rect]) -> Vec<Rect> {
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

    fn place(x: f64, y: f64) -> Rect {
        Rect::new(x - 30.0, y - 30.0, x + 30.0, y + 40.0)
    }

    fn areas(hosted: &[(usize, &[(f64, f64)])]) -> BTreeMap<usize, Area> {
        let hosted = hosted
            .iter()
            .map(|(host, points)| (*host, points.iter().map(|&(x, y)| place(x, y)).collect()))
            .collect();
        territories(&hosted, &[])
    }

    #[test]
    fn a_territory_holds_its_own_in_one_piece() {
        let own = [(0.0, 0.0), (300.0, 0.0), (150.0, 200.0)];
        let areas = areas(&[(0, &own)]);
        for (x, y) in own {
            assert!(areas[&0].contains(Point::new(x, y)));
        }
        assert_eq!(areas[&0].polygons().len(), 1);
    }

    #[test]
    fn a_territory_leaves_out_what_others_host_in_its_midst() {
        let ring = [(0.0, 0.0), (300.0, 0.0), (300.0, 300.0), (0.0, 300.0)];
        let areas = areas(&[(0, &ring), (1, &[(150.0, 150.0)])]);
        let midst = Point::new(150.0, 150.0);
        assert!(!areas[&0].contains(midst));
        assert!(areas[&1].contains(midst));
        for (x, y) in ring {
            assert!(areas[&0].contains(Point::new(x, y)));
            assert!(!areas[&1].contains(Point::new(x, y)));
        }
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let areas = areas(&[
            (0, &[(0.0, 0.0), (0.0, 300.0), (100.0, 150.0)]),
            (1, &[(200.0, 0.0), (200.0, 300.0), (220.0, 150.0)]),
        ]);
        for x in -50..300 {
            for y in (-50..350).step_by(10) {
                let point = Point::new(f64::from(x), f64::from(y));
                assert!(
                    !(areas[&0].contains(point) && areas[&1].contains(point)),
                    "{point}"
                );
            }
        }
    }

    #[test]
    fn thousands_of_things_are_enclosed() {
        let own: Vec<(f64, f64)> = (0..2000)
            .map(|i| (f64::from(i % 50) * 150.0, f64::from(i / 50) * 150.0))
            .collect();
        let areas = areas(&[(0, &own)]);
        for &(x, y) in &own {
            assert!(areas[&0].contains(Point::new(x, y)));
        }
    }
}
