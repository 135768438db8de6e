//! The grid that what is moved falls onto.

use kurbo::Point;

/// Distance of its lines, in map units.
pub const STEP: f64 = 8.0;

/// The crossing of its lines that is nearest to `point`.
pub fn nearest(point: Point) -> Point {
    Point::new(line(point.x), line(point.y))
}

/// The line nearest to a coordinate.
pub fn line(coordinate: f64) -> f64 {
    (coordinate / STEP).round() * STEP
}
