//! The answer of `whatif` as CSV: unrounded numbers, ids as keys.

use super::Table;
use crate::analysis::whatif::{Action, LinkEffect, WhatIf};
use crate::cli::{Failure, output};
use crate::model::{CompanyId, Map};
use crate::solver::{CompanyFlow, Measure};

/// The CSV of `table`.
pub fn table(map: &Map, answer: &WhatIf, table: Table) -> Result<Vec<u8>, Failure> {
    match table {
        Table::Effects => effects(map, answer),
        Table::Diverted => diverted(answer),
        Table::Concentration => concentration(answer),
    }
}

/// A row a link and company; a link with which the map cannot be solved has one row without numbers.
fn effects(map: &Map, answer: &WhatIf) -> Result<Vec<u8>, Failure> {
    let headings = [
        "link", "from", "to", "action", "visits", "new", "problem", "company",
    ];
    let headings = headings.into_iter().chain(Measure::ALL.map(Measure::name));
    let rows = answer.links.iter().flat_map(|effect| {
        let changes: Vec<_> = match effect.problem {
            Some(_) => vec![("", None)],
            None => effect.companies.iter().map(change).collect(),
        };
        changes.into_iter().map(|(company, change)| {
            let measures = Measure::ALL.map(|measure| change.map(|change: &CompanyFlow| change.get(measure)));
            (
                link(map, effect),
                effect.visits,
                effect.new,
                &effect.problem,
                company,
                measures,
            )
        })
    });
    output::csv(headings, rows)
}

fn diverted(answer: &WhatIf) -> Result<Vec<u8>, Failure> {
    let rows = answer.links.iter().flat_map(|effect| {
        let diverted = effect.diverted();
        let links = diverted.links.into_iter();
        let links = links.map(|(id, visits)| ("link", id.to_string(), visits));
        let companies = diverted.companies.into_iter();
        let companies = companies.map(|(id, visits)| ("company", id.to_string(), visits));
        links
            .chain(companies)
            .map(|loser| (&effect.link, action(effect), loser))
    });
    output::csv(["link", "action", "of", "id", "visits"], rows)
}

fn concentration(answer: &WhatIf) -> Result<Vec<u8>, Failure> {
    let headings = [
        "link",
        "action",
        "captured_before",
        "captured",
        "gmv_before",
        "gmv",
        "payments_before",
        "payments",
    ];
    let before = &answer.base.concentration;
    let solved = answer.links.iter().filter(|effect| effect.problem.is_none());
    let rows = solved.map(|effect| {
        let after = &effect.concentration;
        let captured = (before.captured, after.captured);
        let gmv = (before.gmv, after.gmv);
        let payments = (before.payments, after.payments);
        (&effect.link, action(effect), captured, gmv, payments)
    });
    output::csv(headings, rows)
}

fn change<'a>((company, change): (&'a CompanyId, &'a CompanyFlow)) -> (&'a str, Option<&'a CompanyFlow>) {
    (company.as_str(), Some(change))
}

fn link<'a>(map: &'a Map, effect: &'a LinkEffect) -> [&'a str; 4] {
    let link = map.links().get(&effect.link);
    let (from, to) = link.map_or(("", ""), |link| (link.from.as_str(), link.to.as_str()));
    [effect.link.as_str(), from, to, action(effect)]
}

fn action(effect: &LinkEffect) -> &'static str {
    match effect.action {
        Action::Open => "open",
        Action::Close => "close",
    }
}
