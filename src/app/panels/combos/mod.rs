//! The Combinations tab: which bundles of openings are best by a goal, what each link is credited
//! with, and which links help each other. It speaks of today's map, whatever scenario is shown.

mod best;
mod credit;
mod pairs;
mod sheets;
mod study;

use egui::{ComboBox, Ui};

use super::ground::TodaysGround;
use super::results::ResultPanel;
use super::study::study_of;
use super::widgets::{caption, named};
use super::{Command, Context};
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::jobs::study::Study;
use crate::app::naming;
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;
use crate::model::Map;
use crate::solver::Measure;
use study::{Found, Goal, Wish};

/// A side from which the combinations are looked at.
#[derive(Clone, Copy, Default, PartialEq)]
enum Side {
    #[default]
    Best,
    Credit,
    Pairs,
}

impl Side {
    const ALL: [Self; 3] = [Self::Best, Self::Credit, Self::Pairs];

    /// Its name and what it shows.
    fn words(self) -> (&'static str, &'static str) {
        let words = &words().combos;
        match self {
            Self::Best => (words.best, words.best_hint),
            Self::Credit => (words.credit, words.credit_hint),
            Self::Pairs => (words.pairs, words.pairs_hint),
        }
    }
}

/// What is looked at, and the answer.
pub(super) struct CombosTab {
    side: Side,
    wish: Wish,
    goal: Goal,
    study: Study<Wish>,
    ground: TodaysGround,
    best: best::Table,
    pairs: pairs::Matrix,
}

impl Default for CombosTab {
    fn default() -> Self {
        Self {
            side: Side::default(),
            wish: Wish {
                measure: Measure::Payoff,
            },
            goal: Goal::default(),
            study: Study::default(),
            ground: TodaysGround::default(),
            best: best::Table::default(),
            pairs: pairs::Matrix::default(),
        }
    }
}

impl ResultPanel for CombosTab {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        ui.add_space(SPACE);
        self.controls(ui, context);
        let ground = self.ground.of(context);
        let Some(found) = study_of(ui, &mut self.study, &self.wish, ground, context) else {
            return;
        };
        if found.measure != self.wish.measure {
            return;
        }
        if found.links.is_empty() {
            caption(ui, context.theme, words().results.no_closed_links);
            return;
        }
        let goal = shown_goal(&self.goal, found);
        match self.side {
            Side::Best => {
                caption(ui, context.theme, sentences(context, found, &extent(found)));
                let asked = self.best.ui(ui, context, found, goal, commands);
                self.goal = asked.unwrap_or_else(|| self.goal.clone());
            }
            Side::Credit => credit::ui(ui, context, found, commands),
            Side::Pairs => self.pairs.ui(ui, context, found, goal, commands),
        }
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let found = self.study.answer()?;
        let goal = shown_goal(&self.goal, found);
        match self.side {
            Side::Best => Some(sheets::best(context.map, found, goal)),
            Side::Credit => sheets::credit(context.map, found),
            Side::Pairs => sheets::pairs(context.map, found, goal),
        }
    }
}

impl CombosTab {
    fn controls(&mut self, ui: &mut Ui, context: &Context<'_>) {
        ui.horizontal_wrapped(|ui| {
            for side in Side::ALL {
                let (name, hint) = side.words();
                let button = egui::Button::selectable(self.side == side, name).frame_when_inactive(true);
                if ui.add(button).on_hover_text(hint).clicked() {
                    self.side = side;
                }
            }
            ui.add_space(SPACE * 0.5);
            let (name, hint) = naming::measure(self.wish.measure);
            let chooser = ComboBox::from_id_salt("measure of combinations")
                .width(110.0)
                .height(400.0)
                .selected_text(name)
                .show_ui(ui, |ui| {
                    for measure in Measure::ALL {
                        let (name, hint) = naming::measure(measure);
                        ui.selectable_value(&mut self.wish.measure, measure, name)
                            .on_hover_text(hint);
                    }
                });
            named(chooser.response, words().results.choose_measure).on_hover_text(hint);
            if self.side != Side::Credit {
                self.choose_goal(ui, context);
            }
        });
    }

    fn choose_goal(&mut self, ui: &mut Ui, context: &Context<'_>) {
        let found = self.study.answer();
        let goal = found
            .map_or(&self.goal, |found| shown_goal(&self.goal, found))
            .clone();
        let chooser = ComboBox::from_id_salt("goal of combinations")
            .width(120.0)
            .height(400.0)
            .selected_text(goal_name(context.map, &goal))
            .show_ui(ui, |ui| {
                for offered in found.into_iter().flat_map(Found::goals) {
                    let name = goal_name(context.map, offered);
                    let choice = ui.selectable_label(goal == *offered, name);
                    let choice = match (offered, found) {
                        (Goal::Company(_), _) | (_, None) => choice,
                        (_, Some(found)) => choice.on_hover_text(goal_hint(context.map, found, offered)),
                    };
                    if choice.clicked() {
                        self.goal = offered.clone();
                    }
                }
            });
        named(chooser.response, words().combos.goal);
    }
}

/// The goal chosen, so far as the answer has it.
fn shown_goal<'a>(goal: &'a Goal, found: &Found) -> &'a Goal {
    let known = found.goals().any(|known| known == goal);
    if known { goal } else { &Goal::All }
}

/// Whose measure it is.
fn goal_name<'a>(map: &'a Map, goal: &'a Goal) -> &'a str {
    match goal {
        Goal::Company(id) => naming::company(map, id),
        Goal::Gatekeepers => words().combos.gatekeepers,
        Goal::All => words().combos.all_together,
    }
}

/// What the goal means, in a sentence.
fn goal_hint(map: &Map, found: &Found, goal: &Goal) -> String {
    match goal {
        Goal::Company(id) => naming::company(map, id).to_owned(),
        Goal::Gatekeepers => {
            let names = found.gatekeepers.iter().map(|id| naming::company(map, id));
            let names = names.collect::<Vec<_>>().join(words().marks.list);
            fill(words().combos.gatekeepers_hint, &[&names])
        }
        Goal::All => words().combos.all_together_hint.to_owned(),
    }
}

/// How many bundles were tried.
fn extent(found: &Found) -> String {
    let words = &words().combos;
    let template = if found.sampled { words.sampled } else { words.tried };
    let count = |count: usize| figures::whole(count as f64);
    let mut text = fill(template, &[&count(found.tried), &count(found.links.len())]);
    if found.unsolvable > 0 {
        text.push(' ');
        text.push_str(&fill(words.unsolvable, &[&count(found.unsolvable)]));
    }
    if found.several_states > 0 {
        text.push(' ');
        text.push_str(&fill(words.several_states, &[&count(found.several_states)]));
    }
    text
}

/// The unit of the measure, and what else there is to say.
fn sentences(context: &Context<'_>, found: &Found, text: &str) -> String {
    let unit = naming::measure_unit(found.measure, context.map.units());
    format!("{unit} · {text}")
}

/// A change of the measure with its unit.
fn amount(context: &Context<'_>, found: &Found, change: f64) -> String {
    let unit = naming::measure_unit(found.measure, context.map.units());
    format!("{} {unit}", figures::signed(change))
}
