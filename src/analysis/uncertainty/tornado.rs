//! The tornado: every uncertain number alone at the low and the high end of its range.

use rayon::prelude::*;
use serde::Serialize;

use super::Change;
use super::ranges::{Uncertain, uncertain};
use super::shares::room;
use crate::analysis::ties;
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
    /// The high end of its range, or what the other shares of its node leave if that is less.
    pub high: f64,
    /// The high end of its range where it is cut to what the other shares of its node leave.
    pub cut: Option<f64>,
    /// Whether the other shares of its node make room for it and fill up what it leaves, in proportion, because
    /// they sum to one and nobody leaves there.
    pub filled_up: bool,
    /// Whether its evidence states the range; else it is the default one.
    pub stated: bool,
    /// The output at the low end; `None` where the map then has no steady state.
    pub at_low: Option<f64>,
    /// The output at the high end; `None` where the map then has no steady state.
    pub at_high: Option<f64>,
    /// Below which the outputs at both ends are the same.
    #[serde(skip)]
    pub tie: f64,
}

impl Bar {
    /// How far apart the outputs at both ends are; exactly 0 where that is rounding.
    pub fn swing(&self) -> f64 {
        let ends = self.at_low.zip(self.at_high);
        let swing = ends.map_or(0.0, |(low, high)| (high - low).abs());
        if swing <= self.tie { 0.0 } else { swing }
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
    /// Its value in one map; 0 for a company that the map does not have, and exactly 0 for a change that is
    /// rounding.
    ///
    /// # Errors
    /// The map, or the map after the change, has no steady state.
    pub fn of(&self, compiled: &Compiled) -> Result<f64, Vec<Diagnostic>> {
        Ok(self.known(compiled)?.value())
    }

    /// The same with what it is known to.
    fn known(&self, compiled: &Compiled) -> Result<ties::Change, Vec<Diagnostic>> {
        let companies = compiled.map().companies();
        let Some(place) = companies.keys().position(|id| *id == self.company) else {
            return Ok(ties::Change::default());
        };
        let today = compiled.companies(None)?.flows[place].get(self.measure);
        Ok(match &self.change {
            Some(change) => {
                let after = compiled.companies(Some(&change.scenario))?.flows[place].get(self.measure);
                ties::Change::of(today, after)
            }
            None => ties::Change::of(0.0, today),
        })
    }
}

/// Moves every uncertain number of `map` alone to the ends of its range.
///
/// The shares of a node cannot sum to more than one. Where some visitors leave today, they are those whom a share
/// gains or loses, and its high end is cut to what the other shares leave. Where nobody leaves, the others make
/// room and fill up in proportion.
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
        let one = Variation::new(&compiled, [&number.path])
            .ok()
            .map(Variation::filling_up);
        let room = room(map, number);
        let (low, high) = match room.fixed {
            true => (number.value, number.value),
            false => (number.low, number.high.min(room.most)),
        };
        let at = |value| {
            let varied = one.as_ref()?.with(&[value]).ok()?;
            output.known(&varied).ok()
        };
        go_on().then(|| {
            let (at_low, at_high) = (at(low), at(high));
            let ends = [at_low, at_high].into_iter().flatten();
            Bar {
                number: number.path.to_string(),
                value: number.value,
                low,
                high,
                cut: (high < number.high).then_some(number.high),
                filled_up: room.filled_up,
                stated: number.stated,
                at_low: at_low.map(ties::Change::value),
                at_high: at_high.map(ties::Change::value),
                tie: ends.map(ties::Change::tie).fold(0.0, f64::max),
            }
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
