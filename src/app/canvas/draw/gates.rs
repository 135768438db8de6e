//! Gates: a padlock, shut or open, ringed with its keepers' colours.

use std::f32::consts::TAU;

use egui::{Color32, Pos2, vec2};

use super::Brush;
use super::pen::{Pen, arc, circle, rounded};
use crate::app::canvas::gate::{GateMark, RADIUS};
use crate::app::canvas::hit::Target;
use crate::app::theme::Theme;

/// Radius on screen: shut gates and those a scenario changes stay visible when small, the rest step
/// back.
pub fn radius(brush: &Brush<'_>, gate: &GateMark) -> f32 {
    let scaled = brush.view.length(RADIUS);
    if gate.open && !brush.scene.links[gate.link].toggled {
        (scaled * 0.7).clamp(2.2, 8.0)
    } else {
        scaled.clamp(5.5, 14.0)
    }
}

/// Above this many gates in view all are spots but the one pointed at: nobody could tell padlocks apart.
const MOST_PADLOCKS: usize = 300;

/// Paints all gates, the open ones first.
pub fn paint(brush: &Brush<'_>, pen: &mut Pen) {
    let seen = brush.view.visible(20.0);
    let in_view = |gate: &&GateMark| seen.contains(gate.center);
    let crowded = brush.scene.gates.iter().filter(in_view).count() > MOST_PADLOCKS;
    for (place, gate) in brush.scene.gates.iter().enumerate().rev() {
        if !in_view(&gate) {
            continue;
        }
        let pointed = brush.pointed == Some(Target::Gate(place));
        if crowded && !pointed {
            let color = Theme::faded(brush.theme.closed, brush.emphasis.link(gate.link));
            let radius = if gate.open { 1.2 } else { 2.2 };
            pen.spot(brush.view.to_screen(gate.center), radius, color);
            continue;
        }
        let radius = if pointed {
            radius(brush, gate).max(9.0) * 1.15
        } else {
            radius(brush, gate)
        };
        let opacity = brush.emphasis.link(gate.link);
        badge(brush, gate, radius, opacity, pointed, pen);
    }
}

fn badge(brush: &Brush<'_>, gate: &GateMark, radius: f32, opacity: f32, pointed: bool, pen: &mut Pen) {
    let center = brush.view.to_screen(gate.center);
    let theme = brush.theme;
    let link = &brush.scene.links[gate.link];
    let (face, ink) = match (gate.open, link.toggled) {
        (true, true) => (theme.gain, theme.on_accent),
        (true, false) => (theme.panel, theme.weak_text),
        (false, true) => (theme.loss, theme.on_accent),
        (false, false) => (theme.panel, theme.text),
    };
    if radius < 3.0 {
        pen.disc(center, radius, Theme::faded(theme.closed, opacity));
        return;
    }
    if pointed {
        pen.disc(center, radius + 4.0, Theme::faded(theme.accent, 0.3));
    }
    // A rim of background keeps the gate apart from the lines it stands on.
    pen.disc(center, radius + 1.2, theme.background);
    pen.disc(center, radius, Theme::faded(face, opacity));
    let width = (radius * 0.24).clamp(1.2, 2.6);
    ring(brush, gate, center, radius - width / 2.0, width, opacity, pen);
    if radius >= 5.0 {
        padlock(center, radius * 0.52, gate.open, Theme::faded(ink, opacity), pen);
    }
}

/// One arc for each keeper; a plain ring for a gate that nobody keeps.
fn ring(
    brush: &Brush<'_>,
    gate: &GateMark,
    center: Pos2,
    radius: f32,
    width: f32,
    opacity: f32,
    pen: &mut Pen,
) {
    let color = |keeper: usize| Theme::faded(brush.color(gate.keepers.get(keeper).copied()), opacity);
    if gate.keepers.len() < 2 {
        pen.outline(&circle(center, radius), width, color(0));
        return;
    }
    let part = TAU / gate.keepers.len() as f32;
    for keeper in 0..gate.keepers.len() {
        let start = -TAU / 4.0 + part * keeper as f32;
        pen.line(&arc(center, radius, start, part, 11), width, color(keeper));
    }
}

/// A padlock of half the height `size`; open, its shackle is lifted and turned aside.
fn padlock(center: Pos2, size: f32, open: bool, color: Color32, pen: &mut Pen) {
    let reach = 0.46 * size;
    let middle = center
        + if open {
            vec2(0.62 * size, -0.42 * size)
        } else {
            vec2(0.0, -0.3 * size)
        };
    let mut shackle = vec![middle + vec2(-reach, 0.3 * size)];
    shackle.extend(arc(middle, reach, TAU / 2.0, TAU / 2.0, 9));
    shackle.push(middle + vec2(reach, if open { 0.05 } else { 0.3 } * size));
    pen.line(&shackle, (size * 0.3).clamp(0.9, 2.0), color);
    let half = vec2(0.78, 0.515) * size;
    let body = center + vec2(0.0, 0.435 * size);
    pen.convex(&rounded(body, half, 0.2 * size), color);
}
