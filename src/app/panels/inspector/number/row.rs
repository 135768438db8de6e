//! The row of a number: caption, value, unit and mark, and below it what the value rests on.

use egui::{Rect, RichText, Sense, TextStyle, Ui, vec2};

use super::super::row::{caption_cell, caption_width, stable_id};
use super::chip::{self, Look};
use super::field::{Answer, Entry, NumberField};
use super::mark::{self, Fullness};
use super::{Change, Merged, evidence, range_words};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::widgets::{caption, named};
use crate::app::theme::SPACE;
use crate::app::typing::Stage;
use crate::model::Number;
use crate::model::field::Field;

/// Width of the value, and in a row that is narrow.
const VALUE_WIDTHS: [f32; 2] = [SPACE * 11.5, SPACE * 9.5];
/// Width of the button that takes a number out of the scenario.
const REMOVE: f32 = SPACE * 2.5;
/// Below this width a row is narrow, in points.
const NARROW: f32 = 300.0;

/// One number of one object, or of several together.
pub(in crate::app::panels::inspector) struct NumberRow<'a> {
    /// Tells it from the other numbers of what is selected.
    pub(in crate::app::panels::inspector) salt: &'a str,
    pub(in crate::app::panels::inspector) label: &'a str,
    /// Its name for screen readers, where the caption alone does not say it all.
    pub(in crate::app::panels::inspector) name: &'a str,
    pub(in crate::app::panels::inspector) field: &'static Field,
    /// The number of each object.
    pub(in crate::app::panels::inspector) numbers: &'a [Number],
    /// While a scenario is shown: where the number counts.
    pub(in crate::app::panels::inspector) here: Option<Here>,
    /// Whether there is a button that takes the row away.
    pub(in crate::app::panels::inspector) removable: bool,
}

/// Where a number counts while a scenario is shown.
pub(in crate::app::panels::inspector) struct Here {
    /// The scenario's name.
    pub(in crate::app::panels::inspector) scenario: String,
    /// Whether any of the numbers is the scenario's own.
    pub(in crate::app::panels::inspector) own: bool,
    /// Whether the person said that today's map is meant.
    pub(in crate::app::panels::inspector) for_today: bool,
    /// The numbers of today's map.
    pub(in crate::app::panels::inspector) today: Vec<Number>,
}

/// What is asked for in the row.
pub(in crate::app::panels::inspector) enum Asked {
    Change(Change, Stage),
    /// That today's map is meant, or the scenario after all.
    ForToday,
    /// That the scenario shall have no number of its own.
    Remove,
}

impl NumberRow<'_> {
    pub(in crate::app::panels::inspector) fn ui(
        &self,
        ui: &mut Ui,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) -> Option<Asked> {
        let merged = Merged::of(self.numbers);
        let id = stable_id(ui, (self.salt, "evidence"));
        let open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
        let mut asked = None;
        let top_left = ui.cursor().min;
        let gap = ui.spacing().item_spacing.y;
        if self.here.is_some() {
            // The number and where it counts belong together.
            ui.spacing_mut().item_spacing.y = 1.0;
        }
        let answer = ui
            .horizontal(|ui| {
                let [wide, narrow] = VALUE_WIDTHS;
                let value = if ui.available_width() < NARROW {
                    narrow
                } else {
                    wide
                };
                let width = caption_width(ui);
                caption_cell(ui, width, self.label, &self.hint());
                let wanted = context.wanted_field.is_some_and(|path| self.is_at(path));
                let answer = self.value_ui(ui, context, &merged, value, wanted);
                self.unit_ui(ui, context, answer.understood.as_deref());
                if self.removable && self.remove_ui(ui) {
                    asked = Some(Asked::Remove);
                }
                answer
            })
            .inner;
        let place = mark::place(top_left.x, top_left.y, ui.spacing().interact_size.y);
        if self.mark_ui(ui, context, place, id, &merged, open) || answer.unfolds {
            ui.data_mut(|data| data.insert_temp(id, !open));
        }
        ui.spacing_mut().item_spacing.y = gap;
        if let Some(here) = &self.here {
            asked = self.here_ui(ui, context, here).or(asked);
        }
        self.below(ui, context, &merged, open);
        if open
            && let Some((change, stage)) =
                evidence::editor(ui, self.name, &merged, self.field, context, commands)
        {
            asked = Some(Asked::Change(change, stage));
        }
        commands.extend(answer.refused.map(Command::Refused));
        match answer.entry {
            Some(Entry::Typed(value)) => Some(Asked::Change(Change::Value(value), answer.stage)),
            Some(Entry::Dragged(value)) => Some(Asked::Change(Change::Dragged(value), answer.stage)),
            Some(Entry::Cleared) | None => asked,
        }
    }

    fn hint(&self) -> String {
        let range = range_words(self.field.unit, self.field.range);
        format!(
            "{}\n{}",
            naming::field_hint(self.field),
            fill(words().fields.range_is, &[range])
        )
    }

    /// Whether `path` is the number's own, or that of a part of its evidence.
    fn is_at(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.salt);
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn value_ui(
        &self,
        ui: &mut Ui,
        context: &Context<'_>,
        merged: &Merged,
        width: f32,
        wanted: bool,
    ) -> Answer {
        NumberField {
            name: self.name,
            value: merged.value,
            unit: self.field.unit,
            range: self.field.range,
            empty: words().numbers.various,
            clearable: false,
            scenario: context.scenario.map(|(id, _)| id),
            wanted,
            width,
        }
        .ui(ui)
    }

    /// The unit, with what is being typed before it as it is understood.
    fn unit_ui(&self, ui: &mut Ui, context: &Context<'_>, understood: Option<&str>) {
        let unit = naming::short_unit(self.field.unit, context.map.units());
        let (text, color) = match understood {
            Some(understood) => (format!("{understood} {unit}"), context.theme.accent),
            None => (unit, context.theme.weak_text),
        };
        let text = RichText::new(text.trim())
            .text_style(TextStyle::Small)
            .color(color);
        let room = ui.available_width() - f32::from(u8::from(self.removable)) * (REMOVE + SPACE);
        let size = vec2(room.max(SPACE), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(size.x);
            ui.add(egui::Label::new(text).truncate());
        });
    }

    /// The button that takes the number out of the scenario; whether it was clicked.
    fn remove_ui(&self, ui: &mut Ui) -> bool {
        let name = fill(words().settings.remove_change, &[self.name]);
        // Tab goes from number to number and does not stop here.
        let button = egui::Button::new("×")
            .min_size(vec2(REMOVE, 0.0))
            .frame(false)
            .sense(Sense::CLICK);
        named(ui.add(button), &name).on_hover_text(&name).clicked()
    }

    /// The line that says where the number counts. It is there whether or not the scenario has a number of
    /// its own, so that no row moves when one is typed.
    fn here_ui(&self, ui: &mut Ui, context: &Context<'_>, here: &Here) -> Option<Asked> {
        let look = match here {
            Here { own: true, .. } => Look::Does,
            Here { for_today: true, .. } => Look::Today,
            _ => Look::Would,
        };
        let left = caption_width(ui);
        let size = vec2(ui.available_width(), chip::LINE);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let line = |ui: &mut Ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add_space(left + ui.spacing().item_spacing.x);
            let chip = chip::ui(ui, context.theme, look, &here.scenario, self.name);
            let mut asked = chip.clicked().then_some(Asked::ForToday);
            if here.own {
                let today = Merged::of(&here.today).value;
                let today = today.map(|today| naming::value(self.field.unit, today));
                let today = today.as_deref().unwrap_or(words().numbers.various);
                let text = RichText::new(fill(words().numbers.today_is, &[today]))
                    .text_style(TextStyle::Small)
                    .color(context.theme.weak_text);
                let room = vec2(ui.available_width() - REMOVE - SPACE, chip::LINE);
                ui.allocate_ui(room, |ui| ui.add(egui::Label::new(text).truncate()));
                if self.remove_ui(ui) {
                    asked = Some(Asked::Remove);
                }
            }
            asked
        };
        ui.allocate_ui_with_layout(size, layout, line).inner
    }

    /// The mark of the evidence; whether it was clicked.
    fn mark_ui(
        &self,
        ui: &Ui,
        context: &Context<'_>,
        place: Rect,
        id: egui::Id,
        merged: &Merged,
        open: bool,
    ) -> bool {
        let fullness = match merged.confidence {
            _ if !merged.any => Fullness::NoEvidence,
            Some(Some(confidence)) => Fullness::Rated(confidence),
            _ => Fullness::Unrated,
        };
        let name = fill(words().numbers.evidence_of, &[self.name]);
        let response = mark::ui(ui, place, id.with("mark"), context.theme, fullness, open, &name);
        let told = match evidence::sentence(merged, self.field.unit) {
            (first, rest) if merged.any => [first, rest].join("\n").trim().to_owned(),
            _ => words().numbers.no_evidence.to_owned(),
        };
        response.on_hover_text(told).clicked()
    }

    /// What stands below the value: the evidence in short, or what is wrong with it. Neither makes the other
    /// rows move.
    fn below(&self, ui: &mut Ui, context: &Context<'_>, merged: &Merged, open: bool) {
        let theme = context.theme;
        let unit = self.field.unit;
        let (mut told, _) = evidence::sentence(merged, unit);
        if let Some(here) = self.here.as_ref().filter(|here| here.own && told.is_empty()) {
            // As high as the line that stood there for today's number.
            let (of_today, _) = evidence::sentence(&Merged::of(&here.today), unit);
            if !of_today.is_empty() {
                told = words().numbers.no_source_here.to_owned();
            }
        }
        match evidence::issue(merged, unit) {
            Some(wrong) => self.beside_caption(ui, RichText::new(wrong).color(theme.error)),
            None if open || !told.is_empty() => {
                self.beside_caption(ui, RichText::new(told).color(theme.weak_text));
            }
            None => {}
        }
    }

    /// One small line that starts where the values do; what does not fit is shown on hover.
    fn beside_caption(&self, ui: &mut Ui, text: RichText) {
        let left = caption_width(ui);
        ui.scope(|ui| {
            // A line of text needs no room for a button.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(|ui| {
                ui.allocate_exact_size(vec2(left, 1.0), Sense::hover());
                ui.add(egui::Label::new(text.text_style(TextStyle::Small)).truncate());
            });
        });
    }
}

/// The hint of a field as a line of its own.
pub(super) fn hint_line(ui: &mut Ui, context: &Context<'_>, field: &'static Field) {
    caption(ui, context.theme, naming::field_hint(field));
}
