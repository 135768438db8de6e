//! A number with its unit, range, meaning and evidence.

use std::ops::RangeInclusive;

use egui::{DragValue, Layout, RichText, TextStyle, Ui, vec2};

use super::{Command, Context, edit};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, named};
use crate::model::field::{Field, Range, Unit};
use crate::model::{Confidence, Edit, Evidence, Map, Number, NumberPath, Object};
use crate::quantity;

/// Width of the number itself.
const VALUE_WIDTH: f32 = 92.0;
/// Width of the unit at its right.
const UNIT_WIDTH: f32 = 100.0;

/// One number of one object.
pub(super) struct NumberRow<'a> {
    pub(super) object: &'a Object,
    /// The number's path below the object, such as `arrivals/micro`.
    pub(super) path: &'a str,
    pub(super) field: &'static Field,
    pub(super) number: &'a Number,
    /// What to call it, if not by the field's own name.
    pub(super) label: Option<String>,
}

impl NumberRow<'_> {
    /// Shows the row and queues the edit if the number was changed.
    pub(super) fn ui(self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let label = self
            .label
            .clone()
            .unwrap_or_else(|| naming::field(self.field).to_owned());
        let mut changed = None;
        ui.horizontal(|ui| {
            let room = (ui.available_width() - VALUE_WIDTH - UNIT_WIDTH - 16.0).max(64.0);
            let height = ui.spacing().interact_size.y;
            ui.allocate_ui_with_layout(
                vec2(room, height),
                Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_min_width(room);
                    let text = ui.add(egui::Label::new(&label).truncate());
                    text.on_hover_text(format!("{label}\n{}", self.hint()));
                },
            );
            changed = self.value_ui(ui, &label);
            let unit = naming::unit(self.field.unit, context.map.units());
            let unit = RichText::new(unit)
                .text_style(TextStyle::Small)
                .color(context.theme.weak_text);
            ui.add(egui::Label::new(unit).truncate());
        });
        self.below(ui, context);
        if let Some(value) = changed
            && let Some(put) = self.put(context.map, value)
        {
            edit(
                commands,
                &naming::object(context.map, self.object),
                &label,
                vec![put],
            );
        }
    }

    fn hint(&self) -> String {
        let range = match (self.field.unit, self.field.range) {
            (Unit::Share, Range::Share) => "0 to 100 %",
            (Unit::Share, Range::ShareBelowOne) => "0 up to, but not including, 100 %",
            (_, range) => range.words(),
        };
        format!("{}\n{}", self.field.hint, fill(words().fields.range_is, &[range]))
    }

    /// The number to drag or type in; the new value if it was changed.
    fn value_ui(&self, ui: &mut Ui, label: &str) -> Option<f64> {
        let scale = if self.field.unit == Unit::Share {
            100.0
        } else {
            1.0
        };
        let before = self.number.value * scale;
        let mut shown = before;
        let limits = limits(self.field.range, scale);
        let drag = DragValue::new(&mut shown)
            .speed((before.abs() * 0.005).max(scale * 0.001))
            .range(limits)
            .clamp_existing_to_range(false)
            .update_while_editing(false)
            .min_size(vec2(VALUE_WIDTH, ui.spacing().interact_size.y))
            .custom_formatter(|value, _| quantity::exact(value))
            .custom_parser(quantity::parse);
        named(ui.add(drag), label);
        // Text that was only looked at reads back the same to twelve digits.
        let same = (shown - before).abs() <= 1e-11 * before.abs();
        (!same).then(|| tidy(shown) / scale)
    }

    /// The change of the object that makes the number `value`, its evidence kept.
    fn put(&self, map: &Map, value: f64) -> Option<Edit> {
        let number = self.number.with_value(value);
        match self.object {
            Object::Node(id) => {
                let mut node = map.nodes().get(id)?.clone();
                *node.number_mut(self.path)? = number;
                Some(Edit::put_node(id.clone(), node))
            }
            Object::Link(id) => {
                let mut link = map.links().get(id)?.clone();
                *link.number_mut(self.path)? = number;
                Some(Edit::put_link(id.clone(), link))
            }
            Object::Company(id) => {
                let mut company = map.companies().get(id)?.clone();
                *company.number_mut(self.path)? = number;
                Some(Edit::put_company(id.clone(), company))
            }
            _ => None,
        }
    }

    /// Below the number: what the scenario makes of it, and what it rests on.
    fn below(&self, ui: &mut Ui, context: &Context<'_>) {
        let theme = context.theme;
        if let Some((_, scenario)) = context.scenario {
            let path = NumberPath {
                object: self.object.clone(),
                field: self.path.to_owned(),
            };
            if let Some(number) = scenario.set.get(&path.to_string()) {
                let value = naming::value(self.field.unit, number.value);
                let text = RichText::new(fill(words().fields.in_scenario, &[&value]));
                ui.label(text.text_style(TextStyle::Small).color(theme.accent));
            }
        }
        if let Some(evidence) = &self.number.evidence {
            let (first, rest) = evidence_text(evidence, self.field.unit);
            let line = caption(ui, theme, first);
            if !rest.is_empty() {
                line.on_hover_text(&rest);
                let text = RichText::new(rest)
                    .text_style(TextStyle::Small)
                    .color(theme.weak_text);
                ui.add(egui::Label::new(text).truncate());
            }
            ui.add_space(2.0);
        }
    }
}

/// What a drag leaves of digits that nobody asked for is rounded away.
fn tidy(value: f64) -> f64 {
    quantity::parse(&format!("{value:.6e}")).unwrap_or(value)
}

fn limits(range: Range, scale: f64) -> RangeInclusive<f64> {
    // Far beyond any map, and still far from where sums overflow.
    const LARGE: f64 = 1e18;
    match range {
        Range::Finite => -LARGE..=LARGE,
        Range::NotNegative => 0.0..=LARGE,
        Range::Share => 0.0..=scale,
        Range::ShareBelowOne => 0.0..=scale * 0.999_999,
        Range::ShareAboveZero => scale * 1e-6..=scale,
    }
}

/// Range, date and confidence in one line; the source in another.
fn evidence_text(evidence: &Evidence, unit: Unit) -> (String, String) {
    let words = words();
    let value = |number: f64| naming::value(unit, number);
    let range = match (evidence.low, evidence.high) {
        (Some(low), Some(high)) => Some(fill(words.fields.evidence_range, &[&value(low), &value(high)])),
        (Some(low), None) => Some(format!("≥ {}", value(low))),
        (None, Some(high)) => Some(format!("≤ {}", value(high))),
        (None, None) => None,
    };
    let confidence = evidence.confidence.map(|confidence| match confidence {
        Confidence::High => words.fields.confidence_high,
        Confidence::Medium => words.fields.confidence_medium,
        Confidence::Low => words.fields.confidence_low,
        Confidence::Judgement => words.fields.confidence_judgement,
    });
    let parts = [range, evidence.date.clone(), confidence.map(str::to_owned)];
    let first: Vec<String> = parts.into_iter().flatten().collect();
    let source = evidence
        .source
        .as_ref()
        .map(|source| fill(words.fields.source, &[source]));
    (first.join(" · "), source.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dragged_number_keeps_few_digits() {
        assert_eq!(tidy(4.100_000_000_1), 4.1);
        assert_eq!(tidy(72_000_000.0), 72_000_000.0);
        assert_eq!(tidy(0.0), 0.0);
    }

    #[test]
    fn evidence_reads_as_a_line_and_its_source() {
        let evidence = Evidence {
            low: Some(0.35),
            high: Some(0.5),
            source: Some("annual report".to_owned()),
            date: Some("2021".to_owned()),
            confidence: Some(Confidence::Medium),
        };
        let (first, rest) = evidence_text(&evidence, Unit::Share);
        assert_eq!(first, "35.0 % to 50.0 % · 2021 · medium confidence");
        assert_eq!(rest, "Source: annual report");
    }
}
