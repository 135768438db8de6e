//! The answer of `deals` as CSV: unrounded numbers, ids as keys, the links of a bundle with blanks
//! between.

use super::{Answer, Table};
use crate::analysis::deals::{Negotiation, Offer, Transfer};
use crate::cli::{Failure, output};
use crate::model::LinkId;

/// The CSV of `table`.
pub fn table(negotiation: &Negotiation, answer: &Answer, table: Table) -> Result<Vec<u8>, Failure> {
    match table {
        Table::Bundles => bundles(negotiation, answer),
        Table::Payments => payments(answer),
    }
}

fn bundles(negotiation: &Negotiation, answer: &Answer) -> Result<Vec<u8>, Failure> {
    let deals = &answer.deals;
    // Bundles of the answer are of links that are negotiated about.
    let offer = |open: &Vec<LinkId>| Some(negotiation.offer(negotiation.bundle(open).ok()?));
    let of_links = |kind, bundles: &[Vec<LinkId>]| -> Vec<(&str, Offer)> {
        let offers = bundles.iter().filter_map(offer);
        offers.map(|offer| (kind, offer)).collect()
    };
    let of_offers = |kind, first: Option<&Offer>, others: &[Offer]| -> Vec<(&str, Offer)> {
        let offers = first.into_iter().chain(others);
        offers.map(|offer| (kind, offer.clone())).collect()
    };
    let (agreed, paid) = (&deals.nash_bargaining, &deals.with_side_payments);
    let asked = answer.bundle.as_ref().map(|bundle| &bundle.offer);
    let rows = [
        of_links("status_quo", &[Vec::new()]),
        of_offers("nash_bargaining", Some(&agreed.offer), &agreed.others),
        of_offers("with_side_payments", Some(&paid.offer), &paid.others),
        of_links("stable", &deals.stable),
        of_links("nash_equilibrium", &deals.nash_equilibria),
        of_offers("pareto", None, &deals.pareto),
        of_offers("bundle", asked, &[]),
    ];
    let rows = rows.into_iter().flatten().flat_map(|(kind, offer)| {
        let open = joined(&offer.open);
        let gains = offer.gains.into_iter();
        gains.map(move |(player, gain)| (kind, open.clone(), player, gain))
    });
    output::csv(["kind", "open", "player", "gain"], rows)
}

fn payments(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let paid = &answer.deals.with_side_payments;
    let rows = |kind: &'static str, offer: &Offer, transfers: &[Transfer]| {
        let open = joined(&offer.open);
        let rows = transfers.iter().cloned();
        rows.map(|Transfer { from, to, amount }| (kind, open.clone(), from, to, amount))
            .collect::<Vec<_>>()
    };
    let asked = answer.bundle.iter().flat_map(|asked| {
        let whole = rows("made_whole", &asked.offer, &asked.transfers);
        whole.into_iter().chain(rows("split", &asked.offer, &asked.split))
    });
    let all = rows("with_side_payments", &paid.offer, &paid.transfers);
    output::csv(
        ["kind", "open", "from", "to", "amount"],
        all.into_iter().chain(asked),
    )
}

fn joined(links: &[LinkId]) -> String {
    let links: Vec<_> = links.iter().map(LinkId::as_str).collect();
    links.join(" ")
}
