//! Calibration: the values of free numbers with which the map's totals come nearest to observed ones.
//!
//! The sum of the squares of `(total − observed) / tolerance` is made least by Levenberg and Marquardt's
//! method, the free numbers being transformed so that they stay within what is allowed (`space`) and the
//! derivatives being those of [`Compiled::slopes_of`], one transposed solve a total. The
//! rank of the Jacobian at the fit tells what the totals do not determine (`spread`).

mod fit;
mod observed;
mod space;
mod spread;

use std::collections::BTreeMap;

use serde::Serialize;

use super::uncertainty::ranges::{Uncertain, numbers};
use crate::model::{Diagnostic, Evidence, Map, Number, NumberPath, Object, Scenario, rules};
use crate::solver::{Compiled, Variation};

use fit::{Fit, least_squares};
use observed::Observed;
pub use observed::{FORMS, Quantity, Target};
use space::Space;
use spread::Spread;

/// The range of a calibrated number reaches this many standard errors to each side.
const STANDARD_ERRORS: f64 = 2.0;

/// The answer of [`calibrate`]; serialises as the JSON of `catchment calibrate`.
#[derive(Clone, Debug, Serialize)]
pub struct Calibration {
    /// Why the search ended, in a few words.
    pub ended: String,
    /// Whether it ended at a best fit, as far as it can tell.
    pub converged: bool,
    /// Half the sum of the squares of the residuals, before and after.
    pub objective: (f64, f64),
    /// The totals, in the order they were given.
    pub targets: Vec<Hit>,
    /// The free numbers, in the order they were given.
    pub free: Vec<Calibrated>,
    /// Singular values of the Jacobian at the fit, the largest first, its rows and columns scaled to one size.
    pub singular_values: Vec<f64>,
    /// Groups of free numbers that the totals do not tell apart: moved together in a certain way, they
    /// change no total.
    pub not_identified: Vec<Vec<String>>,
    /// The map with the calibrated numbers.
    #[serde(skip)]
    pub map: Map,
}

/// How near a total came.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// What was observed.
    pub of: String,
    /// The value observed.
    pub observed: f64,
    /// Its tolerance.
    pub within: f64,
    /// What the map had before.
    pub before: f64,
    /// What it has now.
    pub after: f64,
    /// How far that is off, in tolerances.
    pub residual: f64,
}

/// A number that was free.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibrated {
    /// Its path.
    pub number: String,
    /// Its value before.
    pub before: f64,
    /// Its value now.
    pub value: f64,
    /// The low end of its range now.
    pub low: f64,
    /// The high end of its range now.
    pub high: f64,
    /// Whether the totals determine it.
    pub identified: bool,
    /// Whether it lies in the range that its evidence stated; true where that stated none.
    pub as_evidence: bool,
}

/// Finds the values of the `free` numbers of `map` with which its totals come nearest to `targets`.
///
/// # Errors
/// A free number that today's totals do not depend on at all or that stands twice, a quantity that the
/// map does not have, a tolerance that is not above zero; a map that cannot be solved; or `go_on` said no.
pub fn calibrate(
    map: &Map,
    targets: &[Target],
    free: &[NumberPath],
    go_on: &dyn Fn() -> bool,
) -> Result<Calibration, Vec<Diagnostic>> {
    let compiled = Compiled::new(map)?;
    let problems: Vec<Diagnostic> = targets.iter().filter_map(|target| target.problem(map)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let numbers = free_numbers(map, free)?;
    let variation = Variation::new(&compiled, free).map_err(|path| vec![no_such_number(path)])?;
    let space = Space::new(map, &numbers);
    let start = space.start();
    let observed = Observed::new(targets, &variation, free);
    let given: Vec<f64> = numbers.iter().map(|number| number.value).collect();
    let before = observed.totals(&given).ok_or_else(|| vec![unsolved()])?;
    let Fit {
        at,
        ended,
        converged,
        objective,
    } = least_squares(&space, start, &observed, go_on)?;
    let values = space.values(at.as_slice());
    let after = observed.totals(&values).ok_or_else(|| vec![unsolved()])?;
    let slopes = observed.slopes(&values).ok_or_else(|| vec![unsolved()])?;
    let within: Vec<f64> = targets.iter().map(|target| target.within).collect();
    let spread = Spread::new(&slopes, &within, &after, &values);
    let targets: Vec<Hit> = targets
        .iter()
        .zip(before.iter().zip(&after))
        .map(|(target, (&before, &after))| Hit {
            of: target.of.to_string(),
            observed: target.value,
            within: target.within,
            before,
            after,
            residual: (after - target.value) / target.within,
        })
        .collect();
    let names: Vec<String> = free.iter().map(ToString::to_string).collect();
    let free: Vec<Calibrated> = numbers
        .iter()
        .enumerate()
        .map(|(at, number)| {
            let value = values[at];
            let identified = !spread.lost.iter().any(|lost| lost.contains(&at));
            let (least, most) = space::allowed(number);
            let ends = match spread.error[at] * STANDARD_ERRORS {
                reach if identified => (f64::max(value - reach, least), f64::min(value + reach, most)),
                _ => (number.low.min(value), number.high.max(value)),
            };
            Calibrated {
                number: names[at].clone(),
                before: number.value,
                value,
                low: ends.0,
                high: ends.1,
                identified,
                as_evidence: !number.stated || (number.low..=number.high).contains(&value),
            }
        })
        .collect();
    let not_identified = spread
        .lost
        .iter()
        .map(|lost| lost.iter().map(|&at| names[at].clone()).collect());
    let map = with_evidence(map, &free, &targets);
    let broken = rules::errors(&map);
    if !broken.is_empty() {
        return Err(broken);
    }
    Ok(Calibration {
        ended,
        converged,
        objective,
        singular_values: spread.singular,
        not_identified: not_identified.collect(),
        targets,
        free,
        map,
    })
}

/// Whether `path` is a number of `map` that its totals depend on.
pub fn is_free(map: &Map, path: &NumberPath) -> bool {
    numbers(map).iter().any(|number| number.path == *path)
}

fn free_numbers(map: &Map, free: &[NumberPath]) -> Result<Vec<Uncertain>, Vec<Diagnostic>> {
    let known: BTreeMap<NumberPath, Uncertain> = numbers(map)
        .into_iter()
        .map(|number| (number.path.clone(), number))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for path in free {
        match known.get(path) {
            Some(_) if !seen.insert(path) => problems.push(problem(path, "a free number that stands twice")),
            Some(number) => found.push(number.clone()),
            None => problems.push(no_such_number(path)),
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

/// `map` with the calibrated numbers, which say what they were calibrated to.
fn with_evidence(map: &Map, free: &[Calibrated], targets: &[Hit]) -> Map {
    let to: Vec<&str> = targets.iter().map(|hit| hit.of.as_str()).collect();
    let source = format!("calibrated to {}", to.join(", "));
    let set = free.iter().map(|number| {
        let not = if number.identified {
            ""
        } else {
            " (which do not determine it)"
        };
        let evidence = Evidence {
            low: Some(number.low),
            high: Some(number.high),
            source: Some(format!("{source}{not}")),
            ..Evidence::default()
        };
        let estimate = Number {
            value: number.value,
            evidence: Some(Box::new(evidence)),
        };
        (number.number.clone(), estimate)
    });
    map.with_overrides(&Scenario {
        set: set.collect(),
        ..Scenario::default()
    })
}

fn problem(path: &NumberPath, message: &str) -> Diagnostic {
    Diagnostic::error(path.object.clone(), message).field(path.field.clone())
}

fn no_such_number(path: &NumberPath) -> Diagnostic {
    problem(path, "no number that today's totals depend on")
        .allowed("a number that the map has, such as nodes/ID/arrivals/SEGMENT or links/ID/pull")
}

fn unsolved() -> Diagnostic {
    Diagnostic::error(Object::Map, "the map with the values tried has no steady state")
}
