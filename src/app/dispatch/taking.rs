//! Results taken out of the window: copied, or exported to a file.

use egui::Context;

use crate::app::i18n::words;
use crate::app::panels::{Tab, Take};
use crate::app::pictures;
use crate::app::shell::Shell;

/// What a picture of a result is wanted for.
pub(in crate::app) enum Goal {
    /// The clipboard.
    Copy(Tab),
    /// A file.
    Export(Tab),
}

impl Shell {
    /// Copies or exports what the tab in front shows.
    pub(super) fn take_shown(&mut self, take: Take, ctx: &Context) {
        self.take(self.state.view.tab, take, ctx);
    }

    /// Copies or exports what `tab` shows.
    pub(super) fn take(&mut self, tab: Tab, take: Take, ctx: &Context) {
        match take {
            Take::CopyTable | Take::ExportTable => {
                let context = self.state.context(&self.theme);
                let Some(sheet) = self.panels.results.sheet(tab, &context) else {
                    self.state.message = Some(words().results.nothing_to_take.to_owned());
                    return;
                };
                if take == Take::CopyTable {
                    ctx.copy_text(sheet.tab_separated());
                    self.panels.results.say_taken(tab, ctx);
                } else {
                    self.files.export_table(sheet, tab.label(), &self.state, ctx);
                }
            }
            Take::CopyPicture | Take::ExportPicture => {
                let Some(place) = self.panels.results.place(tab) else {
                    self.state.message = Some(words().results.nothing_to_take.to_owned());
                    return;
                };
                let goal = if take == Take::CopyPicture {
                    Goal::Copy(tab)
                } else {
                    Goal::Export(tab)
                };
                self.pictures.ask(place, goal, ctx);
            }
        }
    }

    /// Hands on the picture of a result that was asked for, once it is taken.
    pub(in crate::app) fn take_picture(&mut self, ctx: &Context) {
        let Some((picture, goal)) = self.pictures.poll(ctx) else {
            return;
        };
        match goal {
            Goal::Copy(tab) => {
                ctx.copy_image(picture);
                self.panels.results.say_taken(tab, ctx);
            }
            Goal::Export(tab) => match pictures::png(&picture) {
                Ok(bytes) => self.files.export_picture(bytes, tab.label(), &self.state, ctx),
                Err(error) => self.state.message = Some(error.to_string()),
            },
        }
    }
}
