//! What stands beside the plot: what happens when, to be changed, and how long each company's way is.

use egui::{Align, Button, DragValue, Label, Layout, RichText, ScrollArea, Ui};

use super::plan::Plan;
use super::series::Series;
use super::time;
use crate::analysis::whatif::Action;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::Context;
use crate::app::panels::widgets::{caption, dot, named};
use crate::app::style;
use crate::app::theme::SPACE;
use crate::quantity;

/// Height of the list of links that can be added.
const MENU_HEIGHT: f32 = 320.0;

/// The openings and closings, each with its month, to be shifted, taken out and added to.
pub(super) fn plan(ui: &mut Ui, context: &Context<'_>, plan: &mut Plan, years: u32) {
    let words = &words().time_path;
    ui.label(RichText::new(words.what_happens).text_style(style::strong()));
    let mut taken_out = None;
    for (place, change) in plan.changes.iter_mut().enumerate() {
        let link = naming::link(context.map, &change.link);
        let template = match change.action {
            Action::Open => words.opens,
            Action::Close => words.closes,
        };
        let name = fill(template, &[&link]);
        let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
            let take_out = fill(words.take_out, &[&name]);
            if named(ui.add(Button::new("×").frame(false)), &take_out)
                .on_hover_text(&take_out)
                .clicked()
            {
                taken_out = Some(place);
            }
            let month = DragValue::new(&mut change.month)
                .range(0..=12 * years)
                .speed(0.1)
                .custom_formatter(|month, _| fill(words.month, &[&figures::short_digits(month)]))
                .custom_parser(month);
            let of = fill(words.month_of, &[&name]);
            named(ui.add(month), &of).on_hover_text(words.month_hint);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(&name).truncate()).on_hover_text(&name);
            });
        });
    }
    if let Some(place) = taken_out {
        plan.changes.remove(place);
    }
    add(ui, context, plan);
    caption(ui, context.theme, words.not_saved);
}

/// The month that `text` says, whatever words stand about the number.
fn month(text: &str) -> Option<f64> {
    let first = text.find(|letter: char| letter.is_numeric())?;
    let number = text[first..].trim_end_matches(|letter: char| !letter.is_numeric());
    quantity::parse(number)
}

/// The menu from which an opening or closing is added.
pub(super) fn add(ui: &mut Ui, context: &Context<'_>, plan: &mut Plan) {
    let words = &words().time_path;
    ui.menu_button(words.add, |ui| {
        ScrollArea::vertical().max_height(MENU_HEIGHT).show(ui, |ui| {
            for (link, action) in plan.addable(context.map) {
                let template = match action {
                    Action::Open => words.opens,
                    Action::Close => words.closes,
                };
                let name = fill(template, &[&naming::link(context.map, &link)]);
                if ui.button(name).clicked() {
                    plan.add(link, action);
                    ui.close();
                }
            }
        });
    });
}

/// How far each company goes, and how long half of its way takes.
pub(super) fn ways(ui: &mut Ui, context: &Context<'_>, series: &[Series], level: bool) {
    let words = &words().time_path;
    ui.label(RichText::new(words.how_long).text_style(style::strong()));
    for series in series {
        let name = naming::company(context.map, &series.company);
        let amount = if level {
            figures::compact(series.end)
        } else {
            figures::signed(series.end)
        };
        let half = match series.half_life {
            Some(years) if years < 1e-3 => words.at_once.to_owned(),
            Some(years) => fill(words.half_after, &[&time::span(years)]),
            None => words.no_half.to_owned(),
        };
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            dot(
                ui,
                context.theme.company_color(context.map, Some(&series.company)),
            );
            ui.add(Label::new(fill(words.way, &[name, &amount, &half])).wrap());
        });
    }
    ui.add_space(SPACE / 2.0);
    caption(ui, context.theme, words.reading);
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn a_month_is_read_with_its_word_and_without() {
        let read = ["month 12", "12", "第 12 个月", "2*6", "1.5", "soon", ""].map(month);
        assert_eq!(
            read,
            [
                Some(12.0),
                Some(12.0),
                Some(12.0),
                Some(12.0),
                Some(1.5),
                None,
                None
            ]
        );
    }
}
