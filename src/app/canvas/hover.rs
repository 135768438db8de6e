//! What the pointer is over: what it brings out of the rest, what can be taken hold of there, and the
//! pointer's own picture.

use egui::{CursorIcon, Response, Ui};

use super::Canvas;
use super::draw::{Emphasis, handles::Under};
use super::gesture::{Gesture, Linking, Reconnecting};
use super::grip::{self, Edges, Grip};
use super::hit::Target;
use crate::app::context::Context;
use crate::app::theme::MOTION;
use crate::model::NodeId;

impl Canvas {
    /// What the pointer is over, while nothing is dragged and nothing else lies there.
    pub(super) fn under(&self, response: &Response, context: &Context<'_>) -> Under {
        let Some(pos) = response.ctx.pointer_hover_pos() else {
            return Under::default();
        };
        let free = response.contains_pointer() && !self.covered.iter().any(|rect| rect.contains(pos));
        if !free {
            return Under::default();
        }
        if self.gesture != Gesture::Idle {
            return Under {
                pos: Some(pos),
                ..Under::default()
            };
        }
        let view = self.camera.view(response.rect);
        let target = self.hit(&view, pos);
        let grip = grip::at(context, &self.scene, &view, target, pos);
        Under {
            target: match grip {
                // Just outside a node, where its rim is.
                Some(Grip::Rim(node)) => Some(Target::Node(node)),
                _ => target,
            },
            grip,
            pos: Some(pos),
        }
    }

    /// Brings out what is hovered, or where a link on its way may lead; whether the change is still
    /// fading.
    pub(super) fn emphasise(&mut self, ui: &Ui, response: &Response, hovered: Option<Target>) -> bool {
        let led = match &self.gesture {
            Gesture::Linking(linking) => Some(where_to(self, linking)),
            Gesture::Reconnecting(reconnecting) => Some(where_to_else(self, reconnecting)),
            _ => None,
        };
        // Links lie everywhere, so that crossing one must not make the whole map flicker.
        let target =
            hovered.filter(|target| matches!(target, Target::Node(_) | Target::Gate(_) | Target::Company(_)));
        let brought_out = led.or_else(|| Emphasis::around(&self.scene, target?));
        let id = response.id.with("emphasis");
        let strength = ui.ctx().animate_bool_with_time(id, brought_out.is_some(), MOTION);
        if let Some(emphasis) = brought_out {
            self.emphasis = emphasis;
        } else if strength == 0.0 {
            self.emphasis = Emphasis::default();
        }
        self.emphasis.strength = strength;
        strength > 0.0 && strength < 1.0
    }

    /// The pointer's picture says what a drag would do.
    pub(super) fn cursor(&self, ui: &Ui, response: &Response, under: Under) {
        let icon = match &self.gesture {
            Gesture::Panning => CursorIcon::Grabbing,
            Gesture::Boxing(_) | Gesture::Placing(_) => CursorIcon::Crosshair,
            Gesture::Moving(_) => CursorIcon::Move,
            Gesture::Bending(_) => CursorIcon::Grabbing,
            Gesture::Resizing(resizing) => across(resizing.edges()),
            Gesture::Linking(linking) => led(linking.over().map(|over| over.refusal.is_none())),
            Gesture::Reconnecting(reconnecting) => {
                led(reconnecting.over().map(|over| over.refusal.is_none()))
            }
            Gesture::Idle => match (under.grip, under.target) {
                (Some(Grip::Rim(_)), _) => CursorIcon::Crosshair,
                (Some(Grip::End(..) | Grip::Bend(_)), _) => CursorIcon::Grab,
                (Some(Grip::Edges(_, edges)), _) => across(edges),
                (None, Some(_)) => CursorIcon::PointingHand,
                (None, None) => return,
            },
        };
        if response.contains_pointer() || self.gesture != Gesture::Idle {
            ui.ctx().set_cursor_icon(icon);
        }
    }
}

/// The pointer's picture over edges that can be dragged.
fn across(edges: Edges) -> CursorIcon {
    let Edges {
        left,
        right,
        top,
        bottom,
    } = edges;
    match (left || right, top || bottom) {
        (true, true) if left == top => CursorIcon::ResizeNwSe,
        (true, true) => CursorIcon::ResizeNeSw,
        (true, false) => CursorIcon::ResizeHorizontal,
        _ => CursorIcon::ResizeVertical,
    }
}

/// The pointer's picture while a link is led: over a node that it may lead to, that it must not lead
/// to, or over none.
fn led(legal: Option<bool>) -> CursorIcon {
    match legal {
        Some(true) => CursorIcon::Alias,
        Some(false) => CursorIcon::NotAllowed,
        None => CursorIcon::Crosshair,
    }
}

fn where_to(canvas: &Canvas, linking: &Linking) -> Emphasis {
    lit(canvas, &|id| linking.legal().contains(id) || id == linking.from())
}

fn where_to_else(canvas: &Canvas, reconnecting: &Reconnecting) -> Emphasis {
    lit(canvas, &|id| {
        reconnecting.legal().contains(id) || id == reconnecting.fixed()
    })
}

/// Brings out the nodes that `is_lit` says, and no link.
fn lit(canvas: &Canvas, is_lit: &dyn Fn(&NodeId) -> bool) -> Emphasis {
    let nodes = canvas.scene.nodes.iter().enumerate();
    Emphasis {
        nodes: nodes
            .filter(|(_, node)| is_lit(&node.id))
            .map(|(place, _)| place)
            .collect(),
        ..Emphasis::default()
    }
}
