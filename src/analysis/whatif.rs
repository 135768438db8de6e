//! What each link does alone: every closed link opened, every open link closed, one at a time.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{CompanyId, Diagnostic, LinkId, Map, NodeId, Scenario};
use crate::solver::{CompanyFlow, Compiled, Search, Solution, Table};

/// The answer of [`whatif`]; serialises as the JSON of `catchment whatif`.
#[derive(Clone, Debug, Serialize)]
pub struct WhatIf {
    /// What every company has before any toggle.
    pub base: Base,
    /// One row a link, in the order of the ids.
    pub links: Vec<LinkEffect>,
}

/// The state that every toggle is compared with.
#[derive(Clone, Debug, Serialize)]
pub struct Base {
    /// What each company captures and earns.
    pub companies: Table<crate::model::Company, CompanyFlow>,
}

/// What is done to the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is closed and gets opened.
    Open,
    /// It is open and gets closed.
    Close,
}

/// What toggling one link changes; all numbers are new less old.
#[derive(Clone, Debug, Serialize)]
pub struct LinkEffect {
    /// The link.
    pub link: LinkId,
    /// What is done to it.
    pub action: Action,
    /// Change of the visits on it.
    pub visits: f64,
    /// The part of that which no other link at its start lost: visitors who left before.
    pub new: f64,
    /// The part that came from elsewhere.
    pub diverted: Diverted,
    /// Change of every measure of every company.
    pub companies: BTreeMap<CompanyId, CompanyFlow>,
    /// Why the map with this toggle cannot be solved, if it cannot; the numbers are zero then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Where visits on an opened link came from (where those of a closed one went, with a minus).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Diverted {
    /// Visits lost by the other links out of the same node.
    pub links: BTreeMap<LinkId, f64>,
    /// Captured visits lost by companies, anywhere on the map.
    pub companies: BTreeMap<CompanyId, f64>,
}

/// Toggles every link of `map` alone, starting from `scenario` (or today), whose solution is `base`.
///
/// `go_on` is asked before each link; the rest is left out once it says no.
pub fn whatif(map: &Map, scenario: Option<&Scenario>, base: &Solution, go_on: impl Fn() -> bool) -> WhatIf {
    let out_links = out_links(map);
    // A map that has a solution compiles.
    let links = Compiled::new(map).map_or_else(
        |_| Vec::new(),
        |compiled| {
            let links = map.links().keys().take_while(|_| go_on());
            links
                .map(|link| toggle(map, &compiled, scenario, base, link, &out_links))
                .collect()
        },
    );
    WhatIf {
        base: Base {
            companies: base.companies.clone(),
        },
        links,
    }
}

fn out_links(map: &Map) -> BTreeMap<&NodeId, Vec<&LinkId>> {
    let mut by_start: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (id, link) in map.links() {
        by_start.entry(&link.from).or_default().push(id);
    }
    by_start
}

fn toggle(
    map: &Map,
    compiled: &Compiled,
    scenario: Option<&Scenario>,
    base: &Solution,
    id: &LinkId,
    out_links: &BTreeMap<&NodeId, Vec<&LinkId>>,
) -> LinkEffect {
    let mut toggled = scenario.cloned().unwrap_or_default();
    let link = map.links().get(id);
    let today = link.is_some_and(|link| link.open);
    let action = if toggled.is_open(id, today) {
        Action::Close
    } else {
        Action::Open
    };
    toggled.toggle(id, today);
    let nothing = LinkEffect {
        link: id.clone(),
        action,
        visits: 0.0,
        new: 0.0,
        diverted: Diverted::default(),
        companies: BTreeMap::new(),
        problem: None,
    };
    let after = match compiled.solve(Some(&toggled), Search::FromToday) {
        Ok(after) => after,
        Err(problems) => {
            return LinkEffect {
                problem: Some(first_error(&problems)),
                ..nothing
            };
        }
    };
    let visits = after.visits_on(id) - base.visits_on(id);
    let siblings = link
        .and_then(|link| out_links.get(&link.from))
        .into_iter()
        .flatten();
    let diverted: BTreeMap<_, _> = siblings
        .filter(|other| **other != id)
        .map(|other| ((*other).clone(), base.visits_on(other) - after.visits_on(other)))
        .filter(|(_, lost)| *lost != 0.0)
        .collect();
    let companies: BTreeMap<_, _> = after
        .companies
        .iter()
        .map(|(company, flow)| {
            let before = base.companies.get(company.as_str()).copied().unwrap_or_default();
            (company.clone(), flow.minus(&before))
        })
        .collect();
    let losers = companies
        .iter()
        .filter(|(_, change)| change.captured * visits < 0.0);
    LinkEffect {
        visits,
        new: visits - diverted.values().sum::<f64>(),
        diverted: Diverted {
            links: diverted,
            companies: losers
                .map(|(company, change)| (company.clone(), -change.captured))
                .collect(),
        },
        companies,
        ..nothing
    }
}

fn first_error(problems: &[Diagnostic]) -> String {
    problems
        .iter()
        .find(|problem| problem.is_error())
        .map_or_else(String::new, ToString::to_string)
}
