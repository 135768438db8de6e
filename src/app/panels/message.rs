//! The line below the menus that tells of what went wrong or was done, until it is dismissed.

use egui::{Panel, RichText, ScrollArea, Ui};

use super::widgets::panel_frame;
use super::{Command, Context, Panels, State};
use crate::app::i18n::words;
use crate::app::shown;

impl Panels {
    pub(in crate::app) fn message(
        &self,
        ui: &mut Ui,
        state: &State,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        let theme = context.theme;
        let wrong = state.message.as_ref().map(|message| (message, theme.error));
        let done = state.news.as_ref().map(|news| (news, theme.text));
        let Some((message, color)) = wrong.or(done) else {
            return;
        };
        Panel::top("message")
            .frame(panel_frame(theme, 16, 8).fill(theme.raised))
            .resizable(false)
            .show(ui, |ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    if ui.button(words().files.dismiss).clicked() {
                        commands.push(Command::DismissMessage);
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                        ScrollArea::vertical().max_height(96.0).show(ui, |ui| {
                            let text = RichText::new(shown::message(message)).color(color);
                            ui.add(egui::Label::new(text).wrap());
                        });
                    });
                });
            });
    }
}
