//! What a number rests on, told in short and edited in place.

use egui::{Frame, Margin, RichText, Stroke, TextStyle, Ui, pos2};

use super::super::{choice, row, text};
use super::field::{Answer, Entry, NumberField};
use super::row::hint_line;
use super::{Change, Merged};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::app::typing::Stage;
use crate::model::Confidence;
use crate::model::field::{Field, Range, Unit};

/// Width of the captions of the editor.
const CAPTION: f32 = SPACE * 10.0;
/// Width of the ends of the range.
const END_WIDTH: f32 = SPACE * 10.0;

/// Range, date and confidence in one line; the source in another. Empty where nothing is known.
pub(super) fn sentence(merged: &Merged, unit: Unit) -> (String, String) {
    let value = |number: f64| naming::value(unit, number);
    let range = match (merged.low.flatten(), merged.high.flatten()) {
        (Some(low), Some(high)) => Some(fill(
            words().fields.evidence_range,
            &[&bare(unit, low), &value(high)],
        )),
        (Some(low), None) => Some(format!("≥ {}", value(low))),
        (None, Some(high)) => Some(format!("≤ {}", value(high))),
        (None, None) => None,
    };
    let stated = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let confidence = merged
        .confidence
        .flatten()
        .map(|confidence| words_of(Some(confidence)).to_owned());
    let parts: Vec<String> = [range, stated(&merged.date), confidence]
        .into_iter()
        .flatten()
        .collect();
    let source = stated(&merged.source).map(|source| fill(words().fields.source, &[&source]));
    (parts.join(" · "), source.unwrap_or_default())
}

/// The low end of a range, which leaves the unit to the high end.
fn bare(unit: Unit, low: f64) -> String {
    match unit {
        Unit::Share => figures::short_digits(low * 100.0),
        _ => figures::short_digits(low),
    }
}

/// What is wrong with the range, in plain words.
pub(super) fn issue(merged: &Merged, unit: Unit) -> Option<String> {
    let (value, low, high) = (merged.value?, merged.low.flatten(), merged.high.flatten());
    let told = |number: f64| naming::value(unit, number);
    match (low, high) {
        (Some(low), Some(high)) if low > high => {
            Some(fill(words().numbers.low_above_high, &[&told(low), &told(high)]))
        }
        (Some(low), _) if value < low => {
            Some(fill(words().numbers.value_below_low, &[&told(value), &told(low)]))
        }
        (_, Some(high)) if value > high => Some(fill(
            words().numbers.value_above_high,
            &[&told(value), &told(high)],
        )),
        _ => None,
    }
}

/// The editor of the evidence of the number called `label`; what was changed.
pub(super) fn editor(
    ui: &mut Ui,
    label: &str,
    merged: &Merged,
    field: &'static Field,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) -> Option<(Change, Stage)> {
    let mut change = None;
    let margin = Margin {
        left: 12,
        right: 0,
        top: 4,
        bottom: 8,
    };
    let frame = Frame::new().inner_margin(margin).show(ui, |ui| {
        hint_line(ui, context, field);
        part(ui, words().numbers.range, |ui| {
            let ends = [
                (
                    words().numbers.low,
                    merged.low,
                    Change::Low as fn(Option<f64>) -> Change,
                ),
                (words().numbers.high, merged.high, Change::High),
            ];
            let mut understood: Option<String> = None;
            // Both alike, with room for the word between and the unit.
            let width = END_WIDTH
                .min((ui.available_width() - SPACE * 8.0) / 2.0)
                .max(SPACE * 7.0);
            for (at, (name, end, to)) in ends.into_iter().enumerate() {
                if at > 0 {
                    caption(ui, context.theme, words().numbers.range_to);
                }
                let answer = end_ui(ui, &name_of(label, name), end, field.unit, width, context);
                understood = answer.understood.or(understood.take());
                commands.extend(answer.refused.map(Command::Refused));
                let end = answer.entry.map(|entry| match entry {
                    Entry::Typed(value) | Entry::Dragged(value) => Some(value),
                    Entry::Cleared => None,
                });
                change = end.map(|end| (to(end), answer.stage)).or(change.take());
            }
            let unit = if field.unit == Unit::Share { "%" } else { "" };
            caption(ui, context.theme, understood.as_deref().unwrap_or(unit));
        });
        part(ui, words().numbers.source_caption, |ui| {
            let source = merged.source.as_deref();
            let name = name_of(label, words().numbers.source_caption);
            if let Some(source) = text::wrapped(ui, &name, source) {
                change = Some((Change::Source(source.text), source.stage));
            }
        });
        part(ui, words().numbers.date, |ui| {
            if let Some(date) = text::short(ui, &name_of(label, words().numbers.date), merged.date.as_deref())
            {
                change = Some((Change::Date(date.text), date.stage));
            }
        });
        part(ui, words().numbers.confidence, |ui| {
            let name = name_of(label, words().numbers.confidence);
            let options = confidences();
            if let Some(chosen) = choice::combo(ui, context, &name, merged.confidence.as_ref(), &options) {
                change = Some((Change::Confidence(chosen), Stage::Done));
            }
        });
        if merged.any {
            let clear = RichText::new(words().numbers.clear_evidence).text_style(TextStyle::Small);
            let name = fill(words().numbers.clear_evidence_of, &[label]);
            if named(ui.button(clear), &name).clicked() {
                change = Some((Change::Clear, Stage::Done));
            }
        }
    });
    let rect = frame.response.rect;
    let line = [
        pos2(rect.left() + 2.0, rect.top() + 4.0),
        pos2(rect.left() + 2.0, rect.bottom() - 4.0),
    ];
    ui.painter()
        .line_segment(line, Stroke::new(2.0, context.theme.line));
    change
}

/// One end of the range.
fn end_ui(
    ui: &mut Ui,
    name: &str,
    end: Option<Option<f64>>,
    unit: Unit,
    width: f32,
    context: &Context<'_>,
) -> Answer {
    let field = NumberField {
        name,
        value: end.flatten(),
        unit,
        range: Range::Finite,
        empty: if end.is_none() {
            words().numbers.various
        } else {
            words().numbers.no_end
        },
        clearable: end.flatten().is_some(),
        scenario: context.scenario.map(|(id, _)| id),
        wanted: false,
        width,
    };
    field.ui(ui)
}

fn part(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        row::caption_cell(ui, CAPTION, label, "");
        contents(ui);
    });
}

fn name_of(label: &str, part: &str) -> String {
    fill(words().numbers.part_of, &[label, part])
}

fn confidences() -> Vec<(Option<Confidence>, String)> {
    let all = [
        None,
        Some(Confidence::High),
        Some(Confidence::Medium),
        Some(Confidence::Low),
        Some(Confidence::Judgement),
    ];
    all.map(|confidence| (confidence, words_of(confidence).to_owned()))
        .to_vec()
}

fn words_of(confidence: Option<Confidence>) -> &'static str {
    let words = words();
    match confidence {
        None => words.numbers.confidence_none,
        Some(Confidence::High) => words.fields.confidence_high,
        Some(Confidence::Medium) => words.fields.confidence_medium,
        Some(Confidence::Low) => words.fields.confidence_low,
        Some(Confidence::Judgement) => words.fields.confidence_judgement,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Evidence, Number};

    fn merged(low: f64, high: f64) -> Merged {
        let evidence = Evidence {
            low: Some(low),
            high: Some(high),
            source: Some("annual report".to_owned()),
            date: Some("2021".to_owned()),
            confidence: Some(Confidence::Medium),
        };
        Merged::of(&[Number {
            value: 0.4,
            evidence: Some(Box::new(evidence)),
        }])
    }

    #[test]
    fn evidence_reads_as_a_line_and_its_source() {
        let (first, rest) = sentence(&merged(0.35, 0.5), Unit::Share);
        assert_eq!(first, "35 to 50 % · 2021 · medium confidence");
        assert_eq!(rest, "Source: annual report");
    }

    #[test]
    fn a_value_outside_its_own_range_is_told() {
        assert_eq!(issue(&merged(0.35, 0.5), Unit::Share), None);
        assert!(issue(&merged(0.45, 0.5), Unit::Share).unwrap().contains("45 %"));
        assert!(issue(&merged(0.1, 0.3), Unit::Share).unwrap().contains("30 %"));
        assert!(issue(&merged(0.5, 0.3), Unit::Share).is_some());
    }
}
