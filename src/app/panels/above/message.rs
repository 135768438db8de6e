//! What went wrong or was done, until it is dismissed.

use egui::{Color32, RichText, ScrollArea, Ui};

use super::{Command, State};
use crate::app::i18n::words;
use crate::app::panels::widgets::font;
use crate::app::shown;
use crate::app::theme::{SPACE, Theme};

/// Width of the words at most.
const WIDEST: f32 = 560.0;
/// Height of the words that are seen without scrolling.
const HIGHEST: f32 = 96.0;

/// A message and its colour.
pub(super) struct Message {
    text: String,
    color: Color32,
}

/// What is to be told at present.
pub(super) fn of(state: &State, theme: &Theme) -> Option<Message> {
    let wrong = state.message.as_ref().map(|message| (message, theme.error));
    let done = state.news.as_ref().map(|news| (news, theme.text));
    let (text, color) = wrong.or(done)?;
    Some(Message {
        text: shown::message(text),
        color,
    })
}

/// The message, and the button that dismisses it.
pub(super) fn ui(ui: &mut Ui, message: &Message, commands: &mut Vec<Command>) {
    let words = words();
    let body = font(ui, egui::TextStyle::Body);
    let button = font(ui, egui::TextStyle::Button);
    let dismiss = ui
        .painter()
        .layout_no_wrap(words.files.dismiss.to_owned(), button, message.color);
    let aside = dismiss.size().x + 2.0 * ui.spacing().button_padding.x + 5.0 * SPACE;
    let room = (ui.available_width() - aside).clamp(SPACE, WIDEST);
    let text = ui
        .painter()
        .layout(message.text.clone(), body, message.color, room);
    let frame = egui::Frame::popup(ui.style())
        .inner_margin(egui::Margin::symmetric(12, 8))
        .stroke(egui::Stroke::new(1.0, message.color));
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            // As wide as the words, and no wider than the canvas.
            ui.set_width(text.size().x + aside - 3.0 * SPACE);
            ScrollArea::vertical().max_height(HIGHEST).show(ui, |ui| {
                ui.set_width(text.size().x);
                ui.add(egui::Label::new(RichText::new(&message.text).color(message.color)).wrap());
            });
            if ui.button(words.files.dismiss).clicked() {
                commands.push(Command::DismissMessage);
            }
        });
    });
}
