//! The Compare tab: how the map differs from another version of it, numbers side by side.

mod phrase;
mod rows;

use egui::{Align, Layout, RichText, ScrollArea, Sense, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

use super::object_icon;
use super::results::ResultPanel;
use super::widgets::{caption, key};
use super::{Command, Context};
use crate::app::action::Action;
use crate::app::comparing::Comparison;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::Sheet;
use crate::app::style;
use crate::app::theme::{SPACE, Theme};
use crate::file::diff::{Change, Difference, Differing};
use crate::model::{Map, Object};
use rows::{Row, rows};

const ROW_HEIGHT: f32 = 26.0;

/// The tab, kept from frame to frame.
#[derive(Default)]
pub(super) struct ComparisonTab {
    /// Whether changes of place are shown, which mean nothing to the solver.
    layout: bool,
}

impl ResultPanel for ComparisonTab {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        ui.add_space(SPACE);
        let Some(comparison) = context.comparison else {
            caption(ui, context.theme, words().comparison.nothing);
            ui.add_space(SPACE);
            if ui.button(words().actions.compare).clicked() {
                commands.push(Action::Compare.into());
            }
            return;
        };
        let Some(difference) = comparison.difference() else {
            caption(ui, context.theme, words().comparison.comparing);
            return;
        };
        self.head(ui, comparison, difference, context, commands);
        let rows = rows(difference, self.layout);
        if rows.is_empty() {
            caption(ui, context.theme, nothing(comparison, difference));
            return;
        }
        ui.add_space(SPACE * 0.5);
        table(ui, &rows, comparison, context, commands);
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let comparison = context.comparison?;
        let words = &words().comparison;
        let mut sheet = Sheet::new([
            words.object.to_owned(),
            words.change.to_owned(),
            words.field.to_owned(),
            fill(words.there, &[comparison.name()]),
            words.here.to_owned(),
        ]);
        for differing in &comparison.difference()?.objects {
            let object = name(comparison, context.map, differing);
            let change = change_word(differing.change, comparison);
            for field in &differing.fields {
                let sides = phrase::sides(&differing.object, field, comparison.other(), context.map);
                let field = phrase::label(&field.field, context.map, comparison.other());
                sheet.row([object.as_str(), &change, &field, &sides.0, &sides.1].map(Into::into));
            }
        }
        Some(sheet)
    }
}

impl ComparisonTab {
    /// What the colours mean and how many there are of each, and what can be done.
    fn head(
        &mut self,
        ui: &mut Ui,
        comparison: &Comparison,
        difference: &Difference,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        let words = &words().comparison;
        ui.horizontal_wrapped(|ui| {
            let title = fill(words.compared_with, &[comparison.name()]);
            ui.label(RichText::new(title).text_style(style::strong()));
            ui.add_space(SPACE);
            for change in [Change::Added, Change::Removed, Change::Changed] {
                let count = difference
                    .objects
                    .iter()
                    .filter(|one| one.change == change)
                    .count();
                if count == 0 {
                    continue;
                }
                let text = format!("{} {count}", change_word(change, comparison));
                key(ui, context.theme, color(change, context.theme), text);
                ui.add_space(SPACE);
            }
            ui.checkbox(&mut self.layout, words.places)
                .on_hover_text(words.places_hint);
            ui.add_space(SPACE);
            if ui.button(words.end).clicked() {
                commands.push(Command::EndComparison);
            }
        });
    }
}

/// Why there is nothing to list.
fn nothing(comparison: &Comparison, difference: &Difference) -> String {
    let text = if difference.is_empty() {
        words().comparison.same
    } else {
        words().comparison.only_places
    };
    fill(text, &[comparison.name()])
}

fn table(
    ui: &mut Ui,
    rows: &[Row<'_>],
    comparison: &Comparison,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let words = &words().comparison;
    ui.spacing_mut().item_spacing = vec2(SPACE, 0.0);
    let width = (ui.available_width() - SPACE * 4.0).max(360.0);
    ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
        TableBuilder::new(ui)
            .id_salt("comparison")
            .sense(Sense::click())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(width * 0.44))
            .columns(Column::exact(width * 0.28), 2)
            .header(ROW_HEIGHT, |mut header| {
                let there = fill(words.there, &[comparison.name()]);
                for head in [words.object, &there, words.here] {
                    header.col(|ui| {
                        caption(ui, context.theme, head);
                    });
                }
            })
            .body(|body| {
                body.rows(ROW_HEIGHT, rows.len(), |mut line| {
                    if let Some(row) = rows.get(line.index()) {
                        row_ui(&mut line, *row, comparison, context, commands);
                    }
                });
            });
    });
}

fn row_ui(
    line: &mut TableRow<'_, '_>,
    row: Row<'_>,
    comparison: &Comparison,
    context: &Context<'_>,
    commands: &mut Vec<Command>,
) {
    let theme = context.theme;
    let differing = row.object();
    let object = &differing.object;
    let spoken = match row {
        Row::Object(_) => {
            let name = name(comparison, context.map, differing);
            let change = change_word(differing.change, comparison);
            line.col(|ui| {
                let (mark, _) = ui.allocate_exact_size(vec2(SPACE, SPACE), Sense::hover());
                ui.painter()
                    .circle_filled(mark.center(), 4.5, color(differing.change, theme));
                let (icon, _) = ui.allocate_exact_size(vec2(13.0, 13.0), Sense::hover());
                object_icon::paint(ui, icon, object, context);
                let name = RichText::new(&name).text_style(style::strong());
                ui.add(egui::Label::new(name).selectable(false).truncate());
            });
            let side = |shown: bool| if shown { change.as_str() } else { "" };
            for shown in [
                differing.change == Change::Removed,
                differing.change == Change::Added,
            ] {
                line.col(|ui| {
                    cell(ui, side(shown), theme.weak_text);
                });
            }
            fill(words().marks.in_brackets, &[&name, &change])
        }
        Row::Field(_, field) => {
            let label = phrase::label(&field.field, context.map, comparison.other());
            let (there, here) = phrase::sides(object, field, comparison.other(), context.map);
            line.col(|ui| {
                ui.add_space(SPACE * 5.0);
                cell(ui, &label, theme.weak_text);
            });
            line.col(|ui| cell(ui, &there, theme.weak_text));
            line.col(|ui| cell(ui, &here, theme.text));
            fill(words().comparison.field_row, &[&label, &there, &here])
        }
    };
    let leads = differing.change != Change::Removed && *object != Object::Map;
    let response = line.response();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, leads, &spoken));
    if leads && response.clicked() {
        commands.push(Command::GoTo(object.clone()));
    }
}

fn cell(ui: &mut Ui, text: &str, color: egui::Color32) {
    let label = RichText::new(text).text_style(TextStyle::Body).color(color);
    ui.add(egui::Label::new(label).selectable(false).truncate());
}

/// What an object that differs is called.
fn name(comparison: &Comparison, map: &Map, differing: &Differing) -> String {
    let map = match differing.change {
        Change::Removed => comparison.other(),
        _ => map,
    };
    match &differing.object {
        Object::Map => words().comparison.the_map.to_owned(),
        object => naming::object(map, object),
    }
}

fn change_word(change: Change, comparison: &Comparison) -> String {
    let words = &words().comparison;
    match change {
        Change::Added => words.only_here.to_owned(),
        Change::Removed => fill(words.only_there, &[comparison.name()]),
        Change::Changed => words.different.to_owned(),
    }
}

/// The colour that stands for a change, here and on the map.
pub(in crate::app) fn color(change: Change, theme: &Theme) -> egui::Color32 {
    match change {
        Change::Added => theme.gain,
        Change::Removed => theme.loss,
        Change::Changed => theme.warning,
    }
}
