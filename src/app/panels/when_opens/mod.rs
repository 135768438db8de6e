//! The table "When each link opens": what every gated link would change, for whom, from where.

mod cells;
mod ranking;

use egui::{Align, ComboBox, Layout, RichText, ScrollArea, Sense, TextEdit, TextStyle, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use super::explanation;
use super::results::ResultPanel;
use super::sorting::sort_head;
use super::widgets::{caption, fade_if_stale, named};
use super::{Command, Context};
use crate::analysis::explain::Change;
use crate::analysis::whatif::{LinkEffect, WhatIf};
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::{Cell, Sheet};
use crate::app::theme::{SPACE, Theme};
use crate::model::Object;
use crate::solver::Measure;
use ranking::{By, Ranking, Wish, change, concentrated, diverted, index, others};

/// What the table shows, and the rows last worked out.
#[derive(Default)]
pub(super) struct WhenOpens {
    wish: Wish,
    ranking: Option<Ranking>,
}

const ROW_HEIGHT: f32 = 30.0;
const NUMBER_WIDTH: f32 = 62.0;
/// Visits, new, diverted, concentration.
const NUMBERS: usize = 4;
/// The width of a company's column, and the least of it.
const COMPANY_WIDTH: f32 = 92.0;
const NARROW_COMPANY: f32 = 62.0;
/// The width of a link's name, and the least of it.
const NAME_WIDTH: f32 = 420.0;
const NARROW_NAME: f32 = 150.0;
/// What is left of a line in which the state that all starts from still has room.
const ROOM_FOR_START: f32 = 300.0;
const GATE_WIDTH: f32 = 28.0;
const COLUMN_GAP: f32 = 2.0;

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
            let text = if self.wish.filter.trim().is_empty() {
                words().results.no_closed_links
            } else {
                words().results.no_link_fits
            };
            caption(ui, context.theme, text);
        } else {
            if let Some(effect) = selected(context, whatif, &ranking) {
                explanation::beside(ui, context, &Change::of_toggle(context.map, effect));
            }
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
        let (of, _) = naming::measure(concentrated(self.wish.measure));
        let indices = [
            words.results.concentration_before,
            words.results.concentration_after,
        ];
        let indices = indices.map(|template| fill(template, &[of]));
        let mut sheet = Sheet::new(
            std::iter::once(words.results.link.to_owned())
                .chain(visits.map(|name| with_unit(name, &traffic)))
                .chain(indices)
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
            let base = index(&whatif.base.concentration, self.wish.measure);
            let after = index(&effect.concentration, self.wish.measure);
            let numbers = [effect.visits, effect.new, diverted(effect), base, after]
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
        ui.horizontal_wrapped(|ui| {
            let (name, hint) = naming::measure(self.wish.measure);
            let chooser = ComboBox::from_id_salt("measure")
                .width(130.0)
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
            ui.checkbox(&mut self.wish.include_open, words.results.include_open)
                .on_hover_text(words.results.include_open_hint);
            ui.checkbox(&mut self.wish.only_gated, words.results.only_gated)
                .on_hover_text(words.results.only_gated_hint);
            let field = TextEdit::singleline(&mut self.wish.filter)
                .hint_text(words.results.filter_links)
                .desired_width(140.0);
            named(ui.add(field), words.results.filter_links);
            let start = match context.scenario {
                None => words.results.from_today.to_owned(),
                Some((_, scenario)) => fill(words.results.from_scenario, &[&scenario.name]),
            };
            // In a low panel the rows need the room more.
            if ui.available_size_before_wrap().x > ROOM_FOR_START {
                caption_inline(ui, context.theme, &start);
            }
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
        ui.spacing_mut().item_spacing = vec2(COLUMN_GAP, 0.0);
        let columns = Columns::fit(ui.available_width(), ranking.companies.len());
        let (shown, rest) = ranking.companies.split_at(columns.companies);
        let measure = self.wish.measure;
        let mut sort = self.wish.sort.clone();
        TableBuilder::new(ui)
            .id_salt("when opens")
            .sense(Sense::click())
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(GATE_WIDTH))
            .column(Column::exact(columns.name))
            .columns(Column::exact(NUMBER_WIDTH), NUMBERS)
            .columns(
                Column::exact(columns.company),
                shown.len() + usize::from(!rest.is_empty()),
            )
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
                let (of, _) = naming::measure(concentrated(measure));
                let hint = fill(words.results.concentration_column_hint, &[of]);
                let title = words.results.concentration_column;
                head(title, &hint, By::Concentration, Align::Max);
                for id in shown {
                    let name = naming::company(context.map, id);
                    head(name, name, By::Company(id.clone()), Align::Max);
                }
                if !rest.is_empty() {
                    let names: Vec<&str> = rest.iter().map(|id| naming::company(context.map, id)).collect();
                    let title = fill(words.results.other_companies, &[&rest.len().to_string()]);
                    let hint = fill(
                        words.results.other_companies_hint,
                        &[&names.join(words.marks.list)],
                    );
                    head(&title, &hint, By::Others(rest.to_vec()), Align::Max);
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
                    let before = index(&whatif.base.concentration, measure);
                    let after = index(&effect.concentration, measure);
                    line.col(|ui| cells::index(ui, effect, before, after, context.theme));
                    let others = (!rest.is_empty()).then(|| others(effect, rest, measure));
                    let values = shown.iter().map(|id| change(effect, id, measure)).chain(others);
                    for value in values {
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

/// The one row that is selected, if it can be told.
fn selected<'a>(context: &Context<'_>, whatif: &'a WhatIf, ranking: &Ranking) -> Option<&'a LinkEffect> {
    let mut links = context.selected_links();
    let (link, None) = (links.next()?, links.next()) else {
        return None;
    };
    let mut rows = ranking.rows.iter().filter_map(|(at, _)| whatif.links.get(*at));
    rows.find(|effect| effect.link == *link && effect.problem.is_none())
}

/// How wide the columns are, and how many companies have one of their own: the others share one, so
/// that the table need not scroll sideways.
struct Columns {
    name: f32,
    company: f32,
    companies: usize,
}

impl Columns {
    fn fit(available: f32, companies: usize) -> Self {
        let numbers = NUMBERS as f32 * (NUMBER_WIDTH + COLUMN_GAP);
        // The bar at the right scrolls the rows.
        let fixed = GATE_WIDTH + COLUMN_GAP + numbers + SPACE * 2.0;
        let rest = available - fixed - NARROW_NAME;
        let room = (rest / (NARROW_COMPANY + COLUMN_GAP)).max(1.0) as usize;
        let apart = if companies <= room { companies } else { room - 1 };
        let count = if companies <= room { companies } else { room };
        let company = (rest / count.max(1) as f32 - COLUMN_GAP).clamp(NARROW_COMPANY, COMPANY_WIDTH);
        let name = available - fixed - count as f32 * (company + COLUMN_GAP);
        Self {
            name: name.clamp(NARROW_NAME, NAME_WIDTH),
            company,
            companies: apart,
        }
    }
}

fn caption_inline(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.label(
        RichText::new(text)
            .text_style(TextStyle::Small)
            .color(theme.weak_text),
    );
}
