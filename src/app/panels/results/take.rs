//! Copying and exporting a result: as a table for a spreadsheet, as a picture for slides.

use egui::{RichText, TextStyle, Ui};

use super::{Command, Tab};
use crate::app::action::Action;
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::named;

/// A way to take a result out of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Tab-separated text onto the clipboard.
    CopyTable,
    /// A picture onto the clipboard.
    CopyPicture,
    /// Comma- or tab-separated text into a file.
    ExportTable,
    /// A PNG picture into a file.
    ExportPicture,
}

impl Take {
    /// The ways, each with the action that takes the tab shown.
    pub const ALL: [(Self, Action); 4] = [
        (Self::CopyTable, Action::CopyResultTable),
        (Self::CopyPicture, Action::CopyResultPicture),
        (Self::ExportTable, Action::ExportResultTable),
        (Self::ExportPicture, Action::ExportResultPicture),
    ];

    fn label(self) -> &'static str {
        let words = words();
        match self {
            Self::CopyTable => words.results.copy_table,
            Self::CopyPicture => words.results.copy_picture,
            Self::ExportTable => words.results.export_table,
            Self::ExportPicture => words.results.export_picture,
        }
    }
}

/// Seconds for which a button says that its result was copied.
const SAID: f64 = 1.6;

/// What was copied last, and when, to say so for a moment.
#[derive(Default)]
pub(super) struct Taken {
    last: Option<(Tab, f64)>,
}

impl Taken {
    pub(super) fn start(&mut self, tab: Tab, ctx: &egui::Context) {
        self.last = Some((tab, ctx.input(|input| input.time)));
        ctx.request_repaint_after_secs(SAID as f32);
    }

    fn says(&self, tab: Tab, ctx: &egui::Context) -> bool {
        let now = ctx.input(|input| input.time);
        self.last
            .is_some_and(|(taken, since)| taken == tab && now - since < SAID)
    }
}

/// The button "Copy" of `tab`, with its menu.
pub(super) fn menu(ui: &mut Ui, tab: Tab, taken: &Taken, commands: &mut Vec<Command>) {
    let words = words();
    let text = if taken.says(tab, ui.ctx()) {
        words.results.copied
    } else {
        words.results.copy
    };
    let menu = ui.menu_button(RichText::new(text).text_style(TextStyle::Small), |ui| {
        for (take, _) in Take::ALL {
            if ui.button(take.label()).clicked() {
                commands.push(Command::Take(tab, take));
            }
        }
    });
    let name = fill(words.results.copy_name, &[tab.label()]);
    named(menu.response, &name).on_hover_text(words.results.copy_hint);
}
