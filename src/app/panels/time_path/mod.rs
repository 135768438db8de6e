//! The tab Time path: month by month from today to the steady state of what is opened and closed, how
//! long half of the way takes, and how sure that is.

mod list;
mod plan;
mod plot;
mod series;
mod study;
mod time;

use egui::{ComboBox, Panel, ScrollArea, Ui};

use super::results::ResultPanel;
use super::study::study_ui;
use super::widgets::{caption, named};
use super::{Command, Context};
use crate::analysis::path::HabitPath;
use crate::analysis::uncertainty::{bands, robustness};
use crate::app::i18n::{count, fill, words};
use crate::app::jobs::study::Study;
use crate::app::naming;
use crate::app::sheet::{Cell, Sheet};
use crate::app::theme::SPACE;
use crate::model::{Map, NodeKind};
use crate::solver::Measure;
use plan::Plan;
use plot::Chart;
use series::{Series, series};
use study::{Sure, Wish};

/// Width of the list at the right.
const LIST: f32 = 310.0;
/// How many years can be followed.
const YEARS: [u32; 6] = [1, 2, 3, 5, 10, 20];

/// What is asked, and the answers.
pub(super) struct TimePath {
    measure: Measure,
    /// Whether the measure itself is drawn, not its change against today.
    level: bool,
    years: u32,
    /// Whether bands are drawn.
    sure: bool,
    plan: Plan,
    path: Study<Wish>,
    bands: Study<Sure>,
}

impl Default for TimePath {
    fn default() -> Self {
        Self {
            measure: Measure::Payoff,
            level: false,
            years: 10,
            sure: false,
            plan: Plan::default(),
            path: Study::default(),
            bands: Study::default(),
        }
    }
}

impl ResultPanel for TimePath {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, _commands: &mut Vec<Command>) {
        ui.add_space(SPACE);
        self.plan.follow(context);
        let wish = self.wish(context);
        if wish.changes.is_empty() && wish.numbers.is_none() {
            caption(ui, context.theme, words().time_path.nothing_opens);
            list::add(ui, context, &mut self.plan);
            return;
        }
        self.controls(ui);
        if has_no_habit(context.map) {
            caption(ui, context.theme, words().time_path.no_habit);
        }
        if self.sure {
            let sure = self.sure_wish(&wish);
            ui.scope(|ui| {
                if let Some(found) = study_ui(ui, &mut self.bands, &sure, context) {
                    let told = [found.draws - found.unsolved, found.numbers].map(|n| n.to_string());
                    let told = fill(words().time_path.drawn, &told.each_ref().map(String::as_str));
                    caption(ui, context.theme, told);
                }
            });
        }
        let lines = study_ui(ui, &mut self.path, &wish, context).is_some();
        let series = if lines { self.series(context) } else { Vec::new() };
        Panel::right("time path list")
            .frame(egui::Frame::new().inner_margin(egui::Margin {
                left: 16,
                ..egui::Margin::ZERO
            }))
            .show_separator_line(false)
            .resizable(false)
            .exact_size(LIST.min(ui.available_width() / 2.0))
            .show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    list::plan(ui, context, &mut self.plan, self.years);
                    ui.add_space(SPACE);
                    if !series.is_empty() {
                        list::ways(ui, context, &series, self.level);
                        let others = context.map.companies().len().saturating_sub(series.len());
                        if others > 0 {
                            let (one, many) = (
                                words().time_path.one_without_line,
                                words().time_path.many_without_line,
                            );
                            caption(ui, context.theme, count(others, one, many));
                        }
                    }
                });
            });
        if series.is_empty() {
            if lines {
                caption(ui, context.theme, words().time_path.nothing_moves);
            }
            return;
        }
        let chart = Chart {
            series: &series,
            measure: self.measure,
            level: self.level,
            years: self.years,
            first: 12.0 * self.path.answer().map_or(0.0, first_change),
        };
        chart.ui(ui, context);
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        self.path.answer()?;
        let all = words();
        let words = &all.time_path;
        let (measure, _) = naming::measure(self.measure);
        let unit = naming::measure_unit(self.measure, context.map.units());
        let series = self.series(context);
        let mut head = vec![words.month_head.to_owned()];
        for series in &series {
            let name = naming::company(context.map, &series.company);
            let mut column = |template: &str| {
                let name = fill(template, &[name, measure]);
                head.push(fill(all.marks.in_brackets, &[&name, &unit]));
            };
            column(if self.level {
                words.level_of
            } else {
                words.change_of
            });
            if !series.band.is_empty() {
                column(words.low_of);
                column(words.high_of);
            }
        }
        let mut sheet = Sheet::new(head);
        let months = series.first().map_or(0, |series| series.values.len());
        let mut row = |name: Cell, cells: &dyn Fn(&Series) -> [f64; 3]| {
            let cells = series.iter().flat_map(|series| {
                let width = if series.band.is_empty() { 1 } else { 3 };
                cells(series).into_iter().take(width)
            });
            sheet.row(std::iter::once(name).chain(cells.map(Cell::from)));
        };
        for month in 0..months {
            row((month as f64).into(), &|series| {
                let (low, high) = series.band.get(month).copied().unwrap_or((f64::NAN, f64::NAN));
                [series.values[month], low, high]
            });
        }
        row(words.in_the_end.into(), &|series| {
            [series.end, f64::NAN, f64::NAN]
        });
        row(words.half_of_the_way.into(), &|series| {
            let months = series.half_life.map_or(f64::NAN, |years| 12.0 * years);
            [months, f64::NAN, f64::NAN]
        });
        Some(sheet)
    }
}

impl TimePath {
    fn wish(&self, context: &Context<'_>) -> Wish {
        Wish {
            numbers: Plan::numbers(context),
            changes: self.plan.dated(),
            years: self.years,
        }
    }

    fn sure_wish(&self, wish: &Wish) -> Sure {
        Sure {
            path: wish.clone(),
            draws: bands::Wish {
                draws: bands::DEFAULT_DRAWS,
                seed: robustness::DEFAULT_SEED,
                measure: self.measure,
                years: f64::from(self.years),
            },
        }
    }

    /// The lines of the last answer, with bands if they are of the same question.
    fn series(&self, context: &Context<'_>) -> Vec<Series> {
        let Some(((wish, question), path)) = self.path.answered().zip(self.path.answer()) else {
            return Vec::new();
        };
        let sure = self.sure_wish(wish);
        let fits = self.bands.answered() == Some((&sure, question));
        let bands = self.bands.answer().filter(|_| self.sure && fits);
        let mut series = series(path, bands, self.measure, self.level);
        series.retain(|series| context.map.companies().contains_key(&series.company));
        series
    }

    fn controls(&mut self, ui: &mut Ui) {
        let words = words();
        ui.horizontal_wrapped(|ui| {
            let (name, hint) = naming::measure(self.measure);
            let chooser = ComboBox::from_id_salt("path measure")
                .height(400.0)
                .selected_text(name)
                .show_ui(ui, |ui| {
                    for measure in Measure::ALL {
                        let (name, hint) = naming::measure(measure);
                        ui.selectable_value(&mut self.measure, measure, name)
                            .on_hover_text(hint);
                    }
                });
            named(chooser.response, words.time_path.measure).on_hover_text(hint);
            let level = [
                (false, words.time_path.against_today),
                (true, words.time_path.as_it_is),
            ];
            for (value, name) in level {
                ui.selectable_value(&mut self.level, value, name);
            }
            let years = |years: u32| {
                let words = &words.time_path;
                count(years as usize, words.one_year, words.many_years)
            };
            let chooser = ComboBox::from_id_salt("path years")
                .width(80.0)
                .selected_text(years(self.years))
                .show_ui(ui, |ui| {
                    for choice in YEARS {
                        ui.selectable_value(&mut self.years, choice, years(choice));
                    }
                });
            named(chooser.response, words.time_path.how_far);
            ui.checkbox(&mut self.sure, words.time_path.show_how_sure)
                .on_hover_text(words.time_path.show_how_sure_hint);
        });
    }
}

/// Years from today to the first change.
fn first_change(path: &HabitPath) -> f64 {
    path.changes.first().map_or(0.0, |change| change.years)
}

/// Whether nobody on the map holds on to what they are used to.
fn has_no_habit(map: &Map) -> bool {
    let mut places = map
        .nodes()
        .values()
        .filter(|node| !matches!(node.kind, NodeKind::Payment { .. }));
    places.all(|node| node.habit_years.value == 0.0)
}
