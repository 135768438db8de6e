//! Typing by input method: while it composes a text, every key is the input method's own.

use egui::{Context, Event, ImeEvent, RawInput};

/// Keeps the keys of a composition from shortcuts, the canvas and the field that is typed in.
#[derive(Default)]
pub struct Composing {
    under_way: bool,
}

impl egui::Plugin for Composing {
    fn debug_name(&self) -> &'static str {
        "composing"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.under_way &= ctx.text_edit_focused();
        input.events.retain(|event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => {
                self.under_way = !text.is_empty();
                true
            }
            Event::Ime(ImeEvent::Commit(_)) => {
                self.under_way = false;
                true
            }
            // A key that went down before may still come up.
            Event::Key { pressed: true, .. } => !self.under_way,
            _ => true,
        });
    }
}
