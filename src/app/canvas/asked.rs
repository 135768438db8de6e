//! What commands ask the canvas to begin: typing a name, leading a link, putting something new down.

use egui::Response;

use super::Canvas;
use super::gesture::{Gesture, Placing};
use super::rename::Rename;
use crate::app::action::Action;
use crate::app::context::Context;
use crate::model::{NodeId, Object};

/// What is to be begun at the next frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// Typing a name.
    Rename(Object),
    /// Leading a link from a node by keys.
    Link(NodeId),
    /// Bringing something new to its place.
    Place(Placing),
}

impl Canvas {
    /// Lets the name of `object` be typed where it stands.
    pub fn rename(&mut self, object: &Object) {
        self.asked = Some(Asked::Rename(object.clone()));
    }

    /// Lets the node be chosen that a link from `node` is to lead to.
    pub fn link_from(&mut self, node: &NodeId) {
        self.asked = Some(Asked::Link(node.clone()));
    }

    /// Takes up what `action` adds, to be put down by a click; whether it adds anything.
    pub fn take_up(&mut self, action: Action) -> bool {
        let placing = Placing::new(action);
        self.asked = placing.map(Asked::Place).or(self.asked.take());
        placing.is_some()
    }

    /// Begins what was asked for.
    pub(super) fn begin_asked(&mut self, context: &Context<'_>, response: &Response) {
        match self.asked.take() {
            Some(Asked::Rename(object)) => {
                self.rename = Rename::of(context.map, &object);
                let seen = self.camera.view(response.rect).visible(0.0);
                let bounds = self.scene.bounds_of(&object);
                if bounds.is_some_and(|bounds| !bounds.overlaps(seen)) {
                    self.show(&object);
                }
            }
            Some(Asked::Link(node)) => {
                if let Some(gesture) = Gesture::link_by_keys(context, &node) {
                    self.gesture = gesture;
                    self.begun = context.revision;
                    response.request_focus();
                }
            }
            Some(Asked::Place(placing)) => {
                self.gesture = Gesture::Placing(placing);
                self.begun = context.revision;
            }
            None => {}
        }
    }
}
