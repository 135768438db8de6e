//! Who gets the keys: the window, or what has opened over it; and the keys of the clipboard.

use egui::Popup;

use super::action::Action;
use super::command::Command;

/// Whether a menu, a dialog or a list lies over the window and gets the keys.
pub fn is_covered(ctx: &egui::Context) -> bool {
    Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer()).is_some()
}

/// What the clipboard's keys ask for in this frame, unless a text is being typed. They come as
/// events of their own, a paste with its text.
pub fn clipboard(ctx: &egui::Context) -> Vec<Command> {
    if ctx.text_edit_focused() || is_covered(ctx) {
        return Vec::new();
    }
    ctx.input(|input| {
        let asked = input.events.iter().filter_map(|event| match event {
            egui::Event::Copy => Some(Action::Copy.into()),
            egui::Event::Cut => Some(Action::Cut.into()),
            egui::Event::Paste(text) => Some(Command::Paste(text.clone())),
            // A picture is no map, which is said as of any other text.
            egui::Event::PasteImage(_) => Some(Command::Paste(String::new())),
            _ => None,
        });
        asked.collect()
    })
}
