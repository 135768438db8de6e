//! The answer of `path` as CSV: unrounded numbers, ids as keys.

use super::Table;
use crate::analysis::path::HabitPath;
use crate::cli::{Failure, output};
use crate::solver::Measure;

/// The CSV of `table`.
pub fn table(answer: &HabitPath, table: Table) -> Result<Vec<u8>, Failure> {
    match table {
        Table::Points => points(answer),
        Table::Steady => steady(answer),
    }
}

fn points(answer: &HabitPath) -> Result<Vec<u8>, Failure> {
    let headings = ["years", "company"].into_iter();
    let rows = answer.points.iter().flat_map(|point| {
        let companies = point.companies.iter();
        companies.map(|(company, flow)| (point.years, company, flow))
    });
    output::csv(headings.chain(Measure::ALL.map(Measure::name)), rows)
}

/// The half-life of a company that has none is empty.
fn steady(answer: &HabitPath) -> Result<Vec<u8>, Failure> {
    let headings = ["company", "half_life_years"].into_iter();
    let rows = answer.steady.companies.iter().map(|(company, flow)| {
        let half_life = answer.half_life_years.get(company).copied().flatten();
        (company, half_life, flow)
    });
    output::csv(headings.chain(Measure::ALL.map(Measure::name)), rows)
}
