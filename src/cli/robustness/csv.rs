//! The answer of `robustness` as CSV: unrounded numbers, ids as keys.

use super::Answer;
use crate::analysis::uncertainty::robustness::Robustness;
use crate::analysis::uncertainty::tornado::{Bar, Tornado};
use crate::cli::{Failure, output};
use crate::model::LinkId;

/// The intervals if there were draws, else the tornado, else the break-even values.
pub fn table(answer: &Answer) -> Result<Vec<u8>, Failure> {
    if let Some(draws) = &answer.draws {
        return intervals(draws);
    }
    if let Some(answer) = &answer.tornado {
        return tornado(answer);
    }
    let found = answer.break_even.iter();
    let rows = found.flat_map(|found| found.values.iter().map(|value| (&found.number, value)));
    output::csv(["number", "break_even"], rows)
}

/// A row a change and company.
fn intervals(draws: &Robustness) -> Result<Vec<u8>, Failure> {
    let headings = [
        "open",
        "close",
        "company",
        "base",
        "p5",
        "p50",
        "p95",
        "same_sign",
    ];
    let rows = draws.changes.iter().flat_map(|effect| {
        let (open, close) = (ids(&effect.change.open), ids(&effect.change.close));
        let companies = effect.companies.iter();
        companies.map(move |(company, interval)| (open.clone(), close.clone(), company, interval))
    });
    output::csv(headings, rows)
}

/// A row a number.
fn tornado(answer: &Tornado) -> Result<Vec<u8>, Failure> {
    let headings = ["number", "value", "low", "high", "stated", "at_low", "at_high"];
    let rows = answer.rows.iter();
    let rows = rows.map(|bar| {
        let Bar {
            number,
            value,
            low,
            high,
            stated,
            at_low,
            at_high,
            ..
        } = bar;
        (number, value, low, high, stated, at_low, at_high)
    });
    output::csv(headings, rows)
}

fn ids(links: &[LinkId]) -> String {
    let ids: Vec<_> = links.iter().map(LinkId::as_str).collect();
    ids.join(" ")
}
