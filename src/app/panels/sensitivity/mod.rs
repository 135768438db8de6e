//! The tab "How sure": which number a change hangs on, and what it is when all numbers are drawn at
//! random from the ranges of their evidence.

mod bars;
mod draws;
mod numbers;
mod question;
mod study;

use egui::Ui;

use super::ground::TodaysGround;
use super::results::ResultPanel;
use super::widgets::caption;
use super::{Command, Context};
use crate::app::i18n::words;
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;

/// What is asked, and both ways to look at it.
#[derive(Default)]
pub(super) struct SensitivityTab {
    question: question::Question,
    view: View,
    ground: TodaysGround,
    numbers: numbers::Numbers,
    draws: draws::Drawn,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum View {
    #[default]
    Numbers,
    Draws,
}

impl ResultPanel for SensitivityTab {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        let words = &words().sensitivity;
        ui.add_space(SPACE);
        let asked = ui.horizontal_wrapped(|ui| {
            for (view, name, hint) in [
                (View::Numbers, words.numbers, words.numbers_hint),
                (View::Draws, words.draws, words.draws_hint),
            ] {
                ui.selectable_value(&mut self.view, view, name)
                    .on_hover_text(hint);
            }
            ui.add_space(SPACE);
            self.question.ui(ui, context)
        });
        let Some(output) = asked.inner else {
            caption(ui, context.theme, words.nothing_to_ask);
            return;
        };
        let ground = self.ground.of(context);
        match self.view {
            View::Numbers => self.numbers.ui(ui, context, ground, output, commands),
            View::Draws => self.draws.ui(ui, context, ground, &output),
        }
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        match self.view {
            View::Numbers => self.numbers.sheet(context),
            View::Draws => self.draws.sheet(context),
        }
    }
}
