//! The field of a number: dragged, or typed in as people write numbers.

use std::cell::{Cell, RefCell};
use std::ops::RangeInclusive;

use egui::{Align, DragValue, Key, Layout, Ui, UiBuilder, vec2};

use super::super::row::stable_id;
use super::super::text::escaped;
use super::read::read;
use crate::app::figures;
use crate::app::panels::widgets::named;
use crate::model::field::{Range, Unit};
use crate::quantity;

/// A number to be dragged or typed in.
pub(super) struct NumberField<'a> {
    /// Its name for screen readers.
    pub(super) name: &'a str,
    /// `None` where there is none, or where the objects selected differ.
    pub(super) value: Option<f64>,
    pub(super) unit: Unit,
    pub(super) range: Range,
    /// What stands there without a value.
    pub(super) empty: &'a str,
    /// Whether an empty text takes the value away.
    pub(super) clearable: bool,
    /// Whether it is to take the keyboard.
    pub(super) wanted: bool,
    pub(super) width: f32,
}

/// What was done in the field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Answer {
    pub(super) entry: Option<Entry>,
    /// Why the text typed last was refused, until it is mended.
    pub(super) refused: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Entry {
    Typed(f64),
    Dragged(f64),
    Cleared,
}

impl NumberField<'_> {
    pub(super) fn ui(self, ui: &mut Ui) -> Answer {
        let id = stable_id(ui, (self.name, "number"));
        let layout = Layout::left_to_right(Align::Center).with_main_align(Align::Max);
        let size = vec2(self.width, ui.spacing().interact_size.y);
        let room = egui::Rect::from_min_size(ui.available_rect_before_wrap().min, size);
        let builder = UiBuilder::new().scope_id(id).max_rect(room).layout(layout);
        ui.scope_builder(builder, |ui| self.drag_value(ui, id)).inner
    }

    fn drag_value(&self, ui: &mut Ui, id: egui::Id) -> Answer {
        let scale = if self.unit == Unit::Share { 100.0 } else { 1.0 };
        let before = self.value.map(|value| value * scale);
        let shown = before.unwrap_or(0.0);
        let set = Cell::new(None);
        let cleared = Cell::new(false);
        let refusal = RefCell::new(None);
        let text = |value: f64| match before {
            None if value == shown => self.empty.to_owned(),
            _ => figures::short(value),
        };
        let parse = |typed: &str| {
            let untouched = typed == text(shown);
            let emptied = typed.trim().is_empty() && (self.clearable || self.value.is_none());
            if untouched || emptied {
                cleared.set(emptied && self.clearable);
                return None;
            }
            let value = read(typed, self.unit, self.range);
            value
                .map(|value| value * scale)
                .map_err(|reason| refusal.replace(Some(reason)))
                .ok()
        };
        let widget = ui.next_auto_id();
        let editing = ui.memory(|memory| memory.has_focus(widget));
        let pressed = |key| ui.input(|input| input.modifiers.command && input.key_pressed(key));
        let typed = ui.data(|data| data.get_temp::<String>(widget));
        let untouched = typed.is_none_or(|typed| typed == text(shown));
        if editing && (pressed(Key::S) || untouched && (pressed(Key::Z) || pressed(Key::Y))) {
            // What is saved includes what was typed; where nothing was, undo means the map.
            ui.memory_mut(|memory| memory.surrender_focus(widget));
        }
        let value = DragValue::from_get_set(|new| {
            if let Some(new) = new {
                set.set(Some(new));
            }
            set.get().unwrap_or(shown)
        });
        let value = value
            .speed((shown.abs() * 0.005).max(scale * 0.001))
            // Typed text is refused by `parse`; only what is dragged stops at the ends.
            .range(limits(self.range, scale))
            .clamp_existing_to_range(false)
            .update_while_editing(false)
            .min_size(ui.available_size())
            .custom_formatter(|value, _| text(value))
            .custom_parser(parse);
        ui.spacing_mut().button_padding.x = 8.0;
        if before.is_none() && !editing {
            ui.visuals_mut().override_text_color = Some(ui.visuals().weak_text_color());
        }
        let response = named(ui.add(value), self.name);
        if self.wanted {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() && self.reverted(ui, id) {
            // egui takes up the text that Escape gave up in the frame after.
            set.set(None);
            refusal.take();
            cleared.set(false);
        }
        let dragged = response.dragged();
        self.remember(ui, id, response.gained_focus(), refusal.take());
        let entry = match set.get() {
            _ if cleared.get() && self.value.is_some() => Some(Entry::Cleared),
            // A value that differs from object to object has nothing to be dragged from.
            Some(_) if dragged && before.is_none() => None,
            Some(new) if dragged => Some(Entry::Dragged(tidy(new) / scale)),
            Some(new) => Some(Entry::Typed(tidy(new) / scale)),
            None => None,
        };
        // Text that was only looked at reads back the same to twelve digits.
        let same =
            |value: f64| before.is_some_and(|before| (value * scale - before).abs() <= 1e-11 * before.abs());
        let entry = entry.filter(|entry| match entry {
            Entry::Typed(value) | Entry::Dragged(value) => !same(*value),
            Entry::Cleared => true,
        });
        if entry.is_some() {
            ui.data_mut(|data| data.remove_temp::<String>(id));
        }
        Answer {
            entry,
            refused: ui.data(|data| data.get_temp(id)),
        }
    }

    /// Whether Escape ended the edit, in this frame or the one before.
    fn reverted(&self, ui: &Ui, id: egui::Id) -> bool {
        let id = id.with("reverted");
        let frame = ui.ctx().cumulative_frame_nr();
        if escaped(ui) {
            ui.data_mut(|data| data.insert_temp(id, frame));
        }
        let last: Option<u64> = ui.data(|data| data.get_temp(id));
        last.is_some_and(|last| frame <= last + 1)
    }

    /// Keeps why the text was refused until the field is edited anew.
    fn remember(&self, ui: &Ui, id: egui::Id, edited_anew: bool, refusal: Option<String>) {
        if let Some(reason) = refusal {
            ui.data_mut(|data| data.insert_temp(id, reason));
            ui.request_repaint();
        } else if edited_anew {
            ui.data_mut(|data| data.remove_temp::<String>(id));
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
