//! The answer of `whatif` as tables for a person.

use crate::analysis::explain::Change;
use crate::analysis::whatif::{Action, LinkEffect, WhatIf};
use crate::cli::explanation;
use crate::cli::measure::{title, unit};
use crate::cli::names::{self, Names};
use crate::cli::table::{numbers_of, paragraph, sections, table, words};
use crate::model::{CompanyId, Map, Scenario, ScenarioId};
use crate::quantity::{percent, signed};
use crate::solver::{Compiled, Measure, Search, Solution};

/// How many companies have a column.
const COMPANIES: usize = 4;

/// What opening and what closing each link alone does to `measure`, the largest changes first.
pub fn report(
    map: &Map,
    scenario: Option<(&ScenarioId, &Scenario)>,
    answer: &WhatIf,
    measure: Measure,
) -> String {
    let report = Report {
        map,
        names: Names(map),
        answer,
        measure,
        companies: most_changed(answer, measure),
    };
    sections([
        names::heading(map, scenario),
        report.legend(),
        report.effects("Opening", Action::Open),
        report.effects("Closing", Action::Close),
        report.without_effect(),
        report.problems(),
    ])
}

/// What toggling each of the links in `answer` does and why, in sentences.
pub fn explanations(
    map: &Map,
    scenario: Option<(&ScenarioId, &Scenario)>,
    compiled: &Compiled,
    base: &Solution,
    answer: &WhatIf,
) -> String {
    let explained = answer.links.iter().map(|effect| {
        let mut toggled = scenario.map_or_else(Scenario::default, |(_, scenario)| scenario.clone());
        let today = map.links().get(&effect.link).is_some_and(|link| link.open);
        toggled.toggle(&effect.link, today);
        match compiled.solve(Some(&toggled), Search::Several) {
            Ok(after) => explanation::words(map, &Change::between(map, base, &after)),
            Err(_) => problem(map, effect),
        }
    });
    sections([names::heading(map, scenario)].into_iter().chain(explained))
}

/// Why the map cannot be solved with the toggle; nothing if it can.
fn problem(map: &Map, effect: &LinkEffect) -> String {
    let doing = match effect.action {
        Action::Open => "open",
        Action::Close => "closed",
    };
    effect.problem.as_ref().map_or_else(String::new, |problem| {
        paragraph(&format!(
            "Not solvable with {} {doing}: {problem}",
            Names(map).ends(&effect.link)
        ))
    })
}

struct Report<'a> {
    map: &'a Map,
    names: Names<'a>,
    answer: &'a WhatIf,
    measure: Measure,
    /// Those with a column, the most changed first.
    companies: Vec<&'a CompanyId>,
}

impl Report<'_> {
    fn legend(&self) -> String {
        let left_out = self.answer.base.companies.len() - self.companies.len();
        let rest = match left_out {
            0 => String::new(),
            1 => " The company that changes least is not shown.".to_owned(),
            more => format!(" The {more} companies that change least are not shown."),
        };
        paragraph(&format!(
            "{} ({}): the change when one link alone is opened or closed.{rest}",
            title(self.measure),
            unit(self.measure, self.map.units()),
        ))
    }

    fn effects(&self, doing: &str, action: Action) -> String {
        let effects = self.answer.links.iter();
        let mut effects: Vec<_> = effects
            .filter(|effect| effect.action == action && does_something(effect))
            .collect();
        if effects.is_empty() {
            return String::new();
        }
        effects.sort_by(|a, b| self.size(b).total_cmp(&self.size(a)));
        let mut columns = vec![words(doing), numbers_of("Visits on it")];
        columns.extend(
            self.companies
                .iter()
                .map(|id| numbers_of(&self.names.company(id))),
        );
        let rows = effects.into_iter().map(|effect| {
            let mut row = vec![self.link(effect), signed(effect.visits)];
            let changes = self.companies.iter().map(|id| change(effect, id, self.measure));
            row.extend(changes.map(signed));
            row
        });
        table(&columns, rows)
    }

    /// The largest change of a company, by which the rows are ordered.
    fn size(&self, effect: &LinkEffect) -> f64 {
        let changes = effect.companies.values().map(|flow| flow.get(self.measure).abs());
        changes.fold(0.0, f64::max)
    }

    /// The link's ends and, below, where the visits on it come from or go to.
    fn link(&self, effect: &LinkEffect) -> String {
        let ends = self.names.ends(&effect.link);
        if effect.visits == 0.0 {
            return ends;
        }
        let new = percent(effect.new / effect.visits);
        let (left, other) = match effect.action {
            Action::Open => ("new", "from"),
            Action::Close => ("leave", "go to"),
        };
        let most = effect.diverted().links.into_iter();
        let most = most.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        let most = most.map_or_else(String::new, |(id, visits)| {
            // All of them start at the same node, so the other end tells them apart.
            let end = self.names.end(&id);
            format!(", {} {other} {end}", percent(visits / effect.visits))
        });
        format!("{ends}\n└ {new} {left}{most}")
    }

    fn without_effect(&self) -> String {
        let none = self.answer.links.iter();
        let none = none.filter(|effect| effect.problem.is_none() && !does_something(effect));
        let none: Vec<_> = none.map(|effect| self.names.ends(&effect.link)).collect();
        if none.is_empty() {
            return String::new();
        }
        paragraph(&format!("Without any effect: {}.", none.join("; ")))
    }

    fn problems(&self) -> String {
        let links = self.answer.links.iter();
        links.map(|effect| problem(self.map, effect)).collect()
    }
}

/// The companies whose `measure` the toggles change most, largest first.
fn most_changed(answer: &WhatIf, measure: Measure) -> Vec<&CompanyId> {
    let largest = |id: &CompanyId| {
        let effects = answer.links.iter();
        effects
            .map(|effect| change(effect, id, measure).abs())
            .fold(0.0, f64::max)
    };
    let companies = answer.base.companies.iter();
    let mut companies: Vec<_> = companies.map(|(id, _)| (id, largest(id))).collect();
    companies.sort_by(|a, b| b.1.total_cmp(&a.1));
    companies.into_iter().take(COMPANIES).map(|(id, _)| id).collect()
}

fn change(effect: &LinkEffect, company: &CompanyId, measure: Measure) -> f64 {
    effect
        .companies
        .get(company.as_str())
        .map_or(0.0, |flow| flow.get(measure))
}

fn does_something(effect: &LinkEffect) -> bool {
    let mut companies = effect.companies.values();
    effect.visits != 0.0 || companies.any(|flow| Measure::ALL.iter().any(|m| flow.get(*m) != 0.0))
}
