//! Every drawn object as a thing that screen readers, tests and the Tab key can reach by name.
//!
//! The pointer does not go this way: rectangles are too rough for curves, see [`super::hit`].

use std::collections::HashSet;

use egui::{Id, PointerButton, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use kurbo::{ParamCurve, Point};

use super::camera::View;
use super::hit::{GATE_REACH, Target, Written};
use super::scene::{LinkMark, Scene};
use super::words as names;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::model::Object;

/// More things than this nobody can step through, and each costs time in every frame. When more are
/// in view, what is selected comes first, then the nodes with most traffic, gates, links, notes and
/// frames; zooming in brings the rest.
pub const MOST: usize = 600;

/// Nodes whose middles lie in a strip of this height, in map units, make a row.
const ROW: f64 = 80.0;

/// What was done to objects this frame other than by pointing at them.
#[derive(Default)]
pub struct Reached {
    /// The object with the keyboard's focus.
    pub focused: Option<Target>,
    /// Whether it has just got it.
    pub just_focused: bool,
    /// The object activated by a key or a screen reader.
    pub activated: Option<Target>,
    /// Whether the primary button was clicked on any of them.
    pub clicked: bool,
    /// Whether that was the second click of two.
    pub double_clicked: bool,
    /// Whether the secondary button was clicked on any of them.
    pub asked_for_menu: bool,
}

/// Announces the objects in view; `written` is what has its name written where.
///
/// Nodes are reached by Tab as one reads, row by row.
pub fn announce(
    ui: &Ui,
    canvas: &Response,
    context: &Context<'_>,
    scene: &Scene,
    view: &View,
    written: &[Written],
) -> Reached {
    let mut reached = Reached::default();
    for (target, rect) in in_view(context, scene, view, written) {
        let Some(object) = target.object(scene) else {
            continue;
        };
        let id = match target {
            Target::Gate(_) => id(canvas, &object).with("gate"),
            _ => id(canvas, &object),
        };
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| info(context, scene, target, &object));
        reached.note(target, &response);
    }
    reached
}

/// The id of the thing that stands for `object` on the canvas.
pub fn id(canvas: &Response, object: &Object) -> Id {
    canvas.id.with(object)
}

/// Orders nodes from top to bottom and in a row from left to right.
fn sort_in_rows(scene: &Scene, places: &mut [usize]) {
    let row = |place: usize| (scene.nodes[place].center.y / ROW).floor() as i64;
    let x = |place: usize| scene.nodes[place].center.x;
    places.sort_by(|&a, &b| row(a).cmp(&row(b)).then(x(a).total_cmp(&x(b))));
}

/// What is in view and where on screen it can be reached.
fn in_view(context: &Context<'_>, scene: &Scene, view: &View, written: &[Written]) -> Vec<(Target, Rect)> {
    let visible = view.visible(GATE_REACH);
    let nodes = (0..scene.nodes.len()).filter(|&place| scene.nodes[place].body().overlaps(visible));
    let mut nodes: Vec<usize> = nodes.collect();
    if nodes.len() > MOST {
        let radius = |place: usize| scene.nodes[place].radius;
        nodes.select_nth_unstable_by(MOST, |&a, &b| radius(b).total_cmp(&radius(a)));
        nodes.truncate(MOST);
    }
    sort_in_rows(scene, &mut nodes);
    let gates = (0..scene.gates.len()).map(Target::Gate);
    let links = (0..scene.links.len()).filter(|&place| scene.links[place].may_cross(visible));
    let notes = (0..scene.notes.len()).map(Target::Note);
    let frames = (0..scene.frames.len()).map(Target::Frame);
    let rest = gates.chain(links.map(Target::Link)).chain(notes).chain(frames);
    let placed = |target| Some((target, place(scene, view, target)?));
    let seen = |(_, rect): &(Target, Rect)| rect.intersects(view.viewport);
    let all = nodes.into_iter().map(Target::Node).chain(rest);
    let names = written.iter().filter_map(|written| match &written.object {
        company @ Object::Company(_) => Some((scene.target(company)?, written.rect)),
        _ => None,
    });
    let selected = context.selection.iter().filter_map(|object| scene.target(object));
    let mut known = HashSet::new();
    all.filter_map(placed)
        .chain(names)
        .filter(seen)
        .take(MOST)
        .chain(selected.take(MOST).filter_map(placed).filter(seen))
        .filter(|(target, _)| known.insert(*target))
        .collect()
}

/// Where on screen a thing can be reached; a company can where its name is written.
fn place(scene: &Scene, view: &View, target: Target) -> Option<Rect> {
    let small = |center| Rect::from_center_size(view.to_screen(center), Vec2::splat(2.0 * GATE_REACH));
    Some(match target {
        Target::Node(place) => {
            let rect = view.rect_to_screen(scene.nodes[place].body());
            rect.expand2((Vec2::splat(8.0) - rect.size()).max(Vec2::ZERO) / 2.0)
        }
        Target::Gate(place) => small(scene.gates[place].center),
        Target::Link(place) => small(handle(scene, view, &scene.links[place])),
        Target::Note(place) => view.rect_to_screen(scene.notes[place].footprint()),
        Target::Frame(place) => view.rect_to_screen(scene.frames[place].rect),
        Target::Company(_) => return None,
    })
}

/// A point of a link where no gate of its own is in the way.
fn handle(scene: &Scene, view: &View, link: &LinkMark) -> Point {
    let gate = link.gate.map(|gate| scene.gates[gate].center);
    let clear = 2.5 * f64::from(GATE_REACH) / view.stand.zoom;
    let is_clear = |point: &Point| gate.is_none_or(|gate| (gate - *point).hypot() >= clear);
    let mut points = [0.5, 0.3, 0.7].into_iter().map(|t| link.curve.eval(t));
    points.find(is_clear).unwrap_or_else(|| link.curve.eval(0.3))
}

impl Reached {
    fn note(&mut self, target: Target, response: &Response) {
        if response.has_focus() {
            self.focused = Some(target);
            self.just_focused = response.gained_focus();
            // Arrows move what is selected, not the focus.
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..egui::EventFilter::default()
            };
            response
                .ctx
                .memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        if response.clicked_by(PointerButton::Primary) {
            self.clicked = true;
            self.double_clicked |= response.double_clicked_by(PointerButton::Primary);
        } else if response.secondary_clicked() {
            self.asked_for_menu = true;
        } else if response.clicked() {
            self.activated = Some(target);
        }
    }
}

fn info(context: &Context<'_>, scene: &Scene, target: Target, object: &Object) -> WidgetInfo {
    if let Target::Gate(place) = target {
        let gate = &scene.gates[place];
        return WidgetInfo::selected(
            Role::Switch,
            true,
            gate.open,
            names::gate_name(context, scene, gate),
        );
    }
    let name = match object {
        Object::Node(id) => names::node_name(context, id),
        Object::Link(id) => names::link_name(context, id),
        Object::Company(_) => fill(
            words().canvas.company_name,
            &[&naming::object(context.map, object)],
        ),
        Object::Note(_) => fill(words().canvas.note_name, &[&naming::object(context.map, object)]),
        _ => fill(words().canvas.frame_name, &[&naming::object(context.map, object)]),
    };
    WidgetInfo::selected(Role::Button, true, context.selection.contains(object), name)
}
