//! All numbers drawn at random, many times: how the change is spread, and what stays the same.

use egui::{ComboBox, Label, Panel, RichText, Role, ScrollArea, Ui, WidgetInfo};
use egui_plot::{Bar, BarChart, LineStyle, Plot, VLine};

use super::study::AllNumbers;
use crate::analysis::uncertainty::ranges::DEFAULT_SPREAD;
use crate::analysis::uncertainty::robustness::{
    DEFAULT_DRAWS, DEFAULT_SEED, Effect, Interval, Robustness, Wish,
};
use crate::analysis::uncertainty::tornado::Output;
use crate::analysis::uncertainty::{gated_openings, gatekeepers};
use crate::app::i18n::{fill, words};
use crate::app::jobs::study::{Ground, Study};
use crate::app::panels::Context;
use crate::app::panels::study::study_of;
use crate::app::panels::widgets::{caption, named};
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;
use crate::app::{figures, naming};
use crate::model::Map;

/// How many draws one may ask for.
const COUNTS: [usize; 3] = [1_000, DEFAULT_DRAWS, 100_000];
/// Width of the sentences at the right.
const SENTENCES: f32 = 380.0;
/// Bars of the histogram.
const BINS: usize = 48;
/// This part of the draws at each end is not drawn, so that a few do not squeeze the rest.
const TAIL: f64 = 0.005;

/// How many draws are wanted, and what came of them.
pub(super) struct Drawn {
    draws: usize,
    /// The change that is asked about.
    change: Study<AllNumbers>,
    /// Every opening alone: which is best.
    openings: Study<AllNumbers>,
}

impl Default for Drawn {
    fn default() -> Self {
        Self {
            draws: DEFAULT_DRAWS,
            change: Study::default(),
            openings: Study::default(),
        }
    }
}

impl Drawn {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        ground: Option<&Ground>,
        output: &Output,
    ) {
        let mut players = gatekeepers(context.map);
        players.truncate(2);
        let wish = |changes| {
            AllNumbers(Wish {
                draws: self.draws,
                seed: DEFAULT_SEED,
                measure: output.measure,
                changes,
                players: players.clone(),
            })
        };
        let change = wish(output.change.iter().cloned().collect());
        let openings = wish(gated_openings(context.map));
        Panel::right("what stays the same")
            .frame(egui::Frame::new().inner_margin(egui::Margin {
                left: 16,
                ..egui::Margin::ZERO
            }))
            .show_separator_line(false)
            .resizable(false)
            .exact_size(SENTENCES.min(0.48 * ui.available_width()))
            .show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    self.count(ui);
                    if let Some((drawn, effect)) = self.change.answer().and_then(first) {
                        of_change(ui, context, output, drawn, effect);
                    }
                    ui.add_space(SPACE);
                    // One after the other: what is asked first comes first.
                    if self.change.answer().is_some()
                        && let Some(drawn) = study_of(ui, &mut self.openings, &openings, ground, context)
                    {
                        of_openings(ui, context.map, output, drawn);
                    }
                });
            });
        let Some((_, effect)) = study_of(ui, &mut self.change, &change, ground, context).and_then(first)
        else {
            return;
        };
        if let Some(drawn) = effect.drawn.get(&output.company) {
            histogram(ui, context, output, drawn, effect.companies.get(&output.company));
        }
    }

    fn count(&mut self, ui: &mut Ui) {
        let words = &words().sensitivity;
        ui.horizontal(|ui| {
            ui.label(words.count);
            let chooser = ComboBox::from_id_salt("draws")
                .selected_text(figures::whole(self.draws as f64))
                .show_ui(ui, |ui| {
                    for count in COUNTS {
                        ui.selectable_value(&mut self.draws, count, figures::whole(count as f64));
                    }
                });
            named(chooser.response, words.count);
        });
    }

    pub(super) fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let (drawn, effect) = self.change.answer().and_then(first)?;
        let words = &words().sensitivity;
        let unit = naming::measure_unit(drawn.measure, context.map.units());
        let with_unit = |name: &str| fill(self::words().marks.in_brackets, &[name, &unit]);
        let mut head = vec![words.company.to_owned()];
        head.extend([words.as_drawn_on, words.p5, words.p50, words.p95].map(with_unit));
        head.push(words.same_sign.to_owned());
        let mut sheet = Sheet::new(head);
        for (id, interval) in &effect.companies {
            sheet.row([
                naming::company(context.map, id).into(),
                interval.base.into(),
                interval.p5.into(),
                interval.p50.into(),
                interval.p95.into(),
                interval.same_sign.into(),
            ]);
        }
        Some(sheet)
    }
}

fn first(drawn: &Robustness) -> Option<(&Robustness, &Effect)> {
    Some((drawn, drawn.changes.first()?))
}

/// What the draws say of the change, and what was drawn.
fn of_change(ui: &mut Ui, context: &Context<'_>, output: &Output, drawn: &Robustness, effect: &Effect) {
    let words = &words().sensitivity;
    let Some(interval) = effect.companies.get(&output.company) else {
        return;
    };
    let company = naming::company(context.map, &output.company);
    let unit = naming::measure_unit(drawn.measure, context.map.units());
    let amount = |change| format!("{} {unit}", figures::signed(change));
    let same = figures::percent(interval.same_sign);
    let headline = match interval.base.total_cmp(&0.0) {
        std::cmp::Ordering::Greater => fill(words.gains_in, &[company, &same]),
        std::cmp::Ordering::Less => fill(words.loses_in, &[company, &same]),
        std::cmp::Ordering::Equal => fill(words.unmoved_in, &[company, &same]),
    };
    ui.add(Label::new(RichText::new(headline).strong()).wrap());
    let between = [interval.p5, interval.p95, interval.p50, interval.base].map(amount);
    let between = fill(words.between, &between.each_ref().map(String::as_str));
    ui.add(Label::new(between).wrap());
    let counts = [
        drawn.numbers,
        drawn.stated,
        drawn.numbers - drawn.stated,
        drawn.unsolved,
    ];
    let counts = counts.map(|count| figures::whole(count as f64));
    let [numbers, stated, assumed, unsolved] = counts.each_ref().map(String::as_str);
    let spread = figures::short_percent(DEFAULT_SPREAD);
    let seed = drawn.seed.to_string();
    let how = fill(words.how_drawn, &[numbers, stated, assumed, &spread, &seed]);
    caption(ui, context.theme, how);
    if drawn.unsolved > 0 {
        caption(ui, context.theme, fill(words.unsolved, &[unsolved]));
    }
    if drawn.several_states > 0 {
        let several = figures::whole(drawn.several_states as f64);
        caption(ui, context.theme, fill(words.several_states, &[&several]));
    }
}

/// Whether the best opening and the best deal stay the same.
fn of_openings(ui: &mut Ui, map: &Map, output: &Output, drawn: &Robustness) {
    let words = &words().sensitivity;
    let company = naming::company(map, &output.company);
    let link = |place: usize| {
        let change = drawn.changes.get(place);
        let link = change.and_then(|effect| effect.change.open.first());
        link.map_or_else(String::new, |link| naming::link(map, link))
    };
    if let Some(ranking) = drawn.ranking.get(&output.company) {
        let (best, order) = (
            figures::percent(ranking.same_best),
            figures::percent(ranking.same_order),
        );
        let said = fill(words.ranking, &[&link(ranking.best), company, &best, &order]);
        ui.add(Label::new(said).wrap());
    }
    if let Some(deal) = &drawn.deal {
        let names: Vec<&str> = deal.players.iter().map(|id| naming::company(map, id)).collect();
        let names = names.join(self::words().marks.list);
        let same = figures::percent(deal.same);
        let said = match deal.best {
            Some(best) => fill(words.deal, &[&link(best), &names, &same]),
            None => fill(words.no_deal, &[&names, &same]),
        };
        ui.add_space(SPACE / 2.0);
        ui.add(Label::new(said).wrap());
    }
}

/// How many draws lie where; `drawn` in ascending order.
fn histogram(
    ui: &mut Ui,
    context: &Context<'_>,
    output: &Output,
    drawn: &[f64],
    interval: Option<&Interval>,
) {
    let theme = context.theme;
    let words = &words().sensitivity;
    let unit = naming::measure_unit(output.measure, context.map.units());
    let (measure, _) = naming::measure(output.measure);
    let bars = bins(drawn).into_iter().map(|(from, width, share)| {
        let middle = from + width / 2.0;
        let color = theme.change_color(middle);
        let color = if middle == 0.0 { theme.weak_text } else { color };
        Bar::new(middle, 100.0 * share).width(0.92 * width).fill(color)
    });
    let bars: Vec<Bar> = bars.collect();
    let plot = Plot::new("draws")
        .x_axis_label(fill(self::words().marks.in_brackets, &[measure, &unit]))
        .x_axis_formatter(|mark, _| figures::signed(mark.value))
        .y_axis_formatter(|mark, _| figures::short_percent(mark.value / 100.0))
        .y_axis_min_width(40.0)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .show_background(false)
        .label_formatter(|_| None);
    let response = plot.show(ui, |plot| {
        plot.bar_chart(BarChart::new(words.draws, bars).allow_hover(false));
        plot.vline(VLine::new("", 0.0).color(theme.weak_text).allow_hover(false));
        if let Some(of) = interval {
            let median = VLine::new("", of.p50).color(theme.accent).width(1.0);
            plot.vline(median.style(LineStyle::dashed_dense()).allow_hover(false));
        }
        for (change, color, width) in interval.iter().flat_map(|of| {
            [
                (of.p5, theme.accent, 1.0),
                (of.p95, theme.accent, 1.0),
                (of.base, theme.text, 2.0),
            ]
        }) {
            let line = VLine::new("", change)
                .color(color)
                .width(width)
                .allow_hover(false);
            plot.vline(line);
        }
    });
    let company = naming::company(context.map, &output.company);
    let spoken = fill(words.histogram, &[company]);
    response
        .response
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    response.response.on_hover_text(words.histogram_hint);
}

/// The start, the width and the share of the draws of each bar.
fn bins(drawn: &[f64]) -> Vec<(f64, f64, f64)> {
    let skipped = (TAIL * drawn.len() as f64) as usize;
    let (Some(from), Some(to)) = (
        drawn.get(skipped),
        drawn
            .len()
            .checked_sub(1 + skipped)
            .and_then(|last| drawn.get(last)),
    ) else {
        return Vec::new();
    };
    let width = (to - from) / BINS as f64;
    if width <= 0.0 {
        return Vec::new();
    }
    let edge = |bin: usize| from + bin as f64 * width;
    let below = |value: f64| drawn.partition_point(|change| *change < value);
    let bin = |bin: usize| {
        let inside = below(edge(bin + 1)) - below(edge(bin));
        (edge(bin), width, inside as f64 / drawn.len() as f64)
    };
    (0..BINS).map(bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_hold_all_draws_but_the_tails() {
        let drawn: Vec<f64> = (0..10_000).map(f64::from).collect();
        let bins = bins(&drawn);
        assert_eq!(bins.len(), BINS);
        let sum: f64 = bins.iter().map(|(_, _, share)| share).sum();
        assert!((sum - 0.99).abs() < 1e-3, "{sum}");
        for (_, _, share) in &bins {
            assert!((share * BINS as f64 - 0.99).abs() < 0.02, "evenly spread");
        }
        assert_eq!(super::bins(&[]), []);
        assert_eq!(super::bins(&[1.0, 1.0]), [], "nothing is uncertain");
    }
}
