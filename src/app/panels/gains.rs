//! The Gains tab: by how much each company is better or worse off than today, as a bar chart, and
//! why in sentences.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, ComboBox, RichText, TextStyle, Ui, Vec2, WidgetText};
use egui_plot::{Bar, BarChart, Plot, PlotPoint, Text};

use super::explanation;
use super::results::ResultPanel;
use super::widgets::{caption, fade_if_stale, font, named};
use super::{Command, Context};
use crate::analysis::explain::Change;
use crate::analysis::merchants;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;
use crate::model::CompanyId;
use crate::solver::{Measure, Solution};

/// Which measure is drawn.
pub(super) struct Gains {
    measure: Measure,
}

impl Default for Gains {
    fn default() -> Self {
        Self {
            measure: Measure::Payoff,
        }
    }
}

impl ResultPanel for Gains {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, _commands: &mut Vec<Command>) {
        let (Some(today), Some(now), true) = (context.today, context.now, context.compares()) else {
            ui.add_space(SPACE * 2.0);
            let no_answer = if context.working {
                words().status.solving
            } else {
                words().results.no_results
            };
            let text = if context.compares() {
                no_answer
            } else {
                words().results.gains_need_scenario
            };
            caption(ui, context.theme, text);
            return;
        };
        explanation::beside(ui, context, &Change::between(context.map, today, now));
        ui.add_space(SPACE);
        ui.horizontal(|ui| {
            self.choose(ui);
            caption(
                ui,
                context.theme,
                naming::measure_unit(self.measure, context.map.units()),
            );
        });
        fade_if_stale(ui, context.stale);
        if let Some(gain) = merchants::gain(context.map, today, now) {
            caption(ui, context.theme, of_merchants(context, &gain))
                .on_hover_text(words().results.merchants_hint);
        }
        chart(ui, context, self.measure, &changes(today, now, self.measure));
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let (today, now) = context.today.zip(context.now)?;
        let (name, _) = naming::measure(self.measure);
        let unit = naming::measure_unit(self.measure, context.map.units());
        let words = words();
        let change = format!("{name}{}{}", words.marks.comma, words.results.change);
        let change = fill(words.marks.in_brackets, &[&change, &unit]);
        let mut sheet = Sheet::new([words.results.company.to_owned(), change]);
        for (id, change) in changes(today, now, self.measure) {
            sheet.row([naming::company(context.map, &id).into(), change.into()]);
        }
        Some(sheet)
    }
}

impl Gains {
    fn choose(&mut self, ui: &mut Ui) {
        let (name, hint) = naming::measure(self.measure);
        let chooser = ComboBox::from_id_salt("gains measure")
            .height(400.0)
            .selected_text(name)
            .show_ui(ui, |ui| {
                for measure in Measure::ALL {
                    let (name, hint) = naming::measure(measure);
                    ui.selectable_value(&mut self.measure, measure, name)
                        .on_hover_text(hint);
                }
            });
        named(chooser.response, words().results.gains_measure).on_hover_text(hint);
    }
}

/// What the merchants gain, whom no bar stands for.
fn of_merchants(context: &Context<'_>, gain: &merchants::Gain) -> String {
    let units = context.map.units();
    let [visits, sales] =
        [Measure::Captured, Measure::Gmv].map(|measure| naming::measure_unit(measure, units));
    let amount = |value: f64, unit: &str| format!("{} {unit}", figures::signed(value));
    fill(
        words().results.merchants_gain,
        &[
            &amount(gain.visits, &visits),
            &amount(gain.sales, &sales),
            &amount(gain.kept, &sales),
        ],
    )
}

/// The change of every company that has any of the measure, largest gain first.
fn changes(today: &Solution, now: &Solution, measure: Measure) -> Vec<(CompanyId, f64)> {
    let mut changes: Vec<(CompanyId, f64)> = now
        .companies
        .iter()
        .filter(|(id, flow)| flow.get(measure) != 0.0 || today.measure(id, measure) != 0.0)
        .map(|(id, flow)| (id.clone(), flow.get(measure) - today.measure(id, measure)))
        .collect();
    changes.sort_by(|a, b| b.1.total_cmp(&a.1));
    changes
}

fn chart(ui: &mut Ui, context: &Context<'_>, measure: Measure, changes: &[(CompanyId, f64)]) {
    let theme = context.theme;
    let bars = changes.iter().enumerate().map(|(place, (id, change))| {
        let color = theme.company_color(context.map, Some(id));
        Bar::new(place as f64, *change).width(0.56).fill(color)
    });
    let bars = BarChart::new("change", bars.collect()).allow_hover(false);
    let reach = changes.iter().map(|(_, change)| change.abs()).fold(0.0, f64::max);
    // Room for the words above and below the bars.
    let (low, high) = (reach_of(changes, -1.0), reach_of(changes, 1.0));
    let margin = 0.3 * (high - low).max(1e-9);
    let small = font(ui, TextStyle::Small);
    // A long name keeps to its own bar.
    let pitch = ui.available_width() / changes.len().max(1) as f32 - SPACE;
    let name = |ui: &Ui, id: &CompanyId| -> WidgetText {
        let name = naming::company(context.map, id).to_owned();
        let mut job = LayoutJob::single_section(name, TextFormat::simple(small.clone(), theme.text));
        job.wrap = TextWrapping::truncate_at_width(pitch);
        ui.painter().layout_job(job).into()
    };
    let labels: Vec<Text> = changes
        .iter()
        .enumerate()
        .flat_map(|(place, (id, change))| {
            let (beyond, opposite) = if *change < 0.0 {
                (Align2::CENTER_TOP, Align2::CENTER_BOTTOM)
            } else {
                (Align2::CENTER_BOTTOM, Align2::CENTER_TOP)
            };
            // A change too small to draw still says what it is.
            let color = if change.abs() < 1e-9 * reach {
                theme.weak_text
            } else {
                theme.change_color(*change)
            };
            let label = |y, align, text: WidgetText| {
                Text::new("label", PlotPoint::new(place as f64, y), text)
                    .anchor(align)
                    .allow_hover(false)
            };
            let amount = RichText::new(figures::signed(*change))
                .font(small.clone())
                .color(color);
            [
                label(*change, beyond, amount.into()),
                label(0.0, opposite, name(ui, id)),
            ]
        })
        .collect();
    let plot = Plot::new("gains")
        .show_axes([false, false])
        .show_grid([false, false])
        .show_x(false)
        .show_y(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .set_margin_fraction(Vec2::ZERO)
        .default_x_bounds(-0.6, changes.len() as f64 - 0.4)
        .default_y_bounds(low - margin, high + margin)
        .reset();
    let response = plot.show(ui, |plot| {
        plot.hline(
            egui_plot::HLine::new("today", 0.0)
                .color(theme.line)
                .allow_hover(false),
        );
        plot.bar_chart(bars);
        for label in labels {
            plot.text(label);
        }
    });
    let spoken: Vec<String> = changes
        .iter()
        .map(|(id, change)| {
            format!(
                "{} {}",
                naming::company(context.map, id),
                figures::signed(*change)
            )
        })
        .collect();
    let spoken = fill(
        words().results.gains_chart,
        &[naming::measure(measure).0, &spoken.join(words().marks.comma)],
    );
    response
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &spoken));
}

/// The furthest change in the direction of `sign`, 0 if there is none.
fn reach_of(changes: &[(CompanyId, f64)], sign: f64) -> f64 {
    sign * changes
        .iter()
        .map(|(_, change)| sign * change)
        .fold(0.0, f64::max)
}
