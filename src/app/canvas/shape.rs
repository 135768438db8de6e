//! The outlines of nodes: the shape tells the kind.

use kurbo::Vec2;

use crate::model::NodeKind;

/// What a node looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeShape {
    /// A channel, where attention starts.
    Circle,
    /// A platform, where people shop.
    Square,
    /// Merchants: a hexagon standing on a corner, like a market stall under its roof.
    Hexagon,
    /// A payment: a card.
    Card,
}

/// Half the side of the square that has the area of the circle of radius 1.
const SQUARE: f64 = 0.886;
/// Half the height of the card that has the area of the circle of radius 1.
const CARD: f64 = 0.724;
/// Width of a card over its height.
const CARD_ASPECT: f64 = 1.5;
/// Distance of a corner of the hexagon that has the area of the circle of radius 1.
const HEXAGON: f64 = 1.1;
/// The same as the distance of a side: cos 30° times as far.
const HEXAGON_SIDE: f64 = 0.952;
const COS_30: f64 = 0.866_025_403_784_438_6;

impl NodeShape {
    /// The shape of nodes of `kind`.
    pub fn of(kind: &NodeKind) -> Self {
        match kind {
            NodeKind::Channel { .. } => Self::Circle,
            NodeKind::Platform { .. } => Self::Square,
            NodeKind::Merchant { .. } => Self::Hexagon,
            NodeKind::Payment { .. } => Self::Card,
        }
    }

    /// Half of width and height. All shapes of one `radius` have the area of the circle of it.
    pub fn half_size(self, radius: f64) -> Vec2 {
        match self {
            Self::Circle => Vec2::new(radius, radius),
            Self::Square => Vec2::new(radius * SQUARE, radius * SQUARE),
            Self::Hexagon => Vec2::new(radius * HEXAGON_SIDE, radius * HEXAGON),
            Self::Card => Vec2::new(radius * CARD * CARD_ASPECT, radius * CARD),
        }
    }

    /// The radius of the corners of a square or card.
    pub fn corner(self, radius: f64) -> f64 {
        match self {
            Self::Circle => radius,
            Self::Square => radius * 0.28,
            Self::Hexagon => 0.0,
            Self::Card => radius * 0.22,
        }
    }

    /// The corners of a hexagon round the origin, clockwise on screen from the top.
    pub fn hexagon(radius: f64) -> [Vec2; 6] {
        let (corner, side) = (radius * HEXAGON, radius * HEXAGON_SIDE);
        [
            Vec2::new(0.0, -corner),
            Vec2::new(side, -corner / 2.0),
            Vec2::new(side, corner / 2.0),
            Vec2::new(0.0, corner),
            Vec2::new(-side, corner / 2.0),
            Vec2::new(-side, -corner / 2.0),
        ]
    }

    /// Whether a shape of `radius` round the origin covers the point `offset`.
    pub fn covers(self, offset: Vec2, radius: f64) -> bool {
        let (x, y) = (offset.x.abs(), offset.y.abs());
        match self {
            Self::Circle => offset.hypot2() <= radius * radius,
            Self::Hexagon => x <= radius * HEXAGON_SIDE && x * 0.5 + y * COS_30 <= radius * HEXAGON * COS_30,
            Self::Square | Self::Card => {
                let half = self.half_size(radius);
                let corner = self.corner(radius);
                let beyond = Vec2::new((x - half.x + corner).max(0.0), (y - half.y + corner).max(0.0));
                x <= half.x && y <= half.y && beyond.hypot2() <= corner * corner
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [NodeShape; 4] = [
        NodeShape::Circle,
        NodeShape::Square,
        NodeShape::Hexagon,
        NodeShape::Card,
    ];

    /// Area covered, by counting points of a fine grid.
    fn area(shape: NodeShape) -> f64 {
        let steps = 400;
        let at = |i: i32| f64::from(i) * 1.6 / f64::from(steps);
        let covered = (-steps..=steps)
            .flat_map(|x| (-steps..=steps).map(move |y| Vec2::new(at(x), at(y))))
            .filter(|&p| shape.covers(p, 1.0))
            .count();
        covered as f64 * (1.6 / f64::from(steps)).powi(2)
    }

    #[test]
    fn shapes_of_one_radius_have_one_area() {
        for shape in ALL {
            let ratio = area(shape) / std::f64::consts::PI;
            assert!((0.93..1.07).contains(&ratio), "{shape:?}: {ratio}");
        }
    }

    #[test]
    fn nothing_lies_outside_the_half_size() {
        for shape in ALL {
            let half = shape.half_size(10.0);
            assert!(shape.covers(Vec2::new(half.x - 0.01, 0.0), 10.0), "{shape:?}");
            assert!(!shape.covers(Vec2::new(half.x + 0.01, 0.0), 10.0), "{shape:?}");
            assert!(!shape.covers(Vec2::new(0.0, half.y + 0.01), 10.0), "{shape:?}");
        }
    }
}
