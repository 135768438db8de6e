//! The canvas as an owner of the keyboard, for all to see.

use egui::{Response, Stroke, StrokeKind, Ui};

use super::Canvas;
use super::access::Reached;
use crate::app::context::Context;
use crate::app::keys;

impl Canvas {
    /// Takes the keyboard that nothing else has. It waits a frame, as Tab lets it go in one frame and gives it
    /// to the next thing in another.
    pub(super) fn take_keyboard(&mut self, ui: &Ui, response: &Response) {
        // With the press, so that it is there when the click is over.
        if response.is_pointer_button_down_on() && !response.has_focus() && self.rename.is_none() {
            response.request_focus();
        }
        let is_free = ui.memory(|memory| memory.focused()).is_none() && !keys::is_covered(ui.ctx());
        let was_free = std::mem::replace(&mut self.keyboard_was_free, is_free);
        if is_free && was_free && self.rename.is_none() {
            response.request_focus();
        }
    }

    /// Takes note of whether it has the keyboard, itself or one of its things, and shows it.
    pub(super) fn show_keyboard(
        &mut self,
        ui: &Ui,
        response: &Response,
        reached: &Reached,
        context: &Context<'_>,
    ) {
        let has = response.has_focus() || reached.focused.is_some();
        self.has_keyboard = has && self.rename.is_none() && !keys::is_covered(ui.ctx());
        if self.has_keyboard {
            let line = Stroke::new(1.5, context.theme.accent);
            ui.painter()
                .rect_stroke(response.rect.shrink(0.5), 0.0, line, StrokeKind::Inside);
        }
    }

    /// Whether keys act on what is selected here.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }
}
