//! What the solver says of the selection: today, and in the scenario shown.

mod alone;
mod bars;
mod company;
mod link;
mod node;
mod table;

use egui::Ui;

use super::group::Group;
use super::{Command, Context, section};
use crate::app::i18n::{self, fill, words};
use crate::app::panels::widgets::{caption, fade_if_stale};
use crate::model::{Link, Node};
pub(super) use company::ui as company;
pub(super) use link::ui as link;
pub(super) use node::ui as node;

/// The heading, and below it what `contents` shows once there are answers.
fn answers(ui: &mut Ui, context: &Context<'_>, contents: impl FnOnce(&mut Ui)) {
    section(ui, context, words().inspector.solver_says);
    if context.today.is_none() || context.now.is_none() {
        let text = if context.working {
            words().status.solving
        } else {
            words().results.no_results
        };
        caption(ui, context.theme, text);
        return;
    }
    let units = context.map.units();
    let counted = fill(
        words().flows.counted_in,
        &[
            i18n::unit(&units.traffic),
            i18n::unit(&units.currency),
            i18n::unit(&units.period),
        ],
    );
    caption(ui, context.theme, counted);
    ui.scope(|ui| {
        fade_if_stale(ui, context.stale);
        contents(ui);
    });
}

/// What the nodes and links selected come to together.
pub(super) fn sums(
    ui: &mut Ui,
    nodes: Option<&Group<'_, Node>>,
    links: Option<&Group<'_, Link>>,
    context: &Context<'_>,
) {
    answers(ui, context, |ui| {
        let mut figures = Vec::new();
        figures.extend(nodes.into_iter().flat_map(node::sums));
        figures.extend(links.into_iter().flat_map(link::sums));
        table::table(ui, &figures, context);
    });
}
