//! All that a report tells, worked out beforehand.

use std::collections::BTreeSet;

use crate::analysis::deals::{Deals, Negotiation};
use crate::analysis::path::{HabitPath, path};
use crate::analysis::uncertainty::gatekeepers;
use crate::analysis::uncertainty::robustness::{DEFAULT_SEED, Robustness, Wish, robustness};
use crate::analysis::whatif::{WhatIf, whatif};
use crate::file::Fingerprint;
use crate::model::{CompanyId, Diagnostic, Map, Scenario, ScenarioId};
use crate::solver::{Compiled, Measure, Search, Solution};

/// So many companies negotiate unless told otherwise, as in the window.
const PLAYERS: usize = 2;
/// Random draws behind what is said of how sure the scenarios are, and their seed.
const DRAWS: usize = 2000;

/// What a report is wanted of.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The map.
    pub map: &'a Map,
    /// The scenarios told beside today.
    pub scenarios: Vec<ScenarioId>,
    /// Who negotiates; `None`: those who stand at most of the closed gates.
    pub players: Option<Vec<CompanyId>>,
    /// How far habits are followed, in years.
    pub years: f64,
    /// The file that the map comes from.
    pub origin: Option<Origin>,
    /// The companies that its pictures do not show.
    pub hidden: BTreeSet<CompanyId>,
}

/// A file that a map comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its name.
    pub name: String,
    /// What stands for its bytes.
    pub fingerprint: Fingerprint,
}

/// What was found.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The map.
    pub map: &'a Map,
    /// The file that it comes from.
    pub origin: Option<Origin>,
    /// Today's steady state.
    pub today: Solution,
    /// The scenarios asked for.
    pub scenarios: Vec<Told<'a>>,
    /// What each link does alone.
    pub whatif: WhatIf,
    /// How far the scenarios' changes of payoff hold over the ranges of all numbers.
    pub robustness: Option<Robustness>,
    /// Who negotiates.
    pub players: Vec<CompanyId>,
    /// What the companies would agree on.
    pub deals: Option<Table>,
    /// How far habits were followed, in years.
    pub years: f64,
    /// The companies that its pictures do not show.
    pub hidden: BTreeSet<CompanyId>,
}

/// A scenario as a report tells it.
#[derive(Debug)]
pub struct Told<'a> {
    /// Its id.
    pub id: ScenarioId,
    /// What it changes.
    pub scenario: &'a Scenario,
    /// Its steady state.
    pub solution: Solution,
    /// How it comes about, month by month.
    pub path: HabitPath,
}

/// A negotiation and what comes of it.
#[derive(Debug)]
pub struct Table {
    /// Who negotiates over what.
    pub negotiation: Negotiation,
    /// The deals.
    pub deals: Deals,
}

impl<'a> Findings<'a> {
    /// Works out what `request` wants.
    ///
    /// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on.
    ///
    /// # Errors
    /// The map or a scenario has no steady state; or `go_on` said no.
    pub fn gather(
        request: Request<'a>,
        go_on: &(dyn Fn(f64) -> bool + Sync),
    ) -> Result<Self, Vec<Diagnostic>> {
        let map = request.map;
        let compiled = Compiled::new(map)?;
        let today = compiled.solve(None, Search::Several)?;
        let parts = request.scenarios.len() as f64 + 2.0;
        let mut scenarios = Vec::new();
        for id in &request.scenarios {
            let Some(scenario) = map.scenarios().get(id) else {
                continue;
            };
            let solution = compiled.solve(Some(scenario), Search::Several)?;
            let done = scenarios.len() as f64 / parts;
            scenarios.push(Told {
                id: id.clone(),
                scenario,
                path: path(map, Some(scenario), &[], request.years, &|| go_on(done))?,
                solution,
            });
        }
        let done = scenarios.len() as f64 / parts;
        let whatif = whatif(&compiled, None, &today, &|| go_on(done));
        let players = request.players.unwrap_or_else(|| {
            let mut players = gatekeepers(map);
            players.truncate(PLAYERS);
            players
        });
        let wish = Wish {
            draws: DRAWS,
            seed: DEFAULT_SEED,
            measure: Measure::Payoff,
            changes: scenarios
                .iter()
                .map(|told| told.scenario.clone().into())
                .collect(),
            // What they would agree on is told of the map's own numbers.
            players: Vec::new(),
        };
        // Without a scenario or a company there is nothing to be sure of, and the draws of a large map take long.
        let is_asked = !wish.changes.is_empty() && !map.companies().is_empty();
        let robustness = is_asked.then(|| robustness(map, &wish, &|_| go_on(done)));
        let half = |first: f64| move |part: f64| go_on((parts - 1.0 + (first + part) / 2.0) / parts);
        let deals = Negotiation::new(map, None, &players, None, &half(0.0));
        Ok(Self {
            map,
            origin: request.origin,
            today,
            scenarios,
            whatif,
            robustness: robustness.and_then(Result::ok),
            players,
            // Fewer than two gatekeepers, or none with a common gate: nobody to deal with.
            deals: deals.ok().and_then(|negotiation| {
                Some(Table {
                    deals: negotiation.deals_while(&half(1.0))?,
                    negotiation,
                })
            }),
            years: request.years,
            hidden: request.hidden,
        })
    }
}
