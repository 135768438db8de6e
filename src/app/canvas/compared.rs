//! The other version of the map on the canvas: what only this one has or what differs wears a halo, what
//! only the other has stands as a ghost.

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};
use kurbo::ParamCurve;

use super::camera::View;
use super::scene::Scene;
use crate::app::comparing::Comparison;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::comparison::color;
use crate::app::theme::{Theme, type_size};
use crate::file::diff::Change;
use crate::model::{Link, Map, NodeId, Object};

/// At most so many halos and ghosts are drawn: with more the map as a whole is another one.
const MOST: usize = 500;
/// Width and height of a ghost on the map, in its units.
const GHOST: (f64, f64) = (72.0, 44.0);
/// A course is followed in so many steps.
const STEPS: usize = 24;
/// Length of a dash and of the gap behind it, in points.
const DASH: f32 = 6.0;

/// Draws the halos and ghosts of the comparison, if there is one.
pub fn ui(ui: &mut Ui, context: &Context<'_>, scene: &Scene, view: &View) {
    let Some(comparison) = context.comparison else {
        return;
    };
    let Some(difference) = comparison.difference() else {
        return;
    };
    let painter = ui.painter().clone();
    for differing in difference
        .objects
        .iter()
        .filter(|one| !one.is_layout())
        .take(MOST)
    {
        let color = color(differing.change, context.theme);
        if differing.change != Change::Removed {
            halo(&painter, scene, view, &differing.object, color);
        } else if let Some(place) = ghost(&painter, comparison, context, view, &differing.object, color) {
            let name = naming::object(comparison.other(), &differing.object);
            let name = fill(words().comparison.ghost, &[comparison.name(), &name]);
            let response = ui.interact(
                place,
                ui.scope_id().with(("ghost", &differing.object)),
                Sense::hover(),
            );
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
            response.on_hover_text(name);
        }
    }
}

/// A wide, clear stroke round an object.
fn halo(painter: &Painter, scene: &Scene, view: &View, object: &Object, color: Color32) {
    let stroke = Stroke::new(3.0, color);
    match object {
        Object::Node(id) => {
            if let Some(node) = scene.node(id) {
                let body = view.rect_to_screen(node.body()).expand(7.0);
                painter.rect_stroke(body, 10.0, stroke, StrokeKind::Middle);
            }
        }
        Object::Link(id) => {
            if let Some(link) = scene.link(id) {
                let at = |step: usize| view.to_screen(link.curve.eval(step as f64 / STEPS as f64));
                let points: Vec<_> = (0..=STEPS).map(at).collect();
                painter.line(points, Stroke::new(9.0, Theme::faded(color, 0.4)));
            }
        }
        Object::Note(_) | Object::Frame(_) => {
            if let Some(bounds) = scene.bounds_of(object) {
                let bounds = view.rect_to_screen(bounds).expand(4.0);
                painter.rect_stroke(bounds, 6.0, stroke, StrokeKind::Middle);
            }
        }
        _ => {}
    }
}

/// What only the other version has, dashed; where it stands, to be pointed at.
fn ghost(
    painter: &Painter,
    comparison: &Comparison,
    context: &Context<'_>,
    view: &View,
    object: &Object,
    color: Color32,
) -> Option<Rect> {
    let other = comparison.other();
    let place = |at: (f64, f64)| view.to_screen(kurbo::Point::from(at));
    match object {
        Object::Node(id) => {
            let at = other.nodes().get(id)?.at;
            let (wide, high) = (GHOST.0 / 2.0, GHOST.1 / 2.0);
            let corners = [
                place((at.0 - wide, at.1 - high)),
                place((at.0 + wide, at.1 + high)),
            ];
            let body = Rect::from_two_pos(corners[0], corners[1]);
            frame(painter, body, color);
            name(painter, body, naming::node(other, id), color, context.theme);
            Some(body)
        }
        Object::Link(id) => {
            let (from, to) = ends(comparison.other(), context.map, other.links().get(id)?)?;
            let (from, to) = (place(from), place(to));
            painter.extend(Shape::dashed_line(
                &[from, to],
                Stroke::new(2.5, color),
                DASH,
                DASH,
            ));
            Some(Rect::from_center_size(from.lerp(to, 0.5), vec2(14.0, 14.0)))
        }
        Object::Note(id) => {
            let note = other.notes().get(id)?;
            let at = place(note.at);
            let body = Rect::from_min_size(at, vec2(90.0, 30.0));
            frame(painter, body, color);
            name(
                painter,
                body,
                note.text.lines().next().unwrap_or_default(),
                color,
                context.theme,
            );
            Some(body)
        }
        Object::Frame(id) => {
            let frame_of = other.frames().get(id)?;
            let (at, size) = (frame_of.at, frame_of.size);
            let body = Rect::from_two_pos(place(at), place((at.0 + size.0, at.1 + size.1)));
            frame(painter, body, color);
            name(painter, body, &frame_of.title, color, context.theme);
            // Only its head: what lies in it is to be pointed at, too.
            Some(body.with_max_y(body.top() + 16.0))
        }
        _ => None,
    }
}

/// Where a link of the other version leads on this map: its ends may have moved, or be ghosts.
fn ends(other: &Map, map: &Map, link: &Link) -> Option<((f64, f64), (f64, f64))> {
    let at = |id: &NodeId| {
        map.nodes()
            .get(id)
            .or_else(|| other.nodes().get(id))
            .map(|node| node.at)
    };
    Some((at(&link.from)?, at(&link.to)?))
}

fn frame(painter: &Painter, body: Rect, color: Color32) {
    painter.rect_filled(body, 6.0, Theme::faded(color, 0.08));
    let corners: [Pos2; 5] = [
        body.left_top(),
        body.right_top(),
        body.right_bottom(),
        body.left_bottom(),
        body.left_top(),
    ];
    painter.extend(Shape::dashed_line(
        &corners,
        Stroke::new(1.5, color),
        DASH,
        DASH * 0.7,
    ));
}

fn name(painter: &Painter, body: Rect, text: &str, color: Color32, theme: &Theme) {
    let font = FontId::proportional(type_size::SMALL);
    let galley = painter.layout_no_wrap(text.to_owned(), font, color);
    let rect = Align2::CENTER_TOP.anchor_size(body.center_bottom() + vec2(0.0, 2.0), galley.size());
    painter.rect_filled(
        rect.expand2(vec2(3.0, 0.0)),
        3.0,
        Theme::faded(theme.background, 0.85),
    );
    painter.galley(rect.min, galley, color);
}
