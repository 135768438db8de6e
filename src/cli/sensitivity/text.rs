//! The answer of `sensitivity` as a table for a person.

use crate::analysis::sensitivity::{Elasticity, Sensitivity};
use crate::cli::measure::{in_sentence, title, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{numbers, paragraph, sections, table, words};
use crate::model::{Map, Scenario, ScenarioId};
use crate::quantity::{compact, exact, signed};

/// Elasticities below this round to nothing.
const NOTHING: f64 = 5e-4;

/// The `rows` numbers to which the output, or its `change` against today, answers most.
pub fn report(
    map: &Map,
    scenario: Option<(&ScenarioId, &Scenario)>,
    answer: &Sensitivity,
    change: bool,
    rows: usize,
) -> String {
    let output = &answer.output;
    let unit = unit(output.measure, map.units());
    let company = Names(map).company(&output.company);
    let (what, value) = match change {
        true => {
            let what = format!("Change of the {}", in_sentence(output.measure));
            (what, signed(answer.value))
        }
        false => (title(output.measure).to_owned(), compact(answer.value)),
    };
    let what = format!("{what} of {company}: {value} {unit}.");
    let moving = || answer.elasticities.iter().filter(|row| size(row) >= NOTHING);
    let shown = moving().take(rows);
    let columns = [
        words("Number"),
        numbers("Value", ""),
        numbers("Elasticity", "% per %"),
    ];
    let lines = shown.map(|row| {
        let elasticity = row.elasticity.unwrap_or_default();
        let sign = if elasticity < 0.0 { "−" } else { "+" };
        vec![
            row.path.clone(),
            exact(row.value),
            format!("{sign}{:.3}", elasticity.abs()),
        ]
    });
    let left = moving().count().saturating_sub(rows);
    let rest = match (moving().next(), left) {
        (None, _) => "No number of the map moves it.".to_owned(),
        (_, 0) => String::new(),
        (_, left) => format!("{left} more numbers move it less; --rows shows more of them."),
    };
    let rest = if rest.is_empty() { rest } else { paragraph(&rest) };
    sections([
        names::heading(map, scenario),
        paragraph(&what),
        table(&columns, lines),
        rest,
    ])
}

fn size(row: &Elasticity) -> f64 {
    row.elasticity.map_or(0.0, f64::abs)
}
