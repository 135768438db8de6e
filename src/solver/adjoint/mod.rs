//! The adjoint: how an output answers to every number of the map, from one transposed solve.
//!
//! ```text
//! output ──round──▶ weights, arrivals, rates ──pull──▶ numbers as entered
//!    ▲                │
//!    └──── rest ◀─────┘   feedback, by the implicit function theorem
//! ```

mod choice;
mod gradient;
mod numbers;
mod output;
mod pull;
mod rest;
mod round;

use std::collections::BTreeMap;

use super::compiled::{Compiled, unsettled};
use super::feedback::{Feedback, Reference};
use super::flow::Situation;
use super::structure;
use super::system::System;
use super::{Measure, Solution};
use crate::model::{Diagnostic, Object, Scenario};
use numbers::by_number;
pub use output::Output;
use round::Worth;

impl Compiled<'_> {
    /// The derivatives of `output` by every number of the map that the solver reads, at the steady state
    /// `base` of `scenario` (or today): how much it changes per unit of the number once all has come to
    /// rest again. By path, as in a scenario's `set`.
    ///
    /// A number is changed as it was entered: a share moves the weights of the whole choice, and a number
    /// of today's map moves the flows that feedback is compared with. A number that the scenario overrides
    /// is the scenario's. `None` stands where there is no derivative: a pull of 0, an ad elasticity of 0.
    /// Shares that sum to one can only shrink; theirs is the derivative to that side.
    ///
    /// # Errors
    /// The map has no such company, or no steady state near `base`.
    pub fn slopes(
        &self,
        scenario: Option<&Scenario>,
        base: &Solution,
        output: &Output,
    ) -> Result<BTreeMap<String, Option<f64>>, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let company = self.company(output)?;
        let situation = Situation::new(&system, system.open_in(scenario));
        structure::closed_loops(&situation)?;
        let today = self.system();
        let reference = Reference::solved(today);
        let feedback = Feedback::new(&situation, &reference);
        let rest = feedback
            .settle(feedback.as_in(base))
            .map_err(|restless| vec![unsettled(&system, restless)])?;
        let worth = worth(&system, company, output.measure);
        let slopes = rest::slopes(&feedback, &rest, &reference, today, &worth);
        let overrides = scenario.map(|scenario| &scenario.set);
        let mut found = match scenario {
            Some(scenario) => by_number(&self.map().with_overrides(scenario), &system, slopes.now),
            None => by_number(self.map(), &system, slopes.now),
        };
        if let Some(reference) = slopes.reference {
            for (path, slope) in by_number(self.map(), today, reference) {
                if overrides.is_none_or(|set| !set.contains_key(&path)) {
                    let sum = found.entry(path).or_insert(Some(0.0));
                    *sum = sum.zip(slope).map(|(sum, slope)| sum + slope);
                }
            }
        }
        for (path, slope) in worths(self, output, base) {
            found.insert(path, Some(slope));
        }
        Ok(found)
    }

    fn company(&self, output: &Output) -> Result<usize, Vec<Diagnostic>> {
        let known = &self.system().names.companies;
        known.binary_search(&output.company).map_err(|_| {
            let ids: Vec<_> = known.iter().map(ToString::to_string).collect();
            vec![
                Diagnostic::error(Object::Map, "no such company")
                    .found(&output.company)
                    .allowed(ids.join(", ")),
            ]
        })
    }
}

/// What one unit of each measure of `company` is worth to its `output`.
fn worth(system: &System, company: usize, output: Measure) -> Worth {
    let (visit_value, payment_value) = system.worth[company];
    let income = [
        Measure::Commission,
        Measure::Ads,
        Measure::Fees,
        Measure::Referral,
    ];
    let mut worth = Worth::none(system);
    worth.company = Some(company);
    let of = &mut worth.measures;
    match output {
        Measure::Income | Measure::Payoff => {
            for part in income {
                of[part as usize] = 1.0;
            }
        }
        measure => of[measure as usize] = 1.0,
    }
    if output == Measure::Payoff {
        of[Measure::Captured as usize] = visit_value;
        of[Measure::Payments as usize] = payment_value;
    }
    worth
}

/// The derivatives by what visits and payments are worth to companies, which only payoffs depend on.
fn worths(compiled: &Compiled, output: &Output, base: &Solution) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for id in compiled.map().companies().keys() {
        let mine = output.measure == Measure::Payoff && *id == output.company;
        for (field, measure) in [
            ("visit_value", Measure::Captured),
            ("payment_value", Measure::Payments),
        ] {
            let slope = if mine { base.measure(id, measure) } else { 0.0 };
            found.push((Object::Company(id.clone()).path(field), slope));
        }
    }
    found
}
