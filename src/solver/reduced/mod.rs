//! A map reduced to what a few links can change, to be solved under many combinations of them.
//!
//! Every node that is neither the start of a toggled link nor part of the feedback is eliminated once
//! (stochastic complement); each combination then costs one small solve, feedback included.
//!
//! ```no_run
//! # use catchment::{model::Map, solver::{Compiled, CompanyFlow}};
//! # let map = Map::new("");
//! let compiled = Compiled::new(&map)?;
//! let links: Vec<_> = map.links().keys().cloned().collect();
//! let reduced = compiled.reduced(None, &links)?;       // once for a map and its links
//! let mut workspace = reduced.workspace();             // once for a thread
//! let mut row = vec![CompanyFlow::default(); map.companies().len()];
//! let mut open = reduced.open_today();                 // by link, in the order given
//! for link in 0..open.len() {
//!     open[link] = !open[link];
//!     match reduced.evaluate(&open, &mut workspace, &mut row) {
//!         Ok(()) => println!("{}: {:?}", links[link], row[0]),
//!         Err(why) => println!("{}: {}", links[link], why[0]),
//!     }
//!     open[link] = !open[link];
//! }
//! # Ok::<(), Vec<catchment::model::Diagnostic>>(())
//! ```
//!
//! The answers are those of [`Compiled::solve`]: every combination starts from today's state. Accelerated
//! steps lead to rest, the first of them to where it is guessed to be, if that is known. They are trusted
//! only as long as the states they pass through draw nearer to each other in a round, by the rule by which
//! [`super::reached`] spares the habit path; where they do not, the combination is solved in full instead.
//! Where traffic may draw more traffic than in proportion, accelerated steps could come to rest where rounds
//! would lead away from, and rounds are taken plainly.

mod chord;
mod current;
mod feedback;
mod landing;
mod money;
mod plan;
mod reach;
mod rests;
mod rows;
mod settle;
mod tally;
mod workspace;

use std::borrow::Cow;

use chord::Chord;
use feedback::Feedback;
use money::Trade;
use plan::Plan;
pub use rests::Rests;
use rows::Rows;
use tally::Tally;
pub use workspace::Workspace;

use super::booking;
use super::compiled::{Compiled, unsettled};
use super::feedback::Reference;
use super::flow::Situation;
use super::reached::Today;
use super::solution::CompanyFlow;
use super::structure;
use super::system::System;
use crate::model::{Diagnostic, LinkId, Scenario};

/// Visits that end must be those that start to this, relative.
const BALANCED: f64 = 1e-9;

/// A map with some of its links to be toggled, reduced to what these can change.
pub struct Reduced<'a> {
    today: Today<'a>,
    system: Cow<'a, System>,
    reference: &'a Reference,
    /// By edge, whether it is open; toggled ones are not.
    open: Vec<bool>,
    /// The edge of each toggled link.
    toggles: Vec<usize>,
    /// Whether each toggled link is open before any toggle.
    open_today: Vec<bool>,
    /// Whether visitors might be locked in under some combination.
    may_lock_in: bool,
    /// Visits that start.
    arrivals: f64,
    tally: Tally,
    /// What arrivals add to the counts before they come to a kept node.
    base: Vec<f64>,
    plan: Plan,
    feedback: Feedback,
    rows: Rows,
    trade: Trade,
    /// Whether no choice answers its own traffic and ad money more than in proportion, `(γ + η)/λ < 1`, so
    /// that accelerated steps can be trusted.
    is_weak: bool,
    chord: Chord,
}

impl Compiled<'_> {
    /// Reduces the map, as it is today or with `scenario` on it, to what toggling `links` can change.
    /// Links that the map does not have count for nothing.
    ///
    /// # Errors
    /// The scenario's numbers make pulls that have no weight.
    pub fn reduced(
        &self,
        scenario: Option<&Scenario>,
        links: &[LinkId],
    ) -> Result<Reduced<'_>, Vec<Diagnostic>> {
        let mut reduced = self.unguided(scenario, links)?;
        if reduced.is_weak {
            reduced.chord = reduced.chord_at(&vec![true; links.len()]);
        }
        Ok(reduced)
    }

    /// As [`Compiled::reduced`] for `links` as in `like`, the same of a map that differs in its numbers
    /// alone: what was learned there of how to come to rest serves here too, which takes less work.
    ///
    /// # Errors
    /// As [`Compiled::reduced`].
    pub fn reduced_like(
        &self,
        scenario: Option<&Scenario>,
        links: &[LinkId],
        like: &Reduced,
    ) -> Result<Reduced<'_>, Vec<Diagnostic>> {
        let mut reduced = self.unguided(scenario, links)?;
        if reduced.is_weak {
            reduced.chord = if like.feedback.len() == reduced.feedback.len() {
                like.chord.clone()
            } else {
                reduced.chord_at(&vec![true; links.len()])
            };
        }
        Ok(reduced)
    }

    /// Reduced, but with nothing known yet of how the feedback comes to rest.
    fn unguided(
        &self,
        scenario: Option<&Scenario>,
        links: &[LinkId],
    ) -> Result<Reduced<'_>, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let open = system.open_in(scenario);
        let reference = self.reference_for(&system);
        Ok(Reduced::new(self.today(), system, reference, open, links))
    }
}

impl<'a> Reduced<'a> {
    fn new(
        today: Today<'a>,
        system: Cow<'a, System>,
        reference: &'a Reference,
        mut open: Vec<bool>,
        links: &[LinkId],
    ) -> Self {
        // A link that there is not stands for an edge beyond the last, which no node has.
        let edge_of = |id: &LinkId| {
            let link = system.names.links.binary_search(id);
            link.map_or(usize::MAX, |link| system.edge_of[link])
        };
        let toggles: Vec<usize> = links.iter().map(edge_of).collect();
        let open_today: Vec<bool> = toggles
            .iter()
            .map(|&edge| open.get(edge).copied().unwrap_or_default())
            .collect();
        let mut may_open = open.clone();
        for &edge in &toggles {
            if let Some(open) = open.get_mut(edge) {
                *open = false;
                may_open[edge] = true;
            }
        }
        let reach = reach::Reach::new(&system, &open, &may_open);
        let dealing = money::dealing(&system, |edge| may_open[edge]);
        let tally = Tally::new(system.names.companies.len(), money::books(&dealing));
        let mut is_kept = vec![false; system.nodes()];
        for edge in (0..may_open.len()).filter(|&edge| may_open[edge]) {
            let (from, to) = (system.from[edge] as usize, system.graph.to(edge) as usize);
            let draws = feedback::draws(&system, reference, to);
            is_kept[from] |= draws || !open[edge];
            is_kept[to] |= draws;
        }
        for &(edge, _) in &dealing {
            is_kept[system.from[edge] as usize] = true;
        }
        let plan = Plan::new(&system, &tally, &is_kept, &open, &toggles, &reach.by_segment);
        let mut base = vec![0.0; tally.len()];
        for entry in plan.streams.iter().flat_map(|stream| &stream.entries) {
            base[entry.count as usize] += entry.value;
        }
        let feedback = Feedback::new(&system, &plan, reference, &open);
        let rows = Rows::new(&system, &plan, &|way| feedback.felt(way).to_vec());
        let trade = Trade::new(&system, &plan, &tally, &dealing, &base);
        let is_weak = plan.ways.iter().enumerate().all(|(at, way)| {
            let strength: f64 = feedback.felt(at).iter().map(|(_, exponent)| exponent).sum();
            strength < system.novelty[system.from[way.edge] as usize]
        });
        Self {
            is_weak,
            arrivals: system.arrivals.iter().flatten().sum(),
            may_lock_in: reach.may_lock_in,
            chord: Chord::plain(feedback.len()),
            today,
            system,
            reference,
            open,
            toggles,
            open_today,
            tally,
            base,
            plan,
            feedback,
            rows,
            trade,
        }
    }

    /// Whether each of the toggled links is open before any toggle.
    pub fn open_today(&self) -> Vec<bool> {
        self.open_today.clone()
    }

    /// Solves the map with those of the toggled links open that `open` says, in the order in which
    /// they were given, and the others closed. `companies` takes the answer, in the order of the
    /// map's companies.
    ///
    /// # Errors
    /// Why this combination has no steady state; `companies` then means nothing.
    pub fn evaluate(
        &self,
        open: &[bool],
        workspace: &mut Workspace,
        companies: &mut [CompanyFlow],
    ) -> Result<(), Vec<Diagnostic>> {
        self.evaluate_near(open, None, workspace, companies)
    }

    /// As [`Reduced::evaluate`], with a `guess` where it will come to rest, which may spare work. What
    /// the answer is does not depend on it, but for rounding.
    ///
    /// # Errors
    /// As [`Reduced::evaluate`].
    pub fn evaluate_near(
        &self,
        open: &[bool],
        guess: Option<&[f64]>,
        workspace: &mut Workspace,
        companies: &mut [CompanyFlow],
    ) -> Result<(), Vec<Diagnostic>> {
        workspace.is_at_rest = false;
        workspace.is_one_of_several = false;
        if self.may_lock_in {
            structure::closed_loops(&self.situation(open))?;
        }
        if !self.settle(open, guess, workspace) {
            workspace.is_one_of_several = self.in_full(open, companies)?;
            return Ok(());
        }
        workspace.is_at_rest = true;
        let Workspace {
            chosen,
            currents,
            spend,
            counts,
            ads,
            referral,
            ..
        } = workspace;
        counts.copy_from_slice(&self.base);
        for ((stream, current), leave) in self.plan.streams.iter().zip(&*currents).zip(&chosen.leave) {
            for (place, entry) in &stream.of_leaving {
                let place = *place as usize;
                counts[entry.count as usize] += entry.value * current.visits[place] * leave[place];
            }
            for (way, entry) in &stream.of_ways {
                counts[entry.count as usize] += entry.value * current.ways[*way as usize];
            }
            for (target, entry) in &stream.of_targets {
                counts[entry.count as usize] += entry.value * current.targets[*target as usize];
            }
        }
        let ended = self.tally.ended(counts);
        let is_balanced = (ended - self.arrivals).abs() <= BALANCED * self.arrivals;
        if !is_balanced {
            workspace.is_one_of_several = self.in_full(open, companies)?;
            return Ok(());
        }
        self.trade.ads(spend, ads);
        self.trade.refer(&self.plan, chosen, currents, referral);
        for (company, flow) in companies.iter_mut().enumerate() {
            *flow = self
                .tally
                .company(&self.system, counts, company, ads[company], referral[company]);
        }
        Ok(())
    }

    fn situation(&self, open: &[bool]) -> Situation<'_> {
        let mut all = self.open.clone();
        for (&edge, &open) in self.toggles.iter().zip(open) {
            if let Some(slot) = all.get_mut(edge) {
                *slot = open;
            }
        }
        Situation::new(&self.system, all)
    }

    /// The same by the full system; tells whether other steady states are known.
    fn in_full(&self, open: &[bool], companies: &mut [CompanyFlow]) -> Result<bool, Vec<Diagnostic>> {
        let situation = self.situation(open);
        let feedback = super::feedback::Feedback::new(&situation, self.reference);
        let reached = self.today.leads_to(&feedback, None);
        let reached = reached.map_err(|restless| vec![unsettled(&self.system, restless)])?;
        companies.copy_from_slice(&booking::companies(&situation, &reached.rest.round)?);
        Ok(reached.is_one_of_several)
    }
}
