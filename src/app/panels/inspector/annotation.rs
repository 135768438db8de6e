//! The inspectors of notes and frames: their words, place and size.

use egui::Ui;

use super::callout::{self, Told};
use super::number::{self, range_words};
use super::typing::{self, Shown, Text};
use super::{Command, Context, kind_line, row, text};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::panels::widgets::named;
use crate::app::theme::SPACE;
use crate::app::typing::{Refused, Stage};
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
    let put = |note: Note| vec![Edit::Note(id.clone(), Some(note))];
    let label = |field: &str| fill(words.steps.step_of, &[words.inspector.note_heading, field]);
    if let Some(typed) = text::note(ui, context, words.settings.text, Some(&note.text)) {
        let after = Note {
            text: typed.text,
            ..note.clone()
        };
        commands.push(typed.stage.command(label(words.settings.text), put(after), true));
    }
    if let Some((at, stage)) = place(ui, note.at, commands) {
        let after = Note { at, ..note.clone() };
        commands.push(stage.command(label(words.settings.place), put(after), true));
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
    let put = |frame: Frame| vec![Edit::Frame(id.clone(), Some(frame))];
    let label = |field: &str| fill(words.steps.step_of, &[words.inspector.frame_heading, field]);
    if let Some(title) = text::name(ui, context, &frame.title) {
        let after = Frame {
            title,
            ..frame.clone()
        };
        commands.push(Stage::Done.command(label(words.fields.name), put(after), true));
    }
    ui.add_space(SPACE);
    if let Some((at, stage)) = place(ui, frame.at, commands) {
        let after = Frame { at, ..frame.clone() };
        commands.push(stage.command(label(words.settings.place), put(after), true));
    }
    let sides = [words.settings.size_width, words.settings.size_height];
    let size = pair(
        ui,
        (words.settings.size, sides),
        frame.size,
        Range::NotNegative,
        commands,
    );
    if let Some((size, stage)) = size {
        let after = Frame {
            size,
            ..frame.clone()
        };
        commands.push(stage.command(label(words.settings.size), put(after), true));
    }
}

fn place(ui: &mut Ui, at: (f64, f64), commands: &mut Vec<Command>) -> Option<((f64, f64), Stage)> {
    let words = &words().settings;
    let names = [words.place_x, words.place_y];
    pair(ui, (words.place, names), at, Range::Finite, commands)
}

/// Two numbers that belong together; the new ones if one was changed.
fn pair(
    ui: &mut Ui,
    (label, names): (&str, [&str; 2]),
    (x, y): (f64, f64),
    range: Range,
    commands: &mut Vec<Command>,
) -> Option<((f64, f64), Stage)> {
    let mut shown = [x, y];
    let mut changed = None;
    row::row(ui, label, range_words(Unit::None, range), |ui| {
        let width = (ui.available_width() - SPACE) / 2.0;
        for (value, name) in shown.iter_mut().zip(names) {
            let size = egui::vec2(width, ui.spacing().interact_size.y);
            let field = |ui: &mut Ui| row::stable(ui, name, |ui| coordinate(ui, value, name, range));
            let (stage, is_changed, refused) = ui.allocate_ui(size, field).inner;
            changed = is_changed.then_some(stage).or(changed);
            commands.extend(refused.map(Command::Refused));
        }
    });
    changed.map(|stage| ((shown[0], shown[1]), stage))
}

/// A place or size; whether it is changed and what is not taken, at which stage.
fn coordinate(ui: &mut Ui, value: &mut f64, name: &str, range: Range) -> (Stage, bool, Option<Refused>) {
    let least = if range == Range::Finite {
        -MAX_COORDINATE
    } else {
        0.0
    };
    let limits = least..=MAX_COORDINATE;
    let text = |value: f64| figures::in_field(&quantity::exact((value * 10.0).round() / 10.0));
    let before = *value;
    let drag = egui::DragValue::new(value)
        .range(limits.clone())
        .clamp_existing_to_range(false)
        .max_decimals(1)
        .custom_formatter(|value, _| text(value))
        .min_size(ui.available_size());
    let shown = Shown {
        value: before,
        text: &text(before),
        step: 1.0,
    };
    let (response, typed) = typing::ui(ui, drag, &shown);
    let response = named(response, name);
    let (read, stage) = match &typed {
        Text::Resting if response.changed() => (Ok(*value), Stage::Done),
        Text::Resting | Text::GivenUp => (Ok(before), Stage::Done),
        Text::Stepped(stepped) => (Ok(stepped.clamp(least, MAX_COORDINATE)), Stage::Done),
        Text::Typing(typed) => (read(name, typed, &text(before), before, range), Stage::Typing),
        Text::Left(typed) => (read(name, typed, &text(before), before, range), Stage::Done),
    };
    let (mut now, refused) = match read {
        Ok(read) => (read, None),
        Err(refused) => (before, Some(refused)),
    };
    let mut refused = typing::refused(ui, &response, stage, refused, now != before);
    let mut stage = stage;
    if let Some(chosen) = typing::tell(ui, &response, stage, refused.as_ref()) {
        stage = Stage::Done;
        match self::read(name, &chosen, &text(before), before, range) {
            Ok(meant) => (now, refused) = (meant, None),
            Err(other) => refused = typing::refused(ui, &response, stage, Some(other), false),
        }
    }
    if stage == Stage::Typing && now != before {
        let understood = format!("= {}", text(now));
        callout::ui(ui, &response, &Told::Understood(&understood));
    }
    *value = now;
    (stage, now != before, refused)
}

/// What `typed` says, which was `shown` for the value `before`; or the text and why it is not taken.
fn read(name: &str, typed: &str, shown: &str, before: f64, range: Range) -> Result<f64, Refused> {
    if typed == shown {
        return Ok(before);
    }
    let value = number::read(name, typed, Unit::None, range)?;
    if value.abs() <= MAX_COORDINATE {
        return Ok(value);
    }
    let allowed = range_words(Unit::None, range);
    Err(Refused {
        field: name.to_owned(),
        text: typed.to_owned(),
        why: fill(words().numbers.refused_text, &[typed, allowed]),
        readings: Vec::new(),
    })
}
