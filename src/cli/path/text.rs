//! The answer of `path` as a table for a person.

use crate::analysis::path::{HALF_LIFE_OF, HabitPath};
use crate::analysis::whatif::Action;
use crate::cli::measure::{in_sentence, title, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{numbers_of, paragraph, sections, table, words};
use crate::model::{Company, CompanyId, Map, Scenario, ScenarioId};
use crate::quantity::{compact, short_digits, signed};
use crate::solver::{CompanyFlow, Measure, Table};

type Flows = Table<Company, CompanyFlow>;

/// How many companies have a column.
const COMPANIES: usize = 5;
/// Paths up to this many years have a row a quarter, longer ones a row a year.
const QUARTERS: f64 = 3.0;

/// `measure` of the companies that change most: today, the change by then, and in the end.
pub fn report(
    map: &Map,
    scenario: Option<(&ScenarioId, &Scenario)>,
    answer: &HabitPath,
    measure: Measure,
) -> String {
    let report = Report {
        names: Names(map),
        answer,
        measure,
        companies: most_changed(answer, measure),
    };
    sections([
        names::heading(map, scenario),
        report.changes(),
        report.legend(&unit(measure, map.units())),
        report.rows(),
    ])
}

struct Report<'a> {
    names: Names<'a>,
    answer: &'a HabitPath,
    measure: Measure,
    /// Those with a column, the most changed first.
    companies: Vec<&'a CompanyId>,
}

impl Report<'_> {
    fn changes(&self) -> String {
        let changes = self.answer.changes.iter().map(|change| {
            let doing = match change.action {
                Action::Open => "Opens",
                Action::Close => "Closes",
            };
            let date = if change.years == 0.0 {
                "today".to_owned()
            } else {
                format!("after {}", time(change.years))
            };
            paragraph(&format!("{doing} {date}: {}.", self.names.ends(&change.link)))
        });
        changes.collect()
    }

    fn legend(&self, unit: &str) -> String {
        let left_out = self.answer.steady.companies.len() - self.companies.len();
        let rest = match left_out {
            0 => String::new(),
            1 => " The company that changes least is not shown.".to_owned(),
            more => format!(" The {more} companies that change least are not shown."),
        };
        paragraph(&format!(
            "{} ({unit}): today, then the change against today. After the half-life half of the change of a \
             company's {} is behind it; a dash where it goes back and forth, or nowhere.{rest}",
            title(self.measure),
            in_sentence(HALF_LIFE_OF),
        ))
    }

    fn rows(&self) -> String {
        let points = &self.answer.points;
        let Some((today, later)) = points.split_first() else {
            return String::new();
        };
        let years = points.last().map_or(0.0, |point| point.years);
        let step = if years <= QUARTERS { 3 } else { 12 };
        let value = |flows: &Flows, id: &CompanyId| {
            let flow = flows.get(id.as_str());
            flow.map_or(0.0, |flow| flow.get(self.measure))
        };
        let change = |flows: &Flows, id: &CompanyId| signed(value(flows, id) - value(&today.companies, id));
        let mut rows = vec![self.row("Today", |id| compact(value(&today.companies, id)))];
        for point in later.iter().skip(step - 1).step_by(step) {
            rows.push(self.row(&time(point.years), |id| change(&point.companies, id)));
        }
        rows.push(self.row("In the end", |id| change(&self.answer.steady.companies, id)));
        rows.push(self.row("Half-life in years", |id| {
            let half_life = self.answer.half_life_years.get(id).copied().flatten();
            compact(half_life.unwrap_or(f64::NAN))
        }));
        let mut columns = vec![words("")];
        columns.extend(
            self.companies
                .iter()
                .map(|id| numbers_of(&self.names.company(id))),
        );
        table(&columns, rows)
    }

    fn row(&self, heading: &str, cell: impl Fn(&CompanyId) -> String) -> Vec<String> {
        let cells = self.companies.iter().map(|id| cell(id));
        std::iter::once(heading.to_owned()).chain(cells).collect()
    }
}

/// A time in years, or in months where that is shorter.
fn time(years: f64) -> String {
    let months = 12.0 * years;
    if months < 11.95 {
        format!("{} months", short_digits((10.0 * months).round() / 10.0))
    } else {
        let years = (100.0 * years).round() / 100.0;
        let word = if years == 1.0 { "year" } else { "years" };
        format!("{} {word}", short_digits(years))
    }
}

/// The companies whose `measure` moves furthest from today, at any point or in the end.
fn most_changed(answer: &HabitPath, measure: Measure) -> Vec<&CompanyId> {
    let Some(today) = answer.points.first() else {
        return Vec::new();
    };
    let flows = answer.points.iter().map(|point| &point.companies);
    let flows: Vec<_> = flows.chain([&answer.steady.companies]).collect();
    let mut companies: Vec<_> = today
        .companies
        .iter()
        .map(|(id, flow)| {
            let then = flows.iter().filter_map(|flows| flows.get(id.as_str()));
            let moved = then.map(|then| (then.get(measure) - flow.get(measure)).abs());
            (id, moved.fold(0.0, f64::max))
        })
        .collect();
    companies.sort_by(|a, b| b.1.total_cmp(&a.1));
    companies.into_iter().take(COMPANIES).map(|(id, _)| id).collect()
}
