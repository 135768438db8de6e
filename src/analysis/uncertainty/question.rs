//! What every draw is asked: each change alone against today.

use std::collections::BTreeSet;

use super::bundle::{self, Score};
use super::robustness::Wish;
use crate::analysis::deals::Negotiation;
use crate::analysis::ties;
use crate::model::{Diagnostic, LinkId, Map, Scenario};
use crate::solver::{CompanyFlow, Compiled, Measure, Reduced, Workspace};

/// What is asked, prepared once for all draws.
pub(super) struct Question<'a> {
    wish: &'a Wish,
    /// The links that some change toggles.
    links: Vec<LinkId>,
    changes: Vec<Asked<'a>>,
    /// The places of the players among the companies.
    players: Vec<usize>,
    /// The places of the links that are the players' to open, where bundles of them are asked for.
    theirs: Vec<usize>,
    companies: usize,
}

/// How a change is put to a map.
enum Asked<'a> {
    /// Some of the links toggled, by their places.
    Toggles(Vec<usize>),
    /// It sets numbers too, so that the map has to be solved anew.
    Numbers(&'a Scenario),
}

/// What one map says.
pub(super) struct Outcome {
    /// By change, then company: how much the measure changes; −, 0 or + being told apart from rounding.
    pub(super) deltas: Vec<f64>,
    /// Likewise: below which two such changes are the same.
    pub(super) ties: Vec<f64>,
    /// The place of the change that is the best deal.
    pub(super) deal: Option<usize>,
    /// By link of the players: whether it is open in the best bundle; `None` if that was not searched for.
    pub(super) bundle: Option<Vec<bool>>,
}

impl<'a> Question<'a> {
    /// Prepares to ask `wish` of maps that differ from `map` in their numbers alone.
    pub(super) fn new(map: &Map, wish: &'a Wish) -> Self {
        let scenarios = || wish.changes.iter().map(|change| &change.scenario);
        let toggled = |scenario: &'a Scenario| {
            let named = scenario.open.iter().chain(&scenario.close);
            named.filter(|id| {
                let link = map.links().get(*id);
                link.is_some_and(|link| scenario.is_open(id, link.open) != link.open)
            })
        };
        let plain = || scenarios().filter(|scenario| scenario.set.is_empty());
        let mut links: BTreeSet<LinkId> = plain().flat_map(toggled).cloned().collect();
        let theirs = match wish.asks_for_bundles() {
            true => Negotiation::links_of(map, None, &wish.players).unwrap_or_default(),
            false => Vec::new(),
        };
        links.extend(theirs.iter().cloned());
        let links: Vec<LinkId> = links.into_iter().collect();
        let asked = |scenario: &'a Scenario| {
            if !scenario.set.is_empty() {
                return Asked::Numbers(scenario);
            }
            let toggled: BTreeSet<usize> = toggled(scenario)
                .filter_map(|id| links.binary_search(id).ok())
                .collect();
            Asked::Toggles(toggled.into_iter().collect())
        };
        let companies = map.companies().keys().enumerate();
        let players = companies.filter(|(_, id)| wish.players.contains(id));
        Self {
            wish,
            changes: scenarios().map(asked).collect(),
            players: players.map(|(at, _)| at).collect(),
            theirs: theirs
                .iter()
                .filter_map(|id| links.binary_search(id).ok())
                .collect(),
            companies: map.companies().len(),
            links,
        }
    }

    /// The links that are the players' to open, where bundles of them are asked for.
    pub(super) fn theirs(&self) -> impl Iterator<Item = &LinkId> {
        self.theirs.iter().map(|&link| &self.links[link])
    }

    /// The map reduced to what the changes can move; `like` is the same of a map with other numbers.
    ///
    /// # Errors
    /// Pulls that have no weight.
    pub(super) fn reduced<'c>(
        &self,
        compiled: &'c Compiled,
        like: Option<&Reduced>,
    ) -> Result<Reduced<'c>, Vec<Diagnostic>> {
        match like {
            Some(like) => compiled.reduced_like(None, &self.links, like),
            None => compiled.reduced(None, &self.links),
        }
    }

    /// The answer of `compiled`, which was `reduced`.
    ///
    /// # Errors
    /// Today or one of the changes has no steady state.
    pub(super) fn ask(&self, compiled: &Compiled, reduced: &Reduced) -> Result<Outcome, Vec<Diagnostic>> {
        let mut seat = Seat::new(reduced, self.companies);
        let today = seat.toggled(&[])?.to_vec();
        let mut outcome = Outcome {
            deltas: Vec::with_capacity(self.changes.len() * today.len()),
            ties: Vec::with_capacity(self.changes.len() * today.len()),
            deal: None,
            bundle: None,
        };
        let mut best: Option<Score> = None;
        for (at, change) in self.changes.iter().enumerate() {
            let solved;
            let after = match change {
                Asked::Toggles(toggles) => seat.toggled(toggles)?,
                Asked::Numbers(scenario) => {
                    solved = compiled.companies(Some(scenario))?;
                    &solved
                }
            };
            let change = |company: usize, measure| difference(&today[company], &after[company], measure);
            for company in 0..self.companies {
                let change = change(company, self.wish.measure);
                outcome.deltas.push(change.value());
                outcome.ties.push(change.tie());
            }
            if self.players.len() > 1 {
                let players = self.players.iter();
                let changes = players.map(|&company| change(company, Measure::Payoff));
                let score = Score::new(changes, self.wish.changes[at].open.len());
                if score.all_gain() && best.is_none_or(|best| score.is_better_than(best)) {
                    (best, outcome.deal) = (Some(score), Some(at));
                }
            }
        }
        Ok(outcome)
    }

    /// The bundle of the players' links that they would agree on, searched for from `starts`: whether each is
    /// open in it.
    ///
    /// # Errors
    /// Today has no steady state.
    pub(super) fn bundle(
        &self,
        reduced: &Reduced,
        starts: &[Vec<bool>],
    ) -> Result<Vec<bool>, Vec<Diagnostic>> {
        let mut seat = Seat::new(reduced, self.companies);
        let today = seat.toggled(&[])?.to_vec();
        let mut opened = Vec::new();
        let score = |bundle: &[bool]| {
            opened.clear();
            opened.extend(
                self.theirs
                    .iter()
                    .zip(bundle)
                    .filter(|(_, open)| **open)
                    .map(|(link, _)| *link),
            );
            let after = seat.toggled(&opened).ok()?;
            let players = self.players.iter();
            let changes =
                players.map(|&company| difference(&today[company], &after[company], Measure::Payoff));
            Some(Score::new(changes, opened.len()))
        };
        Ok(bundle::best(self.theirs.len(), starts, score))
    }
}

/// A place to solve one map with some links toggled.
struct Seat<'a> {
    reduced: &'a Reduced<'a>,
    workspace: Workspace,
    open: Vec<bool>,
    flows: Vec<CompanyFlow>,
}

impl<'a> Seat<'a> {
    fn new(reduced: &'a Reduced<'a>, companies: usize) -> Self {
        Self {
            reduced,
            workspace: reduced.workspace(),
            open: reduced.open_today(),
            flows: vec![CompanyFlow::default(); companies],
        }
    }

    /// What every company has with the links at these places toggled.
    fn toggled(&mut self, links: &[usize]) -> Result<&[CompanyFlow], Vec<Diagnostic>> {
        links.iter().for_each(|&link| self.open[link] = !self.open[link]);
        let solved = self
            .reduced
            .evaluate(&self.open, &mut self.workspace, &mut self.flows);
        links.iter().for_each(|&link| self.open[link] = !self.open[link]);
        solved.map(|()| self.flows.as_slice())
    }
}

fn difference(before: &CompanyFlow, after: &CompanyFlow, measure: Measure) -> ties::Change {
    ties::Change::of(before.get(measure), after.get(measure))
}
