//! What stands above the map, at the top of the canvas: what went wrong or was done, Find, and what is to be
//! known of the map seen. It lies over the map, so that nothing gives way when it comes and goes.

mod find;
mod message;
mod notices;

use egui::{Align2, Area, Id, Order, Rect, Ui, vec2};

use super::{Command, Context, State};
use crate::app::theme::SPACE;

/// What stands above the map, kept from frame to frame.
#[derive(Default)]
pub(in crate::app) struct Above {
    find: find::Find,
}

impl Above {
    /// Opens Find, or goes back to its field.
    pub(in crate::app) fn find(&mut self, ctx: &egui::Context) {
        self.find.open(ctx);
    }

    /// Draws it at the top of `canvas`. It comes before the canvas, so that the keys are its own.
    pub(in crate::app) fn ui(
        &mut self,
        ctx: &egui::Context,
        canvas: Rect,
        state: &State,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        let mut at = canvas.center_top() + vec2(0.0, SPACE * 1.5);
        let width = canvas.width() - 2.0 * SPACE;
        let mut layer = |name: &str, contents: &mut dyn FnMut(&mut Ui)| {
            let shown = Area::new(Id::unique(name))
                .order(Order::Middle)
                .pivot(Align2::CENTER_TOP)
                .fixed_pos(at)
                .constrain_to(canvas)
                .show(ctx, |ui| {
                    ui.set_max_width(width);
                    contents(ui);
                });
            at.y = shown.response.rect.bottom() + SPACE;
        };
        if let Some(message) = message::of(state, context.theme) {
            layer("message", &mut |ui| message::ui(ui, &message, commands));
        }
        if self.find.is_open() {
            layer("find", &mut |ui| self.find.ui(ui, context, commands));
        }
        // Once something is changed, opening another file is no longer what a start is for.
        if let Some(path) = state.last_file.as_ref().filter(|_| !context.document.dirty) {
            layer("last file", &mut |ui| {
                notices::last_file(ui, path, context, commands)
            });
        }
        if let Some(reason) = notices::reason(context) {
            layer("unsolved", &mut |ui| {
                notices::unsolved(ui, reason, context, commands)
            });
        }
        if !context.hidden.is_empty() {
            layer("hidden", &mut |ui| notices::hidden(ui, context, commands));
        }
    }
}
