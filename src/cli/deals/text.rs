//! The answer of `deals` as tables and sentences for a person.

use std::borrow::Cow;

use super::Answer;
use crate::analysis::deals::{Compensated, Negotiation, Offer, Transfer};
use crate::cli::explanation::and;
use crate::cli::measure::unit;
use crate::cli::names::{self, Names};
use crate::cli::table::{Column, numbers, numbers_of, paragraph, sections, table, words};
use crate::model::{LinkId, Map, Scenario, ScenarioId};
use crate::quantity::{compact, signed};
use crate::solver::Measure;
use crate::wording::several_states;

/// How many bundles of a kind have a row.
const BUNDLES: usize = 6;

/// Who can open what, what they would agree on, and what has to be paid.
pub fn report(
    map: &Map,
    scenario: Option<(&ScenarioId, &Scenario)>,
    negotiation: &Negotiation,
    answer: &Answer,
    side_payments: bool,
) -> String {
    let report = Report {
        map,
        names: Names(map),
        negotiation,
        answer,
    };
    sections([
        names::heading(map, scenario),
        report.opening(),
        report.left_out(),
        report.links(),
        report.counts(),
        report.deals(side_payments),
        if side_payments {
            report.payments()
        } else {
            String::new()
        },
        report.asked(),
    ])
}

struct Report<'a> {
    map: &'a Map,
    names: Names<'a>,
    negotiation: &'a Negotiation,
    answer: &'a Answer,
}

impl Report<'_> {
    fn opening(&self) -> String {
        let players = self.players();
        match self.negotiation.links().len() {
            0 => paragraph(&format!(
                "No closed link has all its gatekeepers among {}: there is nothing to agree on.",
                and(&players)
            )),
            links => paragraph(&format!(
                "{} over the {} that {} theirs alone to open. Gains are payoffs ({}) less those with none of them \
                 open.",
                and(&players),
                count(links, "closed link", "closed links"),
                if links == 1 { "is" } else { "are" },
                unit(Measure::Payoff, self.map.units()),
            )),
        }
    }

    /// The links that were too many, if there are any.
    fn left_out(&self) -> String {
        let left_out = self.negotiation.left_out();
        if left_out.is_empty() {
            return String::new();
        }
        let ends: Vec<_> = left_out.iter().map(|link| self.names.ends(link)).collect();
        paragraph(&format!(
            "Not all combinations of {} can be tried: these are the {} that move the players' payoffs most, alone \
             or last. Left closed: {}. Name others with --links.",
            count(left_out.len() + self.negotiation.links().len(), "link", "links"),
            self.negotiation.links().len(),
            ends.join(", "),
        ))
    }

    /// The links by number, who decides on each, and what it brings alone.
    fn links(&self) -> String {
        let mut columns = vec![
            numbers("No.", ""),
            words("Link, opened alone"),
            words("Who decides"),
        ];
        columns.extend(self.gain_columns());
        let rows = self.negotiation.links().iter().enumerate().map(|(place, link)| {
            let keepers = self.negotiation.keepers()[place].iter();
            let keepers: Vec<_> = keepers.map(|id| self.names.company(id)).collect();
            let mut row = vec![(place + 1).to_string(), self.names.ends(link), keepers.join(", ")];
            let alone = 1 << place;
            match self.negotiation.game().is_playable(alone) {
                true => row.extend(self.gains(&self.negotiation.offer(alone))),
                false => row.extend(self.players().iter().map(|_| "–".to_owned())),
            }
            row
        });
        table(&columns, rows)
    }

    fn counts(&self) -> String {
        let deals = &self.answer.deals;
        if deals.links.is_empty() {
            return String::new();
        }
        let more = |kind| deals.not_listed.get(kind).copied().unwrap_or_default();
        let unsolvable = match deals.unsolvable {
            0 => String::new(),
            some => format!(
                " {} no steady state and {} left out.",
                count(some, "combination has", "combinations have"),
                if some == 1 { "is" } else { "are" }
            ),
        };
        let several = several_states(deals.several_states, ("combination", "combinations"));
        let several = several.map_or_else(String::new, |several| format!(" {several}"));
        paragraph(&format!(
            "Of {} {} let nobody lose, counting today's. {} cannot be bettered for one without harm to another, \
             {} hold when everybody decides alone, {} stable. Links that change nothing for the players are left \
             out.{unsolvable}{several}",
            count(self.negotiation.game().bundles(), "combination", "combinations"),
            deals.rational,
            deals.pareto.len() + more("pareto"),
            deals.nash_equilibria.len() + more("nash_equilibria"),
            match deals.stable.len() + more("stable") {
                1 => "1 is".to_owned(),
                more => format!("{more} are"),
            },
        ))
    }

    fn deals(&self, side_payments: bool) -> String {
        let deals = &self.answer.deals;
        if deals.links.is_empty() {
            return String::new();
        }
        let mut columns = vec![words("Deal"), words("Links open (No.)")];
        columns.extend(self.gain_columns());
        columns.push(numbers_of("Sum"));
        let mut rows = Vec::new();
        let agreed = &deals.nash_bargaining;
        self.rows(
            &mut rows,
            "Agreed without payments",
            &with_others(&agreed.offer, &agreed.others),
        );
        if side_payments {
            let paid = &deals.with_side_payments;
            // Where nothing is gained together, what else gains nothing is no news.
            let others = if paid.total > 0.0 { &paid.others[..] } else { &[] };
            self.rows(
                &mut rows,
                "Agreed with payments",
                &with_others(&paid.offer, others),
            );
        }
        self.rows(&mut rows, "Stable", &self.offers(&deals.stable));
        self.rows(&mut rows, "Holds", &self.offers(&deals.nash_equilibria));
        let rational: Vec<_> = deals
            .pareto
            .iter()
            .filter(|offer| offer.is_rational())
            .cloned()
            .collect();
        self.rows(&mut rows, "Pareto, nobody loses", &rational);
        table(&columns, rows)
    }

    /// The bundles of a kind, the largest sum of gains first.
    fn rows(&self, rows: &mut Vec<Vec<String>>, kind: &str, offers: &[Offer]) {
        let mut offers: Vec<_> = offers.iter().collect();
        offers.sort_by(|a, b| b.total.total_cmp(&a.total));
        for (place, offer) in offers.iter().take(BUNDLES).enumerate() {
            let kind = match (place, offers.len()) {
                (0, all) if all > BUNDLES => format!("{kind}, {BUNDLES} of {all}"),
                (0, _) => kind.to_owned(),
                _ => String::new(),
            };
            let mut row = vec![kind, self.open(&offer.open)];
            row.extend(self.gains(offer));
            row.push(signed(offer.total));
            rows.push(row);
        }
    }

    fn payments(&self) -> String {
        let paid = &self.answer.deals.with_side_payments;
        if self.answer.deals.links.is_empty() {
            return String::new();
        }
        if paid.total <= 0.0 {
            return paragraph("Even with payments there is nothing to gain together.");
        }
        let share = paid.total / self.players().len() as f64;
        paragraph(&format!(
            "With payments all together gain {}. {}; each then gains {}.",
            self.money(paid.total),
            self.transfers(&paid.transfers)
                .unwrap_or_else(|| "Without any payment".to_owned()),
            self.money(share),
        ))
    }

    /// What the bundle that was asked for takes.
    fn asked(&self) -> String {
        let Some(Compensated {
            offer,
            transfers,
            shortfall,
            split,
        }) = &self.answer.bundle
        else {
            return String::new();
        };
        let gains = self.negotiation.players().iter().map(|player| {
            let gain = offer.gains.get(player).copied().unwrap_or_default();
            let name = self.names.company(player);
            match gain {
                0.0 => format!("{name} gains nothing"),
                gain if gain > 0.0 => format!("{name} gains {}", self.money(gain)),
                gain => format!("{name} loses {}", self.money(-gain)),
            }
        });
        let gains: Vec<_> = gains.collect();
        let whole = match (self.transfers(transfers), *shortfall > 0.0) {
            (None, false) => "Nobody loses, so nothing has to be paid.".to_owned(),
            (Some(paid), false) => format!("For nobody to lose, {paid} at least."),
            (_, true) => format!(
                "All that is gained leaves {} of the losses open, so no payment can make it worth while.",
                self.money(*shortfall)
            ),
        };
        let split = match self.transfers(split) {
            Some(paid) if *shortfall == 0.0 => format!(" To gain all the same, {paid}."),
            _ => String::new(),
        };
        paragraph(&format!(
            "With {} open, {}. {whole}{split}",
            self.open_names(&offer.open),
            and(&gains)
        ))
    }

    /// `Alibaba pays Tencent 4.2 m CNY / day`.
    fn transfers(&self, transfers: &[Transfer]) -> Option<String> {
        let paid = transfers.iter().map(|Transfer { from, to, amount }| {
            format!(
                "{} pays {} {}",
                self.names.company(from),
                self.names.company(to),
                self.money(*amount)
            )
        });
        let paid: Vec<_> = paid.collect();
        (!paid.is_empty()).then(|| and(&paid))
    }

    fn players(&self) -> Vec<Cow<'_, str>> {
        let players = self.negotiation.players().iter();
        players.map(|id| self.names.company(id)).collect()
    }

    fn gain_columns(&self) -> impl Iterator<Item = Column> {
        self.players()
            .into_iter()
            .map(|name| numbers_of(&name))
            .collect::<Vec<_>>()
            .into_iter()
    }

    fn gains<'b>(&'b self, offer: &'b Offer) -> impl Iterator<Item = String> + 'b {
        let players = self.negotiation.players().iter();
        players.map(|player| signed(offer.gains.get(player).copied().unwrap_or_default()))
    }

    fn offers(&self, bundles: &[Vec<LinkId>]) -> Vec<Offer> {
        // Bundles of the answer are of links that are negotiated about.
        let bundles = bundles
            .iter()
            .filter_map(|open| self.negotiation.bundle(open).ok());
        bundles.map(|bundle| self.negotiation.offer(bundle)).collect()
    }

    /// The numbers of the links, runs joined: `1–4, 7`.
    fn open(&self, links: &[LinkId]) -> String {
        let places = self.negotiation.links().iter().enumerate();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (place, _) in places.filter(|(_, id)| links.contains(id)) {
            match runs.last_mut() {
                Some((_, last)) if *last == place => *last = place + 1,
                _ => runs.push((place + 1, place + 1)),
            }
        }
        let runs = runs.iter().map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        });
        let runs: Vec<_> = runs.collect();
        if runs.is_empty() {
            "none".to_owned()
        } else {
            runs.join(", ")
        }
    }

    fn open_names(&self, links: &[LinkId]) -> String {
        let names: Vec<_> = links.iter().map(|link| self.names.ends(link)).collect();
        if names.is_empty() {
            "none of them".to_owned()
        } else {
            and(&names)
        }
    }

    fn money(&self, amount: f64) -> String {
        format!("{} {}", compact(amount), unit(Measure::Payoff, self.map.units()))
    }
}

fn with_others(first: &Offer, others: &[Offer]) -> Vec<Offer> {
    [std::slice::from_ref(first), others].concat()
}

fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}
