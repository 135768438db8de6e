//! Passages that join the parts of one territory, round what it does not host.

use std::collections::HashMap;

use kurbo::{Point, Rect, Vec2};

use super::area::Shapes;
use super::enclosure::{CELL, MOST_PRECISE};
use super::index::Index;

/// Half the width of the passage between parts of a territory.
const PASSAGE: f64 = 22.0;
/// Of many things, only those so few cells apart are joined.
const NEXT: i64 = 3;

/// Strips that join all of `own` along a shortest tree, without those that would cross `foreign`, of
/// which `strangers` is the index. Of many, only neighbours are joined.
pub fn passages(own: &[Rect], strangers: &Index, foreign: &[Rect]) -> Shapes {
    let centers: Vec<Point> = own.iter().map(Rect::center).collect();
    let is_free = |a: Point, b: Point| {
        // What the way does not touch it does not cross.
        let touches = |place: Rect| crosses(place.inflate(PASSAGE, PASSAGE), a, b);
        !strangers.any(touches, |stranger| touches(foreign[stranger]))
    };
    let joined = if own.len() <= MOST_PRECISE {
        tree(&centers, is_free)
    } else {
        forest(&centers, is_free)
    };
    let strip = |(a, b): (usize, usize)| vec![strip(centers[a], centers[b])];
    joined.into_iter().map(strip).collect()
}

/// A shortest tree along free ways, by Prim's algorithm; a blocked way costs so much that it is taken only
/// where there is no other, and is left out.
fn tree(centers: &[Point], is_free: impl Fn(Point, Point) -> bool) -> Vec<(usize, usize)> {
    let mut nearest: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); centers.len()];
    let mut joined = vec![false; centers.len()];
    let mut last = 0;
    let mut ways = Vec::new();
    for _ in 1..centers.len() {
        joined[last] = true;
        for other in (0..centers.len()).filter(|&other| !joined[other]) {
            let length = (centers[other] - centers[last]).hypot();
            // Blocked or not, it costs at least its length.
            if length >= nearest[other].0 {
                continue;
            }
            let cost = if is_free(centers[last], centers[other]) {
                length
            } else {
                length * 1e3
            };
            if cost < nearest[other].0 {
                nearest[other] = (cost, last);
            }
        }
        let free = (0..centers.len()).filter(|&other| !joined[other]);
        let Some(next) = free.min_by(|&a, &b| nearest[a].0.total_cmp(&nearest[b].0)) else {
            break;
        };
        if is_free(centers[nearest[next].1], centers[next]) {
            ways.push((nearest[next].1, next));
        }
        last = next;
    }
    ways
}

/// Shortest trees along free ways between neighbours, by Kruskal's algorithm.
fn forest(centers: &[Point], is_free: impl Fn(Point, Point) -> bool) -> Vec<(usize, usize)> {
    let cell = |point: &Point| ((point.x / CELL).floor() as i64, (point.y / CELL).floor() as i64);
    let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (place, center) in centers.iter().enumerate() {
        let (x, y) = cell(center);
        for near in (-NEXT..=NEXT).flat_map(|dx| (-NEXT..=NEXT).map(move |dy| (x + dx, y + dy))) {
            let others = cells.get(&near).into_iter().flatten();
            pairs.extend(others.map(|&other| ((*center - centers[other]).hypot2(), other, place)));
        }
        cells.entry((x, y)).or_default().push(place);
    }
    pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut trees: Vec<usize> = (0..centers.len()).collect();
    let mut ways = Vec::new();
    for (_, a, b) in pairs {
        let (root, other) = (root(&mut trees, a), root(&mut trees, b));
        if root != other && is_free(centers[a], centers[b]) {
            trees[root] = other;
            ways.push((a, b));
        }
    }
    ways
}

/// The thing that stands for the tree that `place` is in.
fn root(trees: &mut [usize], mut place: usize) -> usize {
    while trees[place] != place {
        trees[place] = trees[trees[place]];
        place = trees[place];
    }
    place
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
