//! Nodes: shape by kind, fill by owner, rim by host, size by traffic.

use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

use super::{Brush, mix};
use crate::app::canvas::hit::Target;
use crate::app::canvas::scene::NodeMark;
use crate::app::canvas::shape::NodeShape;
use crate::app::theme::Theme;
use crate::model::Object;

/// Radius on screen below which a node is a plain spot.
const LEAST_DETAIL: f32 = 4.0;
/// No node is drawn smaller than this, in points.
const LEAST: f32 = 1.8;

/// Paints all nodes, selected ones last.
pub fn paint(brush: &Brush<'_>, shapes: &mut Vec<Shape>) {
    let seen = brush.view.visible(10.0);
    let mut raised = Vec::new();
    for (place, node) in brush.scene.nodes.iter().enumerate() {
        if !node.body().overlaps(seen) {
            continue;
        }
        let selected = !brush.selection.is_empty() && brush.is_selected(&Object::Node(node.id.clone()));
        if selected || brush.pointed == Some(Target::Node(place)) {
            raised.push((place, selected));
        } else {
            body(brush, node, brush.emphasis.node(place), shapes);
        }
    }
    for (place, selected) in raised {
        let node = &brush.scene.nodes[place];
        let (opacity, reach) = if selected { (1.0, 4.5) } else { (0.35, 4.0) };
        let halo = Outline::of(brush, node, reach);
        shapes.push(halo.filled(brush.theme.background));
        shapes.push(halo.filled(Theme::faded(brush.theme.accent, 0.25 * opacity)));
        shapes.push(halo.stroked(Stroke::new(2.0, Theme::faded(brush.theme.accent, opacity))));
        body(brush, node, 1.0, shapes);
    }
}

fn body(brush: &Brush<'_>, node: &NodeMark, opacity: f32, shapes: &mut Vec<Shape>) {
    let radius = brush.view.length(node.radius).max(LEAST);
    let fill = brush.color(node.owner);
    // Receding nodes pale rather than let links shine through.
    let pale = |color: Color32| mix(brush.theme.background, color, opacity);
    if radius < LEAST_DETAIL {
        shapes.push(Outline::of(brush, node, 0.0).filled(pale(fill)));
        return;
    }
    if brush.compares
        && let Some(change) = significant(node)
    {
        let reach = (3.0 + 5.0 * share(node, change).sqrt()) * brush.view.zoom().clamp(0.5, 1.2);
        let halo = Outline::of(brush, node, reach);
        shapes.push(halo.filled(mix(
            brush.theme.background,
            brush.theme.change_color(change),
            0.75 * opacity,
        )));
    }
    let rim = (radius * 0.13).clamp(1.5, 5.0);
    // The gap that sets the rim off would eat up a small node.
    let gap = if radius < 11.0 {
        0.0
    } else {
        (radius * 0.06).min(2.0)
    };
    let host = brush.color(node.host);
    shapes.push(Outline::of(brush, node, 0.0).filled(pale(host)));
    shapes.push(Outline::of(brush, node, -rim).filled(brush.theme.background));
    shapes.push(Outline::of(brush, node, -rim - gap).filled(pale(fill)));
}

/// How much of its visits of before a node has gained or lost, at most 1.
fn share(node: &NodeMark, change: f64) -> f32 {
    let before = (node.visits.unwrap_or(0.0) - change).abs().max(1e-9);
    (change.abs() / before).min(1.0) as f32
}

/// The change of a node's visits, if it is worth showing.
pub fn significant(node: &NodeMark) -> Option<f64> {
    let change = node.change?;
    (share(node, change) > 0.004).then_some(change)
}

/// A node's outline on screen, moved out by some points.
pub struct Outline {
    shape: NodeShape,
    center: Pos2,
    half: egui::Vec2,
    corner: f32,
}

impl Outline {
    /// The outline of `node`, moved out by `reach`.
    pub fn of(brush: &Brush<'_>, node: &NodeMark, reach: f32) -> Self {
        let zoom = brush.view.stand.zoom;
        let radius = (node.radius * zoom).max(f64::from(LEAST));
        let half = node.shape.half_size(radius);
        Self {
            shape: node.shape,
            center: brush.view.to_screen(node.center),
            half: (vec2(half.x as f32, half.y as f32) + vec2(reach, reach)).max(vec2(0.5, 0.5)),
            corner: (node.shape.corner(radius) as f32 + reach).max(0.0),
        }
    }

    fn rect(&self) -> Rect {
        Rect::from_center_size(self.center, 2.0 * self.half)
    }

    fn rounding(&self) -> CornerRadius {
        CornerRadius::same(self.corner.min(255.0) as u8)
    }

    fn corners(&self) -> Vec<Pos2> {
        let unit = NodeShape::hexagon(1.0);
        let full = NodeShape::Hexagon.half_size(1.0);
        let scale = vec2(self.half.x / full.x as f32, self.half.y / full.y as f32);
        unit.iter()
            .map(|corner| self.center + vec2(corner.x as f32, corner.y as f32) * scale)
            .collect()
    }

    /// It filled.
    pub fn filled(&self, color: Color32) -> Shape {
        match self.shape {
            NodeShape::Circle => Shape::circle_filled(self.center, self.half.x, color),
            NodeShape::Hexagon => Shape::convex_polygon(self.corners(), color, Stroke::NONE),
            NodeShape::Square | NodeShape::Card => Shape::rect_filled(self.rect(), self.rounding(), color),
        }
    }

    /// A line along it.
    pub fn stroked(&self, stroke: Stroke) -> Shape {
        match self.shape {
            NodeShape::Circle => Shape::circle_stroke(self.center, self.half.x, stroke),
            NodeShape::Hexagon => Shape::closed_line(self.corners(), stroke),
            NodeShape::Square | NodeShape::Card => {
                Shape::rect_stroke(self.rect(), self.rounding(), stroke, StrokeKind::Middle)
            }
        }
    }
}
