//! The row of a number: caption, value, unit and mark, and below it what the value rests on.

use egui::{Rect, RichText, Sense, TextStyle, Ui, vec2};

use super::super::row::{caption_cell, caption_width, stable_id};
use super::field::{Answer, Entry, NumberField};
use super::mark::{self, Fullness};
use super::{Change, Merged, evidence, only, range_words};
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
    /// While a scenario is shown: whether the number is the scenario's own.
    pub(in crate::app::panels::inspector) only: Option<OnlyHere>,
    /// Whether there is a button that takes the row away.
    pub(in crate::app::panels::inspector) removable: bool,
}

/// Whether a number counts in one scenario alone.
pub(in crate::app::panels::inspector) struct OnlyHere {
    /// The scenario's name.
    pub(in crate::app::panels::inspector) scenario: String,
    /// Whether all the numbers are the scenario's own.
    pub(in crate::app::panels::inspector) on: bool,
    /// Whether any of them is.
    pub(in crate::app::panels::inspector) changes: bool,
    /// The value in the map, where the objects agree.
    pub(in crate::app::panels::inspector) today: Option<f64>,
}

/// What is asked for in the row.
pub(in crate::app::panels::inspector) enum Asked {
    Change(Change, Stage),
    /// That the number shall be the scenario's own, or the map's again.
    OnlyHere(bool),
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
                self.unit_ui(ui, context);
                if let Some(here) = self.switch_ui(ui, context) {
                    asked = Some(here);
                }
                answer
            })
            .inner;
        let place = mark::place(top_left.x, top_left.y, ui.spacing().interact_size.y);
        if self.mark_ui(ui, context, place, id, &merged, open) {
            ui.data_mut(|data| data.insert_temp(id, !open));
        }
        self.below(ui, context, &merged, &answer, open);
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

    fn unit_ui(&self, ui: &mut Ui, context: &Context<'_>) {
        let unit = naming::short_unit(self.field.unit, context.map.units());
        let text = RichText::new(&unit)
            .text_style(TextStyle::Small)
            .color(context.theme.weak_text);
        let switches = usize::from(self.only.is_some()) + usize::from(self.removable);
        let room = ui.available_width() - switches as f32 * (only::WIDTH + SPACE);
        let size = vec2(room.max(SPACE), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(size.x);
            ui.add(egui::Label::new(text).truncate());
        });
    }

    fn switch_ui(&self, ui: &mut Ui, context: &Context<'_>) -> Option<Asked> {
        if self.removable {
            let name = fill(words().settings.remove_change, &[self.name]);
            let button = egui::Button::new("×")
                .min_size(vec2(only::WIDTH, 0.0))
                .frame(false);
            return named(ui.add(button), &name)
                .on_hover_text(&name)
                .clicked()
                .then_some(Asked::Remove);
        }
        let here = self.only.as_ref()?;
        let name = fill(words().numbers.only_here_name, &[self.name]);
        let response = only::ui(ui, context.theme, here.on, &name);
        let hint = fill(words().numbers.only_here_hint, &[&here.scenario]);
        response
            .on_hover_text(hint)
            .clicked()
            .then_some(Asked::OnlyHere(!here.on))
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

    /// What stands below the value: the map's own value, the evidence in short, what is wrong.
    fn below(&self, ui: &mut Ui, context: &Context<'_>, merged: &Merged, answer: &Answer, open: bool) {
        let theme = context.theme;
        let unit = self.field.unit;
        if let Some(here) = self.only.as_ref().filter(|here| here.changes) {
            let today = here.today.map(|today| naming::value(unit, today));
            let today = today.as_deref().unwrap_or(words().numbers.various);
            let text = RichText::new(fill(words().numbers.only_here, &[today]));
            self.beside_caption(ui, text.color(theme.accent));
        }
        let (first, _) = evidence::sentence(merged, unit);
        if !open && !first.is_empty() {
            self.beside_caption(ui, RichText::new(first).color(theme.weak_text));
        }
        // Half a number is no wrong one.
        if let Some(refused) = answer.refused.as_ref().filter(|_| answer.stage == Stage::Done) {
            self.beside_caption(ui, RichText::new(&refused.why).color(theme.error));
        }
        if let Some(wrong) = evidence::issue(merged, unit) {
            self.beside_caption(ui, RichText::new(wrong).color(theme.error));
        }
    }

    /// A small line that starts where the values do.
    fn beside_caption(&self, ui: &mut Ui, text: RichText) {
        let left = caption_width(ui);
        ui.scope(|ui| {
            // A line of text needs no room for a button.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(|ui| {
                ui.allocate_exact_size(vec2(left, 1.0), Sense::hover());
                ui.add(egui::Label::new(text.text_style(TextStyle::Small)).wrap());
            });
        });
    }
}

/// The hint of a field as a line of its own.
pub(super) fn hint_line(ui: &mut Ui, context: &Context<'_>, field: &'static Field) {
    caption(ui, context.theme, naming::field_hint(field));
}
