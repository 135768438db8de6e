//! What opens and closes when: the changes of the scenario shown, each at a month of its own, and those
//! that the person adds. A matter of looking only, not saved.

use crate::analysis::path;
use crate::analysis::whatif::Action;
use crate::app::context::Context;
use crate::model::{LinkId, Map, Scenario, ScenarioId};

/// A link opened or closed at a month from today.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Planned {
    pub(super) link: LinkId,
    pub(super) action: Action,
    pub(super) month: u32,
}

/// All that happens, and what of it came from the scenario shown.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) changes: Vec<Planned>,
    of: Option<ScenarioId>,
    of_scenario: Vec<(LinkId, Action)>,
}

impl Plan {
    /// Takes in what the scenario shown opens and closes by now; another scenario starts anew.
    pub(super) fn follow(&mut self, context: &Context<'_>) {
        let shown = context.scenario.map(|(id, _)| id);
        if self.of.as_ref() != shown {
            *self = Self {
                of: shown.cloned(),
                ..Self::default()
            };
        }
        let toggled = context.scenario.map_or_else(Vec::new, |(_, scenario)| {
            let links = context.map.links().iter();
            let toggled = links.filter(|(id, link)| scenario.is_open(id, link.open) != link.open);
            toggled
                .map(|(id, link)| (id.clone(), doing(!link.open)))
                .collect()
        });
        if self.of_scenario != toggled {
            let gone = |change: &Planned| {
                let own = self.of_scenario.iter().any(|(link, _)| *link == change.link);
                own && !toggled.iter().any(|(link, _)| *link == change.link)
            };
            self.changes.retain(|change| !gone(change));
            for (link, action) in &toggled {
                if !self.of_scenario.iter().any(|(known, _)| known == link) {
                    self.changes.retain(|change| change.link != *link);
                    self.add(link.clone(), *action);
                }
            }
            self.of_scenario = toggled;
        }
        let map = context.map;
        self.changes
            .retain(|change| map.links().contains_key(&change.link));
    }

    /// Adds a change at month 0.
    pub(super) fn add(&mut self, link: LinkId, action: Action) {
        self.changes.push(Planned {
            link,
            action,
            month: 0,
        });
    }

    /// The links that may be added, with what would be done to them: those that are closed and that
    /// somebody can open, then those that are open.
    pub(super) fn addable(&self, map: &Map) -> Vec<(LinkId, Action)> {
        let planned = |id: &LinkId| self.changes.iter().any(|change| change.link == *id);
        let links = || map.links().iter().filter(|(id, _)| !planned(id));
        let closed = links().filter(|(_, link)| !link.open && !map.gatekeepers(link).is_empty());
        let open = links().filter(|(_, link)| link.open);
        let addable = closed.chain(open);
        addable
            .map(|(id, link)| (id.clone(), doing(!link.open)))
            .collect()
    }

    /// The same for the engine, by dates in years.
    pub(super) fn dated(&self) -> Vec<path::Change> {
        let changes = self.changes.iter().map(|change| path::Change {
            years: f64::from(change.month) / 12.0,
            link: change.link.clone(),
            action: change.action,
        });
        changes.collect()
    }

    /// What the scenario shown changes beside links, which comes into force at once.
    pub(super) fn numbers(context: &Context<'_>) -> Option<Scenario> {
        let (_, scenario) = context.scenario?;
        (!scenario.set.is_empty()).then(|| Scenario {
            set: scenario.set.clone(),
            ..Scenario::default()
        })
    }
}

fn doing(opens: bool) -> Action {
    if opens { Action::Open } else { Action::Close }
}
