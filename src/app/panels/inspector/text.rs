//! Text fields: names, notes and short texts. Enter ends an edit, Escape takes it back.

use egui::{FontSelection, Id, Key, Modifiers, Response, TextEdit, Ui, vec2};

use super::Context;
use super::row::{row, stable_id};
use crate::app::i18n::words;
use crate::app::panels::widgets::{caption, named, select_all};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::app::typing::Stage;

/// A text that is another than before.
pub(super) struct Typed {
    pub(super) text: String,
    /// Done where all objects have it alike: then it changes with every letter.
    pub(super) stage: Stage,
}

/// The name of what is selected, in large type; the new one if it was changed.
pub(super) fn name(ui: &mut Ui, context: &Context<'_>, name: &str) -> Option<String> {
    let id = stable_id(ui, "name");
    let text = edited(ui, id, Some(name), false, |ui, text| {
        // Several lines only to wrap a long name: Enter ends the edit.
        let field = TextEdit::multiline(text)
            .id(id)
            .font(FontSelection::Style(style::display()))
            .background_color(context.theme.panel)
            .hint_text(words().fields.name)
            .margin(vec2(0.0, 2.0))
            .desired_rows(1)
            .return_key(None)
            .desired_width(f32::INFINITY);
        let field = named(ui.add(field), words().fields.name);
        if context.wanted_field == Some("name") {
            field.request_focus();
            select_all(ui, id, name);
        }
        field
    });
    text.map(|typed| one_line(&typed.text))
}

/// A free text of several lines under its caption; the new one if it was changed. `None` stands
/// for texts that differ.
pub(super) fn note(ui: &mut Ui, context: &Context<'_>, label: &str, note: Option<&str>) -> Option<Typed> {
    ui.add_space(SPACE);
    caption(ui, context.theme, label);
    let id = stable_id(ui, (label, "note"));
    edited(ui, id, note, true, |ui, text| {
        let field = TextEdit::multiline(text)
            .id(id)
            .hint_text(if note.is_none() {
                words().numbers.various
            } else {
                ""
            })
            .desired_rows(2)
            .desired_width(f32::INFINITY);
        named(ui.add(field), label)
    })
}

/// A short text beside its caption; the new one if it was changed.
pub(super) fn line(ui: &mut Ui, label: &str, hint: &str, value: Option<&str>) -> Option<Typed> {
    row(ui, label, hint, |ui| short(ui, label, value))
}

/// A short text as wide as there is room; `name` is for screen readers.
pub(super) fn short(ui: &mut Ui, name: &str, value: Option<&str>) -> Option<Typed> {
    let id = stable_id(ui, (name, "short"));
    edited(ui, id, value, false, |ui, text| {
        let field = TextEdit::singleline(text)
            .id(id)
            .hint_text(if value.is_none() {
                words().numbers.various
            } else {
                ""
            })
            .min_size(vec2(0.0, ui.spacing().interact_size.y))
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(f32::INFINITY);
        named(ui.add(field), name)
    })
}

/// A text that may be long but has no lines of its own, wrapped.
pub(super) fn wrapped(ui: &mut Ui, name: &str, value: Option<&str>) -> Option<Typed> {
    let id = stable_id(ui, (name, "wrapped"));
    let text = edited(ui, id, value, false, |ui, text| {
        let field = TextEdit::multiline(text)
            .id(id)
            .hint_text(if value.is_none() {
                words().numbers.various
            } else {
                ""
            })
            .return_key(None)
            .desired_rows(1)
            .desired_width(f32::INFINITY);
        named(ui.add(field), name)
    });
    text.map(|typed| Typed {
        text: one_line(&typed.text),
        ..typed
    })
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Shows a field for `current`; the new text if it changed. What all objects have alike changes with
/// every letter, and Escape brings back what was there when the field got the keyboard. Where they
/// differ nothing changes until the field is left. Enter ends the edit of a text without `lines`.
fn edited(
    ui: &mut Ui,
    id: Id,
    current: Option<&str>,
    lines: bool,
    field: impl FnOnce(&mut Ui, &mut String) -> Response,
) -> Option<Typed> {
    let typed = id.with("typed");
    let mut text = match current {
        Some(current) => current.to_owned(),
        None => ui.data(|data| data.get_temp(typed)).unwrap_or_default(),
    };
    let response = field(ui, &mut text);
    if !lines && response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        response.surrender_focus();
    }
    let before = id.with("before");
    if response.gained_focus() {
        ui.data_mut(|data| data.insert_temp(before, current.map(str::to_owned)));
    }
    let reverted = response.lost_focus() && escaped(ui);
    let stage = match current {
        None if response.has_focus() => Stage::Typing,
        _ => Stage::Done,
    };
    let text = match current {
        Some(current) if reverted => {
            let before = ui.data(|data| data.get_temp::<Option<String>>(before)).flatten();
            before.filter(|before| before != current)
        }
        Some(_) => response.changed().then_some(text),
        None if response.has_focus() => {
            ui.data_mut(|data| data.insert_temp(typed, text.clone()));
            (!text.is_empty()).then_some(text)
        }
        None => {
            ui.data_mut(|data| data.remove_temp::<String>(typed));
            (response.lost_focus() && !reverted && !text.is_empty()).then_some(text)
        }
    };
    text.map(|text| Typed { text, stage })
}

/// Whether Escape ended the edit. It then does nothing else: the selection stays.
pub(super) fn escaped(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
