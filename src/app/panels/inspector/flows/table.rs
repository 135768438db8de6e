//! Figures in rows: what is shown, and beside a scenario today's value and the change.

use egui::{Align, Align2, Layout, Rect, RichText, Sense, TextStyle, Ui, pos2, vec2};

use crate::app::context::Context;
use crate::app::figures;
use crate::app::i18n::words;
use crate::app::panels::widgets::{font, text_in};
use crate::app::theme::SPACE;
use crate::solver::Solution;

/// Reads a figure off a solution.
type Value<'a> = Box<dyn Fn(&Solution) -> Option<f64> + 'a>;

/// One figure: its name, its meaning, and its value in a solution.
pub(super) struct Figure<'a> {
    name: &'a str,
    hint: &'a str,
    share: bool,
    value: Value<'a>,
}

impl<'a> Figure<'a> {
    pub(super) fn new(name: &'a str, hint: &'a str, value: impl Fn(&Solution) -> Option<f64> + 'a) -> Self {
        Self {
            name,
            hint,
            share: false,
            value: Box::new(value),
        }
    }

    /// The same, shown in per cent.
    pub(super) fn share(self) -> Self {
        Self { share: true, ..self }
    }

    fn text(&self, value: f64) -> String {
        if self.share {
            figures::percent(value)
        } else {
            figures::compact(value)
        }
    }
}

/// A change against today, none where it is rounding.
pub(super) fn change(before: f64, after: f64) -> f64 {
    let change = after - before;
    if change.abs() <= 1e-9 * before.abs().max(after.abs()) {
        0.0
    } else {
        change
    }
}

/// The figures in rows; where a scenario is shown with today's value and the change.
pub(super) fn table(ui: &mut Ui, figures: &[Figure<'_>], context: &Context<'_>) {
    let (Some(today), Some(now)) = (context.today, context.now) else {
        return;
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if context.compares() {
            line(
                ui,
                "",
                "",
                [
                    words().scenarios.today,
                    words().results.now,
                    words().results.change,
                ],
                None,
                context,
            );
        }
        for figure in figures {
            let (Some(before), Some(after)) = ((figure.value)(today), (figure.value)(now)) else {
                continue;
            };
            if context.compares() {
                let change = change(before, after);
                let signed = if figure.share {
                    figures::signed_percent(change)
                } else {
                    figures::signed(change)
                };
                let values = [&*figure.text(before), &*figure.text(after), &*signed];
                line(ui, figure.name, figure.hint, values, Some(change), context);
            } else {
                single(ui, figure, after);
            }
        }
    });
}

fn single(ui: &mut Ui, figure: &Figure<'_>, value: f64) {
    ui.spacing_mut().interact_size.y = SPACE * 2.75;
    ui.horizontal(|ui| {
        let name = ui.label(figure.name);
        if !figure.hint.is_empty() {
            name.on_hover_text(figure.hint);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(figure.text(value)));
        });
    });
}

/// A name and three right-aligned values; the last in the colour of its change.
fn line(ui: &mut Ui, name: &str, hint: &str, values: [&str; 3], change: Option<f64>, context: &Context<'_>) {
    let theme = context.theme;
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let small = font(ui, TextStyle::Small);
    let column = (row.width() * 0.185).max(56.0);
    let left = row.right() - 3.0 * column;
    let name_place = Rect::from_min_max(row.min, pos2(left, row.bottom()));
    text_in(
        ui,
        name_place,
        Align2::LEFT_CENTER,
        name,
        font(ui, TextStyle::Body),
        theme.text,
    );
    for (place, value) in values.into_iter().enumerate() {
        let from = left + place as f32 * column;
        let cell = Rect::from_min_max(pos2(from, row.top()), pos2(from + column, row.bottom()));
        let color = match (change, place) {
            (Some(change), 2) => theme.change_color(change),
            (Some(_), 1) => theme.text,
            _ => theme.weak_text,
        };
        text_in(
            ui,
            cell.shrink2(vec2(SPACE / 4.0, 0.0)),
            Align2::RIGHT_CENTER,
            value,
            small.clone(),
            color,
        );
    }
    let spoken = format!("{name} {}", values.join(" "));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, spoken.trim()));
    if !hint.is_empty() {
        response.on_hover_text(hint);
    }
}
