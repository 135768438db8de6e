//! The Deals tab: what two companies gain by every bundle of openings, which of them they would agree
//! on, and what has to be paid. It speaks of today's map, whatever scenario is shown.

mod detail;
mod plot;
mod study;

use std::collections::BTreeMap;

use egui::text::{LayoutJob, TextFormat};
use egui::{ComboBox, Panel, ScrollArea, TextStyle, Ui};

use super::ground::TodaysGround;
use super::results::ResultPanel;
use super::study::study_of;
use super::widgets::{caption, font, named};
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

/// Width of the list at the right.
const LIST: f32 = 300.0;
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
        let wish = Wish {
            players: choose(ui, context, &keepers, players),
        };
        if self.players.as_ref() != Some(&wish.players) {
            self.players = Some(wish.players.clone());
            self.picked = None;
        }
        let ground = self.ground.of(context);
        let Some(found) = study_of(ui, &mut self.study, &wish, ground, context) else {
            return;
        };
        if found.negotiation.players() != wish.players {
            return;
        }
        if found.negotiation.links().is_empty() {
            caption(ui, context.theme, words().deals.no_links);
            return;
        }
        self.picked = self
            .picked
            .filter(|picked| picked.bundle < found.negotiation.game().bundles());
        answer(ui, context, found, &mut self.picked, commands);
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

/// The two companies, to be chosen among those who keep gates.
fn choose(
    ui: &mut Ui,
    context: &Context<'_>,
    keepers: &[CompanyId],
    mut players: [CompanyId; 2],
) -> [CompanyId; 2] {
    let words = &words().deals;
    ui.horizontal(|ui| {
        for (place, before, label) in [
            (0, words.between, words.first_player),
            (1, words.and, words.second_player),
        ] {
            ui.label(before);
            let other = players[1 - place].clone();
            let chooser = ComboBox::from_id_salt(("player", place))
                .selected_text(naming::company(context.map, &players[place]))
                .show_ui(ui, |ui| {
                    for keeper in keepers.iter().filter(|keeper| **keeper != other) {
                        let name = naming::company(context.map, keeper);
                        ui.selectable_value(&mut players[place], keeper.clone(), name);
                    }
                });
            named(chooser.response, label);
        }
    });
    players
}

/// The plot with the list beside it.
fn answer(
    ui: &mut Ui,
    context: &Context<'_>,
    found: &Found,
    picked: &mut Option<Picked>,
    commands: &mut Vec<Command>,
) {
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
        caption(
            ui,
            context.theme,
            fill(words().combos.several_states, &[&several]),
        );
    }
    plot::legend(ui, context, found);
    Panel::right("deals list")
        .frame(egui::Frame::new().inner_margin(egui::Margin {
            left: 16,
            ..egui::Margin::ZERO
        }))
        .show_separator_line(false)
        .resizable(false)
        .exact_size(LIST)
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                list(ui, context, found, picked);
                ui.add_space(SPACE);
                match picked {
                    Some(picked) => picked.ui(ui, context, found, commands),
                    None => drop(caption(ui, context.theme, words().deals.pick)),
                }
            });
        });
    let clicked = plot::ui(ui, context, found, picked.map(|picked| picked.bundle));
    if let Some(bundle) = clicked {
        *picked = Some(Picked::new(found, bundle));
    }
}

/// The bundles that count, by kind.
fn list(ui: &mut Ui, context: &Context<'_>, found: &Found, picked: &mut Option<Picked>) {
    for kind in [Kind::Agreed, Kind::Paid, Kind::Stable, Kind::Holds] {
        let of_kind = found.kinds.iter().find(|(of, _)| *of == kind);
        let bundles = of_kind.map_or(&[][..], |(_, bundles)| bundles);
        let (name, hint) = kind.words();
        for bundle in bundles.iter().take(LISTED) {
            let chosen = picked.is_some_and(|picked| picked.bundle == *bundle);
            let gains = found.negotiation.game().gains(*bundle);
            let gains = found
                .negotiation
                .players()
                .iter()
                .zip(gains)
                .map(|(player, gain)| {
                    let name = naming::company(context.map, player);
                    format!("{name} {}", figures::signed(gain))
                });
            let gains = gains.collect::<Vec<_>>().join(words().marks.comma);
            let mut text = LayoutJob::default();
            for (line, style, color) in [
                (format!("{name}\n"), TextStyle::Body, context.theme.text),
                (gains, TextStyle::Small, context.theme.weak_text),
            ] {
                text.append(&line, 0.0, TextFormat::simple(font(ui, style), color));
            }
            if ui.selectable_label(chosen, text).on_hover_text(hint).clicked() {
                *picked = Some(Picked::new(found, *bundle));
            }
        }
    }
}
