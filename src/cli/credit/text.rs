//! The answer of `credit` as tables for a person.

use crate::analysis::credit::{ByCompany, Credit, Interaction, Sampling};
use crate::cli::measure::{title, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{Column, numbers_of, paragraph, sections, table, words};
use crate::model::{CompanyId, Map, Scenario, ScenarioId};
use crate::quantity::{compact, signed};

/// How many companies have a column.
const COMPANIES: usize = 4;
/// How many pairs have a row.
const PAIRS: usize = 12;
/// Interactions below this part of the largest are rounding in four differences of large numbers.
const NOISE: f64 = 1e-7;

/// What each link is worth, the largest credits first, and the pairs that interact most.
pub fn report(
    map: &Map,
    scenario: Option<(&ScenarioId, &Scenario)>,
    answer: &Credit,
    sampling: &Sampling,
) -> String {
    let report = Report {
        map,
        names: Names(map),
        answer,
        companies: most_credited(answer),
    };
    sections([
        names::heading(map, scenario),
        report.legend(sampling),
        report.credits(),
        report.pairs(),
    ])
}

struct Report<'a> {
    map: &'a Map,
    names: Names<'a>,
    answer: &'a Credit,
    /// Those with a column, the most credited first.
    companies: Vec<&'a CompanyId>,
}

impl Report<'_> {
    fn legend(&self, sampling: &Sampling) -> String {
        let Credit {
            measure,
            shapley,
            exact,
            ..
        } = self.answer;
        if shapley.is_empty() {
            return paragraph("No closed link has gatekeepers, so there is nothing to credit.");
        }
        let orders = match exact {
            true => "all orders of opening".to_owned(),
            false => format!(
                "{} random orders of opening (seed {}), with the standard error of that mean",
                sampling.orders, sampling.seed
            ),
        };
        let left_out = self.answer.total.len() - self.companies.len();
        let rest = match left_out {
            0 => String::new(),
            1 => " The company that is credited least is not shown.".to_owned(),
            more => format!(" The {more} companies that are credited least are not shown."),
        };
        paragraph(&format!(
            "{} ({}): what each link adds on average over {orders} (Shapley value).{rest}",
            title(*measure),
            unit(*measure, self.map.units()),
        ))
    }

    fn columns(&self, of: &str) -> Vec<Column> {
        let companies = self
            .companies
            .iter()
            .map(|id| numbers_of(&self.names.company(id)));
        [words(of)].into_iter().chain(companies).collect()
    }

    fn credits(&self) -> String {
        let mut credits: Vec<_> = self.answer.shapley.iter().collect();
        credits.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)));
        let credits = credits.into_iter().map(|(link, credits)| {
            let errors = self
                .answer
                .standard_error
                .as_ref()
                .and_then(|errors| errors.get(link));
            let cell = |id: &&CompanyId| {
                let error = errors.and_then(|errors| errors.get(*id));
                let error = error.map_or_else(String::new, |error| format!("\n±{}", compact(*error)));
                format!("{}{error}", signed(of(credits, id)))
            };
            let cells = self.companies.iter().map(cell);
            [self.names.ends(link)].into_iter().chain(cells).collect()
        });
        let total = self.companies.iter().map(|id| signed(of(&self.answer.total, id)));
        let total: Vec<_> = ["All together".to_owned()].into_iter().chain(total).collect();
        let rows: Vec<_> = credits.collect();
        if rows.is_empty() {
            return String::new();
        }
        table(&self.columns("Link"), rows.into_iter().chain([total]))
    }

    fn pairs(&self) -> String {
        let pairs = self.answer.interaction.iter();
        let largest = pairs
            .clone()
            .map(|pair| size(&pair.companies))
            .fold(0.0, f64::max);
        let noise = NOISE * largest;
        let mut pairs: Vec<&Interaction> = pairs.filter(|pair| size(&pair.companies) > noise).collect();
        if pairs.is_empty() {
            return String::new();
        }
        pairs.sort_by(|a, b| size(&b.companies).total_cmp(&size(&a.companies)));
        let shown = match pairs.len() {
            all if all > PAIRS => format!("Pair, {PAIRS} of {all}"),
            _ => "Pair".to_owned(),
        };
        let rows = pairs.into_iter().take(PAIRS).map(|pair| {
            let pair_of = format!("{}\n+ {}", self.names.ends(&pair.a), self.names.ends(&pair.b));
            let told = |id: &CompanyId| Some(of(&pair.companies, id)).filter(|value| value.abs() > noise);
            let cells = self
                .companies
                .iter()
                .map(|id| signed(told(id).unwrap_or_default()));
            [pair_of].into_iter().chain(cells).collect()
        });
        let legend = paragraph(
            "Interaction: what two links add together beyond what each adds alone, all others closed; \
             above zero they help each other, below they are substitutes.",
        );
        legend + "\n" + &table(&self.columns(&shown), rows)
    }
}

fn of(row: &ByCompany, company: &CompanyId) -> f64 {
    row.get(company).copied().unwrap_or_default()
}

/// The largest number in a row, by which rows are ordered.
fn size(row: &ByCompany) -> f64 {
    row.values().fold(0.0, |size: f64, value| size.max(value.abs()))
}

/// The companies with the largest credits, largest first.
fn most_credited(answer: &Credit) -> Vec<&CompanyId> {
    let largest = |id: &CompanyId| {
        let credits = answer.shapley.values().map(|row| of(row, id).abs());
        credits.fold(0.0, f64::max)
    };
    let mut companies: Vec<_> = answer.total.keys().map(|id| (id, largest(id))).collect();
    companies.sort_by(|a, b| b.1.total_cmp(&a.1));
    companies.into_iter().take(COMPANIES).map(|(id, _)| id).collect()
}
