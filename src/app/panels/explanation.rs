//! Sentences beside a result: what a change does and why.

use egui::{Align, Label, Layout, Panel, RichText, ScrollArea, Ui};

use super::Context;
use super::widgets::{dot, fade_if_stale};
use crate::analysis::explain::Change;
use crate::app::explanation::sentences;
use crate::app::i18n::words;
use crate::app::style;
use crate::app::theme::SPACE;

/// From this width on the sentences stand at the right of a result, else below it.
const WIDE: f32 = 760.0;
/// Width of the sentences at the right.
const WIDTH: f32 = 340.0;
/// Height of the sentences below.
const HEIGHT: f32 = 64.0;

/// The sentences about `change`, at the right of what is drawn next, or below it.
pub(super) fn beside(ui: &mut Ui, context: &Context<'_>, change: &Change) {
    let frame = egui::Frame::new();
    if ui.available_width() >= WIDE {
        let panel = Panel::right("explanation")
            .frame(frame.inner_margin(egui::Margin {
                left: 16,
                ..egui::Margin::ZERO
            }))
            .exact_size(WIDTH);
        panel.resizable(false).show(ui, |ui| {
            ui.add_space(SPACE);
            ui.label(RichText::new(words().explanations.title).text_style(style::strong()));
            list(ui, context, change);
        });
    } else {
        let panel = Panel::bottom("explanation").frame(frame).exact_size(HEIGHT);
        panel.resizable(false).show(ui, |ui| list(ui, context, change));
    }
}

fn list(ui: &mut Ui, context: &Context<'_>, change: &Change) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        fade_if_stale(ui, context.stale);
        for said in sentences(context.map, change) {
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                let color = match &said.company {
                    Some(company) => context.theme.company_color(context.map, Some(company)),
                    None => context.theme.line,
                };
                dot(ui, color);
                ui.add(Label::new(said.text).wrap().selectable(true));
            });
        }
    });
}
