//! How far a time path holds: all uncertain numbers drawn at once, habit times included, many times, and
//! month by month the band in which the draws lie.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::draw::Draws;
use super::ranges::uncertain_on_the_way;
use super::robustness::quantile;
use crate::analysis::path::{Change, stages, whole_months};
use crate::model::{CompanyId, Diagnostic, Map, Scenario};
use crate::solver::{Compiled, Measure, Moment, Stage, Variation};

/// Draws unless told otherwise.
pub const DEFAULT_DRAWS: usize = 200;
/// The part of the draws that lies below a band, and the part that lies above it.
pub const BEYOND: f64 = 0.1;

/// What is drawn and asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// How many draws.
    pub draws: usize,
    /// The same seed gives the same draws, on any number of cores.
    pub seed: u64,
    /// The measure whose bands are told.
    pub measure: Measure,
    /// Years to follow.
    pub years: f64,
}

/// The answer of [`bands`].
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// By company: today, then every month.
    pub companies: BTreeMap<CompanyId, Vec<Month>>,
    /// Draws that were made.
    pub draws: usize,
    /// Draws in which the map, or the map after a change, has no steady state; they count nowhere else.
    pub unsolved: usize,
    /// Numbers that were drawn.
    pub numbers: usize,
}

/// Where one company's measure lies at one date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// The measure itself.
    pub level: Band,
    /// Its change against today, each draw against its own.
    pub change: Band,
}

/// All but a [tenth](BEYOND) at either end of what was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// So much or less in a tenth of the draws.
    pub low: f64,
    /// So much or more in a tenth of the draws.
    pub high: f64,
}

/// Draws the numbers of `map` and follows each draw as [`path`](crate::analysis::path::path) does.
///
/// `go_on` is told the share that is done, and says whether the answer is still waited for.
///
/// # Errors
/// A link is both opened and closed at one date; the map, or the map after a change, has no steady state;
/// or the answer is not waited for any more.
pub fn bands(
    map: &Map,
    scenario: Option<&Scenario>,
    changes: &[Change],
    wish: &Wish,
    go_on: &(dyn Fn(f64) -> bool + Sync),
) -> Result<Bands, Vec<Diagnostic>> {
    let (_, stages) = stages(map, scenario, changes)?;
    let compiled = Compiled::new(map)?;
    let done = AtomicUsize::new(0);
    let wanted = || go_on(done.load(Ordering::Relaxed) as f64 / wish.draws.max(1) as f64);
    // What cannot be followed with the map's own numbers is not worth drawing.
    levels(&compiled, &stages, wish, &wanted)?;
    let numbers = uncertain_on_the_way(map);
    let draws = Draws::new(map, &numbers, wish.seed);
    let paths = numbers.iter().map(|number| &number.path);
    let variation = Variation::new(&compiled, paths).map_err(|path| vec![super::no_such_number(path)])?;
    let drawn: Option<Vec<Option<Vec<f64>>>> = (0..wish.draws)
        .into_par_iter()
        .map(|place| {
            let drawn = variation.with(&draws.draw(place as u64));
            let levels = drawn.and_then(|drawn| levels(&drawn, &stages, wish, &wanted));
            done.fetch_add(1, Ordering::Relaxed);
            wanted().then_some(levels.ok())
        })
        .collect();
    let drawn = drawn.ok_or_else(|| vec![super::given_up()])?;
    let solved: Vec<Vec<f64>> = drawn.into_iter().flatten().collect();
    let width = map.companies().len();
    let companies = map.companies().keys().enumerate();
    Ok(Bands {
        companies: companies
            .map(|(at, id)| (id.clone(), months(&solved, at, width)))
            .collect(),
        draws: wish.draws,
        unsolved: wish.draws - solved.len(),
        numbers: numbers.len(),
    })
}

/// The measure today and after every month, all companies of a month together, in the order of the ids.
fn levels(
    compiled: &Compiled,
    stages: &[Stage],
    wish: &Wish,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<f64>, Vec<Diagnostic>> {
    let mut levels = Vec::new();
    let mut left = whole_months(wish.years) + 1;
    let mut see = |moment: Moment| {
        if !moment.is_start && left > 0 {
            left -= 1;
            let companies = moment.solution.companies.values();
            levels.extend(companies.map(|flow| flow.get(wish.measure)));
        }
    };
    compiled.follow_habits_for(stages, wish.years, wanted, &mut see)?;
    Ok(levels)
}

/// The bands of the company at place `at` of `width`.
fn months(solved: &[Vec<f64>], at: usize, width: usize) -> Vec<Month> {
    let count = solved.first().map_or(0, |levels| levels.len() / width.max(1));
    let months = (0..count).map(|month| {
        let level = |levels: &Vec<f64>| levels[month * width + at];
        Month {
            level: band(solved.iter().map(level).collect()),
            change: band(solved.iter().map(|levels| level(levels) - levels[at]).collect()),
        }
    });
    months.collect()
}

fn band(mut drawn: Vec<f64>) -> Band {
    drawn.sort_by(f64::total_cmp);
    Band {
        low: quantile(&drawn, BEYOND),
        high: quantile(&drawn, 1.0 - BEYOND),
    }
}
