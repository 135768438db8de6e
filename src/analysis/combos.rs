//! What every combination of links does to every company: all 2^L bundles of L links, or a seeded
//! sample of them where there are too many.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::ControlFlow;

use fastrand::Rng;
use rayon::prelude::*;

use crate::model::{CompanyId, Diagnostic, LinkId, Map, Scenario};
use crate::solver::{CompanyFlow, Compiled, Measure, Reduced, Rests, Workspace};

/// The most links of which every combination is tried; of more, a sample.
pub const COMPLETE: usize = 20;
/// The most links that bundles can be made of.
pub const MOST: usize = 64;
/// How many bundles a sample has.
pub const SAMPLE: usize = 1 << 16;
/// The seed of samples, unless another is asked for.
pub const SEED: u64 = 0x_c0b0;

/// How many bundles are solved between two looks at whether the answer is still wanted.
const CHUNK: usize = 1 << 10;
/// How many chunks are solved, on all cores, before they are told.
const CHUNKS: usize = 32;

/// A set of links as the bits of a number: bit i is set where link i is open.
pub type Bundle = u64;

/// What to tabulate.
#[derive(Clone, Debug)]
pub struct Request {
    /// The links to open and close; all others stay as they are.
    pub links: Vec<LinkId>,
    /// The measures to keep of every company. All ten take ten times the room of one.
    pub measures: Vec<Measure>,
    /// The seed of the sample, if there are more than [`COMPLETE`] links.
    pub seed: u64,
}

/// Why there is no table of combinations.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// A link that the map does not have.
    #[error("there is no link \"{0}\"")]
    NoLink(LinkId),
    /// A link that was named twice.
    #[error("link \"{0}\" is named twice")]
    Twice(LinkId),
    /// More links than bundles can be made of.
    #[error("{0} links are too many to combine: at most {MOST} can be; name those that matter")]
    TooMany(usize),
    /// The map cannot be compiled.
    #[error("the map cannot be solved")]
    Unsound(Vec<Diagnostic>),
    /// It was not wanted any more.
    #[error("given up")]
    GivenUp,
}

/// Every measure of every company under every bundle of some links.
#[derive(Clone, Debug)]
pub struct Combos {
    links: Vec<LinkId>,
    companies: Vec<CompanyId>,
    measures: Vec<Measure>,
    /// The bundles tried, ascending, where they are a sample; otherwise all are, each its own row.
    sample: Option<Vec<Bundle>>,
    /// By row, company and measure; no number where the bundle has no steady state.
    values: Vec<f64>,
    problems: BTreeMap<Bundle, String>,
    several_states: BTreeSet<Bundle>,
}

/// What every company has under a bundle.
#[derive(Clone, Copy, Debug)]
pub struct Solved<'a> {
    /// In the order of the companies' ids.
    pub flows: &'a [CompanyFlow],
    /// Whether the bundle is known to have several steady states; told is the one reached from today.
    pub several_states: bool,
}

/// The closed links that somebody can open: those that are closed in `scenario` (or today) and have
/// gatekeepers, in the order of their ids.
pub fn gated(map: &Map, scenario: Option<&Scenario>) -> Vec<LinkId> {
    let links = map.links().iter();
    let closed = links.filter(|(id, link)| !scenario.map_or(link.open, |s| s.is_open(id, link.open)));
    closed
        .filter(|(_, link)| !map.gatekeepers(link).is_empty())
        .map(|(id, _)| id.clone())
        .collect()
}

impl Combos {
    /// Solves `map`, with `scenario` on it, under every bundle of the links in `request`.
    ///
    /// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on.
    ///
    /// # Errors
    /// Links that cannot be combined, a map that breaks the rules, or an answer not wanted any more.
    pub fn new(
        map: &Map,
        scenario: Option<&Scenario>,
        request: &Request,
        go_on: &(dyn Fn(f64) -> bool + Sync),
    ) -> Result<Self, Unanswered> {
        let Request {
            links,
            measures,
            seed,
        } = request;
        refuse(map, links)?;
        let companies: Vec<CompanyId> = map.companies().keys().cloned().collect();
        let sample = (links.len() > COMPLETE).then(|| sample(links.len(), *seed));
        let rows = sample.as_ref().map_or(1 << links.len(), Vec::len);
        let mut values = Vec::with_capacity(rows * companies.len() * measures.len());
        let mut problems = BTreeMap::new();
        let mut several_states = BTreeSet::new();
        let told = each::<Infallible>(map, scenario, links, *seed, go_on, |bundle, row| {
            match row {
                Ok(solved) => {
                    let cells =
                        |flow: &CompanyFlow| measures.iter().map(|m| flow.get(*m)).collect::<Vec<_>>();
                    values.extend(solved.flows.iter().flat_map(cells));
                    if solved.several_states {
                        several_states.insert(bundle);
                    }
                }
                Err(problem) => {
                    values.extend(std::iter::repeat_n(f64::NAN, companies.len() * measures.len()));
                    problems.insert(bundle, problem.to_owned());
                }
            }
            ControlFlow::Continue(())
        })?;
        let ControlFlow::Continue(()) = told;
        Ok(Self {
            links: links.clone(),
            companies,
            measures: measures.clone(),
            sample,
            values,
            problems,
            several_states,
        })
    }

    /// The links combined; bit i of a bundle stands for link i.
    pub fn links(&self) -> &[LinkId] {
        &self.links
    }

    /// The companies, in the order of their ids.
    pub fn companies(&self) -> &[CompanyId] {
        &self.companies
    }

    /// The measures kept.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Whether only a sample of the bundles was tried, because there are too many links.
    pub fn is_sampled(&self) -> bool {
        self.sample.is_some()
    }

    /// How many bundles were tried.
    pub fn len(&self) -> usize {
        self.sample.as_ref().map_or(1 << self.links.len(), Vec::len)
    }

    /// Whether no bundle was tried; never so, as there is always the empty one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bundles tried, ascending; the first has no link open.
    pub fn bundles(&self) -> impl ExactSizeIterator<Item = Bundle> {
        (0..self.len()).map(|row| self.sample.as_ref().map_or(row as Bundle, |sample| sample[row]))
    }

    /// The measure at `measure` (in [`Combos::measures`]) of the company at `company` (in
    /// [`Combos::companies`]) under `bundle`; `None` where that has no steady state or was not tried.
    pub fn value(&self, bundle: Bundle, company: usize, measure: usize) -> Option<f64> {
        let row = match &self.sample {
            Some(sample) => sample.binary_search(&bundle).ok()?,
            None => usize::try_from(bundle).ok().filter(|row| *row < self.len())?,
        };
        let cell = (row * self.companies.len() + company) * self.measures.len() + measure;
        self.values.get(cell).copied().filter(|value| !value.is_nan())
    }

    /// Why `bundle` has no steady state, if it was tried and has none.
    pub fn problem(&self, bundle: Bundle) -> Option<&str> {
        self.problems.get(&bundle).map(String::as_str)
    }

    /// How many of the bundles tried have no steady state.
    pub fn unsolvable(&self) -> usize {
        self.problems.len()
    }

    /// How many of the bundles tried are known to have several steady states; told is the one that each
    /// reaches from today.
    pub fn several_states(&self) -> usize {
        self.several_states.len()
    }

    /// The links open in `bundle`.
    pub fn open(&self, bundle: Bundle) -> impl Iterator<Item = &LinkId> {
        let links = self.links.iter().enumerate();
        links
            .filter(move |(i, _)| bundle >> i & 1 == 1)
            .map(|(_, link)| link)
    }
}

/// Solves `map`, with `scenario` on it, under every bundle of `links`, or a sample for `seed` where
/// there are more than [`COMPLETE`], and tells them one after the other: what every company has, in
/// the order of their ids, or why the bundle has no steady state. Keeps none of it.
///
/// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on; `tell`
/// may break off, with a reason that is passed on.
///
/// # Errors
/// Links that cannot be combined, a map that breaks the rules, or an answer not wanted any more.
pub fn each<B>(
    map: &Map,
    scenario: Option<&Scenario>,
    links: &[LinkId],
    seed: u64,
    go_on: &(dyn Fn(f64) -> bool + Sync),
    mut tell: impl FnMut(Bundle, Result<Solved, &str>) -> ControlFlow<B>,
) -> Result<ControlFlow<B>, Unanswered> {
    refuse(map, links)?;
    let compiled = Compiled::new(map).map_err(Unanswered::Unsound)?;
    let reduced = compiled.reduced(scenario, links).map_err(Unanswered::Unsound)?;
    let companies = map.companies().len();
    let sample = (links.len() > COMPLETE).then(|| sample(links.len(), seed));
    let rows = sample.as_ref().map_or(1 << links.len(), Vec::len);
    let bundle = |row: usize| sample.as_ref().map_or(row as Bundle, |sample| sample[row]);
    let solve = |(seat, rests): &mut (Seat, Rests), first: usize| {
        let wanted = go_on(first as f64 / rows as f64);
        let rows = first..rows.min(first + CHUNK);
        rests.clear();
        let one = |row: usize| {
            if sample.is_some() {
                let solved = seat.solve(bundle(row), None)?;
                return Ok((solved, seat.workspace.is_one_of_several()));
            }
            // The bundles of a chunk differ in its bits alone.
            let combination = row % CHUNK;
            let solved = seat.solve(row as Bundle, rests.guess(combination));
            rests.keep(combination, seat.workspace.rest());
            Ok::<_, Vec<Diagnostic>>((solved?, seat.workspace.is_one_of_several()))
        };
        wanted.then(|| rows.map(one).collect::<Vec<_>>())
    };
    let seat = || (Seat::new(&reduced, companies), Rests::new(CHUNK.ilog2()));
    for first in (0..rows).step_by(CHUNK * CHUNKS) {
        let chunks = (first..rows).step_by(CHUNK).take(CHUNKS).collect::<Vec<_>>();
        let solved: Option<Vec<_>> = chunks.into_par_iter().map_init(seat, solve).collect();
        let solved = solved.ok_or(Unanswered::GivenUp)?.into_iter().flatten();
        for (row, answer) in (first..).zip(solved) {
            let told = match &answer {
                Ok((flows, several_states)) => {
                    let several_states = *several_states;
                    tell(
                        bundle(row),
                        Ok(Solved {
                            flows,
                            several_states,
                        }),
                    )
                }
                Err(found) => tell(bundle(row), Err(&first_error(found))),
            };
            if told.is_break() {
                return Ok(told);
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// One thread's place to solve bundles at.
pub(super) struct Seat<'a> {
    reduced: &'a Reduced<'a>,
    workspace: Workspace,
    open: Vec<bool>,
    companies: usize,
}

impl<'a> Seat<'a> {
    pub(super) fn new(reduced: &'a Reduced<'a>, companies: usize) -> Self {
        Self {
            reduced,
            workspace: reduced.workspace(),
            open: reduced.open_today(),
            companies,
        }
    }

    /// Whether the last bundle is known to have several steady states.
    pub(super) fn is_one_of_several(&self) -> bool {
        self.workspace.is_one_of_several()
    }

    /// What every company has under `bundle`, with a `guess` where that rests.
    pub(super) fn solve(
        &mut self,
        bundle: Bundle,
        guess: Option<&[f64]>,
    ) -> Result<Vec<CompanyFlow>, Vec<Diagnostic>> {
        for (i, open) in self.open.iter_mut().enumerate() {
            *open = bundle >> i & 1 == 1;
        }
        let mut flows = vec![CompanyFlow::default(); self.companies];
        self.reduced
            .evaluate_near(&self.open, guess, &mut self.workspace, &mut flows)?;
        Ok(flows)
    }
}

fn refuse(map: &Map, links: &[LinkId]) -> Result<(), Unanswered> {
    let mut seen = BTreeSet::new();
    for link in links {
        if !map.links().contains_key(link) {
            return Err(Unanswered::NoLink(link.clone()));
        }
        if !seen.insert(link) {
            return Err(Unanswered::Twice(link.clone()));
        }
    }
    if links.len() > MOST {
        return Err(Unanswered::TooMany(links.len()));
    }
    Ok(())
}

/// `scenario` with the links of `bundle` open and the others of `links` closed.
pub fn with_bundle(map: &Map, scenario: Option<&Scenario>, links: &[LinkId], bundle: Bundle) -> Scenario {
    let mut opened = scenario.cloned().unwrap_or_default();
    for (i, id) in links.iter().enumerate() {
        let today = map.links().get(id).is_some_and(|link| link.open);
        if opened.is_open(id, today) != (bundle >> i & 1 == 1) {
            opened.toggle(id, today);
        }
    }
    opened
}

/// Some of the bundles of `links` links, ascending: none open, all, all but one, one, two, and the
/// rest at random.
fn sample(links: usize, seed: u64) -> Vec<Bundle> {
    let all = Bundle::MAX >> (Bundle::BITS as usize - links);
    let mut bundles = BTreeSet::from([0, all]);
    for a in 0..links {
        bundles.insert(all & !(1 << a));
        bundles.extend((0..=a).map(|b| 1 << a | 1 << b));
    }
    let mut random = Rng::with_seed(seed);
    while bundles.len() < SAMPLE {
        bundles.insert(random.u64(..) & all);
    }
    bundles.into_iter().collect()
}

fn first_error(found: &[Diagnostic]) -> String {
    let mut errors = found.iter().filter(|diagnostic| diagnostic.is_error());
    errors.next().map_or_else(String::new, ToString::to_string)
}
