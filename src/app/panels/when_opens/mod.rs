//! The table "When each link opens": what every gated link would change, for whom, from where.

mod cells;
mod ranking;

use egui::{Align, ComboBox, Layout, RichText, ScrollArea, Sense, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::results::ResultPanel;
use super::sorting::sort_head;
use super::widgets::{caption, fade_if_stale, named};
use super::{Command, Context};
use crate::analysis::whatif::WhatIf;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::{Cell, Sheet};
use crate::app::theme::{SPACE, Theme};
use crate::model::Object;
use crate::solver::Measure;
use ranking::{By, Ranking, Wish, change, diverted};

/// What the table shows, and the rows last worked out.
#[derive(Default)]
pub(super) struct WhenOpens {
    wish: Wish,
    ranking: Option<Ranking>,
}

const ROW_HEIGHT: f32 = 30.0;
const NUMBER_WIDTH: f32 = 70.0;
const COMPANY_WIDTH: f32 = 88.0;

impl ResultPanel for WhenOpens {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        ui.add_space(SPACE);
        self.controls(ui, context);
        let Some(whatif) = context.whatif else {
            let waits = context.now.is_some() && !context.stale || context.working;
            let text = if waits {
                words().results.working_out
            } else {
                words().results.no_results
            };
            caption(ui, context.theme, text);
            return;
        };
        let ranking = self
            .ranking
            .take()
            .filter(|ranking| ranking.holds(&self.wish, context));
        let ranking = ranking.unwrap_or_else(|| Ranking::new(&self.wish, context, whatif));
        if ranking.rows.is_empty() {
            caption(ui, context.theme, words().results.no_closed_links);
        } else {
            ui.add_space(SPACE / 2.0);
            ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
                fade_if_stale(ui, context.stale);
                self.table(ui, context, whatif, &ranking, commands);
            });
        }
        self.ranking = Some(ranking);
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let whatif = context.whatif?;
        let ranking = Ranking::new(&self.wish, context, whatif);
        let words = words();
        let traffic = naming::per_period(context.map.units());
        let with_unit = |name: &str, unit: &str| fill(words.marks.in_brackets, &[name, unit]);
        let visits = [
            words.results.visits_column,
            words.results.new_column,
            words.results.diverted_column,
        ];
        let (measure, _) = naming::measure(self.wish.measure);
        let unit = naming::measure_unit(self.wish.measure, context.map.units());
        let companies = ranking.companies.iter().map(|id| {
            let name = naming::company(context.map, id);
            with_unit(&format!("{name}{}{measure}", words.marks.comma), &unit)
        });
        let mut sheet = Sheet::new(
            std::iter::once(words.results.link.to_owned())
                .chain(visits.map(|name| with_unit(name, &traffic)))
                .chain(companies),
        );
        for (at, name) in &ranking.rows {
            let Some(effect) = whatif.links.get(*at) else {
                continue;
            };
            let changes = ranking
                .companies
                .iter()
                .map(|id| change(effect, id, self.wish.measure));
            let numbers = [effect.visits, effect.new, diverted(effect)]
                .into_iter()
                .chain(changes);
            let known = numbers.map(|value| if effect.problem.is_some() { f64::NAN } else { value });
            let name = Cell::from(name.as_str());
            sheet.row(std::iter::once(name).chain(known.map(Cell::from)));
        }
        Some(sheet)
    }
}

impl WhenOpens {
    fn controls(&mut self, ui: &mut Ui, context: &Context<'_>) {
        let words = words();
        ui.horizontal(|ui| {
            caption_inline(ui, context.theme, words.results.effect_of);
            let (name, hint) = naming::measure(self.wish.measure);
            let chooser = ComboBox::from_id_salt("measure")
                .width(150.0)
                .height(400.0)
                .selected_text(name)
                .show_ui(ui, |ui| {
                    for measure in Measure::ALL {
                        let (name, hint) = naming::measure(measure);
                        ui.selectable_value(&mut self.wish.measure, measure, name)
                            .on_hover_text(hint);
                    }
                });
            named(chooser.response, words.results.choose_measure).on_hover_text(hint);
            let unit = naming::measure_unit(self.wish.measure, context.map.units());
            caption_inline(ui, context.theme, &unit);
            ui.add_space(SPACE);
            ui.checkbox(&mut self.wish.include_open, words.results.include_open)
                .on_hover_text(words.results.include_open_hint);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let start = match context.scenario {
                    None => words.results.from_today.to_owned(),
                    Some((_, scenario)) => fill(words.results.from_scenario, &[&scenario.name]),
                };
                let start = RichText::new(start)
                    .text_style(TextStyle::Small)
                    .color(context.theme.weak_text);
                ui.add(egui::Label::new(start).truncate());
            });
        });
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        whatif: &WhatIf,
        ranking: &Ranking,
        commands: &mut Vec<Command>,
    ) {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        let fixed = 32.0 + 3.0 * NUMBER_WIDTH + ranking.companies.len() as f32 * (COMPANY_WIDTH + 2.0) + 24.0;
        let name = (ui.available_width() - fixed).clamp(230.0, 420.0);
        let measure = self.wish.measure;
        let mut sort = self.wish.sort.clone();
        TableBuilder::new(ui)
            .id_salt("when opens")
            .sense(Sense::click())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(28.0))
            .column(Column::exact(name))
            .columns(Column::exact(NUMBER_WIDTH), 3)
            .columns(Column::exact(COMPANY_WIDTH), ranking.companies.len())
            .header(ROW_HEIGHT, |mut header| {
                let words = words();
                header.col(|_| {});
                let mut head = |title: &str, hint: &str, by: By, align: Align| {
                    header.col(|ui| sort_head(ui, title, hint, by, align, &mut sort, context.theme));
                };
                head(words.results.link, words.results.link, By::Name, Align::Min);
                head(
                    words.results.visits_column,
                    words.results.visits_column_hint,
                    By::Visits,
                    Align::Max,
                );
                head(
                    words.results.new_column,
                    words.results.new_column_hint,
                    By::New,
                    Align::Max,
                );
                head(
                    words.results.diverted_column,
                    words.results.diverted_column_hint,
                    By::Diverted,
                    Align::Max,
                );
                for id in &ranking.companies {
                    let name = naming::company(context.map, id);
                    head(name, name, By::Company(id.clone()), Align::Max);
                }
            })
            .body(|body| {
                body.rows(ROW_HEIGHT, ranking.rows.len(), |mut line| {
                    let Some((at, name)) = ranking.rows.get(line.index()) else {
                        return;
                    };
                    let Some(effect) = whatif.links.get(*at) else {
                        return;
                    };
                    let object = Object::Link(effect.link.clone());
                    line.set_selected(context.selection.contains(&object));
                    line.col(|ui| cells::gate(ui, effect, name, context, commands));
                    line.col(|ui| cells::name(ui, effect, name, context, commands));
                    for value in [effect.visits, effect.new, diverted(effect)] {
                        line.col(|ui| cells::number(ui, effect, value, None, context.theme));
                    }
                    for id in &ranking.companies {
                        let value = change(effect, id, measure);
                        line.col(|ui| cells::number(ui, effect, value, Some(ranking.largest), context.theme));
                    }
                    if line.response().clicked() {
                        commands.push(Command::GoTo(object));
                    }
                });
            });
        self.wish.sort = sort;
    }
}

fn caption_inline(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.label(
        RichText::new(text)
            .text_style(TextStyle::Small)
            .color(theme.weak_text),
    );
}
