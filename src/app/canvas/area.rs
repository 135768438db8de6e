//! An area of the map bounded by walls: polygons with holes, cut into triangles once.

use std::cell::Cell;

use earcut::Earcut;
use kurbo::{Point, Rect};

use super::index::Index;
use super::outline::{bounds, common};

/// Polygons as the overlay library has them: shapes of contours of points, the outer one first.
pub type Shapes = Vec<Vec<Vec<[f64; 2]>>>;

/// Cutting into triangles takes as long as there are corners times holes. Where that is more than this, the
/// polygon is halved before.
const MOST_WORK: usize = 200_000;
/// A polygon is halved at most so often: the pieces are as narrow as a wall by then.
const MOST_HALVINGS: u32 = 32;

/// One polygon: its outer wall, then its holes, and the triangles that fill it.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// The corners of all rings, ring after ring, and after them those of pieces it was cut into.
    pub points: Vec<Point>,
    /// Where in `points` each ring starts, and where the last one ends.
    starts: Vec<usize>,
    /// Three places in `points` for each triangle.
    pub triangles: Vec<u32>,
}

impl Polygon {
    fn new(shape: &[Vec<[f64; 2]>]) -> Self {
        let mut polygon = Self {
            points: Vec::new(),
            starts: vec![0],
            triangles: Vec::new(),
        };
        for ring in shape {
            polygon.points.extend(ring.iter().map(|&[x, y]| Point::new(x, y)));
            polygon.starts.push(polygon.points.len());
        }
        if work(shape) <= MOST_WORK {
            polygon.fill(shape, 0);
        } else {
            polygon.fill_by_halves(shape.to_vec());
        }
        polygon
    }

    /// Adds the triangles of a piece, whose corners stand in `points` from `first` on.
    fn fill(&mut self, piece: &[Vec<[f64; 2]>], first: usize) {
        let mut holes = Vec::new();
        let mut corners = Vec::new();
        for ring in piece {
            if !corners.is_empty() {
                holes.push(corners.len() as u32);
            }
            corners.extend_from_slice(ring);
        }
        let mut triangles: Vec<u32> = Vec::new();
        Earcut::new().earcut(corners, &holes, &mut triangles);
        let moved = triangles.into_iter().map(|corner| corner + first as u32);
        self.triangles.extend(moved);
    }

    fn fill_by_halves(&mut self, shape: Vec<Vec<[f64; 2]>>) {
        let mut left = vec![(shape, 0)];
        while let Some((piece, halvings)) = left.pop() {
            let Some(span) = bounds(&piece) else { continue };
            if work(&piece) <= MOST_WORK || halvings == MOST_HALVINGS {
                let first = self.points.len();
                let corners = piece.iter().flatten();
                self.points.extend(corners.map(|&[x, y]| Point::new(x, y)));
                self.fill(&piece, first);
                continue;
            }
            let middle = span.center();
            let halves = if span.width() > span.height() {
                [
                    Rect::new(span.x0, span.y0, middle.x, span.y1),
                    Rect::new(middle.x, span.y0, span.x1, span.y1),
                ]
            } else {
                [
                    Rect::new(span.x0, span.y0, span.x1, middle.y),
                    Rect::new(span.x0, middle.y, span.x1, span.y1),
                ]
            };
            let whole = vec![piece];
            let halves = halves.iter().flat_map(|half| common(&whole, *half));
            left.extend(halves.map(|half| (half, halvings + 1)));
        }
    }

    /// The walls, each a closed ring of corners.
    pub fn rings(&self) -> impl Iterator<Item = &[Point]> {
        self.starts.windows(2).map(|ends| &self.points[ends[0]..ends[1]])
    }
}

fn work(shape: &[Vec<[f64; 2]>]) -> usize {
    shape.len().saturating_sub(1) * shape.iter().map(Vec::len).sum::<usize>()
}

/// An area; it may have several parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    polygons: Vec<Polygon>,
    bounds: Option<Rect>,
    walls: Walls,
}

/// The pieces of all walls, found by place: whether a point is inside is asked tens of thousands of times
/// for one picture.
#[derive(Clone, Debug, Default, PartialEq)]
struct Walls {
    pieces: Vec<(Point, Point)>,
    index: Index,
}

impl Walls {
    fn new(polygons: &[Polygon]) -> Self {
        let rings = polygons.iter().flat_map(Polygon::rings);
        let pieces = rings.flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)));
        let pieces: Vec<(Point, Point)> = pieces.collect();
        Self {
            index: Index::new(pieces.iter().map(|&(a, b)| Rect::from_points(a, b))),
            pieces,
        }
    }

    /// Whether `point` lies within: whether the nearest wall to its right is the far side of what it bounds.
    fn hold(&self, point: Point) -> bool {
        let mut from = point.x;
        loop {
            let (x, turns) = self.nearest(point.y, from);
            if turns != 0 || x == f64::INFINITY {
                return turns > 0;
            }
            // A peak, whose two sides say nothing.
            from = x;
        }
    }

    /// Where the level `y` is first crossed beyond `from`, and how often upwards less downwards.
    fn nearest(&self, y: f64, from: f64) -> (f64, i32) {
        let nearest = Cell::new((f64::INFINITY, 0));
        let ahead = |rect: Rect| rect.y0 <= y && y <= rect.y1 && rect.x1 > from && rect.x0 <= nearest.get().0;
        self.index.search(ahead, |piece| {
            let (a, b) = self.pieces[piece];
            if (a.y > y) != (b.y > y) {
                let x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
                let turn = if b.y > a.y { 1 } else { -1 };
                let (least, turns) = nearest.get();
                if x > from && x < least {
                    nearest.set((x, turn));
                } else if x == least {
                    nearest.set((x, turns + turn));
                }
            }
            true
        });
        nearest.get()
    }
}

impl Area {
    /// The area of `shapes`.
    pub fn new(shapes: &Shapes) -> Self {
        let polygons: Vec<Polygon> = shapes.iter().map(|shape| Polygon::new(shape)).collect();
        let spans = shapes.iter().filter_map(|shape| bounds(shape));
        Self {
            bounds: spans.reduce(|a, b| a.union(b)),
            walls: Walls::new(&polygons),
            polygons,
        }
    }

    /// Its parts.
    pub fn polygons(&self) -> &[Polygon] {
        &self.polygons
    }

    /// The rectangle it spans; `None` for the empty area.
    pub fn bounds(&self) -> Option<Rect> {
        self.bounds
    }

    /// Whether `point` lies in it.
    pub fn contains(&self, point: Point) -> bool {
        self.bounds.is_some_and(|bounds| bounds.contains(point)) && self.walls.hold(point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: f64) -> Vec<[f64; 2]> {
        vec![[-side, -side], [side, -side], [side, side], [-side, side]]
    }

    /// The ground that its triangles cover, together.
    fn filled(polygon: &Polygon) -> f64 {
        let size = |t: &[u32]| {
            let [a, b, c] = [0, 1, 2].map(|i| polygon.points[t[i] as usize]);
            ((b - a).cross(c - a) / 2.0).abs()
        };
        polygon.triangles.chunks(3).map(size).sum()
    }

    #[test]
    fn a_hole_is_outside_and_not_filled() {
        let hole: Vec<_> = square(1.0).into_iter().rev().collect();
        let area = Area::new(&vec![vec![square(3.0), hole]]);
        assert!(area.contains(Point::new(2.0, 0.0)));
        assert!(!area.contains(Point::new(0.0, 0.0)));
        assert!(!area.contains(Point::new(4.0, 0.0)));
        let polygon = &area.polygons()[0];
        let filled = filled(polygon);
        assert!((filled - 32.0).abs() < 1e-9, "{filled}");
    }

    #[test]
    fn the_empty_area_holds_nothing() {
        assert!(!Area::new(&Shapes::new()).contains(Point::ZERO));
    }

    #[test]
    fn an_area_of_very_many_holes_is_filled_by_pieces_and_no_more_than_that() {
        let at = |place: u32, side: f64| -> Vec<[f64; 2]> {
            let (x, y) = (f64::from(place % 40) * 10.0, f64::from(place / 40) * 10.0);
            square(side)
                .into_iter()
                .rev()
                .map(|[dx, dy]| [x + dx, y + dy])
                .collect()
        };
        let outer = vec![[-5.0, -5.0], [395.0, -5.0], [395.0, 395.0], [-5.0, 395.0]];
        let shape: Vec<_> = std::iter::once(outer)
            .chain((0..1600).map(|hole| at(hole, 2.0)))
            .collect();
        assert!(work(&shape) > MOST_WORK);
        let area = Area::new(&vec![shape]);
        let polygon = &area.polygons()[0];
        assert_eq!(polygon.rings().count(), 1601);
        let filled = filled(polygon);
        assert!(
            (filled - (400.0 * 400.0 - 1600.0 * 16.0)).abs() < 0.01,
            "{filled}"
        );
        for place in 0..1600 {
            let [x, y] = at(place, 0.0)[0];
            assert!(!area.contains(Point::new(x, y)));
            assert!(area.contains(Point::new(x + 4.0, y)));
        }
    }

    #[test]
    fn a_point_level_with_a_peak_is_inside_or_not_by_the_wall_behind_it() {
        let peaks = vec![
            [0.0, 0.0],
            [9.0, 0.0],
            [9.0, 4.0],
            [6.0, 2.0],
            [3.0, 4.0],
            [0.0, 4.0],
        ];
        let area = Area::new(&vec![vec![peaks]]);
        assert!(area.contains(Point::new(1.0, 2.0)));
        assert!(!area.contains(Point::new(6.0, 3.0)));
        assert!(area.contains(Point::new(8.5, 2.0)));
    }
}
