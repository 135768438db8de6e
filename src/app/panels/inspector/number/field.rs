//! The field of a number: dragged, or typed in as people write numbers.

use std::cell::Cell;
use std::ops::RangeInclusive;

use egui::{Align, DragValue, Layout, Ui, UiBuilder, vec2};

use super::super::callout;
use super::super::row::stable_id;
use super::super::typing::{self, Text};
use super::read::read;
use crate::app::figures;
use crate::app::panels::widgets::named;
use crate::app::typing::{Refused, Stage};
use crate::model::ScenarioId;
use crate::model::field::{Range, Unit};
use crate::quantity;

/// A number to be dragged or typed in.
pub(in crate::app::panels) struct NumberField<'a> {
    /// Its name for screen readers.
    pub(in crate::app::panels) name: &'a str,
    /// `None` where there is none, or where the objects selected differ.
    pub(in crate::app::panels) value: Option<f64>,
    pub(in crate::app::panels) unit: Unit,
    pub(in crate::app::panels) range: Range,
    /// What stands there without a value.
    pub(in crate::app::panels) empty: &'a str,
    /// Whether an empty text takes the value away.
    pub(in crate::app::panels) clearable: bool,
    /// The scenario shown: what is typed for one is not for the next.
    pub(in crate::app::panels) scenario: Option<&'a ScenarioId>,
    /// Whether it is to take the keyboard.
    pub(in crate::app::panels) wanted: bool,
    pub(in crate::app::panels) width: f32,
}

/// What was done in the field.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app::panels) struct Answer {
    pub(in crate::app::panels) entry: Option<Entry>,
    /// Whether that is still being typed.
    pub(in crate::app::panels) stage: Stage,
    /// What was typed and is not taken, until it is mended.
    pub(in crate::app::panels) refused: Option<Refused>,
    /// What a text that is being typed is understood as.
    pub(in crate::app::panels) understood: Option<String>,
    /// Whether keys ask for what the number rests on.
    pub(in crate::app::panels) unfolds: bool,
}

impl Answer {
    /// What was asked for, once it is no longer being typed.
    pub(in crate::app::panels) fn done(self) -> Option<Entry> {
        self.entry.filter(|_| self.stage == Stage::Done)
    }
}

/// What is asked for of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app::panels) enum Entry {
    Typed(f64),
    Dragged(f64),
    Cleared,
}

impl NumberField<'_> {
    pub(in crate::app::panels) fn ui(self, ui: &mut Ui) -> Answer {
        let id = stable_id(ui, (self.name, "number", self.scenario));
        let layout = Layout::left_to_right(Align::Center).with_main_align(Align::Max);
        let size = vec2(self.width, ui.spacing().interact_size.y);
        let room = egui::Rect::from_min_size(ui.available_rect_before_wrap().min, size);
        let builder = UiBuilder::new().scope_id(id).max_rect(room).layout(layout);
        ui.scope_builder(builder, |ui| self.drag_value(ui)).inner
    }

    fn drag_value(&self, ui: &mut Ui) -> Answer {
        let scale = self.scale();
        let before = self.value.map(|value| value * scale);
        let shown = before.unwrap_or(0.0);
        let text = self.text(shown);
        let set = Cell::new(None);
        let step = (shown.abs() * 0.005).max(scale * 0.001);
        let drag = DragValue::from_get_set(|new| {
            if let Some(new) = new {
                set.set(Some(new));
            }
            set.get().unwrap_or(shown)
        });
        let drag = drag
            .speed(step)
            .range(limits(self.range, scale))
            .clamp_existing_to_range(false)
            .min_size(ui.available_size())
            .custom_formatter(|value, _| self.text(value));
        ui.spacing_mut().button_padding.x = 8.0;
        let widget = ui.next_auto_id();
        let unfolds = callout::unfolds(ui, widget);
        if before.is_none() && !ui.memory(|memory| memory.has_focus(widget)) {
            ui.visuals_mut().override_text_color = Some(ui.visuals().weak_text_color());
        }
        let shown = typing::Shown {
            value: shown,
            text: &text,
            step,
        };
        let (response, typed) = typing::ui(ui, drag, &shown);
        let response = named(response, self.name);
        if self.wanted {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let dragged = response.dragged();
        let (stage, read) = match typed {
            Text::Typing(text) => (Stage::Typing, self.read(&text)),
            Text::Left(text) => (Stage::Done, self.read(&text)),
            Text::Stepped(value) => (Stage::Done, Ok(Some(Entry::Typed(self.own(value))))),
            Text::GivenUp => (Stage::Done, Ok(None)),
            Text::Resting => {
                let entry = set.get().and_then(|new| match (dragged, before) {
                    // A value that differs from object to object has nothing to be dragged from.
                    (true, None) => None,
                    (true, Some(_)) => Some(Entry::Dragged(self.own(new))),
                    (false, _) => Some(Entry::Typed(self.own(new))),
                });
                (Stage::Done, Ok(entry))
            }
        };
        let (mut entry, refused) = match read {
            Ok(entry) => (entry.filter(|entry| !self.is_same(*entry)), None),
            Err(refused) => (None, Some(refused)),
        };
        let mut refused = typing::refused(ui, &response, stage, refused, entry.is_some());
        let chosen = typing::tell(ui, &response, stage, refused.as_ref());
        let mut stage = stage;
        if let Some(chosen) = chosen {
            stage = Stage::Done;
            match self.read(&chosen) {
                Ok(meant) => (entry, refused) = (meant.filter(|entry| !self.is_same(*entry)), None),
                Err(other) => {
                    refused = typing::refused(ui, &response, stage, Some(other), false);
                }
            }
        }
        let understood = match entry {
            Some(Entry::Typed(value)) if stage == Stage::Typing => {
                let value = figures::short(value * self.scale());
                Some(format!("= {value}"))
            }
            _ => None,
        };
        Answer {
            entry,
            stage,
            refused,
            understood,
            unfolds,
        }
    }

    /// What a typed text asks for: nothing where it is the one that stood there, or empty.
    fn read(&self, typed: &str) -> Result<Option<Entry>, Refused> {
        if typed == self.text(self.value.map_or(0.0, |value| value * self.scale())) {
            return Ok(None);
        }
        if typed.trim().is_empty() && (self.clearable || self.value.is_none()) {
            return Ok(self.clearable.then_some(Entry::Cleared));
        }
        let value = read(self.name, typed, self.unit, self.range)?;
        Ok(Some(Entry::Typed(self.own(value * self.scale()))))
    }

    fn text(&self, value: f64) -> String {
        match self.value {
            None if value == 0.0 => self.empty.to_owned(),
            _ => figures::in_field(&figures::short(value)),
        }
    }

    /// How many times its own unit the field shows: shares stand in per cent.
    fn scale(&self) -> f64 {
        if self.unit == Unit::Share { 100.0 } else { 1.0 }
    }

    /// What is shown, in the field's own unit.
    fn own(&self, shown: f64) -> f64 {
        let limits = limits(self.range, self.scale());
        tidy(shown.clamp(*limits.start(), *limits.end()) / self.scale())
    }

    /// Whether it asks for what is there: text that was only looked at reads back the same to twelve digits.
    fn is_same(&self, entry: Entry) -> bool {
        let scale = self.scale();
        match entry {
            Entry::Typed(value) | Entry::Dragged(value) => self
                .value
                .is_some_and(|before| (value - before).abs() * scale <= 1e-11 * (before * scale).abs()),
            Entry::Cleared => self.value.is_none(),
        }
    }
}

/// What a drag leaves of digits that nobody asked for is rounded away.
fn tidy(value: f64) -> f64 {
    quantity::parse(&format!("{value:.11e}")).unwrap_or(value)
}

fn limits(range: Range, scale: f64) -> RangeInclusive<f64> {
    // Far beyond any map, and still far from where sums overflow.
    const LARGE: f64 = 1e18;
    match range {
        Range::Finite => -LARGE..=LARGE,
        Range::NotNegative => 0.0..=LARGE,
        Range::Share => 0.0..=scale,
        Range::ShareBelowOne => 0.0..=scale * (1.0 - 1e-9),
        Range::ShareAboveZero => scale * 1e-9..=scale,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_the_digits_that_were_asked_for() {
        assert_eq!(tidy(4.100_000_000_000_1), 4.1);
        assert_eq!(tidy(72_000_001.0), 72_000_001.0);
        assert_eq!(tidy(0.0), 0.0);
    }
}
