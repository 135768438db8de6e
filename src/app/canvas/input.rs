//! Pointer, wheel and keys of one frame: what they do to camera and gesture, and what they ask for.

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Response, Ui};
use kurbo::Vec2;

use super::Canvas;
use super::access::Reached;
use super::camera::View;
use super::gesture::{Gesture, Held, is_placed, move_command};
use super::hit::{self, Target};
use super::scene::Moved;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::keys::is_covered;
use crate::model::Object;

/// Zoom by one notch of a wheel.
const NOTCH: f64 = 1.15;
/// How far an arrow key moves the selection, in map units; with shift, the finer step.
const NUDGE: (f64, f64) = (10.0, 1.0);

impl Canvas {
    /// Wheel and pinch: zoom about the pointer. A trackpad's two fingers pan, as they scroll
    /// elsewhere; ctrl with either zooms.
    pub(super) fn wheel(&mut self, ui: &Ui, response: &Response) {
        let Some(pointer) = response.hover_pos() else {
            return;
        };
        let viewport = response.rect;
        let (events, pinch, ctrl) = ui.input(|input| {
            (
                input.events.clone(),
                f64::from(input.zoom_delta()),
                input.modifiers.command,
            )
        });
        if pinch != 1.0 {
            self.camera.zoom_about(viewport, pointer, pinch);
        }
        for event in events {
            let Event::MouseWheel {
                unit,
                delta,
                modifiers,
                ..
            } = event
            else {
                continue;
            };
            // Already told by the pinch.
            if ctrl || modifiers.command {
                continue;
            }
            match unit {
                MouseWheelUnit::Point => self.camera.pan(delta),
                MouseWheelUnit::Line | MouseWheelUnit::Page if modifiers.shift => {
                    self.camera.pan(delta * 40.0)
                }
                MouseWheelUnit::Line | MouseWheelUnit::Page => {
                    self.camera
                        .zoom_about(viewport, pointer, NOTCH.powf(f64::from(delta.y)));
                }
            }
        }
    }

    /// Clicks and drags.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        context: &Context<'_>,
        reached: &Reached,
        commands: &mut Vec<Command>,
    ) {
        let view = self.camera.view(response.rect);
        let (pos, origin, held) = ui.input(|input| {
            let held = Held {
                shift: input.modifiers.shift,
                command: input.modifiers.command,
                space: input.key_down(Key::Space),
                primary: input.pointer.primary_down(),
            };
            (input.pointer.interact_pos(), input.pointer.press_origin(), held)
        });
        if response.drag_started()
            && let Some(origin) = origin
        {
            response.request_focus();
            let target = self.hit(&view, origin);
            let at = view.to_map(origin);
            self.gesture = Gesture::start(target, at, held, &self.scene, context.selection, commands);
        }
        if response.dragged() {
            if self.gesture == Gesture::Panning {
                self.camera.pan(response.drag_delta());
            } else if let Some(pos) = pos {
                self.gesture.follow(view.to_map(pos));
            }
        }
        if response.drag_stopped() {
            std::mem::take(&mut self.gesture).finish(context.map, &self.scene, context.selection, commands);
        }
        let clicked = response.clicked_by(PointerButton::Primary) || reached.clicked;
        if clicked && let Some(pos) = pos {
            response.request_focus();
            click(self.hit(&view, pos), held, self, context, commands);
        }
        if (response.secondary_clicked() || reached.asked_for_menu)
            && let Some(pos) = pos
        {
            self.menu_at = Some(pos);
            commands.extend(select_for_menu(self.hit(&view, pos), self, context));
        }
        if let Some(target) = reached.activated {
            click(Some(target), Held::default(), self, context, commands);
        }
    }

    /// Keys, while nothing outside the canvas has the focus.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        context: &Context<'_>,
        reached: &Reached,
        commands: &mut Vec<Command>,
    ) {
        let elsewhere = ui.memory(|memory| memory.focused()).is_some();
        // What has opened over the window gets the keys.
        if is_covered(ui.ctx()) {
            return;
        }
        if elsewhere && !response.has_focus() && reached.focused.is_none() {
            return;
        }
        let tabbed = reached.just_focused && ui.input(|input| input.key_pressed(Key::Tab));
        if let Some(object) = reached
            .focused
            .filter(|_| tabbed)
            .and_then(|target| target.object(&self.scene))
        {
            commands.push(Command::Select(vec![object]));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            if self.gesture != Gesture::Idle {
                self.gesture = Gesture::Idle;
            } else if !context.selection.is_empty() {
                commands.push(Command::Select(Vec::new()));
            }
        }
        if self.gesture == Gesture::Idle {
            commands.extend(nudge(ui, context));
        }
    }

    /// What lies at a point of the screen.
    pub(super) fn hit(&self, view: &View, pos: Pos2) -> Option<Target> {
        hit::hit(&self.scene, view, &self.written, pos)
    }
}

fn click(
    target: Option<Target>,
    held: Held,
    canvas: &Canvas,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let object = target.and_then(|target| target.object(&canvas.scene));
    match (target, object) {
        (Some(Target::Gate(_)), Some(Object::Link(link))) => commands.push(Command::ToggleLink(link)),
        (_, Some(object)) if held.shift || held.command => commands.push(Command::SelectAlso(object)),
        (_, Some(object)) => commands.push(Command::Select(vec![object])),
        (_, None) if !context.selection.is_empty() && !held.shift => {
            commands.push(Command::Select(Vec::new()))
        }
        (_, None) => {}
    }
}

/// The menu at the pointer speaks of what lies there, with the selection if it is part of that.
fn select_for_menu(target: Option<Target>, canvas: &Canvas, context: &Context<'_>) -> Option<Command> {
    let object = target.and_then(|target| target.object(&canvas.scene));
    match object {
        Some(object) if context.selection.contains(&object) => None,
        object => Some(Command::Select(object.into_iter().collect())),
    }
}

/// The arrows move the selection; presses in a row are one step of the history.
fn nudge(ui: &Ui, context: &Context<'_>) -> Option<Command> {
    let objects: std::collections::BTreeSet<Object> = context
        .selection
        .iter()
        .filter(|object| is_placed(object))
        .cloned()
        .collect();
    if objects.is_empty() {
        return None;
    }
    let mut by = Vec2::ZERO;
    for (key, way) in [
        (Key::ArrowLeft, Vec2::new(-1.0, 0.0)),
        (Key::ArrowRight, Vec2::new(1.0, 0.0)),
        (Key::ArrowUp, Vec2::new(0.0, -1.0)),
        (Key::ArrowDown, Vec2::new(0.0, 1.0)),
    ] {
        let (coarse, fine) = ui.input_mut(|input| {
            let fine = input.count_and_consume_key(Modifiers::SHIFT, key);
            (input.count_and_consume_key(Modifiers::NONE, key), fine)
        });
        by += way * (NUDGE.0 * coarse as f64 + NUDGE.1 * fine as f64);
    }
    move_command(context.map, &Moved { objects, by }, true)
}
