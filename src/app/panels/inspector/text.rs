//! Text fields: names and notes, and the annotations that are nothing but text.

use egui::{FontSelection, TextEdit, Ui, vec2};

use super::{Command, Context, edit, kind_line};
use crate::app::i18n::words;
use crate::app::panels::widgets::{caption, named};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::model::{Edit, Frame, FrameId, Note, NoteId};

/// The name of what is selected, in large type; the new one if it was changed.
pub(super) fn name(ui: &mut Ui, context: &Context<'_>, name: &str) -> Option<String> {
    let mut text = name.to_owned();
    // Several lines only to wrap a long name: Enter ends the edit.
    let field = TextEdit::multiline(&mut text)
        .font(FontSelection::Style(style::display()))
        .background_color(context.theme.panel)
        .hint_text(words().fields.name)
        .margin(vec2(0.0, 2.0))
        .desired_rows(1)
        .return_key(None)
        .desired_width(f32::INFINITY);
    let response = named(ui.add(field), words().fields.name);
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        response.surrender_focus();
    }
    response.changed().then(|| text.replace(['\n', '\r'], " "))
}

/// A free text of several lines under its caption; the new one if it was changed.
pub(super) fn note(ui: &mut Ui, context: &Context<'_>, label: &str, note: &str) -> Option<String> {
    ui.add_space(SPACE);
    caption(ui, context.theme, label);
    let mut text = note.to_owned();
    let field = TextEdit::multiline(&mut text)
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let response = named(ui.add(field), label);
    response.changed().then_some(text)
}

/// A short text beside its caption; the new one if it was changed.
pub(super) fn line(ui: &mut Ui, label: &str, hint: &str, value: &str) -> Option<String> {
    let mut text = value.to_owned();
    let mut changed = false;
    super::choice::row(ui, label, hint, |ui| {
        let field = TextEdit::singleline(&mut text).desired_width(f32::INFINITY);
        let response = named(ui.add(field), label);
        changed = response.changed();
    });
    changed.then_some(text)
}

pub(super) fn note_ui(
    ui: &mut Ui,
    id: &NoteId,
    value: &Note,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    kind_line(ui, context, words().inspector.note_heading, None);
    if let Some(text) = note(ui, context, words().fields.note, &value.text) {
        let changed = Note {
            text,
            ..value.clone()
        };
        edit(
            commands,
            id.as_str(),
            words().fields.note,
            vec![Edit::Note(id.clone(), Some(changed))],
        );
    }
}

pub(super) fn frame_ui(
    ui: &mut Ui,
    id: &FrameId,
    value: &Frame,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    kind_line(ui, context, words().inspector.frame_heading, None);
    if let Some(title) = name(ui, context, &value.title) {
        let changed = Frame {
            title,
            ..value.clone()
        };
        edit(
            commands,
            id.as_str(),
            words().fields.name,
            vec![Edit::Frame(id.clone(), Some(changed))],
        );
    }
}
