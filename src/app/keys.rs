//! Who gets the keys: the window, or what has opened over it.

use egui::Popup;

/// Whether a menu, a dialog or a list lies over the window and gets the keys.
pub fn is_covered(ctx: &egui::Context) -> bool {
    Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer()).is_some()
}
