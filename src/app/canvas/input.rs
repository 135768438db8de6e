//! Pointer and wheel of one frame: what they do to camera and gesture, and what they ask for.

use egui::{Event, Key, MouseWheelUnit, PointerButton, Pos2, Response, Ui};
use kurbo::Point;

use super::access::Reached;
use super::camera::View;
use super::gesture::{Gesture, Held, Stage, bend_command};
use super::grip::{self, Grip};
use super::hit::{self, Target};
use super::popup::Popup;
use super::rename::Rename;
use super::{Canvas, grid};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::model::Object;

/// Zoom by one notch of a wheel.
const NOTCH: f64 = 1.15;

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
        let (pos, origin, moves, held) = ui.input(|input| {
            let held = Held {
                shift: input.modifiers.shift,
                command: input.modifiers.command,
                alt: input.modifiers.alt,
                space: input.key_down(Key::Space),
                primary: input.pointer.primary_down(),
            };
            let moves = input.pointer.delta() != egui::Vec2::ZERO;
            (
                input.pointer.interact_pos(),
                input.pointer.press_origin(),
                moves,
                held,
            )
        });
        let by_keys = self.gesture.is_by_keys();
        if response.drag_started()
            && let Some(origin) = origin
        {
            response.request_focus();
            self.press(context, &view, held, origin, commands);
        }
        let stage = Stage {
            context,
            scene: &self.scene,
            view,
            held,
        };
        if response.dragged() && self.gesture == Gesture::Panning {
            self.camera.pan(response.drag_delta());
        } else if let Some(pos) = pos.filter(|_| response.dragged() || by_keys && moves) {
            self.gesture.follow(&stage, view.to_map(pos));
        }
        let clicked = response.clicked_by(PointerButton::Primary) || reached.clicked;
        let chosen = by_keys && (clicked || reached.activated.is_some());
        if response.drag_stopped() || chosen {
            if let Some(pos) = pos.filter(|_| clicked) {
                self.gesture.follow(&stage, view.to_map(pos));
            }
            let gesture = std::mem::take(&mut self.gesture);
            self.popup = gesture.finish(&stage, commands);
        } else if clicked && let Some(pos) = pos {
            response.request_focus();
            click(self.hit(&view, pos), held, self, context, commands);
            if response.double_clicked_by(PointerButton::Primary) || reached.double_clicked {
                self.double_click(context, &view, pos, commands);
            }
        } else if let Some(target) = reached.activated {
            click(Some(target), Held::default(), self, context, commands);
        }
        if (response.secondary_clicked() || reached.asked_for_menu)
            && let Some(pos) = pos
        {
            self.menu_at = Some(pos);
            commands.extend(select_for_menu(self.hit(&view, pos), self, context));
        }
    }

    /// A drag starts at `origin`.
    fn press(
        &mut self,
        context: &Context<'_>,
        view: &View,
        held: Held,
        origin: Pos2,
        commands: &mut Vec<Command>,
    ) {
        match &mut self.gesture {
            Gesture::Linking(linking) => return linking.drag(),
            Gesture::Placing(_) => return,
            _ => {}
        }
        let target = self.hit(view, origin);
        let grip = grip::at(context, &self.scene, view, target, origin);
        let stage = Stage {
            context,
            scene: &self.scene,
            view: *view,
            held,
        };
        self.gesture = Gesture::start(&stage, grip.as_ref(), target, view.to_map(origin), commands);
        self.begun = context.revision;
    }

    /// Lets a name be typed, straightens a link by its handle, or offers what to add on the ground.
    fn double_click(&mut self, context: &Context<'_>, view: &View, pos: Pos2, commands: &mut Vec<Command>) {
        let target = self.hit(view, pos);
        let grip = grip::at(context, &self.scene, view, target, pos);
        if let Some(Grip::Bend(place)) = grip {
            let link = &self.scene.links[place].id;
            commands.extend(bend_command(context.map, link, None, false));
            return;
        }
        match target {
            None => self.popup = Some(Popup::for_place(self.place(context, view, pos))),
            Some(target) => {
                let object = target.object(&self.scene);
                self.rename = object.and_then(|object| Rename::of(context.map, &object));
            }
        }
    }

    /// Where on the map something is put down at a point of the screen.
    pub(super) fn place(&self, context: &Context<'_>, view: &View, pos: Pos2) -> Point {
        let point = view.to_map(pos);
        if context.view.snap {
            grid::nearest(point)
        } else {
            point.round()
        }
    }

    /// What lies at a point of the screen.
    pub(super) fn hit(&self, view: &View, pos: Pos2) -> Option<Target> {
        hit::hit(&self.scene, view, &self.painting.written, pos)
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
