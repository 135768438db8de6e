//! Results taken out of the window: copied, or exported to a file.

use egui::Context;

use crate::app::files;
use crate::app::i18n::words;
use crate::app::jobs::task::{Outcome, Task};
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
                    let copied = self.clipboard.table(&sheet, ctx);
                    self.say_copied(tab, copied, ctx);
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

    /// Draws the map as it is shown, to be copied.
    pub(super) fn copy_map(&mut self, ctx: &Context) {
        self.drawing = Some(files::draw(&self.state, ctx));
    }

    /// Hands on the pictures that were asked for, once they are there.
    pub(in crate::app) fn take_pictures(&mut self, ctx: &Context) {
        self.take_result(ctx);
        let drawn = match self.drawing.as_ref().map(Task::poll) {
            None | Some(Outcome::Running(_)) => return,
            Some(Outcome::Broken) => Err(words().results.broken.to_owned()),
            Some(Outcome::Done(drawn)) => drawn,
        };
        self.drawing = None;
        match drawn.and_then(|picture| self.clipboard.picture(picture, ctx)) {
            Ok(()) => self.state.news = Some(words().sharing.map_copied.to_owned()),
            Err(why) => self.state.message = Some(why),
        }
    }

    /// Says on the button of `tab` that it was copied, or why it was not.
    fn say_copied(&mut self, tab: Tab, copied: Result<(), String>, ctx: &Context) {
        match copied {
            Ok(()) => self.panels.results.say_taken(tab, ctx),
            Err(why) => self.state.message = Some(why),
        }
    }

    fn take_result(&mut self, ctx: &Context) {
        let Some((picture, goal)) = self.pictures.poll(ctx) else {
            return;
        };
        match goal {
            Goal::Copy(tab) => {
                let copied = self.clipboard.picture(picture, ctx);
                self.say_copied(tab, copied, ctx);
            }
            Goal::Export(tab) => match pictures::png(&picture) {
                Ok(bytes) => self.files.export_picture(bytes, tab.label(), &self.state, ctx),
                Err(error) => self.state.message = Some(error.to_string()),
            },
        }
    }
}
