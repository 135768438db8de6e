//! What was observed of a map, and what the map says of it.

use nalgebra::DMatrix;

use crate::model::{Diagnostic, Map, NumberPath, Object};
pub use crate::solver::{QUANTITY_FORMS as FORMS, Quantity};
use crate::solver::{Search, Variation};

/// An observed total.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What was observed.
    pub of: Quantity,
    /// Its value, in the units of the map.
    pub value: f64,
    /// How far it may be off: one standard deviation. Above zero.
    pub within: f64,
}

impl Target {
    /// What is wrong with it as a target for `map`, if anything is.
    pub fn problem(&self, map: &Map) -> Option<Diagnostic> {
        let wrong = |message: &str| Diagnostic::error(Object::Map, message);
        if !self.of.is_of(map) {
            Some(wrong("no such total in this map").found(&self.of).allowed(FORMS))
        } else if !self.value.is_finite() {
            Some(wrong("an observed value that is no finite number").found(self.value))
        } else if !(self.within.is_finite() && self.within > 0.0) {
            Some(
                wrong("a tolerance that gives no weight")
                    .found(self.within)
                    .allowed("a finite number above 0"),
            )
        } else {
            None
        }
    }
}

/// What was observed, and a map some of whose numbers are free.
pub(super) struct Observed<'a> {
    pub(super) targets: &'a [Target],
    quantities: Vec<Quantity>,
    variation: &'a Variation<'a>,
    /// The paths of the free numbers.
    free: Vec<String>,
}

impl<'a> Observed<'a> {
    pub(super) fn new(targets: &'a [Target], variation: &'a Variation, free: &[NumberPath]) -> Self {
        Self {
            targets,
            quantities: targets.iter().map(|target| target.of.clone()).collect(),
            variation,
            free: free.iter().map(ToString::to_string).collect(),
        }
    }

    /// The totals of today's map with these values of the free numbers; `None` where it has no steady
    /// state.
    pub(super) fn totals(&self, values: &[f64]) -> Option<Vec<f64>> {
        let varied = self.variation.with(values).ok()?;
        let solution = varied.solve(None, Search::FromToday).ok()?;
        let totals = self.quantities.iter();
        totals.map(|quantity| quantity.in_solution(&solution)).collect()
    }

    /// Their derivatives there: a row a total, a column a free number. Where there is none, 0.
    pub(super) fn slopes(&self, values: &[f64]) -> Option<DMatrix<f64>> {
        let varied = self.variation.with(values).ok()?;
        let solution = varied.solve(None, Search::FromToday).ok()?;
        let slopes = varied.slopes_of(None, &solution, &self.quantities).ok()?;
        let slope = |row: usize, column: usize| slopes[row].get(&self.free[column]).copied().flatten();
        Some(DMatrix::from_fn(
            self.quantities.len(),
            self.free.len(),
            |row, column| {
                slope(row, column)
                    .filter(|slope| slope.is_finite())
                    .unwrap_or(0.0)
            },
        ))
    }
}
