//! The shapes of the canvas as small pictures in panels and lists.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

use super::shape::NodeShape;
use crate::app::payload::Payload;
use crate::model::NodeKind;

/// The picture of something that can be added.
pub fn payload(painter: &Painter, rect: Rect, what: Payload, color: Color32) {
    let paint = match what {
        Payload::Channel => channel,
        Payload::Platform => platform,
        Payload::Merchants => merchants,
        Payload::Payment => payment,
        Payload::Note => note,
        Payload::Frame => frame,
        Payload::Piece(_) => piece,
    };
    paint(painter, rect, color);
}

/// The shape of a node of `kind`, as large as fits into `rect`.
pub fn node(painter: &Painter, rect: Rect, kind: &NodeKind, color: Color32) {
    shape(painter, rect, NodeShape::of(kind), color);
}

/// The shape of a channel.
pub fn channel(painter: &Painter, rect: Rect, color: Color32) {
    shape(painter, rect, NodeShape::Circle, color);
}

/// The shape of a platform.
pub fn platform(painter: &Painter, rect: Rect, color: Color32) {
    shape(painter, rect, NodeShape::Square, color);
}

/// The shape of merchants.
pub fn merchants(painter: &Painter, rect: Rect, color: Color32) {
    shape(painter, rect, NodeShape::Hexagon, color);
}

/// The shape of a payment.
pub fn payment(painter: &Painter, rect: Rect, color: Color32) {
    shape(painter, rect, NodeShape::Card, color);
}

fn shape(painter: &Painter, rect: Rect, shape: NodeShape, color: Color32) {
    let full = shape.half_size(1.0);
    // A circle is drawn a little smaller, so that all look alike in size.
    let reach = f64::from(rect.width().min(rect.height())) / 2.0;
    let radius = (reach / full.x.max(full.y)).min(reach * 0.94);
    let half = shape.half_size(radius);
    let half = vec2(half.x as f32, half.y as f32);
    let center = rect.center();
    let drawn = match shape {
        NodeShape::Circle => Shape::circle_filled(center, half.x, color),
        NodeShape::Hexagon => {
            let corners = NodeShape::hexagon(radius);
            let corners = corners.map(|corner| center + vec2(corner.x as f32, corner.y as f32));
            Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE)
        }
        NodeShape::Square | NodeShape::Card => {
            let corner = shape.corner(radius).round() as u8;
            Shape::rect_filled(Rect::from_center_size(center, 2.0 * half), corner, color)
        }
    };
    painter.add(drawn);
}

/// A link: an arrow from left to right.
pub fn link(painter: &Painter, rect: Rect, color: Color32) {
    let (left, right) = (rect.left_center(), rect.right_center());
    let head = rect.width() * 0.42;
    let stroke = Stroke::new(1.6, color);
    painter.line_segment([left, right - vec2(head * 0.6, 0.0)], stroke);
    let side = vec2(-head, head * 0.62);
    let corners = vec![right, right + side, right + vec2(side.x, -side.y)];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// A gate with its padlock shut.
pub fn gate(painter: &Painter, rect: Rect, color: Color32) {
    let (center, size) = (rect.center(), rect.width());
    painter.circle_stroke(center, size * 0.5, Stroke::new(1.2, color));
    let body = Rect::from_center_size(center + vec2(0.0, size * 0.1), vec2(0.42, 0.3) * size);
    painter.rect_filled(body, 1.0, color);
    let shackle = Rect::from_center_size(center - vec2(0.0, size * 0.1), vec2(0.24, 0.28) * size);
    painter.rect_stroke(shackle, size * 0.1, Stroke::new(1.0, color), StrokeKind::Middle);
}

/// A link that is closed: a dashed line.
pub fn closed(painter: &Painter, rect: Rect, color: Color32) {
    let ends = [rect.left_center(), rect.right_center()];
    painter.extend(Shape::dashed_line(&ends, Stroke::new(1.4, color), 3.0, 2.0));
}

/// Links of different width.
pub fn width(painter: &Painter, rect: Rect, color: Color32) {
    for (place, width) in [(0.15, 1.0), (0.45, 2.0), (0.85, 3.2)] {
        let y = rect.top() + rect.height() * place;
        painter.hline(rect.x_range(), y, Stroke::new(width, color));
    }
}

/// A node whose fill tells its owner.
pub fn owner(painter: &Painter, rect: Rect, color: Color32) {
    painter.circle_filled(rect.center(), rect.width() * 0.34, color);
    painter.circle_stroke(rect.center(), rect.width() * 0.5, Stroke::new(1.0, color));
}

/// A territory.
pub fn territory(painter: &Painter, rect: Rect, color: Color32) {
    painter.rect_filled(rect, 3.0, color.gamma_multiply(0.25));
    painter.rect_stroke(rect, 3.0, Stroke::new(1.2, color), StrokeKind::Inside);
}

/// A note: lines of writing beside a bar.
pub fn note(painter: &Painter, rect: Rect, color: Color32) {
    let rect = rect.shrink2(vec2(rect.width() * 0.08, rect.height() * 0.12));
    painter.vline(rect.left(), rect.y_range(), Stroke::new(2.0, color));
    for (place, length) in [(0.12, 1.0), (0.5, 1.0), (0.88, 0.6)] {
        let y = rect.top() + rect.height() * place;
        let from = rect.left() + rect.width() * 0.3;
        let to = from + rect.width() * 0.7 * length;
        painter.hline(from..=to, y, Stroke::new(1.4, color));
    }
}

/// A frame: a rectangle with a title.
pub fn frame(painter: &Painter, rect: Rect, color: Color32) {
    let rect = rect.shrink2(vec2(rect.width() * 0.02, rect.height() * 0.12));
    painter.rect_stroke(rect, 2.0, Stroke::new(1.4, color), StrokeKind::Inside);
    let title = Rect::from_min_size(rect.min, vec2(rect.width(), rect.height() * 0.34));
    painter.rect_filled(title, 1.5, color);
}

/// A scenario: a fork in the way.
pub fn scenario(painter: &Painter, rect: Rect, color: Color32) {
    let at = |x: f32, y: f32| rect.min + vec2(rect.width() * x, rect.height() * y);
    let stroke = Stroke::new(1.5, color);
    let fork = at(0.42, 0.5);
    for (from, to) in [
        (at(0.02, 0.5), fork),
        (fork, at(0.82, 0.16)),
        (fork, at(0.82, 0.84)),
    ] {
        painter.line_segment([from, to], stroke);
    }
    for end in [at(0.86, 0.16), at(0.86, 0.84)] {
        painter.circle_filled(end, rect.width() * 0.13, color);
    }
}

/// A way on: an arrow head that points right or, folded out, down.
pub fn fold(painter: &Painter, center: Pos2, size: f32, unfolded: bool, color: Color32) {
    let turned = |x: f32, y: f32| {
        let offset = vec2(x, y) * size;
        center
            + if unfolded {
                vec2(-offset.y, offset.x)
            } else {
                offset
            }
    };
    let points = vec![turned(-0.25, -0.5), turned(0.3, 0.0), turned(-0.25, 0.5)];
    painter.add(Shape::line(points, Stroke::new(1.4, color)));
}

/// An eye, open or struck through.
pub fn eye(painter: &Painter, rect: Rect, open: bool, color: Color32) {
    let center = rect.center();
    let (width, height) = (rect.width() / 2.0, rect.height() * 0.3);
    let stroke = Stroke::new(1.3, color);
    for side in [-1.0, 1.0] {
        let arc = (0..=12).map(|step| {
            let x = step as f32 / 6.0 - 1.0;
            center + vec2(x * width, side * height * (1.0 - x * x))
        });
        painter.add(Shape::line(arc.collect(), stroke));
    }
    painter.circle_filled(center, height * 0.55, color);
    if !open {
        let reach = vec2(width * 0.8, -height * 1.25);
        painter.line_segment([center - reach, center + reach], stroke);
    }
}

/// A ready-made piece: nodes of several kinds, linked.
pub fn piece(painter: &Painter, rect: Rect, color: Color32) {
    let at = |x: f32, y: f32| rect.min + vec2(rect.width() * x, rect.height() * y);
    let (top, left, right) = (at(0.5, 0.2), at(0.2, 0.8), at(0.8, 0.8));
    let stroke = Stroke::new(1.4, color);
    painter.line_segment([top, left], stroke);
    painter.line_segment([top, right], stroke);
    let side = rect.width() * 0.34;
    painter.circle_filled(top, side * 0.55, color);
    painter.rect_filled(Rect::from_center_size(left, vec2(side, side)), 1.5, color);
    shape(
        painter,
        Rect::from_center_size(right, vec2(side * 1.15, side * 1.15)),
        NodeShape::Hexagon,
        color,
    );
}

/// An arrow head that points right, or left.
pub fn way(painter: &Painter, center: Pos2, size: f32, onward: bool, color: Color32) {
    let side = if onward { 1.0 } else { -1.0 };
    let at = |x: f32, y: f32| center + vec2(x * side, y) * size;
    let points = vec![at(-0.25, -0.5), at(0.3, 0.0), at(-0.25, 0.5)];
    painter.add(Shape::line(points, Stroke::new(2.0, color)));
}
