//! An area of the map bounded by walls: polygons with holes, cut into triangles once.

use earcut::Earcut;
use kurbo::{Point, Rect};

/// Polygons as the overlay library has them: shapes of contours of points, the outer one first.
pub type Shapes = Vec<Vec<Vec<[f64; 2]>>>;

/// One polygon: its outer wall, then its holes, and the triangles that fill it.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// The corners of all rings, ring after ring.
    pub points: Vec<Point>,
    /// Where in `points` each ring starts.
    pub starts: Vec<usize>,
    /// Three places in `points` for each triangle.
    pub triangles: Vec<u32>,
}

impl Polygon {
    fn new(shape: &[Vec<[f64; 2]>]) -> Self {
        let mut starts = Vec::new();
        let mut corners = Vec::new();
        for ring in shape {
            starts.push(corners.len());
            corners.extend_from_slice(ring);
        }
        let holes: Vec<u32> = starts.iter().skip(1).map(|&start| start as u32).collect();
        let mut triangles = Vec::new();
        Earcut::new().earcut(corners.iter().copied(), &holes, &mut triangles);
        Self {
            points: corners.iter().map(|&[x, y]| Point::new(x, y)).collect(),
            starts,
            triangles,
        }
    }

    /// The walls, each a closed ring of corners.
    pub fn rings(&self) -> impl Iterator<Item = &[Point]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.points.len()]);
        self.starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| &self.points[start..end])
    }
}

/// An area; it may have several parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    polygons: Vec<Polygon>,
    bounds: Option<Rect>,
    walls: Walls,
}

/// The pieces of all walls, by the horizontal bands of the area that they pass through: whether a
/// point is inside is asked tens of thousands of times for one picture.
#[derive(Clone, Debug, Default, PartialEq)]
struct Walls {
    top: f64,
    /// Height of a band.
    height: f64,
    bands: Vec<Vec<(Point, Point)>>,
}

impl Walls {
    const BANDS: usize = 128;

    fn new(polygons: &[Polygon], bounds: Option<Rect>) -> Self {
        let Some(bounds) = bounds.filter(|bounds| bounds.height() > 0.0) else {
            return Self::default();
        };
        let mut walls = Self {
            top: bounds.y0,
            height: bounds.height() / Self::BANDS as f64,
            bands: vec![Vec::new(); Self::BANDS],
        };
        for ring in polygons.iter().flat_map(Polygon::rings) {
            for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                for band in walls.band(a.y.min(b.y))..=walls.band(a.y.max(b.y)) {
                    walls.bands[band].push((a, b));
                }
            }
        }
        walls
    }

    fn band(&self, y: f64) -> usize {
        // Too small a number becomes 0.
        (((y - self.top) / self.height) as usize).min(Self::BANDS - 1)
    }

    /// The pieces that a horizontal line at `y` may cross.
    fn at(&self, y: f64) -> &[(Point, Point)] {
        self.bands.get(self.band(y)).map_or(&[], Vec::as_slice)
    }
}

impl Area {
    /// The area of `shapes`.
    pub fn new(shapes: &Shapes) -> Self {
        let polygons: Vec<Polygon> = shapes.iter().map(|shape| Polygon::new(shape)).collect();
        let points = polygons.iter().flat_map(|polygon| &polygon.points);
        let bounds = points.fold(None, |bounds: Option<Rect>, &point| {
            Some(bounds.map_or(Rect::from_points(point, point), |bounds| bounds.union_pt(point)))
        });
        let walls = Walls::new(&polygons, bounds);
        Self {
            polygons,
            bounds,
            walls,
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

    /// Whether `point` lies in it: whether a ray from there crosses its walls an odd number of times.
    pub fn contains(&self, point: Point) -> bool {
        if !self.bounds.is_some_and(|bounds| bounds.contains(point)) {
            return false;
        }
        let crosses = |(a, b): &&(Point, Point)| {
            (a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
        };
        self.walls.at(point.y).iter().filter(crosses).count() % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: f64) -> Vec<[f64; 2]> {
        vec![[-side, -side], [side, -side], [side, side], [-side, side]]
    }

    #[test]
    fn a_hole_is_outside_and_not_filled() {
        let hole: Vec<_> = square(1.0).into_iter().rev().collect();
        let area = Area::new(&vec![vec![square(3.0), hole]]);
        assert!(area.contains(Point::new(2.0, 0.0)));
        assert!(!area.contains(Point::new(0.0, 0.0)));
        assert!(!area.contains(Point::new(4.0, 0.0)));
        let polygon = &area.polygons()[0];
        let filled: f64 = polygon
            .triangles
            .chunks(3)
            .map(|t| {
                let [a, b, c] = [0, 1, 2].map(|i| polygon.points[t[i] as usize]);
                ((b - a).cross(c - a) / 2.0).abs()
            })
            .sum();
        assert!((filled - 32.0).abs() < 1e-9, "{filled}");
    }

    #[test]
    fn the_empty_area_holds_nothing() {
        assert!(!Area::new(&Shapes::new()).contains(Point::ZERO));
    }
}
