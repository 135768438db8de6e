//! A solution as tables for a person.

use crate::cli::measure::{title, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{Column, numbers, paragraph, sections, table, words};
use crate::model::{Map, NodeId, Scenario, ScenarioId};
use crate::quantity::{compact, percent};
use crate::solver::{CompanyFlow, Measure, Solution};

use super::certainty;

/// How many of the nodes and of the links are shown.
const BUSIEST: usize = 10;

/// Everything that a person wants to know of a solution.
pub fn report(map: &Map, scenario: Option<(&ScenarioId, &Scenario)>, solution: &Solution) -> String {
    let report = Report {
        solution,
        names: Names(map),
        map,
        visits: unit(Measure::Captured, map.units()),
        money: unit(Measure::Income, map.units()),
        count: unit(Measure::Payments, map.units()),
    };
    sections([
        names::heading(map, scenario),
        certainty::words(map, &solution.status, &solution.residuals),
        report.totals(),
        report.capture(),
        report.income(),
        report.platforms(),
        report.payments(),
        report.nodes(),
        report.links(),
        certainty::notes(&solution.status),
    ])
}

struct Report<'a> {
    solution: &'a Solution,
    names: Names<'a>,
    map: &'a Map,
    /// The unit of visits, `visits / day`.
    visits: String,
    /// The unit of money, `CNY / day`.
    money: String,
    /// The unit of what is merely counted, `per day`.
    count: String,
}

impl Report<'_> {
    fn totals(&self) -> String {
        let Solution {
            arrivals,
            leaked,
            concentration,
            ..
        } = self.solution;
        let captured = arrivals - leaked;
        paragraph(&format!(
            "{} {} start. Companies capture {} of them, {} leak.\n\
             Concentration (HHI, 0 to 10,000): captured visits {}, GMV {}, payments {}.",
            compact(*arrivals),
            self.visits,
            percent(share(captured, *arrivals)),
            percent(share(*leaked, *arrivals)),
            index(concentration.captured),
            index(concentration.gmv),
            index(concentration.payments),
        ))
    }

    fn capture(&self) -> String {
        let all: f64 = self
            .solution
            .companies
            .iter()
            .map(|(_, flow)| flow.captured)
            .sum();
        let columns = [
            words("Who captures what"),
            numbers("Captured", &self.visits),
            numbers("Share", ""),
            numbers("GMV", &self.money),
            numbers("Payments", &self.count),
            numbers("Amount paid", &self.money),
        ];
        self.companies(&columns, Measure::Captured, |flow| {
            vec![
                compact(flow.captured),
                percent(share(flow.captured, all)),
                compact(flow.gmv),
                compact(flow.payments),
                compact(flow.payment_volume),
            ]
        })
    }

    fn income(&self) -> String {
        const MEASURES: [Measure; 6] = [
            Measure::Commission,
            Measure::Ads,
            Measure::Fees,
            Measure::Referral,
            Measure::Income,
            Measure::Payoff,
        ];
        let mut columns = vec![words(&format!("Who earns what\n{}", self.money))];
        columns.extend(MEASURES.map(|measure| numbers(title(measure), "")));
        self.companies(&columns, Measure::Income, |flow| {
            MEASURES.map(|measure| compact(flow.get(measure))).to_vec()
        })
    }

    /// A row a company, the largest first.
    fn companies(
        &self,
        columns: &[Column],
        order: Measure,
        cells: impl Fn(&CompanyFlow) -> Vec<String>,
    ) -> String {
        let rows = descending(self.solution.companies.iter(), |(_, flow)| flow.get(order));
        let rows = rows.into_iter().map(|(id, flow)| {
            let mut row = vec![self.names.company(id).into_owned()];
            row.extend(cells(flow));
            row
        });
        table(columns, rows)
    }

    fn platforms(&self) -> String {
        let columns = [
            words(&format!("Platform\n{}", self.money)),
            words("Owner"),
            numbers("GMV", ""),
            numbers("Commission", ""),
            numbers("Ad budget", ""),
            numbers("Unspent", ""),
            numbers("Orders", &self.count),
            numbers("Take rate", ""),
        ];
        let rows = descending(self.solution.platforms.iter(), |(_, flow)| flow.gmv);
        let rows = rows.into_iter().map(|(id, flow)| {
            let mut row = self.named(id);
            row.extend(
                [
                    flow.gmv,
                    flow.commission,
                    flow.ad_budget,
                    flow.ad_unspent,
                    flow.orders,
                ]
                .map(compact),
            );
            row.push(percent(flow.take_rate));
            row
        });
        table(&columns, rows)
    }

    fn payments(&self) -> String {
        let all: f64 = self.solution.payments.iter().map(|(_, flow)| flow.payments).sum();
        let columns = [
            words("Payment rail"),
            words("Owner"),
            numbers("Payments", &self.count),
            numbers("Share", ""),
            numbers("Amount", &self.money),
            numbers("Fees", &self.money),
        ];
        let rows = descending(self.solution.payments.iter(), |(_, flow)| flow.payments);
        let rows = rows.into_iter().map(|(id, flow)| {
            let mut row = self.named(id);
            row.push(compact(flow.payments));
            row.push(percent(share(flow.payments, all)));
            row.extend([flow.volume, flow.fees].map(compact));
            row
        });
        table(&columns, rows)
    }

    fn nodes(&self) -> String {
        let columns = [
            words(&format!(
                "{}\n{}",
                busiest("Busiest nodes", self.solution.nodes.len()),
                self.visits
            )),
            words("Owner"),
            words("Kind"),
            numbers("Visits", ""),
            numbers("End unpaid", ""),
            numbers("End paid", ""),
        ];
        let rows = descending(self.solution.nodes.iter(), |(_, flow)| flow.visits);
        let rows = rows.into_iter().take(BUSIEST).map(|(id, flow)| {
            let mut row = self.named(id);
            let kind = self.map.nodes().get(id).map_or("", |node| node.kind.name());
            row.push(kind.to_owned());
            row.extend([flow.visits, flow.exits, flow.paid].map(compact));
            row
        });
        table(&columns, rows)
    }

    fn links(&self) -> String {
        let columns = [
            words(&busiest("Busiest links", self.solution.links.len())),
            words("Kind"),
            numbers("Visits", &self.visits),
            numbers("Share", "of start"),
            numbers("Ad spend", &self.money),
            numbers("GMV brought", &self.money),
        ];
        let rows = descending(self.solution.links.iter(), |(_, flow)| flow.visits);
        let rows = rows.into_iter().take(BUSIEST).map(|(id, flow)| {
            let kind = self.map.links().get(id).map_or("", |link| link.kind.name());
            vec![
                self.names.ends(id),
                kind.to_owned(),
                compact(flow.visits),
                percent(flow.share),
                compact(flow.ad_spend),
                compact(flow.attributed_gmv),
            ]
        });
        table(&columns, rows)
    }

    /// The first two cells of a node's row: its name and its owner's.
    fn named(&self, id: &NodeId) -> Vec<String> {
        vec![
            self.names.node(id).into_owned(),
            self.names.owner(id).into_owned(),
        ]
    }
}

/// A concentration index, 0 to 10,000, in whole points.
fn index(value: f64) -> String {
    let points = format!("{value:.0}");
    match points.len().checked_sub(3) {
        Some(at @ 1..) => format!("{},{}", &points[..at], &points[at..]),
        _ => points,
    }
}

/// `Busiest nodes` with how many there are, where not all are shown.
fn busiest(what: &str, all: usize) -> String {
    if all > BUSIEST {
        format!("{what}, {BUSIEST} of {all}")
    } else {
        what.to_owned()
    }
}

/// The rows by falling size; rows of one size stay in the order of their ids.
fn descending<T>(rows: impl Iterator<Item = T>, size: impl Fn(&T) -> f64) -> Vec<T> {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    rows
}

/// `part` of `whole`; 0 of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}
