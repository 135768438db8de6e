//! All uncertain numbers drawn at once, many times: intervals, and how often the answer stays the same.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::atomic::{self, AtomicUsize};

use rayon::prelude::*;
use serde::Serialize;

use super::draw::Draws;
use super::question::{Outcome, Question};
use super::ranges::{Uncertain, uncertain};
use super::{Change, bundle};
use crate::model::{CompanyId, Diagnostic, LinkId, Map};
use crate::solver::{Compiled, Measure, Variation};

/// Draws unless told otherwise.
pub const DEFAULT_DRAWS: usize = 10_000;
/// In so many of the draws the best bundle is searched for, which takes more work than all else: a share of
/// these draws has a standard error of 1.6 % at most.
pub const BUNDLE_DRAWS: usize = 1000;
/// Seed unless told otherwise.
pub const DEFAULT_SEED: u64 = 1;

/// What is drawn and asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// How many draws.
    pub draws: usize,
    /// The same seed gives the same draws, on any number of cores.
    pub seed: u64,
    /// The measure whose change is told.
    pub measure: Measure,
    /// The changes compared, each alone against today.
    pub changes: Vec<Change>,
    /// Those who must gain from a deal; deals are about payoff whatever the measure.
    pub players: Vec<CompanyId>,
}

impl Wish {
    /// Whether the best bundle of the players is asked for: where several changes are compared, and not one
    /// of which the answer is about.
    pub fn asks_for_bundles(&self) -> bool {
        self.changes.len() > 1 && self.players.len() > 1
    }
}

/// The answer of [`robustness`]; serialises as part of the JSON of `catchment robustness`.
#[derive(Clone, Debug, Serialize)]
pub struct Robustness {
    /// The measure whose change is told.
    pub measure: Measure,
    /// Draws that were made.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
    /// Draws in which today or a change has no steady state; they count nowhere else.
    pub unsolved: usize,
    /// Numbers that were drawn.
    pub numbers: usize,
    /// Those of them with the range of their evidence; the others have the default one.
    pub stated: usize,
    /// By change: what it does.
    pub changes: Vec<Effect>,
    /// By company: whether the changes keep their order. Empty for a single change.
    pub ranking: BTreeMap<CompanyId, Ranking>,
    /// Whether the same change stays the best deal of the players. `None` with fewer than two of them.
    pub deal: Option<Deal>,
    /// Whether the same bundle of the players' links stays their best. `None` with fewer than two players,
    /// or for a single change, which is then the bundle asked about.
    pub bundle: Option<Bundle>,
}

/// The bundle of the closed links that are the players' to open from which all of them gain and the product
/// of their gains is largest: what they would agree on without paying each other.
///
/// Beyond [`bundle::EVERY`] links it is searched for link by link, in a draw from the map's own: a better one
/// that takes two links at once may be missed, so `same` may be somewhat too high.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bundle {
    /// The links that are theirs to open.
    pub links: Vec<LinkId>,
    /// Whether every combination of them was tried.
    pub exact: bool,
    /// In how many draws it was searched for, the first ones.
    pub draws: usize,
    /// The links of the best bundle in the base; none where there is no bundle from which all gain.
    pub best: Vec<LinkId>,
    /// The share of these draws in which that stays so.
    pub same: f64,
    /// The other bundles that are best in some of them, the most frequent first.
    pub others: Vec<Frequency>,
    /// The share of these draws in which each link is in the best bundle.
    pub in_best: BTreeMap<LinkId, f64>,
}

/// How often a bundle is the best.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frequency {
    /// The links of the bundle.
    pub open: Vec<LinkId>,
    /// The share of the draws.
    pub share: f64,
}

/// What one change does.
#[derive(Clone, Debug, Serialize)]
pub struct Effect {
    /// The change.
    #[serde(flatten)]
    pub change: Change,
    /// By company: how much the measure changes.
    pub companies: BTreeMap<CompanyId, Interval>,
    /// By company: the change in every draw, in ascending order.
    #[serde(skip)]
    pub drawn: BTreeMap<CompanyId, Vec<f64>>,
}

/// Where a change of a measure lies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// With the numbers as the map has them.
    pub base: f64,
    /// 5 % of the draws lie below.
    pub p5: f64,
    /// The median of the draws.
    pub p50: f64,
    /// 5 % of the draws lie above.
    pub p95: f64,
    /// The share of the draws with the sign of the base.
    pub same_sign: f64,
}

/// Whether the changes keep their order for a company, the largest gain first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ranking {
    /// The place of the best change in the base.
    pub best: usize,
    /// The share of the draws in which the same one is best.
    pub same_best: f64,
    /// Of all pairs of changes that differ in the base, the share that keep their order, over all draws.
    pub same_order: f64,
}

/// The change that is the best deal: all players gain, and the product of their gains is largest (Nash
/// 1950, among the changes at hand, without side payments).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Deal {
    /// Those who must gain.
    pub players: Vec<CompanyId>,
    /// The place of the best deal in the base; `None` if there is none from which all gain.
    pub best: Option<usize>,
    /// The share of the draws in which that stays so.
    pub same: f64,
    /// The share of the draws in which each change is the best deal.
    pub shares: Vec<f64>,
}

/// Draws the numbers of `map` and tells how far its answers hold.
///
/// `go_on` is told the share that is done, and says whether the answer is still waited for.
///
/// # Errors
/// The map or one of the changes has no steady state, or the answer is not waited for any more.
pub fn robustness(
    map: &Map,
    wish: &Wish,
    go_on: &(dyn Fn(f64) -> bool + Sync),
) -> Result<Robustness, Vec<Diagnostic>> {
    let compiled = Compiled::new(map)?;
    let numbers = uncertain(map);
    let question = Question::new(map, wish);
    let reduced = question.reduced(&compiled, None)?;
    let base = question.ask(&compiled, &reduced)?;
    let best = question.bundle(&reduced, &[vec![true; question.theirs().count()]])?;
    let draws = Draws::new(map, &numbers, wish.seed);
    let paths = numbers.iter().map(|number| &number.path);
    let variation = Variation::new(&compiled, paths).map_err(|path| vec![super::no_such_number(path)])?;
    let done = AtomicUsize::new(0);
    let outcomes: Option<Vec<Option<Outcome>>> = (0..wish.draws)
        .into_par_iter()
        .map(|place| {
            if !go_on(done.fetch_add(1, atomic::Ordering::Relaxed) as f64 / wish.draws as f64) {
                return None;
            }
            let drawn = variation.with(&draws.draw(place as u64));
            let answer = drawn.and_then(|drawn| {
                let reduced = question.reduced(&drawn, Some(&reduced))?;
                let mut outcome = question.ask(&drawn, &reduced)?;
                if place < BUNDLE_DRAWS && wish.asks_for_bundles() {
                    outcome.bundle = Some(question.bundle(&reduced, std::slice::from_ref(&best))?);
                }
                Ok(outcome)
            });
            Some(answer.ok())
        })
        .collect();
    let outcomes = outcomes.ok_or_else(|| vec![super::given_up()])?;
    let solved: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    let bundles = solved.iter().filter_map(|outcome| outcome.bundle.as_deref());
    let theirs: Vec<LinkId> = question.theirs().cloned().collect();
    Ok(Robustness {
        bundle: wish
            .asks_for_bundles()
            .then(|| agreed(&theirs, &best, bundles.collect())),
        ..summary(map, wish, &numbers, &base, &solved)
    })
}

fn summary(map: &Map, wish: &Wish, numbers: &[Uncertain], base: &Outcome, solved: &[Outcome]) -> Robustness {
    let companies: Vec<&CompanyId> = map.companies().keys().collect();
    let width = companies.len();
    let changes = wish.changes.iter().enumerate().map(|(at, change)| {
        let cells = companies.iter().enumerate().map(|(company, id)| {
            let cell = at * width + company;
            let mut drawn: Vec<f64> = solved.iter().map(|outcome| outcome.deltas[cell]).collect();
            drawn.sort_by(f64::total_cmp);
            let interval = interval(base.deltas[cell], &drawn);
            (((*id).clone(), interval), ((*id).clone(), drawn))
        });
        let (companies, drawn) = cells.unzip();
        Effect {
            change: change.clone(),
            companies,
            drawn,
        }
    });
    let rankings = (0..width).filter(|_| wish.changes.len() > 1).map(|company| {
        let of = |outcome: &Outcome| -> Vec<(f64, f64)> {
            let cells = (0..wish.changes.len()).map(|at| at * width + company);
            cells
                .map(|cell| (outcome.deltas[cell], outcome.ties[cell]))
                .collect()
        };
        (
            companies[company].clone(),
            ranking(&of(base), solved.iter().map(of)),
        )
    });
    let count = |deal: Option<usize>| share(solved.iter().filter(|o| o.deal == deal).count(), solved.len());
    Robustness {
        measure: wish.measure,
        draws: wish.draws,
        seed: wish.seed,
        unsolved: wish.draws - solved.len(),
        numbers: numbers.len(),
        stated: numbers.iter().filter(|number| number.stated).count(),
        changes: changes.collect(),
        ranking: rankings.collect(),
        deal: (wish.players.len() > 1).then(|| Deal {
            players: wish.players.clone(),
            best: base.deal,
            same: count(base.deal),
            shares: (0..wish.changes.len()).map(|at| count(Some(at))).collect(),
        }),
        bundle: None,
    }
}

/// How often the bundle of `links` that is `best` in the base is so in the draws too.
fn agreed(links: &[LinkId], best: &[bool], drawn: Vec<&[bool]>) -> Bundle {
    let draws = drawn.len();
    let open = |bundle: &[bool]| -> Vec<LinkId> {
        let open = links.iter().zip(bundle).filter(|(_, open)| **open);
        open.map(|(link, _)| link.clone()).collect()
    };
    let often = |link: usize| share(drawn.iter().filter(|bundle| bundle[link]).count(), draws);
    let in_best = links.iter().enumerate();
    let in_best = in_best.map(|(link, id)| (id.clone(), often(link))).collect();
    let mut times: BTreeMap<&[bool], usize> = BTreeMap::new();
    for bundle in drawn {
        *times.entry(bundle).or_default() += 1;
    }
    let same = share(times.remove(best).unwrap_or_default(), draws);
    let mut others: Vec<Frequency> = times
        .into_iter()
        .map(|(bundle, times)| Frequency {
            open: open(bundle),
            share: share(times, draws),
        })
        .collect();
    others.sort_by(|a, b| b.share.total_cmp(&a.share));
    Bundle {
        links: links.to_vec(),
        exact: links.len() <= bundle::EVERY,
        draws,
        best: open(best),
        same,
        others,
        in_best,
    }
}

/// `part` of `all`; 0 of nothing.
fn share(part: usize, all: usize) -> f64 {
    if all > 0 { part as f64 / all as f64 } else { 0.0 }
}

/// Where the `drawn` changes, in ascending order, lie.
fn interval(base: f64, drawn: &[f64]) -> Interval {
    let sign = |change: f64| change.partial_cmp(&0.0);
    let same = drawn.iter().filter(|change| sign(**change) == sign(base)).count();
    Interval {
        base,
        p5: quantile(drawn, 0.05),
        p50: quantile(drawn, 0.5),
        p95: quantile(drawn, 0.95),
        same_sign: share(same, drawn.len()),
    }
}

/// The quantile of sorted values, between two of them in proportion (Hyndman and Fan 1996, type 7).
pub(super) fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let at = part * last as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

/// From changes, each with what it is known to.
fn ranking(base: &[(f64, f64)], drawn: impl ExactSizeIterator<Item = Vec<(f64, f64)>>) -> Ranking {
    let best = best_of(base);
    let pairs: Vec<(usize, usize)> = (0..base.len())
        .flat_map(|a| (0..a).map(move |b| (a, b)))
        .filter(|&(a, b)| order(base[a], base[b]).is_ne())
        .collect();
    let all = drawn.len();
    let (mut same_best, mut same_order) = (0, 0);
    for deltas in drawn {
        let is_as_good = |best: &(f64, f64)| deltas.iter().all(|other| order(*other, *best).is_le());
        same_best += usize::from(deltas.get(best).is_some_and(is_as_good));
        let kept = |&&(a, b): &&(usize, usize)| order(deltas[a], deltas[b]) == order(base[a], base[b]);
        same_order += pairs.iter().filter(kept).count();
    }
    Ranking {
        best,
        same_best: share(same_best, all),
        same_order: share(same_order, all * pairs.len()),
    }
}

/// The order of two changes, each with what it is known to; what differs by rounding alone is equal.
fn order(a: (f64, f64), b: (f64, f64)) -> Ordering {
    match (a.0 - b.0).abs() <= f64::max(a.1, b.1) {
        true => Ordering::Equal,
        false => a.0.total_cmp(&b.0),
    }
}

/// The place of the largest, the first of equals.
fn best_of(changes: &[(f64, f64)]) -> usize {
    (0..changes.len()).fold(0, |best, at| match order(changes[at], changes[best]) {
        Ordering::Greater => at,
        _ => best,
    })
}
