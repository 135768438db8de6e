//! Every drawn object as a thing that screen readers, tests and the Tab key can reach by name.
//!
//! The pointer does not go this way: rectangles are too rough for curves, see [`super::hit`].

use egui::{Id, PointerButton, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use kurbo::{ParamCurve, Point};

use super::camera::View;
use super::hit::{GATE_REACH, Target, Written};
use super::scene::{LinkMark, NoteMark, Scene};
use super::words as names;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::model::Object;

/// More things than this nobody can step through; when more are in view, the nodes come first, then
/// gates, links, notes and frames, and zooming in brings the rest.
const MOST: usize = 1500;

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

/// Announces all objects in view.
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
    let small = |center| Rect::from_center_size(view.to_screen(center), Vec2::splat(2.0 * GATE_REACH));
    let seen = |rect: &Rect| rect.intersects(view.viewport);
    let nodes = in_rows(scene).into_iter().map(|place| {
        let node = &scene.nodes[place];
        let rect = view.rect_to_screen(node.body());
        (
            Target::Node(place),
            rect.expand2((Vec2::splat(8.0) - rect.size()).max(Vec2::ZERO) / 2.0),
        )
    });
    let gates = scene.gates.iter().enumerate();
    let gates = gates.map(|(place, gate)| (Target::Gate(place), small(gate.center)));
    let links = handles(scene, view).into_iter().enumerate();
    let links = links.map(|(place, handle)| (Target::Link(place), small(handle)));
    let notes = scene.notes.iter().enumerate();
    let notes = notes.map(|(place, note)| {
        (
            Target::Note(place),
            view.rect_to_screen(NoteMark::footprint(note)),
        )
    });
    let frames = scene.frames.iter().enumerate();
    let frames = frames.map(|(place, frame)| (Target::Frame(place), view.rect_to_screen(frame.rect)));
    let names = written.iter().filter_map(|written| match &written.object {
        company @ Object::Company(_) => Some((scene.target(company)?, written.rect)),
        _ => None,
    });
    let all = nodes.chain(gates).chain(links).chain(notes).chain(frames);
    let all = all.chain(names);
    for (target, rect) in all.filter(|(_, rect)| seen(rect)).take(MOST) {
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

/// The places of the nodes, from top to bottom and in a row from left to right.
fn in_rows(scene: &Scene) -> Vec<usize> {
    let row = |place: &usize| (scene.nodes[*place].center.y / ROW).floor() as i64;
    let mut places: Vec<usize> = (0..scene.nodes.len()).collect();
    places.sort_by(|a, b| {
        let x = |place: &usize| scene.nodes[*place].center.x;
        row(a).cmp(&row(b)).then(x(a).total_cmp(&x(b)))
    });
    places
}

/// A point of each link where no gate of its own is in the way.
fn handles(scene: &Scene, view: &View) -> Vec<Point> {
    let mut gates = vec![None; scene.links.len()];
    for gate in &scene.gates {
        gates[gate.link] = Some(gate.center);
    }
    let clear = 2.5 * f64::from(GATE_REACH) / view.stand.zoom;
    let handle = |(link, gate): (&LinkMark, Option<Point>)| {
        let points = [0.5, 0.3, 0.7].map(|t| link.curve.eval(t));
        let is_clear = |point: &&Point| gate.is_none_or(|gate| (gate - **point).hypot() >= clear);
        points.iter().find(is_clear).copied().unwrap_or(points[1])
    };
    scene.links.iter().zip(gates).map(handle).collect()
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
