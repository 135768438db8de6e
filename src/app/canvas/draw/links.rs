//! Links: width by flow, colour by the host where they start, dashed where closed.

use egui::{Color32, Pos2, Shape, Stroke, Vec2};
use kurbo::ParamCurve;

use super::{Brush, Flat};
use crate::app::canvas::camera::View;
use crate::app::canvas::hit::Target;
use crate::app::canvas::scene::LinkMark;
use crate::app::theme::Theme;
use crate::model::Object;

/// Shorter than this on screen, a link is a straight line without a head.
const LEAST_CURVE: f32 = 22.0;
/// Above this many links in view at once, they are all plain lines.
const MOST_CURVES: usize = 6000;
/// Changes smaller than this share of what there was are not worth a colour.
const LEAST_CHANGE: f64 = 0.005;

/// Paints all links, those brought out last.
pub fn paint(brush: &Brush<'_>, shapes: &mut Vec<Shape>) {
    let seen = brush.view.visible(20.0);
    let in_view = |place: &usize| brush.scene.links[*place].bounds.overlaps(seen);
    let mut places: Vec<usize> = (0..brush.scene.links.len()).filter(in_view).collect();
    let plain = places.len() > MOST_CURVES;
    // Open flows below, closed links above them, then what is pointed at or selected.
    places.sort_by_key(|&place| (is_lit(brush, place), !brush.scene.links[place].open, place));
    let mut lines = Flat::default();
    for &place in &places {
        let link = &brush.scene.links[place];
        let ends = [
            brush.view.to_screen(link.curve.p0),
            brush.view.to_screen(link.curve.p3),
        ];
        if plain || ends[0].distance(ends[1]) < LEAST_CURVE {
            let color = stroke_color(brush, place);
            lines.line(ends[0], ends[1], brush.view.length(link.width).max(0.7), color);
        } else {
            if !lines.mesh.is_empty() {
                std::mem::take(&mut lines).finish(shapes);
            }
            curve(brush, place, shapes);
        }
    }
    lines.finish(shapes);
}

/// Whether a link is selected or under the pointer, itself or by its gate.
fn is_lit(brush: &Brush<'_>, place: usize) -> bool {
    let pointed = match brush.pointed {
        Some(Target::Link(link)) => link == place,
        Some(Target::Gate(gate)) => brush.scene.gates[gate].link == place,
        _ => false,
    };
    pointed || is_selected(brush, place)
}

fn is_selected(brush: &Brush<'_>, place: usize) -> bool {
    !brush.selection.is_empty() && brush.is_selected(&Object::Link(brush.scene.links[place].id.clone()))
}

fn curve(brush: &Brush<'_>, place: usize, shapes: &mut Vec<Shape>) {
    let link = &brush.scene.links[place];
    let mut points = course(&brush.view, link);
    let width = width(brush, link);
    let color = stroke_color(brush, place);
    if is_selected(brush, place) {
        shapes.push(Shape::line(
            points.clone(),
            Stroke::new(width + 5.0, Theme::faded(brush.theme.accent, 0.45)),
        ));
    } else if link.toggled && link.open {
        let glow = Theme::faded(brush.theme.gain, 0.22 * brush.emphasis.link(place));
        shapes.push(Shape::line(points.clone(), Stroke::new(width + 7.0, glow)));
    }
    let head = head(&mut points, width, brush.view.zoom());
    if link.open {
        shapes.push(Shape::line(points, Stroke::new(width, color)));
    } else {
        let dash = (6.0 * brush.view.zoom().sqrt()).clamp(3.5, 8.0);
        shapes.extend(Shape::dashed_line(
            &points,
            Stroke::new(width, color),
            dash,
            dash * 0.8,
        ));
    }
    if let Some(head) = head {
        shapes.push(Shape::convex_polygon(head, color, Stroke::NONE));
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
    let [a, b] = [view.to_screen(link.curve.p0), view.to_screen(link.curve.p3)];
    let steps = (a.distance(b) / 14.0).clamp(6.0, 32.0) as u32;
    (0..=steps)
        .map(|step| view.to_screen(link.curve.eval(f64::from(step) / f64::from(steps))))
        .collect()
}

/// Cuts the end off a course and gives the arrow head that stands there.
pub fn head(points: &mut Vec<Pos2>, width: f32, zoom: f32) -> Option<Vec<Pos2>> {
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
    Some(vec![tip, tail + side, tail - side])
}

fn stroke_color(brush: &Brush<'_>, place: usize) -> Color32 {
    let link = &brush.scene.links[place];
    let opacity = brush.emphasis.link(place);
    if is_lit(brush, place) {
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
