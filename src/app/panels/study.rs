//! How a panel shows a long analysis: its progress, that it is of an earlier map, or why there is none.

use std::time::Duration;

use egui::{ProgressBar, RichText, Ui};

use super::Context;
use super::widgets::{caption, fade_if_stale, named};
use crate::app::findings;
use crate::app::i18n::words;
use crate::app::jobs::study::{Analysis, Ground, Status, Study};
use crate::app::theme::SPACE;

/// What the words and the button beside a bar take of its line.
const BESIDE_BAR: f32 = 110.0;

/// Follows the study and shows how it stands; the answer to be drawn below, if there is one, which
/// fades if it is not that of the map and the wishes shown.
pub(super) fn study_ui<'a, A: Analysis>(
    ui: &mut Ui,
    study: &'a mut Study<A>,
    wish: &A,
    context: &Context<'_>,
) -> Option<&'a A::Answer> {
    study_of(ui, study, wish, context.ground.as_ref(), context)
}

/// As [`study_ui`], of another state of the map than the one shown.
pub(super) fn study_of<'a, A: Analysis>(
    ui: &mut Ui,
    study: &'a mut Study<A>,
    wish: &A,
    ground: Option<&Ground>,
    context: &Context<'_>,
) -> Option<&'a A::Answer> {
    let oldest = context.document.first_physics;
    let status = study.follow(wish, ground, oldest, context.tasks, ui.ctx());
    let known = study.answer().is_some();
    let words = words();
    let anew = match &status {
        Status::Current => false,
        Status::Waiting => {
            if !known {
                let text = if context.working {
                    words.status.solving
                } else {
                    words.results.no_results
                };
                ui.add_space(SPACE);
                caption(ui, context.theme, text);
            }
            false
        }
        Status::Running(share) => {
            if progress(ui, *share) {
                study.give_up();
            }
            false
        }
        Status::Outdated => {
            let text = if known {
                words.results.outdated
            } else {
                words.results.not_worked_out
            };
            ask(ui, context, text)
        }
        Status::GivenUp => ask(ui, context, words.results.given_up),
        Status::Failed(reasons) if reasons.is_empty() => ask(ui, context, words.results.broken),
        Status::Failed(reasons) => {
            ui.add_space(SPACE);
            let text = RichText::new(findings::lines(reasons)).color(context.theme.error);
            ui.add(egui::Label::new(text).wrap());
            false
        }
    };
    if let (true, Some(ground)) = (anew, ground) {
        study.start(wish, ground, context.tasks, ui.ctx());
        ui.ctx().request_repaint();
    }
    fade_if_stale(ui, status != Status::Current);
    study.answer()
}

/// The share done, and whether it is to be given up.
fn progress(ui: &mut Ui, share: f64) -> bool {
    ui.add_space(SPACE);
    // Often enough to see it move.
    ui.ctx().request_repaint_after(Duration::from_millis(100));
    ui.horizontal(|ui| {
        ui.label(words().results.being_worked_out);
        let bar = ui.add(
            ProgressBar::new(share as f32)
                .desired_width((ui.available_width() - BESIDE_BAR).clamp(60.0, 200.0))
                .show_percentage(),
        );
        named(bar, words().results.being_worked_out);
        ui.button(words().files.cancel).clicked()
    })
    .inner
}

/// A sentence, and whether the analysis is to be made (anew).
fn ask(ui: &mut Ui, context: &Context<'_>, text: &str) -> bool {
    ui.add_space(SPACE);
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).color(context.theme.warning));
        let can = context.ground.is_some();
        ui.add_enabled(can, egui::Button::new(words().results.work_out))
            .clicked()
    })
    .inner
}
