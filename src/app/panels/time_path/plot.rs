//! The lines over time, with steady states, half-lives, bands, and names at their ends.

use egui::{Align2, Rect, Role, TextStyle, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{FilledArea, GridMark, HLine, Line, LineStyle, Plot, PlotPoint, PlotPoints, Points, VLine};

use super::series::Series;
use super::time;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::Context;
use crate::app::panels::widgets::{dot, font, text_in};
use crate::app::theme::{SPACE, Theme};
use crate::solver::Measure;

/// The part of the plot at the right of the last month, in which the names stand.
const FOR_NAMES: f64 = 0.16;
/// Up to so many years the axis counts months.
const YEARS_IN_MONTHS: u32 = 3;

/// What is drawn.
pub(super) struct Chart<'a> {
    pub(super) series: &'a [Series],
    pub(super) measure: Measure,
    /// Whether the measure itself is drawn, not its change.
    pub(super) level: bool,
    pub(super) years: u32,
    /// Months from today to the first change.
    pub(super) first: f64,
}

impl Chart<'_> {
    pub(super) fn ui(&self, ui: &mut Ui, context: &Context<'_>) {
        let theme = context.theme;
        let words = &words().time_path;
        let months = f64::from(12 * self.years);
        let in_months = self.years <= YEARS_IN_MONTHS;
        let step = self.step();
        let axis = if in_months {
            words.axis_months
        } else {
            words.axis_years
        };
        let mark = move |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
            if mark.value < -0.5 || mark.value > months + 0.5 {
                String::new()
            } else {
                figures::short_digits(mark.value / if in_months { 1.0 } else { 12.0 })
            }
        };
        let level = self.level;
        let amount = move |value: f64| {
            if level {
                figures::compact(value)
            } else {
                figures::signed(value)
            }
        };
        let unit = naming::measure_unit(self.measure, context.map.units());
        let plot = Plot::new("time path")
            .x_axis_label(axis)
            .y_axis_label(unit)
            .x_grid_spacer(move |_| {
                let count = (months / step).round() as usize;
                let marks = (0..=count).map(|at| GridMark {
                    value: at as f64 * step,
                    step_size: step,
                });
                marks.collect()
            })
            .x_axis_formatter(mark)
            .y_axis_formatter(move |mark, _| amount(mark.value))
            .default_x_bounds(-0.01 * months, months * (1.0 + FOR_NAMES))
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .show_x(false)
            .show_y(false)
            .show_background(false)
            .grid_color(theme.line)
            .label_formatter(|_| None)
            .reset();
        let (low, high) = self.reach();
        let margin = 0.06 * (high - low).max(1e-9);
        let plot = plot.default_y_bounds(low - margin, high + margin);
        let response = plot.show(ui, |plot| {
            if !self.level {
                plot.hline(HLine::new("today", 0.0).color(theme.weak_text).allow_hover(false));
            }
            for series in self.series {
                let color = theme.company_color(context.map, Some(&series.company));
                let xs: Vec<f64> = (0..series.band.len()).map(|month| month as f64).collect();
                let (lows, highs): (Vec<f64>, Vec<f64>) = series.band.iter().copied().unzip();
                let band = FilledArea::new("band", &xs, &lows, &highs);
                plot.add(band.fill_color(Theme::faded(color, 0.16)).allow_hover(false));
            }
            for series in self.series {
                let color = theme.company_color(context.map, Some(&series.company));
                let end = HLine::new("steady state", series.end).style(LineStyle::dashed_dense());
                plot.hline(end.color(Theme::faded(color, 0.6)).allow_hover(false));
                let points = series.values.iter().enumerate();
                let points: Vec<PlotPoint> = points
                    .map(|(month, value)| PlotPoint::new(month as f64, *value))
                    .collect();
                let line = Line::new("path", PlotPoints::Owned(points)).width(2.0);
                plot.line(line.color(color).allow_hover(false));
                if let Some(half) = series.half_life.map(|years| self.first + 12.0 * years)
                    && half <= months
                {
                    let at = PlotPoint::new(half, series.at(half));
                    let ring = Points::new("half of the way", PlotPoints::Owned(vec![at])).radius(4.5);
                    plot.points(ring.color(color).allow_hover(false));
                }
            }
            if let Some(month) = plot.pointer_coordinate().map(|at| at.x.round())
                && plot.response().hovered()
                && (0.0..=months).contains(&month)
            {
                plot.vline(
                    VLine::new("month", month)
                        .color(theme.weak_text)
                        .allow_hover(false),
                );
            }
        });
        let ends = self.series.iter().map(|series| {
            let value = series.at(months);
            let at = response
                .transform
                .position_from_point(&PlotPoint::new(months, value));
            (naming::company(context.map, &series.company), at)
        });
        names(ui, theme, ends.collect(), *response.transform.frame());
        let (measure, _) = naming::measure(self.measure);
        let spoken = fill(
            if self.level {
                words.chart_level
            } else {
                words.chart_change
            },
            &[measure],
        );
        let role = || WidgetInfo::labeled(Role::Image, true, &spoken);
        response.response.widget_info(role);
        let pointed = response.response.hover_pos();
        let pointed = pointed.map(|at| response.transform.value_from_position(at).x.round());
        if let Some(month) = pointed.filter(|month| (0.0..=months).contains(month)) {
            response.response.on_hover_ui_at_pointer(|ui| {
                ui.strong(time::after(month / 12.0));
                for series in self.series {
                    ui.horizontal(|ui| {
                        dot(ui, theme.company_color(context.map, Some(&series.company)));
                        let name = naming::company(context.map, &series.company);
                        ui.label(format!("{name}  {}", amount(series.at(month))));
                    });
                }
            });
        }
    }

    /// Months from one mark of the axis to the next.
    fn step(&self) -> f64 {
        match self.years {
            0..=1 => 1.0,
            2..=3 => 3.0,
            4..=12 => 12.0,
            _ => 24.0,
        }
    }

    /// The least and the most that is drawn.
    fn reach(&self) -> (f64, f64) {
        let start = if self.level {
            (f64::INFINITY, f64::NEG_INFINITY)
        } else {
            (0.0, 0.0)
        };
        let values = self.series.iter().flat_map(|series| {
            let bands = series.band.iter().flat_map(|(low, high)| [*low, *high]);
            series.values.iter().copied().chain([series.end]).chain(bands)
        });
        let (low, high) = values.fold(start, |(low, high), value| (low.min(value), high.max(value)));
        if low <= high { (low, high) } else { (0.0, 1.0) }
    }
}

/// The names at the ends of their lines, moved apart where they would cover each other.
fn names(ui: &Ui, theme: &Theme, mut ends: Vec<(&str, egui::Pos2)>, frame: Rect) {
    let font = font(ui, TextStyle::Small);
    let height = font.size + 2.0;
    ends.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut lowest = frame.top();
    // From above each keeps clear of the one before, from below of the frame and those moved up.
    for (_, at) in &mut ends {
        at.y = at.y.max(lowest + height / 2.0);
        lowest = at.y + height / 2.0;
    }
    let mut highest = frame.bottom();
    for (_, at) in ends.iter_mut().rev() {
        at.y = at.y.min(highest - height / 2.0);
        highest = at.y - height / 2.0;
    }
    for (name, at) in ends {
        let left = at.x + SPACE / 2.0;
        let place = Rect::from_min_size(
            pos2(left, at.y - height / 2.0),
            vec2(frame.right() - left, height),
        );
        // Dashed lines must not run through a name.
        let galley = ui
            .painter()
            .layout_no_wrap(name.to_owned(), font.clone(), theme.text);
        let ground = Rect::from_min_size(place.min, vec2(galley.size().x + SPACE / 2.0, height));
        ui.painter()
            .rect_filled(ground.intersect(frame), 0.0, theme.panel);
        text_in(ui, place, Align2::LEFT_CENTER, name, font.clone(), theme.text);
    }
}
