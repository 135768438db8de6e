//! The Deals tab: what two companies gain by every bundle of openings, which of them they would agree
//! on, and what has to be paid. It speaks of today's map, whatever scenario is shown.

mod detail;
mod plot;
mod study;

use std::collections::BTreeMap;

use egui::{Align, ComboBox, Layout, ScrollArea, Ui, UiBuilder};

use super::ground::TodaysGround;
use super::results::ResultPanel;
use super::study::study_of;
use super::widgets::{caption, named};
use super::{Command, Context};
use crate::analysis::combos::gated;
use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::jobs::study::Study;
use crate::app::naming;
use crate::app::sheet::Sheet;
use crate::app::theme::SPACE;
use crate::model::{CompanyId, Map};
use crate::solver::Measure;
use detail::Picked;
use study::{Found, Kind, Wish};

/// What the answer takes of the width, beside the plot.
const ANSWER: f32 = 0.54;
/// From this width on there is room for a word before the two companies.
const ROOMY: f32 = 400.0;
/// What a word beside a company takes.
const BETWEEN: f32 = 44.0;
const WIDEST_NAME: f32 = 200.0;
/// Lines longer than this are hard to read.
const WIDEST: f32 = 620.0;
/// So many bundles of a kind are listed; all are drawn.
const LISTED: usize = 5;

/// What is asked, and the answer.
#[derive(Default)]
pub(super) struct DealsTab {
    players: Option<[CompanyId; 2]>,
    study: Study<Wish>,
    ground: TodaysGround,
    picked: Option<Picked>,
}

impl ResultPanel for DealsTab {
    fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, commands: &mut Vec<Command>) {
        ui.add_space(SPACE);
        let keepers = keepers(context.map);
        let Some(players) = self.players(&keepers) else {
            caption(ui, context.theme, words().deals.need_two);
            return;
        };
        let mut room = ui.available_rect_before_wrap();
        // Beside the question from the top on, so that it is in sight where the panel is low.
        if let Some(found) = self.study.answer().filter(|found| is_of(found, &players)) {
            let bundles = found.negotiation.game().bundles();
            let known = self.picked.filter(|picked| picked.bundle < bundles);
            self.picked = known.or_else(|| Picked::first(found));
            let width = (ANSWER * room.width()).min(WIDEST);
            let (question, right) = room.split_left_right_at_x(room.right() - width);
            let right = UiBuilder::new().id_salt("answer").max_rect(right);
            ui.scope_builder(right, |ui| answer(ui, context, found, &mut self.picked, commands));
            room = question.with_max_x(question.right() - 2.0 * SPACE);
        }
        let left = UiBuilder::new().id_salt("question").max_rect(room);
        ui.scope_builder(left, |ui| self.question(ui, context, &keepers, players));
    }

    fn sheet(&self, context: &Context<'_>) -> Option<Sheet> {
        let found = self.study.answer()?;
        let words = &words().deals;
        let unit = naming::measure_unit(Measure::Payoff, context.map.units());
        let mut head = vec![words.kind.to_owned(), words.open.to_owned()];
        let players = found.negotiation.players().iter();
        head.extend(players.map(|id| fill(words.gain_of, &[naming::company(context.map, id), &unit])));
        let mut sheet = Sheet::new(head);
        for (kind, bundles) in found.kinds.iter().rev() {
            for bundle in bundles {
                let open = found.negotiation.open(*bundle);
                let open: Vec<_> = open.iter().map(|link| naming::link(context.map, link)).collect();
                let mut row = vec![kind.words().0.into(), open.join("; ").into()];
                row.extend(
                    found
                        .negotiation
                        .game()
                        .gains(*bundle)
                        .into_iter()
                        .map(Into::into),
                );
                sheet.row(row);
            }
        }
        Some(sheet)
    }
}

impl DealsTab {
    /// Who deals with whom, and the plot of all that they can do.
    fn question(
        &mut self,
        ui: &mut Ui,
        context: &Context<'_>,
        keepers: &[CompanyId],
        players: [CompanyId; 2],
    ) {
        let wish = Wish {
            players: choose(ui, context, keepers, players),
        };
        if self.players.as_ref() != Some(&wish.players) {
            self.players = Some(wish.players.clone());
            self.picked = None;
        }
        let ground = self.ground.of(context);
        let Some(found) = study_of(ui, &mut self.study, &wish, ground, context) else {
            return;
        };
        if found.negotiation.links().is_empty() {
            caption(ui, context.theme, words().deals.no_links);
        } else if is_of(found, &wish.players) {
            let clicked = plot::ui(ui, context, found, self.picked.map(|picked| picked.bundle));
            self.picked = clicked.map(|bundle| Picked::new(found, bundle)).or(self.picked);
        }
    }

    /// Those chosen, so far as they still keep a gate, else the two who keep the most.
    fn players(&self, keepers: &[CompanyId]) -> Option<[CompanyId; 2]> {
        let chosen = self.players.clone();
        let chosen = chosen.filter(|players| players.iter().all(|player| keepers.contains(player)));
        let most = || match keepers {
            [first, second, ..] => Some([first.clone(), second.clone()]),
            _ => None,
        };
        chosen.or_else(most)
    }
}

/// Who keeps the gate of a closed link, the one with the most gates first.
fn keepers(map: &Map) -> Vec<CompanyId> {
    let mut gates: BTreeMap<&CompanyId, usize> = BTreeMap::new();
    for id in gated(map, None) {
        let link = map.links().get(&id);
        for keeper in link.map_or_else(Vec::new, |link| map.gatekeepers(link)) {
            *gates.entry(keeper).or_default() += 1;
        }
    }
    let mut keepers: Vec<_> = gates.into_iter().collect();
    keepers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    keepers.into_iter().map(|(id, _)| id.clone()).collect()
}

/// Whether something that these companies could agree on was found.
fn is_of(found: &Found, players: &[CompanyId; 2]) -> bool {
    found.negotiation.players() == players && !found.negotiation.links().is_empty()
}

/// The two companies, to be chosen among those who keep gates.
fn choose(
    ui: &mut Ui,
    context: &Context<'_>,
    keepers: &[CompanyId],
    mut players: [CompanyId; 2],
) -> [CompanyId; 2] {
    let words = &words().deals;
    let roomy = ui.available_width() > ROOMY;
    // Both stand in one line, with long names cut, however little room there is.
    let most = (ui.available_width() - BETWEEN) / 2.0 - if roomy { BETWEEN } else { 0.0 };
    ui.horizontal(|ui| {
        for (place, before, label) in [
            (0, words.between, words.first_player),
            (1, words.and, words.second_player),
        ] {
            if place > 0 || roomy {
                ui.label(before);
            }
            let other = players[1 - place].clone();
            let shown = naming::company(context.map, &players[place]).to_owned();
            let size = egui::vec2(most.min(WIDEST_NAME), ui.spacing().interact_size.y);
            let chooser = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ComboBox::from_id_salt(("player", place))
                    .width(size.x)
                    .truncate()
                    .selected_text(&shown)
                    .show_ui(ui, |ui| {
                        for keeper in keepers.iter().filter(|keeper| **keeper != other) {
                            let name = naming::company(context.map, keeper);
                            ui.selectable_value(&mut players[place], keeper.clone(), name);
                        }
                    })
                    .response
            });
            named(chooser.inner, label).on_hover_text(shown);
        }
    });
    players
}

/// The answer, at the right: which it is, and what it means.
fn answer(
    ui: &mut Ui,
    context: &Context<'_>,
    found: &Found,
    picked: &mut Option<Picked>,
    commands: &mut Vec<Command>,
) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            kinds(ui, context, found, picked);
            if let Some(picked) = picked {
                picked.opening(ui, found, commands);
            }
        });
        match picked {
            Some(picked) => picked.ui(ui, context, found),
            None => drop(caption(ui, context.theme, words().deals.pick)),
        }
        ui.add_space(SPACE);
        asked(ui, context, found);
        plot::legend(ui, context, found);
    });
}

/// How many bundles were looked at.
fn asked(ui: &mut Ui, context: &Context<'_>, found: &Found) {
    let counts = [
        found.negotiation.game().bundles(),
        found.negotiation.links().len(),
        found.rational,
    ];
    let counts = counts.map(|count| figures::short(count as f64));
    let counts = fill(words().deals.counts, &counts.each_ref().map(String::as_str));
    caption(ui, context.theme, counts);
    let several = found.negotiation.several_states();
    if several > 0 {
        let several = figures::whole(several as f64);
        let several = fill(words().combos.several_states, &[&several]);
        caption(ui, context.theme, several);
    }
}

/// The bundles that count, by kind, to be chosen.
fn kinds(ui: &mut Ui, context: &Context<'_>, found: &Found, picked: &mut Option<Picked>) {
    let gains = |bundle: usize| {
        let players = found.negotiation.players().iter();
        let gains = players
            .zip(found.negotiation.game().gains(bundle))
            .map(|(player, gain)| {
                let name = naming::company(context.map, player);
                format!("{name} {}", figures::signed(gain))
            });
        gains.collect::<Vec<_>>().join(words().marks.comma)
    };
    let chosen = picked.and_then(|picked| picked.kind);
    let shown = chosen.map_or(words().deals.own, |kind| kind.words().0);
    let chooser = ComboBox::from_id_salt("kind")
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for kind in Kind::TOLD {
                let (name, hint) = kind.words();
                for bundle in found.of(kind).iter().take(LISTED) {
                    let is_chosen =
                        chosen == Some(kind) && picked.is_some_and(|picked| picked.bundle == *bundle);
                    let told = fill(words().deals.spoken, &[name, &gains(*bundle)]);
                    if ui.selectable_label(is_chosen, told).on_hover_text(hint).clicked() {
                        *picked = Some(Picked::of(found, *bundle, kind));
                    }
                }
            }
        });
    let hover = chosen.map_or(words().deals.pick, |kind| kind.words().1);
    named(chooser.response, words().deals.kind).on_hover_text(hover);
}
