//! The tornado: every uncertain number alone at the low and the high end of its range.

use rayon::prelude::*;
use serde::Serialize;

use super::Change;
use super::ranges::{Uncertain, uncertain};
use crate::model::{CompanyId, Diagnostic, Map};
use crate::solver::{Compiled, Measure, Variation};

/// The answer of [`tornado`]; serialises as part of the JSON of `catchment robustness`.
#[derive(Clone, Debug, Serialize)]
pub struct Tornado {
    /// Whose measure.
    pub company: CompanyId,
    /// Which measure.
    pub measure: Measure,
    /// The change whose effect on it is told; `None`: the measure itself, today.
    pub change: Option<Change>,
    /// With all numbers as the map has them.
    pub base: f64,
    /// A row a number, the widest first; numbers that move nothing come last, in the order of the file.
    pub rows: Vec<Bar>,
}

/// One number of a tornado.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// The path of the number.
    pub number: String,
    /// What the map says.
    pub value: f64,
    /// The low end of its range.
    pub low: f64,
    /// The high end of its range.
    pub high: f64,
    /// Whether its evidence states the range; else it is the default one.
    pub stated: bool,
    /// The output at the low end; `None` where the map then has no steady state.
    pub at_low: Option<f64>,
    /// The output at the high end; `None` where the map then has no steady state.
    pub at_high: Option<f64>,
}

impl Bar {
    /// How far apart the outputs at both ends are.
    pub fn swing(&self) -> f64 {
        let ends = self.at_low.zip(self.at_high);
        ends.map_or(0.0, |(low, high)| (high - low).abs())
    }
}

/// What is asked of a map: a measure of a company, or how a change moves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Whose measure.
    pub company: CompanyId,
    /// Which measure.
    pub measure: Measure,
    /// The change whose effect is asked for; `None`: the measure itself, today.
    pub change: Option<Change>,
}

impl Output {
    /// Its value in one map; 0 for a company that the map does not have.
    ///
    /// # Errors
    /// The map, or the map after the change, has no steady state.
    pub fn of(&self, compiled: &Compiled) -> Result<f64, Vec<Diagnostic>> {
        let companies = compiled.map().companies();
        let Some(place) = companies.keys().position(|id| *id == self.company) else {
            return Ok(0.0);
        };
        let today = compiled.companies(None)?.flows[place].get(self.measure);
        Ok(match &self.change {
            Some(change) => {
                compiled.companies(Some(&change.scenario))?.flows[place].get(self.measure) - today
            }
            None => today,
        })
    }
}

/// Moves every uncertain number of `map` alone to the ends of its range.
///
/// # Errors
/// The map, or the map after the change, has no steady state; or `go_on` said no.
pub fn tornado(
    map: &Map,
    output: &Output,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Tornado, Vec<Diagnostic>> {
    let compiled = Compiled::new(map)?;
    let base = output.of(&compiled)?;
    let numbers = uncertain(map);
    let bar = |number: &Uncertain| {
        let one = Variation::new(&compiled, [&number.path]).ok();
        let at = |value| {
            let varied = one.as_ref()?.with(&[value]).ok()?;
            output.of(&varied).ok()
        };
        go_on().then(|| Bar {
            number: number.path.to_string(),
            value: number.value,
            low: number.low,
            high: number.high,
            stated: number.stated,
            at_low: at(number.low),
            at_high: at(number.high),
        })
    };
    let rows: Option<Vec<Bar>> = numbers.par_iter().map(bar).collect();
    let mut rows = rows.ok_or_else(|| vec![super::given_up()])?;
    rows.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    Ok(Tornado {
        company: output.company.clone(),
        measure: output.measure,
        change: output.change.clone(),
        base,
        rows,
    })
}
