//! What opening or closing a link alone would do, and who would gain or lose by it.

use egui::{Align, Button, Layout, RichText, Ui};

use super::Command;
use crate::analysis::whatif::{Action, LinkEffect};
use crate::app::context::Context;
use crate::app::figures;
use crate::app::i18n::words;
use crate::app::naming;
use crate::app::panels::widgets::{caption, dot};
use crate::app::theme::SPACE;
use crate::model::{CompanyId, LinkId, Object};
use crate::solver::Measure;

/// The most companies that are named.
const MOST: usize = 5;

/// The effect of the other state of `link`, all else as it is shown; nothing until it is known.
pub(super) fn ui(ui: &mut Ui, link: &LinkId, context: &Context<'_>, commands: &mut Vec<Command>) {
    let rows = context.whatif.map_or(&[][..], |whatif| &whatif.links);
    let effect = rows.iter().find(|row| row.link == *link && row.problem.is_none());
    let Some(effect) = effect else { return };
    let words = words();
    let title = match effect.action {
        Action::Open => words.flows.opened_alone,
        Action::Close => words.flows.closed_alone,
    };
    ui.add_space(SPACE * 0.5);
    caption(ui, context.theme, title);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = SPACE * 2.75;
        let diverted = effect.visits - effect.new;
        for (name, hint, value) in [
            (
                words.results.visits_column,
                words.results.visits_column_hint,
                effect.visits,
            ),
            (
                words.results.new_column,
                words.results.new_column_hint,
                effect.new,
            ),
            (
                words.results.diverted_column,
                words.results.diverted_column_hint,
                diverted,
            ),
        ] {
            ui.horizontal(|ui| {
                ui.label(name).on_hover_text(hint);
                signed(ui, value, context);
            });
        }
        let gains = gains(effect);
        if !gains.is_empty() {
            caption(ui, context.theme, words.measures.captured);
        }
        for (id, value) in gains {
            ui.horizontal(|ui| {
                dot(ui, context.theme.company_color(context.map, Some(id)));
                let name = naming::company(context.map, id);
                let button = Button::new(name).frame(false);
                if ui
                    .add(button)
                    .on_hover_text(words.measures.captured_hint)
                    .clicked()
                {
                    commands.push(Command::Select(vec![Object::Company(id.clone())]));
                }
                signed(ui, value, context);
            });
        }
    });
}

/// The companies whose kept visits change the most.
fn gains(effect: &LinkEffect) -> Vec<(&CompanyId, f64)> {
    let changes = effect
        .companies
        .iter()
        .map(|(id, flow)| (id, flow.get(Measure::Captured)));
    // What is small beside the visits on the link is no news.
    let least = effect.visits.abs() * 1e-3;
    let mut changes: Vec<_> = changes.filter(|(_, value)| value.abs() > least).collect();
    changes.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
    changes.truncate(MOST);
    changes
}

/// A change at the right end of the row, with its sign and colour.
fn signed(ui: &mut Ui, value: f64, context: &Context<'_>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(figures::signed(value)).color(context.theme.change_color(value)));
    });
}
