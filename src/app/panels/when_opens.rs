//! The table "When each link opens": what every gated link would change, for whom, from where.

use std::cmp::Ordering;

use egui::{Align, Align2, Button, ComboBox, Layout, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::widgets::{caption, fade_if_stale, font, named, text_in};
use super::{Command, Context};
use crate::analysis::whatif::{Action, LinkEffect, WhatIf};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::theme::{SPACE, Theme};
use crate::model::{CompanyId, Object};
use crate::quantity;
use crate::solver::Measure;

/// What the table shows and in which order.
pub(super) struct WhenOpens {
    measure: Measure,
    include_open: bool,
    sort: Sort,
}

#[derive(Clone, PartialEq)]
struct Sort {
    by: By,
    /// Smallest first.
    up: bool,
}

#[derive(Clone, PartialEq)]
enum By {
    /// By all that changes for anybody.
    Effect,
    Name,
    Visits,
    New,
    Diverted,
    Company(CompanyId),
}

impl Default for WhenOpens {
    fn default() -> Self {
        Self {
            measure: Measure::Captured,
            include_open: false,
            sort: Sort {
                by: By::Effect,
                up: false,
            },
        }
    }
}

/// One row, ready to draw.
struct Row<'a> {
    effect: &'a LinkEffect,
    name: String,
}

const ROW_HEIGHT: f32 = 30.0;
const NUMBER_WIDTH: f32 = 70.0;
const COMPANY_WIDTH: f32 = 88.0;

impl WhenOpens {
    pub(super) fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        ui.add_space(SPACE);
        self.controls(ui, context);
        let Some(whatif) = context.whatif else {
            let waits = context.now.is_some() && !context.stale || context.working;
            let text = if waits {
                words().working_out
            } else {
                words().no_results
            };
            caption(ui, context.theme, text);
            return;
        };
        let rows = self.rows(context, whatif);
        if rows.is_empty() {
            caption(ui, context.theme, words().no_closed_links);
            return;
        }
        let companies = self.companies(&rows, context);
        ui.add_space(SPACE / 2.0);
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            fade_if_stale(ui, context.stale);
            self.table(ui, context, &rows, &companies, commands);
        });
    }

    fn controls(&mut self, ui: &mut Ui, context: &Context<'_>) {
        let words = words();
        ui.horizontal(|ui| {
            caption_inline(ui, context.theme, words.effect_of);
            let (name, hint) = naming::measure(self.measure);
            let chooser = ComboBox::from_id_salt("measure")
                .width(150.0)
                .height(400.0)
                .selected_text(name)
                .show_ui(ui, |ui| {
                    for measure in Measure::ALL {
                        let (name, hint) = naming::measure(measure);
                        ui.selectable_value(&mut self.measure, measure, name)
                            .on_hover_text(hint);
                    }
                });
            named(chooser.response, words.choose_measure).on_hover_text(hint);
            let unit = naming::measure_unit(self.measure, context.map.units());
            caption_inline(ui, context.theme, &unit);
            ui.add_space(SPACE);
            ui.checkbox(&mut self.include_open, words.include_open)
                .on_hover_text(words.include_open_hint);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let start = match context.scenario {
                    None => words.from_today.to_owned(),
                    Some((_, scenario)) => fill(words.from_scenario, &[&scenario.name]),
                };
                let start = RichText::new(start)
                    .text_style(TextStyle::Small)
                    .color(context.theme.weak_text);
                ui.add(egui::Label::new(start).truncate());
            });
        });
    }

    /// The rows in order: links that somebody could open, and the open ones if asked for.
    fn rows<'a>(&self, context: &Context<'_>, whatif: &'a WhatIf) -> Vec<Row<'a>> {
        let shown = whatif.links.iter().filter(|effect| {
            let Some(link) = context.map.links().get(&effect.link) else {
                return false;
            };
            match effect.action {
                Action::Open => !context.map.gatekeepers(link).is_empty(),
                Action::Close => self.include_open,
            }
        });
        let mut rows: Vec<Row<'a>> = shown
            .map(|effect| Row {
                effect,
                name: naming::link(context.map, &effect.link),
            })
            .collect();
        rows.sort_by(|a, b| self.order(a, b));
        rows
    }

    /// The companies for whom any row changes anything, those with the largest change first.
    fn companies(&self, rows: &[Row<'_>], context: &Context<'_>) -> Vec<CompanyId> {
        let largest = |id: &CompanyId, measure: Measure| {
            let changes = rows.iter().map(|row| change(row.effect, id, measure).abs());
            changes.fold(0.0, f64::max)
        };
        let mut touched: Vec<(f64, CompanyId)> = context
            .map
            .companies()
            .keys()
            .filter(|id| Measure::ALL.iter().any(|measure| largest(id, *measure) > 1e-9))
            .map(|id| (largest(id, self.measure), id.clone()))
            .collect();
        touched.sort_by(|a, b| b.0.total_cmp(&a.0));
        touched.into_iter().map(|(_, id)| id).collect()
    }

    fn order(&self, a: &Row<'_>, b: &Row<'_>) -> Ordering {
        let by = |value: fn(&LinkEffect) -> f64| value(b.effect).total_cmp(&value(a.effect));
        let order = match &self.sort.by {
            By::Effect => total(b.effect, self.measure).total_cmp(&total(a.effect, self.measure)),
            By::Name => a.name.cmp(&b.name),
            By::Visits => by(|effect| effect.visits),
            By::New => by(|effect| effect.new),
            By::Diverted => by(diverted),
            By::Company(id) => {
                let value = |row: &Row<'_>| change(row.effect, id, self.measure);
                value(b).total_cmp(&value(a))
            }
        };
        let order = if self.sort.up { order.reverse() } else { order };
        // Closed links stand before open ones in any order.
        let closed = |row: &Row<'_>| row.effect.action == Action::Close;
        closed(a).cmp(&closed(b)).then(order)
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        rows: &[Row<'_>],
        companies: &[CompanyId],
        commands: &mut Vec<Command>,
    ) {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        let fixed = 32.0 + 3.0 * NUMBER_WIDTH + companies.len() as f32 * (COMPANY_WIDTH + 2.0) + 24.0;
        let name = (ui.available_width() - fixed).clamp(230.0, 420.0);
        let scale = rows
            .iter()
            .flat_map(|row| {
                companies
                    .iter()
                    .map(|id| change(row.effect, id, self.measure).abs())
            })
            .fold(0.0, f64::max);
        let measure = self.measure;
        let mut sort = self.sort.clone();
        TableBuilder::new(ui)
            .id_salt("when opens")
            .sense(Sense::click())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(28.0))
            .column(Column::exact(name))
            .columns(Column::exact(NUMBER_WIDTH), 3)
            .columns(Column::exact(COMPANY_WIDTH), companies.len())
            .header(ROW_HEIGHT, |mut header| {
                let words = words();
                header.col(|_| {});
                let mut head = |title: &str, hint: &str, by: By, align: Align| {
                    header.col(|ui| sort_head(ui, title, hint, by, align, &mut sort, context.theme));
                };
                head(words.link, words.link, By::Name, Align::Min);
                head(
                    words.visits_column,
                    words.visits_column_hint,
                    By::Visits,
                    Align::Max,
                );
                head(words.new_column, words.new_column_hint, By::New, Align::Max);
                head(
                    words.diverted_column,
                    words.diverted_column_hint,
                    By::Diverted,
                    Align::Max,
                );
                for id in companies {
                    let name = naming::company(context.map, id);
                    head(name, name, By::Company(id.clone()), Align::Max);
                }
            })
            .body(|body| {
                body.rows(ROW_HEIGHT, rows.len(), |mut line| {
                    let Some(row) = rows.get(line.index()) else { return };
                    let object = Object::Link(row.effect.link.clone());
                    line.set_selected(context.selection.contains(&object));
                    line.col(|ui| gate(ui, row, context, commands));
                    line.col(|ui| name_cell(ui, row, context, commands));
                    let effect = row.effect;
                    for value in [effect.visits, effect.new, diverted(effect)] {
                        line.col(|ui| number(ui, effect, value, None, context.theme));
                    }
                    for id in companies {
                        let value = change(effect, id, measure);
                        line.col(|ui| number(ui, effect, value, Some(scale), context.theme));
                    }
                    if line.response().clicked() {
                        commands.push(Command::GoTo(object));
                    }
                });
            });
        self.sort = sort;
    }
}

fn caption_inline(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.label(
        RichText::new(text)
            .text_style(TextStyle::Small)
            .color(theme.weak_text),
    );
}

fn change(effect: &LinkEffect, company: &CompanyId, measure: Measure) -> f64 {
    effect
        .companies
        .get(company)
        .map_or(0.0, |change| change.get(measure))
}

fn total(effect: &LinkEffect, measure: Measure) -> f64 {
    effect
        .companies
        .values()
        .map(|change| change.get(measure).abs())
        .sum()
}

fn diverted(effect: &LinkEffect) -> f64 {
    effect.visits - effect.new
}

/// The head of a column: a click sorts by it, another turns the order.
fn sort_head(ui: &mut Ui, title: &str, hint: &str, by: By, align: Align, sort: &mut Sort, theme: &Theme) {
    let sorted = sort.by == by;
    let color = if sorted { theme.text } else { theme.weak_text };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let (arrow, place) = match align {
        Align::Max => (Align2::RIGHT_CENTER, rect.shrink2(vec2(SPACE * 0.75, 0.0))),
        _ => (Align2::LEFT_CENTER, rect),
    };
    let mark = match (sorted, sort.up) {
        (false, _) => "",
        (true, false) => " ↓",
        (true, true) => " ↑",
    };
    let text = format!("{title}{mark}");
    text_in(ui, place, arrow, &text, font(ui, TextStyle::Small), color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, title));
    if response.on_hover_text(hint).clicked() {
        sort.up = sorted && !sort.up;
        sort.by = by;
    }
}

/// A switch that tries the link in a what-if: a gate, shut or open.
fn gate(ui: &mut Ui, row: &Row<'_>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let opens = row.effect.action == Action::Open;
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    let theme = context.theme;
    let color = if response.hovered() {
        theme.accent
    } else {
        theme.closed
    };
    paint_gate(ui, rect, !opens, egui::Stroke::new(1.5, color));
    let template = if opens {
        words().try_open
    } else {
        words().try_close
    };
    let name = fill(template, &[&row.name]);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, !opens, &name));
    if response.on_hover_text(name).clicked() {
        commands.push(Command::ToggleLink(row.effect.link.clone()));
    }
}

fn paint_gate(ui: &Ui, rect: Rect, open: bool, stroke: egui::Stroke) {
    let center = rect.center();
    let painter = ui.painter();
    for side in [-1.0, 1.0] {
        let post = center + vec2(side * 6.0, 0.0);
        painter.line_segment([post - vec2(0.0, 6.0), post + vec2(0.0, 6.0)], stroke);
        let leaf = if open {
            vec2(side * 3.0, -4.0)
        } else {
            vec2(-side * 5.0, 0.0)
        };
        painter.line_segment([post, post + leaf], stroke);
    }
}

/// The link's name, and the colours of those who must agree.
fn name_cell(ui: &mut Ui, row: &Row<'_>, context: &Context<'_>, commands: &mut Vec<Command>) {
    let theme = context.theme;
    let Some(link) = context.map.links().get(&row.effect.link) else {
        return;
    };
    ui.spacing_mut().item_spacing.x = 4.0;
    let keepers = context.map.gatekeepers(link);
    let room = ui.available_width() - keepers.len() as f32 * 12.0 - SPACE;
    let object = Object::Link(row.effect.link.clone());
    let text = RichText::new(&row.name).color(theme.text);
    let button = Button::new(text).frame(false).truncate();
    let size = vec2(room, ROW_HEIGHT);
    let response = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(room);
        ui.add(button)
    });
    let response = response.inner.on_hover_text(naming::link_kind(link.kind));
    if named(response, &row.name).clicked() {
        commands.push(Command::GoTo(object));
    }
    for keeper in keepers {
        let (rect, response) = ui.allocate_exact_size(vec2(8.0, 8.0), Sense::hover());
        let color = theme.company_color(context.map, Some(keeper));
        ui.painter().circle_filled(rect.center(), 4.0, color);
        response.on_hover_text(format!(
            "{}: {}",
            words().gatekeepers,
            naming::company(context.map, keeper)
        ));
    }
}

/// A signed number, on a ground whose strength tells how large it is within the table.
fn number(ui: &mut Ui, effect: &LinkEffect, value: f64, scale: Option<f64>, theme: &Theme) {
    let rect = ui.max_rect();
    let text = match &effect.problem {
        Some(_) => "–".to_owned(),
        None => quantity::signed(value),
    };
    let heat = scale
        .filter(|scale| *scale > 0.0)
        .map_or(0.0, |scale| (value.abs() / scale).sqrt());
    if heat > 0.02 {
        let ground = Theme::faded(theme.change_color(value), 0.10 + 0.38 * heat as f32);
        ui.painter()
            .rect_filled(rect.shrink2(vec2(0.0, 1.5)), 4.0, ground);
    }
    let ink = if value == 0.0 || text == "0" {
        theme.weak_text
    } else {
        theme.text
    };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let place = rect.shrink2(vec2(SPACE * 0.75, 0.0));
    text_in(
        ui,
        place,
        Align2::RIGHT_CENTER,
        &text,
        font(ui, TextStyle::Body),
        ink,
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, &text));
    if let Some(problem) = &effect.problem {
        response.on_hover_text(format!("{}: {problem}", words().cannot_solve_row));
    }
}
