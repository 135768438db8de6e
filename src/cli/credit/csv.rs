//! The answer of `credit` as CSV: unrounded numbers, ids as keys.

use super::Table;
use crate::analysis::credit::Credit;
use crate::cli::{Failure, output};

/// The CSV of `table`.
pub fn table(answer: &Credit, table: Table) -> Result<Vec<u8>, Failure> {
    let measure = answer.measure.name();
    match table {
        Table::Shapley => {
            let rows = answer.shapley.iter().flat_map(|(link, credits)| {
                let errors = answer.standard_error.as_ref().and_then(|errors| errors.get(link));
                credits.iter().map(move |(company, credit)| {
                    let error = errors.and_then(|errors| errors.get(company));
                    (link, company, measure, credit, error)
                })
            });
            output::csv(["link", "company", "measure", "shapley", "standard_error"], rows)
        }
        Table::Interaction => {
            let rows = answer.interaction.iter().flat_map(|pair| {
                let companies = pair.companies.iter();
                companies.map(move |(company, value)| (&pair.a, &pair.b, company, measure, value))
            });
            output::csv(["a", "b", "company", "measure", "interaction"], rows)
        }
    }
}
