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
mod tally;

use std::borrow::Cow;

use chord::{Chord, Steps};
use current::Current;
use feedback::Feedback;
use money::Trade;
use plan::Plan;
pub use rests::Rests;
use rows::{Chosen, Rows};
use tally::Tally;

use super::booking;
use super::compiled::{Compiled, unsettled};
use super::feedback::{AT_REST, Reference, clip};
use super::flow::Situation;
use super::reached::{Today, draws_nearer};
use super::solution::CompanyFlow;
use super::structure;
use super::system::System;
use crate::model::{Diagnostic, LinkId, Scenario};

/// Rounds, accelerated or plain, after which a combination is solved in full.
const MOST_ROUNDS: usize = 40;
const MOST_PLAIN_ROUNDS: usize = 250;
/// Visits that end must be those that start to this, relative.
const BALANCED: f64 = 1e-9;
/// Steps of the finite differences, in logarithms.
const SMALL: f64 = 1e-5;

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

/// What one thread needs to evaluate combinations.
pub struct Workspace {
    /// The toggled links that are open; empty before the first combination.
    open: Vec<bool>,
    awake: Vec<bool>,
    chosen: Chosen,
    /// By stream.
    currents: Vec<Current>,
    /// By way.
    spend: Vec<f64>,
    state: Vec<f64>,
    next: Vec<f64>,
    residual: Vec<f64>,
    /// Whether the state is where the last combination rests.
    is_at_rest: bool,
    steps: Steps,
    counts: Vec<f64>,
    ads: Vec<f64>,
    referral: Vec<f64>,
    is_one_of_several: bool,
}

impl Workspace {
    /// Whether the last combination is known to have other steady states than the one told.
    pub fn is_one_of_several(&self) -> bool {
        self.is_one_of_several
    }

    /// Where the feedback rests in the last combination; `None` if there is no feedback or it was solved
    /// in full.
    pub fn rest(&self) -> Option<&[f64]> {
        (self.is_at_rest && !self.state.is_empty()).then_some(&self.state)
    }
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

    /// What one thread needs to evaluate combinations.
    pub fn workspace(&self) -> Workspace {
        let n = self.feedback.len();
        let companies = self.system.names.companies.len();
        Workspace {
            open: Vec::new(),
            awake: Vec::new(),
            chosen: self.rows.undecided(&self.system, &self.plan),
            currents: self
                .plan
                .streams
                .iter()
                .map(|_| Current::new(&self.plan))
                .collect(),
            spend: vec![0.0; self.plan.ways.len()],
            state: vec![0.0; n],
            next: vec![0.0; n],
            residual: vec![0.0; n],
            is_at_rest: false,
            steps: Steps::default(),
            counts: vec![0.0; self.tally.len()],
            ads: vec![0.0; companies],
            referral: vec![0.0; companies],
            is_one_of_several: false,
        }
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

    /// Brings the feedback to rest from today's state; false if that cannot be relied on.
    fn settle(&self, open: &[bool], guess: Option<&[f64]>, workspace: &mut Workspace) -> bool {
        self.toggle(open, workspace);
        workspace.steps.clear();
        let nobody_yet = self.feedback.start(&workspace.awake, &mut workspace.state);
        self.round(workspace);
        if nobody_yet {
            // The way from nobody to somebody is long and would hide how the others move.
            std::mem::swap(&mut workspace.state, &mut workspace.next);
            self.round(workspace);
        }
        if let Some(guess) = guess.filter(|_| self.is_weak) {
            let mut moved = 0.0f64;
            for ((state, guess), awake) in workspace.state.iter_mut().zip(guess).zip(&workspace.awake) {
                let to = if *awake { clip(*guess) } else { 0.0 };
                moved = moved.max((to - *state).abs());
                *state = to;
            }
            if !self.draws_nearer(moved, workspace) {
                return false;
            }
        }
        let most = if self.is_weak {
            MOST_ROUNDS
        } else {
            MOST_PLAIN_ROUNDS
        };
        for _ in 0..most {
            let Workspace {
                awake,
                state,
                next,
                residual,
                steps,
                currents,
                spend,
                ..
            } = &mut *workspace;
            let mut size = 0.0f64;
            for ((residual, next), state) in residual.iter_mut().zip(&*next).zip(&*state) {
                *residual = next - state;
                size = size.max(residual.abs());
            }
            if size < AT_REST {
                // Whether others would come if they knew the place is told by the full system.
                return !self.feedback.is_stuck(awake, state, currents, spend);
            }
            steps.advance(&self.chord, residual, awake);
            let (mut moved, mut in_full) = (0.0f64, true);
            for (state, step) in state.iter_mut().zip(&steps.next) {
                let to = clip(*state + step);
                in_full &= to == *state + step;
                moved = moved.max((to - *state).abs());
                *state = to;
            }
            if in_full && self.is_weak {
                steps.keep();
            } else {
                steps.clear();
            }
            if !self.draws_nearer(moved, workspace) {
                return false;
            }
        }
        false
    }

    /// The next round, after the state has `moved` so far since the last: whether where the two end is
    /// nearer than where they began.
    fn draws_nearer(&self, moved: f64, workspace: &mut Workspace) -> bool {
        workspace.residual.copy_from_slice(&workspace.next);
        self.round(workspace);
        let Workspace { next, residual, .. } = &*workspace;
        let ends = next
            .iter()
            .zip(residual)
            .map(|(next, before)| (next - before).abs());
        draws_nearer(moved, ends.fold(0.0, f64::max))
    }

    /// Opens and closes ways, and makes anew the choices that this alone decides.
    fn toggle(&self, open: &[bool], workspace: &mut Workspace) {
        let Workspace {
            open: known,
            awake,
            chosen,
            ..
        } = workspace;
        let is_first = known.is_empty();
        if is_first {
            known.resize(open.len(), false);
        }
        for place in 0..self.plan.nodes.len() {
            let mut changed = is_first;
            for way in self.plan.ways_of(place) {
                if let Some(toggle) = self.plan.ways[way].toggle
                    && (known[toggle] != open[toggle] || is_first)
                {
                    chosen.gate[way] = f64::from(u8::from(open[toggle]));
                    changed = true;
                }
            }
            if changed && !self.rows.is_fed(place) {
                self.rows.choose(&self.system, &self.plan, place, chosen);
            }
        }
        known.copy_from_slice(open);
        self.feedback.wake(open, awake);
    }

    /// Lets everybody choose under the state and follows them to the next.
    fn round(&self, workspace: &mut Workspace) {
        let Workspace {
            awake,
            chosen,
            currents,
            spend,
            state,
            next,
            ..
        } = workspace;
        self.rows.feel(state, chosen);
        for &place in &self.rows.fed {
            self.rows.choose(&self.system, &self.plan, place, chosen);
        }
        for (at, (stream, current)) in self.plan.streams.iter().zip(&mut *currents).enumerate() {
            current.follow(&self.plan, stream, &chosen.way[at], &chosen.leave[at]);
        }
        self.trade.spend(&self.plan, chosen, currents, spend);
        self.feedback.next(awake, currents, spend, next);
    }

    /// Steps by the derivative of one round at the rest that the combination `open` comes to.
    fn chord_at(&self, open: &[bool]) -> Chord {
        let n = self.feedback.len();
        let plain = Chord::plain(n);
        if n == 0 {
            return plain;
        }
        let mut workspace = self.workspace();
        if !self.settle(open, None, &mut workspace) {
            return plain;
        }
        let at = workspace.next.clone();
        workspace.state.copy_from_slice(&at);
        self.round(&mut workspace);
        let rest = workspace.next.clone();
        let mut jacobian = vec![0.0; n * n];
        for column in 0..n {
            workspace.state.copy_from_slice(&at);
            workspace.state[column] += SMALL;
            self.round(&mut workspace);
            for row in 0..n {
                jacobian[row * n + column] = (workspace.next[row] - rest[row]) / SMALL;
            }
        }
        Chord::new(n, &jacobian).unwrap_or(plain)
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
