//! The keys of the canvas, while nothing outside it has the focus.

use egui::{Key, Modifiers, Response, Ui};
use kurbo::Vec2;

use super::access::{self, Reached};
use super::draft::Moved;
use super::gesture::{Gesture, Linking, bend_command, is_placed, move_command};
use super::hit::Target;
use super::scene::Scene;
use super::{Canvas, grid, grip};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::model::Object;

/// How many times as far an arrow key moves the selection with shift.
const FAR: f64 = 10.0;

impl Canvas {
    /// What the keys of this frame do.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        context: &Context<'_>,
        reached: &Reached,
        commands: &mut Vec<Command>,
    ) {
        let elsewhere = ui.memory(|memory| memory.focused()).is_some();
        // What has opened over the window and a name being typed get the keys.
        if crate::app::keys::is_covered(ui.ctx()) || self.rename.is_some() {
            return;
        }
        if elsewhere && !response.has_focus() && reached.focused.is_none() {
            return;
        }
        if let Gesture::Placing(placing) = self.gesture {
            if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
                self.gesture = Gesture::Idle;
                commands.push(placing.action().into());
            } else if crate::app::keys::is_writing(ui.ctx()) {
                // Whoever goes on typing means no key.
                self.gesture = Gesture::Idle;
            }
        }
        if let Gesture::Linking(linking) = &mut self.gesture
            && linking.is_by_keys()
        {
            let chosen = choose_by_keys(ui, response, context, &self.scene, reached, linking);
            if let Some(node) = chosen {
                self.keep_in_view(response, &node);
            }
        } else {
            let tabbed = reached.just_focused && ui.input(|input| input.key_pressed(Key::Tab));
            let focused = reached.focused.filter(|_| tabbed);
            let object = focused.and_then(|target| target.object(&self.scene));
            commands.extend(object.map(|object| Command::Select(vec![object])));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            if self.gesture != Gesture::Idle {
                self.gesture = Gesture::Idle;
            } else if !context.selection.is_empty() {
                commands.push(Command::Select(Vec::new()));
            }
        }
        if self.gesture == Gesture::Idle {
            if let Some(node) = self.step_aside(ui, context) {
                ui.memory_mut(|memory| memory.request_focus(access::id(response, &node)));
                self.keep_in_view(response, &node);
                commands.push(Command::Select(vec![node]));
            }
            commands.extend(nudge(ui, context, &self.scene));
        }
    }

    /// Brings an object into view that keys have reached outside of it.
    fn keep_in_view(&mut self, response: &Response, object: &Object) {
        let seen = self.camera.view(response.rect).visible(0.0);
        let bounds = self.scene.bounds_of(object);
        if bounds.is_some_and(|bounds| seen.union(bounds) != seen) {
            self.show(object);
        }
    }

    /// Alt and an arrow go from the selected node to the next one that way.
    fn step_aside(&self, ui: &Ui, context: &Context<'_>) -> Option<Object> {
        let (_, way) = ARROWS
            .into_iter()
            .find(|(key, _)| ui.input_mut(|input| input.consume_key(Modifiers::ALT, *key)))?;
        let selected = context.selection.iter().find_map(|object| match object {
            Object::Node(id) => self.scene.node(id),
            _ => None,
        });
        let from = selected.map_or_else(|| self.camera.stand().center, |node| node.center);
        let others = |place: usize| selected.is_none_or(|node| node.id != self.scene.nodes[place].id);
        let place = towards(&self.scene, from, way, others)?;
        Target::Node(place).object(&self.scene)
    }
}

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, Vec2::new(-1.0, 0.0)),
    (Key::ArrowRight, Vec2::new(1.0, 0.0)),
    (Key::ArrowUp, Vec2::new(0.0, -1.0)),
    (Key::ArrowDown, Vec2::new(0.0, 1.0)),
];

/// The focus chooses what a link is led to, the arrows move it to the next node that way, which is
/// returned.
fn choose_by_keys(
    ui: &Ui,
    response: &Response,
    context: &Context<'_>,
    scene: &Scene,
    reached: &Reached,
    linking: &mut Linking,
) -> Option<Object> {
    let mut reached_node = None;
    if let Some(Target::Node(place)) = reached.focused.filter(|_| reached.just_focused) {
        linking.choose(context, scene.nodes[place].id.clone());
    }
    for (key, way) in ARROWS {
        if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            continue;
        }
        let chosen = linking.over().map_or(linking.from(), |over| &over.node);
        let Some(from) = scene.node(chosen).map(|node| node.center) else {
            continue;
        };
        let legal = |place: usize| {
            let id = &scene.nodes[place].id;
            linking.legal().contains(id) && id != chosen
        };
        if let Some(place) = towards(scene, from, way, legal) {
            let id = scene.nodes[place].id.clone();
            let node = Object::Node(id.clone());
            ui.memory_mut(|memory| memory.request_focus(access::id(response, &node)));
            linking.choose(context, id);
            reached_node = Some(node);
        }
    }
    reached_node
}

/// The node nearest to `from` on the `way`, of those allowed. What lies aside counts as farther off.
fn towards(scene: &Scene, from: kurbo::Point, way: Vec2, allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let cost = |place: &usize| {
        let by = scene.nodes[*place].center - from;
        let (along, aside) = (by.dot(way), by.cross(way).abs());
        (along > aside * 0.5).then_some(along + 2.0 * aside)
    };
    (0..scene.nodes.len())
        .filter(|place| allowed(*place))
        .filter_map(|place| Some((place, cost(&place)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(place, _)| place)
}

/// The arrows move what is selected by a step of the grid, or a unit where it is off, or bend the one link that is; presses in a row are one step of
/// the history.
fn nudge(ui: &Ui, context: &Context<'_>, scene: &Scene) -> Option<Command> {
    let placed = context.selection.iter().filter(|object| is_placed(object));
    let objects: std::collections::BTreeSet<Object> = placed.cloned().collect();
    let link = grip::handled_link(context, scene).filter(|_| objects.is_empty());
    if objects.is_empty() && link.is_none() {
        return None;
    }
    let step = if context.view.snap { grid::STEP } else { 1.0 };
    let mut by = Vec2::ZERO;
    for (key, way) in ARROWS {
        let (near, far) = ui.input_mut(|input| {
            let far = input.count_and_consume_key(Modifiers::SHIFT, key);
            (input.count_and_consume_key(Modifiers::NONE, key), far)
        });
        by += way * step * (near as f64 + FAR * far as f64);
    }
    match link {
        Some(link) if by != Vec2::ZERO => {
            let link = scene.links.get(link)?;
            let bend = grip::bend(context, scene, link) + by;
            bend_command(context.map, &link.id, Some(bend.round()), true)
        }
        Some(_) => None,
        None => move_command(context.map, &Moved { objects, by }, true),
    }
}
