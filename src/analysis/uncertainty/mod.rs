//! How sure an answer is, given how well its numbers are known: each number alone over its range
//! ([`tornado`](mod@tornado)), all at once at random ([`robustness`](mod@robustness), and month by month
//! [`bands`](mod@bands)), and the value of one number at which the answer turns
//! ([`break_even`](mod@break_even)).

pub mod bands;
pub mod break_even;
pub mod bundle;
pub mod draw;
mod question;
pub mod ranges;
pub mod robustness;
pub mod shares;
pub mod tornado;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{CompanyId, Diagnostic, LinkId, Map, NumberPath, Object, Scenario};

/// A change of the map whose effect is asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The links that it opens.
    pub open: Vec<LinkId>,
    /// The links that it closes.
    pub close: Vec<LinkId>,
    /// All of it.
    #[serde(skip)]
    pub scenario: Scenario,
}

impl From<Scenario> for Change {
    fn from(scenario: Scenario) -> Self {
        Self {
            open: scenario.open.iter().cloned().collect(),
            close: scenario.close.iter().cloned().collect(),
            scenario,
        }
    }
}

/// Each closed link that somebody can open, opened alone.
pub fn gated_openings(map: &Map) -> Vec<Change> {
    let gated = map.links().iter();
    let gated = gated.filter(|(_, link)| !link.open && !map.gatekeepers(link).is_empty());
    let opened = gated.map(|(id, _)| Scenario {
        open: [id.clone()].into(),
        ..Scenario::default()
    });
    opened.map(Change::from).collect()
}

/// The companies that keep the gates of closed links, those that keep most first.
pub fn gatekeepers(map: &Map) -> Vec<CompanyId> {
    let mut gates: BTreeMap<&CompanyId, usize> = BTreeMap::new();
    for link in map.links().values().filter(|link| !link.open) {
        for keeper in map.gatekeepers(link) {
            *gates.entry(keeper).or_default() += 1;
        }
    }
    let mut keepers: Vec<_> = gates.into_iter().collect();
    keepers.sort_by_key(|(_, gates)| std::cmp::Reverse(*gates));
    keepers.into_iter().map(|(keeper, _)| keeper.clone()).collect()
}

pub(super) fn no_such_number(path: &NumberPath) -> Diagnostic {
    Diagnostic::error(path.object.clone(), "no such number").field(path.field.clone())
}

pub(super) fn given_up() -> Diagnostic {
    Diagnostic::error(Object::Map, "the analysis was given up")
}
