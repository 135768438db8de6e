//! The adjoint: how an output answers to every number of the map, from one transposed solve.
//!
//! ```text
//! output ──round──▶ weights, arrivals, rates ──pull──▶ numbers as entered
//!    ▲                │
//!    └──── rest ◀─────┘   feedback, by the implicit function theorem
//! ```

mod choice;
mod gradient;
mod kinks;
mod numbers;
mod output;
mod pull;
mod rest;
mod round;
mod worth;

use std::collections::BTreeMap;

use super::compiled::{Compiled, unsettled};
use super::feedback::{Feedback, Reference};
use super::flow::Situation;
use super::structure;
use super::{Measure, Quantity, Solution};
use crate::model::{CompanyId, Diagnostic, LinkId, Map, Object, Scenario};
use numbers::by_number;
pub use output::Output;

impl Compiled<'_> {
    /// The derivatives of `output` by every number of the map that the solver reads, at the steady state
    /// `base` of `scenario` (or today): how much it changes per unit of the number once all has come to
    /// rest again. By path, as in a scenario's `set`.
    ///
    /// A number is changed as it was entered: a share moves the weights of the whole choice, and a number
    /// of today's map moves the flows that feedback is compared with. A number that the scenario overrides
    /// is the scenario's.
    ///
    /// At 0 it is the derivative to the side where the number can grow, and `None` where the output can jump
    /// or bend there; where it does not, a small number put in place of 0 tells the derivative. So it is at a
    /// pull of 0: the first visits of a link come as its weight to the power 1/λ within its group, and set what
    /// the feedback of its end is compared with where nobody came before. At an ad elasticity of 0: the first of
    /// it brings a link its ad money at a jump, as budgets are split in proportion. At arrivals, tickets and ad
    /// rates of 0 that bring the first visits, sales or ad money to where such a split or feedback starts from
    /// them. And at a weight of leaving of 0 that a take-up is the only option beside.
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
        self.known(&output.company)?;
        let quantity = Quantity::Company(output.company.clone(), output.measure);
        let mut slopes = self.slopes_of(scenario, base, &[quantity])?;
        Ok(slopes.pop().unwrap_or_default())
    }

    /// As [`Compiled::slopes`] of each of `quantities`; of one that the map does not have, all are 0, and of
    /// the share of a link from where nobody comes, which nobody could observe, there are none.
    ///
    /// # Errors
    /// The map has no steady state near `base`.
    pub fn slopes_of(
        &self,
        scenario: Option<&Scenario>,
        base: &Solution,
        quantities: &[Quantity],
    ) -> Result<Vec<BTreeMap<String, Option<f64>>>, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let situation = Situation::new(&system, system.open_in(scenario));
        structure::closed_loops(&situation)?;
        let today = self.system();
        let reference = Reference::solved(today);
        let feedback = Feedback::new(&situation, &reference);
        let rest = feedback
            .settle(feedback.as_in(base))
            .map_err(|restless| vec![unsettled(&system, restless)])?;
        let overridden = scenario.map(|scenario| self.map().with_overrides(scenario));
        let map = overridden.as_ref().unwrap_or(self.map());
        let overrides = scenario.map(|scenario| &scenario.set);
        let slopes_of = |quantity: &Quantity| {
            let worth = worth::of(quantity, &system, base);
            let slopes = rest::slopes(&feedback, &rest, &reference, today, &worth);
            let mut found = by_number(map, &system, &self.scaled, slopes.now);
            if let Some(reference) = slopes.reference {
                for (path, slope) in by_number(self.map(), today, &self.scaled, reference) {
                    if overrides.is_none_or(|set| !set.contains_key(&path)) {
                        let sum = found.entry(path).or_insert(Some(0.0));
                        *sum = sum.zip(slope).map(|(sum, slope)| sum + slope);
                    }
                }
            }
            for (path, slope) in worths(self, quantity, base) {
                found.insert(path, Some(slope));
            }
            if let Quantity::Share(link) = quantity
                && nobody_chooses(map, base, link)
            {
                found.values_mut().for_each(|slope| *slope = None);
            }
            found
        };
        Ok(quantities.iter().map(slopes_of).collect())
    }

    fn known(&self, company: &CompanyId) -> Result<(), Vec<Diagnostic>> {
        let known = &self.system().names.companies;
        if known.binary_search(company).is_ok() {
            return Ok(());
        }
        let ids: Vec<_> = known.iter().map(ToString::to_string).collect();
        Err(vec![
            Diagnostic::error(Object::Map, "no such company")
                .found(company)
                .allowed(ids.join(", ")),
        ])
    }
}

/// Whether nobody comes to where `link` could be taken.
fn nobody_chooses(map: &Map, base: &Solution, link: &LinkId) -> bool {
    map.links()
        .get(link)
        .is_some_and(|link| base.visits_at(&link.from) <= 0.0)
}

/// The derivatives by what visits and payments are worth to companies, which only payoffs depend on.
fn worths(compiled: &Compiled, quantity: &Quantity, base: &Solution) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for id in compiled.map().companies().keys() {
        let mine = matches!(quantity, Quantity::Company(company, Measure::Payoff) if company == id);
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
