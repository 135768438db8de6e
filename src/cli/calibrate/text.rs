//! The answer of `calibrate` as sentences and tables for a person.

use crate::analysis::calibrate::Calibration;
use crate::cli::names;
use crate::cli::table::{numbers, paragraph, sections, table, words};
use crate::model::Map;
use crate::quantity::{compact, signed};

/// The fit, total by total and number by number, and what is not identified.
pub fn report(map: &Map, answer: &Calibration) -> String {
    sections([
        names::heading(map, None),
        fit(answer),
        totals(answer),
        free(answer),
        unidentified(answer),
    ])
}

fn fit(answer: &Calibration) -> String {
    let off = answer
        .targets
        .iter()
        .filter(|hit| hit.residual.abs() > 1.0)
        .count();
    let misses = match off {
        0 => "Every total is met within its tolerance".to_owned(),
        1 => "1 total is off by more than its tolerance".to_owned(),
        more => format!("{more} totals are off by more than their tolerance"),
    };
    let best = if answer.converged {
        ""
    } else {
        " This may not be the best fit."
    };
    paragraph(&format!(
        "{misses} ({}). Half the sum of squared residuals fell from {} to {}.{best}",
        answer.ended,
        compact(answer.objective.0),
        compact(answer.objective.1),
    ))
}

fn totals(answer: &Calibration) -> String {
    let columns = [
        words("Observed"),
        numbers("Value", ""),
        numbers("Tolerance", ""),
        numbers("Before", ""),
        numbers("Now", ""),
        numbers("Off, in", "tolerances"),
    ];
    let rows = answer.targets.iter().map(|hit| {
        let numbers = [hit.observed, hit.within, hit.before, hit.after].map(compact);
        let mut row = vec![hit.of.clone()];
        row.extend(numbers);
        row.push(signed(hit.residual));
        row
    });
    table(&columns, rows)
}

fn free(answer: &Calibration) -> String {
    let columns = [
        words("Free number"),
        numbers("Before", ""),
        numbers("Now", ""),
        numbers("Low", ""),
        numbers("High", ""),
        words(""),
    ];
    let rows = answer.free.iter().map(|number| {
        let mut row = vec![number.number.clone()];
        row.extend([number.before, number.value, number.low, number.high].map(compact));
        row.push(match (number.identified, number.as_evidence) {
            (false, _) => "not identified".to_owned(),
            (true, false) => "outside its evidence".to_owned(),
            (true, true) => String::new(),
        });
        row
    });
    table(&columns, rows)
}

fn unidentified(answer: &Calibration) -> String {
    let groups = answer.not_identified.iter().map(|group| {
        paragraph(&match group.as_slice() {
            [one] => format!("Not identified: {one} changes none of the totals."),
            more => format!(
                "Not identified: {} can move together without changing any of the totals. Observe one more \
                 total that tells them apart, or fix one of them.",
                more.join(" and ")
            ),
        })
    });
    groups.collect()
}
