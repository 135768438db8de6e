//! The answer of `combos` as tables for a person: the links alone, then the best bundles.

use crate::analysis::combos::{Bundle, Combos};
use crate::analysis::ties::Change;
use crate::cli::measure::{title, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{Column, numbers_of, paragraph, sections, table, words};
use crate::model::{Map, Scenario, ScenarioId};
use crate::quantity::signed;

/// How many companies have a column.
const COMPANIES: usize = 4;

/// What the links do alone, and the bundle that does most for each company and for all together, by
/// each of the measures.
pub fn report(map: &Map, scenario: Option<(&ScenarioId, &Scenario)>, combos: &Combos) -> String {
    let mut parts = vec![names::heading(map, scenario), extent(combos)];
    if !combos.links().is_empty() {
        for measure in 0..combos.measures().len() {
            parts.push(Report::new(map, combos, measure).text());
        }
    }
    sections(parts)
}

/// How many combinations there are and were tried.
fn extent(combos: &Combos) -> String {
    let links = combos.links().len();
    let mut words = match links {
        0 => "No closed link has gatekeepers, so there is nothing to combine.".to_owned(),
        _ if combos.is_sampled() => format!(
            "A sample of {} of the combinations of {links} links: the best found need not be the best of all.",
            combos.len()
        ),
        1 => "1 link, open or closed.".to_owned(),
        _ => format!("All {} combinations of {links} links.", combos.len()),
    };
    match combos.unsolvable() {
        0 => {}
        1 => words += " 1 of them has no steady state.",
        more => words += &format!(" {more} of them have no steady state."),
    }
    paragraph(&words)
}

struct Report<'a> {
    map: &'a Map,
    names: Names<'a>,
    combos: &'a Combos,
    measure: usize,
    /// Those with a column, the most changed first.
    companies: Vec<usize>,
    /// By company, and last for all together: the bundle that does most for it.
    best: Vec<Bundle>,
}

impl<'a> Report<'a> {
    fn new(map: &'a Map, combos: &'a Combos, measure: usize) -> Self {
        let all = combos.companies().len();
        let mut report = Self {
            map,
            names: Names(map),
            combos,
            measure,
            companies: Vec::new(),
            best: Vec::new(),
        };
        let mut largest = vec![0.0f64; all];
        for bundle in combos.bundles() {
            for (company, largest) in largest.iter_mut().enumerate() {
                let change = report.change(bundle, company).unwrap_or_default();
                *largest = largest.max(change.value().abs());
            }
        }
        report.companies = (0..all).filter(|&company| largest[company] > 0.0).collect();
        report
            .companies
            .sort_by(|&a, &b| largest[b].total_cmp(&largest[a]));
        report.companies.truncate(COMPANIES);
        report.best = (0..=all).map(|company| report.best_for(company)).collect();
        report
    }

    /// By how much `bundle` changes the measure of `company`, or of all together if that is past the
    /// last, against none of the links open.
    fn change(&self, bundle: Bundle, company: usize) -> Option<Change> {
        let all = self.combos.companies().len();
        let whose = if company < all {
            company..company + 1
        } else {
            0..all
        };
        let mut change = Change::default();
        for company in whose {
            let value = |bundle| self.combos.value(bundle, company, self.measure);
            change.add(value(0)?, value(bundle)?);
        }
        Some(change)
    }

    /// The smallest of the bundles that do most for `company`.
    fn best_for(&self, company: usize) -> Bundle {
        let bundles = || self.combos.bundles();
        let gain = |bundle: &Bundle| self.change(*bundle, company);
        let gains = bundles().filter_map(|bundle| gain(&bundle));
        let most = gains.map(Change::value).fold(0.0, f64::max);
        // Rounding in a sum does not make a bundle better than a smaller one.
        let is_good = |bundle: &Bundle| gain(bundle).is_some_and(|gain| gain.value() >= most - gain.tie());
        let good = bundles().filter(is_good);
        good.min_by_key(|bundle| bundle.count_ones()).unwrap_or_default()
    }

    fn text(&self) -> String {
        let measure = self.combos.measures()[self.measure];
        let legend = format!(
            "{} ({}): the change against none of these links open.",
            title(measure),
            unit(measure, self.map.units())
        );
        if self.companies.is_empty() {
            return paragraph(&format!("{legend} No combination changes it."));
        }
        sections([paragraph(&legend), self.alone(), self.bundles()])
    }

    fn columns(&self, of: &str) -> Vec<Column> {
        let ids = self
            .companies
            .iter()
            .map(|&company| &self.combos.companies()[company]);
        let mut columns = vec![words(of)];
        columns.extend(ids.map(|id| numbers_of(self.names.company(id))));
        columns.push(numbers_of("All together"));
        columns
    }

    fn changes(&self, bundle: Bundle) -> impl Iterator<Item = String> {
        let all = self.combos.companies().len();
        let columns = self.companies.iter().copied().chain([all]);
        columns.map(move |company| {
            self.change(bundle, company)
                .map_or_else(|| "no steady state".to_owned(), |change| signed(change.value()))
        })
    }

    fn alone(&self) -> String {
        let all = self.combos.companies().len();
        let mut links: Vec<usize> = (0..self.combos.links().len()).collect();
        let size = |link: usize| {
            let changes = (0..=all).filter_map(|company| self.change(1 << link, company));
            changes.fold(0.0f64, |size, change| size.max(change.value().abs()))
        };
        links.sort_by(|&a, &b| size(b).total_cmp(&size(a)));
        let rows = links.into_iter().map(|link| {
            let name = self.names.ends(&self.combos.links()[link]);
            [name].into_iter().chain(self.changes(1 << link)).collect()
        });
        table(&self.columns("Open alone"), rows)
    }

    fn bundles(&self) -> String {
        let all = self.combos.companies().len();
        let goals = self.companies.iter().copied().chain([all]);
        let rows = goals.map(|goal| {
            let whose = match self.combos.companies().get(goal) {
                Some(id) => self.names.company(id).to_owned(),
                None => "all together".to_owned(),
            };
            let bundle = self.best[goal];
            let open = self.combos.open(bundle).map(|link| self.names.ends(link));
            let open: Vec<String> = open.map(|ends| format!("└ {ends}")).collect();
            let open = match open.is_empty() {
                true => "└ none open".to_owned(),
                false => open.join("\n"),
            };
            [format!("Best for {whose}:\n{open}")]
                .into_iter()
                .chain(self.changes(bundle))
                .collect()
        });
        table(&self.columns("Bundle"), rows)
    }
}
