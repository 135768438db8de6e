//! What opens over the window: for a moment the list of commands and that of shortcuts, and beside the work the
//! help.

mod commands;
pub(in crate::app) mod help;
mod shortcuts;

use egui::{Align, Align2, Id, Key, Layout, Modal, Modifiers, RichText, Ui, vec2};

use super::{Command, State};
use crate::app::i18n::words;
use crate::app::style;
use crate::app::theme::Theme;
use commands::Commands;

/// Distance of an overlay from the top of the window.
const FROM_TOP: f32 = 72.0;

/// What is open over the window.
#[derive(Default)]
pub(in crate::app) enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// Every command, found by typing.
    Commands(Commands),
    /// Every shortcut.
    Shortcuts,
}

impl Overlay {
    /// The list of commands, nothing typed yet.
    pub(in crate::app) fn commands() -> Self {
        Self::Commands(Commands::default())
    }

    /// Draws what is open; it closes itself.
    pub(in crate::app) fn ui(
        &mut self,
        ctx: &egui::Context,
        state: &State,
        theme: &Theme,
        asked: &mut Vec<Command>,
    ) {
        let stays = match self {
            Self::None => return,
            Self::Commands(commands) => commands.ui(ctx, state, theme, asked),
            Self::Shortcuts => shortcuts::ui(ctx, theme),
        };
        if !stays {
            *self = Self::None;
        }
    }
}

/// A sheet at the top of the window; whether it stays, if its contents have no reason to close it.
fn sheet(ctx: &egui::Context, name: &str, width: f32, contents: impl FnOnce(&mut Ui) -> bool) -> bool {
    let id = Id::unique(name);
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, FROM_TOP));
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(12);
    let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 32.0));
        contents(ui)
    });
    // A text field in it that is left by the same key must not need a second one.
    let escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    modal.inner && !escaped && !modal.should_close()
}

/// What a sheet is called, and the button that closes it; whether that was pressed.
fn title(ui: &mut Ui, title: &str) -> bool {
    let line = ui.horizontal(|ui| {
        ui.label(RichText::new(title).text_style(style::display()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.button(words().overlays.close).clicked()
        })
        .inner
    });
    line.inner
}
