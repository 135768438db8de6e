//! The map on screen.

use super::command::Command;
use super::context::Context;
use crate::model::Object;

/// The canvas: camera and gesture, kept from frame to frame.
#[derive(Default)]
pub struct Canvas {}

impl Canvas {
    /// Draws the map and queues what the person does to it.
    pub fn ui(&mut self, ui: &mut egui::Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let _ = (ui, context, commands);
    }

    /// The zoom in per cent; 100 is one canvas unit a point.
    pub fn zoom_percent(&self) -> f32 {
        100.0
    }

    /// Brings the whole map into view at the next frame.
    pub fn fit(&mut self) {}

    /// Brings `object` into view at the next frame.
    pub fn show(&mut self, object: &Object) {
        let _ = object;
    }
}
