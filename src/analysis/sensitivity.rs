//! How much an output answers to every number of the map: derivatives and elasticities.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Diagnostic, Map, Object, Scenario};
use crate::solver::{Compiled, Output, Search};

/// The answer of [`sensitivity`]; serialises as the JSON of `catchment sensitivity`.
#[derive(Clone, Debug, Serialize)]
pub struct Sensitivity {
    /// The output.
    pub output: Output,
    /// Its value; of a change, that change. Visits or payments per period, or currency per period.
    pub value: f64,
    /// One row a number that the solver reads, the largest elasticity first.
    pub elasticities: Vec<Elasticity>,
}

/// How much an output answers to one number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Elasticity {
    /// The number, as in a scenario's `set`.
    pub path: String,
    /// Its value.
    pub value: f64,
    /// Per cent by which the output grows for each per cent by which the number does. `None` where there
    /// is no derivative or the output is 0.
    pub elasticity: Option<f64>,
    /// By how much the output grows per unit of the number.
    pub derivative: Option<f64>,
}

/// How `output` answers to every number of the map in `scenario`, or today. With `change` it is the
/// output's change against today that answers.
///
/// The derivatives are those of [`Compiled::slopes`].
///
/// # Errors
/// The map has no such company or no steady state.
pub fn sensitivity(
    compiled: &Compiled,
    scenario: Option<&Scenario>,
    output: &Output,
    change: bool,
) -> Result<Sensitivity, Vec<Diagnostic>> {
    let at = |scenario| {
        let base = compiled.solve(scenario, Search::FromToday)?;
        let slopes = compiled.slopes(scenario, &base, output)?;
        Ok::<_, Vec<Diagnostic>>((base.measure(&output.company, output.measure), slopes))
    };
    let (mut value, mut slopes) = at(scenario)?;
    if change {
        let (before, before_slopes) = at(None)?;
        value -= before;
        let overridden = |path: &str| scenario.is_some_and(|scenario| scenario.set.contains_key(path));
        for (path, slope) in before_slopes.into_iter().filter(|(path, _)| !overridden(path)) {
            let sum = slopes.entry(path).or_insert(Some(0.0));
            *sum = sum.zip(slope).map(|(sum, slope)| sum - slope);
        }
    }
    let numbers = match scenario {
        Some(scenario) => numbers(&compiled.map().with_overrides(scenario)),
        None => numbers(compiled.map()),
    };
    let rows = slopes.into_iter().filter_map(|(path, derivative)| {
        let number = *numbers.get(&path)?;
        let elasticity = derivative.map(|derivative| derivative * number / value);
        Some(Elasticity {
            path,
            value: number,
            elasticity: elasticity.filter(|elasticity| elasticity.is_finite()),
            derivative: derivative.filter(|derivative| derivative.is_finite()),
        })
    });
    let mut elasticities: Vec<_> = rows.collect();
    let size = |row: &Elasticity| row.elasticity.map_or(-1.0, f64::abs);
    elasticities.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.path.cmp(&b.path)));
    Ok(Sensitivity {
        output: output.clone(),
        value,
        elasticities,
    })
}

/// The value of every number of `map`, by path.
fn numbers(map: &Map) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    for (id, company) in map.companies() {
        let of = Object::Company(id.clone());
        found.extend(
            company
                .numbers()
                .map(|(field, number)| (of.path(field.name), number.value)),
        );
    }
    for (id, node) in map.nodes() {
        let of = Object::Node(id.clone());
        let numbers = node.numbers().into_iter();
        found.extend(numbers.map(|(path, _, number)| (of.path(&path), number.value)));
    }
    for (id, link) in map.links() {
        let of = Object::Link(id.clone());
        let numbers = link.numbers().into_iter();
        found.extend(numbers.map(|(path, _, number)| (of.path(&path), number.value)));
    }
    found
}
