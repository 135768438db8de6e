//! Links: width by flow, colour by the host where they start, dashed where closed.

use egui::{Color32, Pos2, Vec2};
use kurbo::ParamCurve;

use super::Brush;
use super::pen::Pen;
use crate::app::canvas::camera::View;
use crate::app::canvas::hit::Target;
use crate::app::canvas::scene::LinkMark;
use crate::app::theme::Theme;

/// Shorter than this on screen, a link is a straight line without a head.
const LEAST_CURVE: f32 = 22.0;
/// Above this many links in view at once, they are all plain lines.
const MOST_CURVES: usize = 2000;
/// Changes smaller than this share of what there was are not worth a colour.
const LEAST_CHANGE: f64 = 0.005;

/// Paints all links: open flows below, closed links above them, then what is pointed at or selected.
pub fn paint(brush: &Brush<'_>, pen: &mut Pen) {
    let seen = brush.view.visible(20.0);
    let links = brush.scene.links.iter().enumerate();
    let in_view = links.filter(|(_, link)| link.may_cross(seen));
    let (mut open, mut closed, mut lit) = (Vec::new(), Vec::new(), Vec::new());
    for (place, link) in in_view {
        if brush.is_lit(place) {
            lit.push(place);
        } else if link.open {
            open.push(place);
        } else {
            closed.push(place);
        }
    }
    let crowded = open.len() + closed.len() + lit.len() > MOST_CURVES;
    for place in open.into_iter().chain(closed).chain(lit) {
        let link = &brush.scene.links[place];
        let color = stroke_color(brush, place);
        let [from, to] = [link.curve.p0, link.curve.p3].map(|end| brush.view.to_screen(end));
        if crowded || from.distance(to) < LEAST_CURVE {
            pen.plain_line(from, to, brush.view.length(link.width).max(0.7), color);
        } else {
            curve(brush, place, color, pen);
        }
    }
}

fn curve(brush: &Brush<'_>, place: usize, color: Color32, pen: &mut Pen) {
    let link = &brush.scene.links[place];
    let mut points = course(&brush.view, link);
    let width = width(brush, link);
    if brush.is_selected(Target::Link(place)) {
        pen.line(&points, width + 5.0, Theme::faded(brush.theme.accent, 0.45));
    } else if link.toggled && link.open {
        let glow = Theme::faded(brush.theme.gain, 0.22 * brush.emphasis.link(place));
        pen.line(&points, width + 7.0, glow);
    }
    let head = head(&mut points, width, brush.view.zoom());
    if link.open {
        pen.line(&points, width, color);
    } else {
        let dash = (6.0 * brush.view.zoom().sqrt()).clamp(3.5, 8.0);
        pen.dashes(&points, width, color, dash, dash * 0.8);
    }
    if let Some(head) = head {
        pen.convex(&head, color);
    }
}

/// Width on screen. What is closed carries nothing, so its line has the same width at every zoom.
fn width(brush: &Brush<'_>, link: &LinkMark) -> f32 {
    if link.open {
        brush.view.length(link.width).max(1.0)
    } else {
        1.5
    }
}

/// A link's course on screen, with as many points as its length there needs.
pub fn course(view: &View, link: &LinkMark) -> Vec<Pos2> {
    let length = view.length((link.curve.p3 - link.curve.p0).hypot());
    let steps = (length / 14.0).clamp(4.0, 32.0) as u32;
    (0..=steps)
        .map(|step| view.to_screen(link.curve.eval(f64::from(step) / f64::from(steps))))
        .collect()
}

/// Cuts the end off a course and gives the arrow head that stands there.
pub fn head(points: &mut Vec<Pos2>, width: f32, zoom: f32) -> Option<[Pos2; 3]> {
    let tip = *points.last()?;
    let length = (5.0 + 3.5 * zoom.min(1.0) + width * 0.9).min(24.0);
    while points.len() > 2 && points[points.len() - 1].distance(tip) < length {
        points.pop();
    }
    let last = *points.last()?;
    let way = tip - last;
    let distance = way.length();
    if distance < 1.0 {
        return None;
    }
    let along: Vec2 = way / distance;
    let base = tip - along * length.min(distance);
    points.push(base);
    let side = along.rot90() * (width * 0.5 + length * 0.36).min(length * 0.8);
    // The line's end shows no gap under the head.
    let tail = base + along * 0.5;
    Some([tip, tail + side, tail - side])
}

fn stroke_color(brush: &Brush<'_>, place: usize) -> Color32 {
    let link = &brush.scene.links[place];
    let opacity = brush.emphasis.link(place);
    if brush.is_lit(place) {
        return if link.open {
            brush.theme.accent
        } else {
            brush.theme.text
        };
    }
    if !link.open {
        let color = if link.toggled {
            brush.theme.loss
        } else {
            brush.theme.closed
        };
        return Theme::faded(color, opacity);
    }
    if brush.compares {
        return match significant(link) {
            Some(change) => Theme::faded(brush.theme.change_color(change), 0.85 * opacity),
            None => Theme::faded(brush.theme.link, 0.28 * opacity),
        };
    }
    let host = brush.scene.nodes[link.from].host;
    let color = super::mix(brush.theme.link, brush.color(host), 0.65);
    // Thin lines need more ink to be seen, wide ones less to be seen through.
    let ink = if link.visits.is_some_and(|visits| visits <= 0.0) {
        0.3
    } else {
        0.62
    };
    Theme::faded(color, ink * opacity)
}

/// The change of a link's flow, if it is worth showing.
pub fn significant(link: &LinkMark) -> Option<f64> {
    let (change, visits) = (link.change?, link.visits?);
    let before = visits - change;
    (change.abs() > LEAST_CHANGE * before.abs().max(1e-9) && change != 0.0).then_some(change)
}
