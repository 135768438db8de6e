//! The inspectors of notes and frames: their words, place and size.

use egui::Ui;

use super::number::range_words;
use super::{Command, Context, edit, kind_line, row, text};
use crate::app::i18n::words;
use crate::app::panels::widgets::named;
use crate::app::theme::SPACE;
use crate::model::field::{Range, Unit};
use crate::model::rules::MAX_COORDINATE;
use crate::model::{Edit, Frame, FrameId, Note, NoteId};
use crate::quantity;

pub(super) fn note(
    ui: &mut Ui,
    id: &NoteId,
    note: &Note,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    kind_line(ui, context, words.inspector.note_heading, None);
    let mut after = note.clone();
    let mut field = "";
    if let Some(text) = text::note(ui, context, words.settings.text, Some(&note.text)) {
        (after.text, field) = (text, words.settings.text);
    }
    if let Some(at) = pair(
        ui,
        words.settings.place,
        [words.settings.place_x, words.settings.place_y],
        note.at,
        Range::Finite,
    ) {
        (after.at, field) = (at, words.settings.place);
    }
    if after != *note {
        edit(
            commands,
            words.inspector.note_heading,
            field,
            vec![Edit::Note(id.clone(), Some(after))],
        );
    }
}

pub(super) fn frame(
    ui: &mut Ui,
    id: &FrameId,
    frame: &Frame,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = words();
    kind_line(ui, context, words.inspector.frame_heading, None);
    let mut after = frame.clone();
    let mut field = "";
    if let Some(title) = text::name(ui, context, &frame.title) {
        (after.title, field) = (title, words.fields.name);
    }
    ui.add_space(SPACE);
    if let Some(at) = pair(
        ui,
        words.settings.place,
        [words.settings.place_x, words.settings.place_y],
        frame.at,
        Range::Finite,
    ) {
        (after.at, field) = (at, words.settings.place);
    }
    let sides = [words.settings.size_width, words.settings.size_height];
    if let Some(size) = pair(ui, words.settings.size, sides, frame.size, Range::NotNegative) {
        (after.size, field) = (size, words.settings.size);
    }
    if after != *frame {
        edit(
            commands,
            words.inspector.frame_heading,
            field,
            vec![Edit::Frame(id.clone(), Some(after))],
        );
    }
}

/// Two numbers that belong together; the new ones if one was changed.
fn pair(ui: &mut Ui, label: &str, names: [&str; 2], (x, y): (f64, f64), range: Range) -> Option<(f64, f64)> {
    let mut shown = [x, y];
    let changed = row::row(ui, label, range_words(Unit::None, range), |ui| {
        let width = (ui.available_width() - SPACE) / 2.0;
        let mut changed = false;
        for (value, name) in shown.iter_mut().zip(names) {
            let least = if range == Range::Finite {
                -MAX_COORDINATE
            } else {
                0.0
            };
            let drag = egui::DragValue::new(value)
                .range(least..=MAX_COORDINATE)
                .clamp_existing_to_range(false)
                .update_while_editing(false)
                .max_decimals(1)
                .custom_formatter(|value, _| quantity::exact((value * 10.0).round() / 10.0))
                .custom_parser(|typed| {
                    quantity::parse(typed).filter(|value| (least..=MAX_COORDINATE).contains(value))
                })
                .min_size(egui::vec2(width, ui.spacing().interact_size.y));
            changed |= named(ui.add(drag), name).changed();
        }
        changed
    });
    changed.then_some((shown[0], shown[1]))
}
