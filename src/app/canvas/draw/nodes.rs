//! Nodes: shape by kind, fill by owner, rim by host, size by traffic.

use egui::{Color32, Pos2, Vec2, vec2};

use super::pen::{Pen, circle, rounded};
use super::{Brush, mix};
use crate::app::canvas::hit::Target;
use crate::app::canvas::scene::NodeMark;
use crate::app::canvas::shape::NodeShape;
use crate::app::theme::Theme;

/// Radius on screen below which a node is a plain spot.
const LEAST_DETAIL: f32 = 4.0;
/// Radius on screen below which it has no shape either.
const LEAST_SHAPE: f32 = 2.6;
/// No node is drawn smaller than this, in points.
const LEAST: f32 = 1.8;

/// Paints all nodes, selected ones last.
pub fn paint(brush: &Brush<'_>, pen: &mut Pen) {
    let seen = brush.view.visible(10.0);
    let mut raised = Vec::new();
    for (place, node) in brush.scene.nodes.iter().enumerate() {
        if !node.body().overlaps(seen) {
            continue;
        }
        let selected = brush.is_selected(Target::Node(place));
        if selected || brush.pointed == Some(Target::Node(place)) {
            raised.push((place, selected));
        } else {
            body(brush, node, brush.emphasis.node(place), pen);
        }
    }
    for (place, selected) in raised {
        let node = &brush.scene.nodes[place];
        let (opacity, reach) = if selected { (1.0, 4.5) } else { (0.35, 4.0) };
        // Outside the ring that tells its change, which would cover it.
        let ring = ring(brush, node).map_or(0.0, |(reach, _)| reach);
        let halo = outline(brush, node, ring + reach);
        pen.convex(&halo, brush.theme.background);
        pen.convex(&halo, Theme::faded(brush.theme.accent, 0.25 * opacity));
        pen.outline(&halo, 2.0, Theme::faded(brush.theme.accent, opacity));
        body(brush, node, 1.0, pen);
    }
}

fn body(brush: &Brush<'_>, node: &NodeMark, opacity: f32, pen: &mut Pen) {
    let radius = brush.view.length(node.radius).max(LEAST);
    let fill = brush.color(node.owner);
    // Receding nodes pale rather than let links shine through.
    let pale = |color: Color32| mix(brush.theme.background, color, opacity);
    if radius < LEAST_DETAIL {
        if radius < LEAST_SHAPE {
            pen.spot(brush.view.to_screen(node.center), radius, pale(fill));
        } else {
            pen.convex(&outline(brush, node, 0.0), pale(fill));
        }
        return;
    }
    if let Some((reach, change)) = ring(brush, node) {
        let color = mix(brush.theme.background, change, 0.75 * opacity);
        pen.convex(&outline(brush, node, reach), color);
    }
    let rim = (radius * 0.13).clamp(1.5, 5.0);
    // The gap that sets the rim off would eat up a small node.
    let gap = if radius < 11.0 {
        0.0
    } else {
        (radius * 0.06).min(2.0)
    };
    let host = brush.color(node.host);
    pen.convex(&outline(brush, node, 0.0), pale(host));
    if gap > 0.0 {
        pen.convex(&outline(brush, node, -rim), brush.theme.background);
    }
    if gap > 0.0 || host != fill {
        pen.convex(&outline(brush, node, -rim - gap), pale(fill));
    }
}

/// How far the ring that tells a node's change reaches out from it, and its colour.
fn ring(brush: &Brush<'_>, node: &NodeMark) -> Option<(f32, Color32)> {
    let is_drawn = brush.compares && brush.view.length(node.radius).max(LEAST) >= LEAST_DETAIL;
    let change = significant(node).filter(|_| is_drawn)?;
    let reach = (3.0 + 5.0 * share(node, change).sqrt()) * brush.view.zoom().clamp(0.5, 1.2);
    Some((reach, brush.theme.change_color(change)))
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

/// The corners of a node's outline on screen, moved out by some points.
pub fn outline(brush: &Brush<'_>, node: &NodeMark, reach: f32) -> Vec<Pos2> {
    let radius = (node.radius * brush.view.stand.zoom).max(f64::from(LEAST));
    let center = brush.view.to_screen(node.center);
    let half = node.shape.half_size(radius);
    let half = (vec2(half.x as f32, half.y as f32) + Vec2::splat(reach)).max(Vec2::splat(0.5));
    match node.shape {
        NodeShape::Circle => circle(center, half.x),
        NodeShape::Hexagon => {
            let full = NodeShape::Hexagon.half_size(1.0);
            let scale = vec2(half.x / full.x as f32, half.y / full.y as f32);
            let corner = |corner: kurbo::Vec2| center + vec2(corner.x as f32, corner.y as f32) * scale;
            NodeShape::hexagon(1.0).map(corner).to_vec()
        }
        NodeShape::Square | NodeShape::Card => {
            rounded(center, half, node.shape.corner(radius) as f32 + reach)
        }
    }
}
