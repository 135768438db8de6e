//! What the gatekeepers would agree on, and what would have to be paid.

use maud::{Markup, html};

use super::table::{change, largest, words};
use crate::analysis::deals::{Offer, Transfer};
use crate::model::LinkId;
use crate::quantity::compact;
use crate::report::Findings;
use crate::report::findings::Table;
use crate::solver::Measure;
use crate::wording::{Names, and, unit};

/// So many bundles of one kind are listed.
const MOST: usize = 5;

pub fn section(findings: &Findings<'_>) -> Markup {
    html! {
        section id="deals" {
            h2 { "Deals" }
            @match &findings.deals {
                Some(table) if !table.deals.links.is_empty() => (deals(findings, table)),
                _ => p { "Fewer than two companies hold closed gates that they could trade." },
            }
        }
    }
}

fn deals(findings: &Findings<'_>, table: &Table) -> Markup {
    let map = findings.map;
    let names = Names(map);
    let deals = &table.deals;
    let players: Vec<_> = deals.players.iter().map(|id| names.company(id)).collect();
    let money = unit(Measure::Payoff, map.units());
    let rational = || deals.pareto.iter().filter(|offer| offer.is_rational());
    let bundles = |links: &[Vec<LinkId>]| -> Vec<Offer> {
        let offers = links.iter().filter_map(|open| {
            let bundle = table.negotiation.bundle(open).ok()?;
            Some(table.negotiation.offer(bundle))
        });
        offers.collect()
    };
    let kinds = [
        (
            "Agreed without payments",
            vec![deals.nash_bargaining.offer.clone()],
        ),
        (
            "Agreed with payments",
            vec![deals.with_side_payments.offer.clone()],
        ),
        ("Stable", bundles(&deals.stable)),
        ("Holds when each decides alone", bundles(&deals.nash_equilibria)),
        ("Nobody loses, none better for all", rational().cloned().collect()),
    ];
    let shown = kinds.iter().flat_map(|(_, offers)| offers.iter().take(MOST));
    let most = largest(shown.flat_map(|offer| offer.gains.values().copied()));
    html! {
        p {
            (and(&players)) " over the " (deals.links.len()) " closed links that are theirs alone to open. Gains are \
             payoffs (" (money) ") less those with none of them open."
            @if !deals.left_out.is_empty() {
                " Not all combinations can be tried: " (deals.left_out.len())
                " links that move the players' payoffs least stay closed."
            }
        }
        table.wide {
            thead {
                tr {
                    th { "Deal" }
                    th { "Links open" }
                    @for player in &players { th.number { (words(player)) } }
                    th.number { "Sum" }
                }
            }
            tbody {
                @for (kind, offers) in &kinds {
                    @for (place, offer) in offers.iter().take(MOST).enumerate() {
                        tr {
                            th scope="row" {
                                @if place == 0 {
                                    (kind)
                                    @if offers.len() > MOST { " (" (MOST) " of " (offers.len()) ")" }
                                }
                            }
                            td { (links(names, &offer.open)) }
                            @for id in &deals.players {
                                (change(offer.gains.get(id).copied().unwrap_or_default(), most))
                            }
                            (change(offer.total, most))
                        }
                    }
                }
            }
        }
        @if deals.with_side_payments.total > 0.0 {
            p {
                "With payments they gain " (compact(deals.with_side_payments.total)) " " (money) " together. "
                (payments(names, &deals.with_side_payments.transfers, &money))
                " Each then gains "
                (compact(deals.with_side_payments.total / players.len() as f64)) " " (money) "."
            }
        }
    }
}

fn links(names: Names<'_>, open: &[LinkId]) -> Markup {
    html! {
        @if open.is_empty() {
            "None"
        } @else {
            @for link in open { div { (words(&names.ends(link))) } }
        }
    }
}

fn payments(names: Names<'_>, transfers: &[Transfer], money: &str) -> Markup {
    html! {
        @if transfers.is_empty() {
            "Nothing has to be paid for an equal share."
        } @else {
            "For an equal share "
            @for (place, transfer) in transfers.iter().enumerate() {
                @if place > 0 { ", " }
                (names.company(&transfer.from)) " pays " (names.company(&transfer.to)) " "
                (compact(transfer.amount)) " " (money)
            }
            "."
        }
    }
}
