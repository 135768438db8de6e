//! What each link does alone: every closed link opened, every open link closed, one at a time.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::model::{Company, CompanyId, Diagnostic, LinkId, Scenario};
use crate::solver::{CompanyFlow, Compiled, Concentration, Effect, Others, Solution, Table, Toggle};

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
    pub companies: Table<Company, CompanyFlow>,
    /// How concentrated captured visits, GMV and payments are.
    pub concentration: Concentration,
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

/// What toggling one link changes; all numbers but the concentration are new less old.
#[derive(Clone, Debug)]
pub struct LinkEffect {
    /// The link.
    pub link: LinkId,
    /// What is done to it.
    pub action: Action,
    /// Change of the visits on it.
    pub visits: f64,
    /// The part of that which no other link at its start lost: visitors who left before.
    pub new: f64,
    /// Change of the visits on the other links at its start: the part that came from elsewhere.
    others: Others,
    /// Change of every measure of every company.
    pub companies: Table<Company, CompanyFlow>,
    /// How concentrated captured visits, GMV and payments are with the toggle.
    pub concentration: Concentration,
    /// Why the map with this toggle cannot be solved, if it cannot; the numbers are zero then.
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

impl LinkEffect {
    /// Where the visits that are not new came from.
    pub fn diverted(&self) -> Diverted {
        let losers = self
            .companies
            .iter()
            .filter(|(_, change)| change.captured * self.visits < 0.0);
        Diverted {
            links: self
                .others
                .iter()
                .map(|(id, change)| (id.clone(), -change))
                .collect(),
            companies: losers
                .map(|(id, change)| (id.clone(), -change.captured))
                .collect(),
        }
    }
}

impl Serialize for LinkEffect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = 7 + usize::from(self.problem.is_some());
        let mut row = serializer.serialize_struct("LinkEffect", fields)?;
        row.serialize_field("link", &self.link)?;
        row.serialize_field("action", &self.action)?;
        row.serialize_field("visits", &self.visits)?;
        row.serialize_field("new", &self.new)?;
        row.serialize_field("diverted", &self.diverted())?;
        row.serialize_field("companies", &self.companies)?;
        row.serialize_field("concentration", &self.concentration)?;
        if let Some(problem) = &self.problem {
            row.serialize_field("problem", problem)?;
        }
        row.end()
    }
}

/// Toggles every link of a map alone, starting from `scenario` (or today), whose solution is `base`.
///
/// `go_on` is asked again and again; the rest is left out once it says no.
pub fn whatif(
    compiled: &Compiled,
    scenario: Option<&Scenario>,
    base: &Solution,
    go_on: &(dyn Fn() -> bool + Sync),
) -> WhatIf {
    // What has a solution has weights too.
    let links = compiled.toggle_each(scenario, base, go_on, |toggle| row(base, toggle));
    WhatIf {
        base: Base {
            companies: base.companies.clone(),
            concentration: base.concentration,
        },
        links: links.unwrap_or_default(),
    }
}

fn row(base: &Solution, toggle: Toggle) -> LinkEffect {
    let action = if toggle.opens { Action::Open } else { Action::Close };
    match toggle.effect {
        Ok(effect) => effect_row(base, toggle.link, action, effect),
        Err(problems) => LinkEffect {
            link: toggle.link,
            action,
            visits: 0.0,
            new: 0.0,
            others: Others::default(),
            companies: Table::default(),
            concentration: Concentration::default(),
            problem: Some(first_error(&problems)),
        },
    }
}

fn effect_row(base: &Solution, link: LinkId, action: Action, effect: Effect) -> LinkEffect {
    let Effect {
        visits,
        others,
        companies,
    } = effect;
    let after = base.companies.values().zip(companies.values());
    let after = after.map(|(flow, change)| flow.plus(change));
    let concentration = Concentration::of(after);
    LinkEffect {
        link,
        action,
        visits,
        new: visits + others.sum(),
        others,
        companies,
        concentration,
        problem: None,
    }
}

fn first_error(problems: &[Diagnostic]) -> String {
    problems
        .iter()
        .find(|problem| problem.is_error())
        .map_or_else(String::new, ToString::to_string)
}
