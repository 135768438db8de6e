//! Each scenario: what it changes, what follows and why, and how long it takes.

use maud::{Markup, PreEscaped, html};

use super::{LOOK, capture};
use crate::analysis::explain::Change;
use crate::model::{CompanyId, Map, color};
use crate::quantity::{exact, short_digits};
use crate::report::chart::{Line, lines};
use crate::report::findings::Told;
use crate::report::{Findings, Painter, Subject};
use crate::solver::Measure;
use crate::text;
use crate::wording::{Names, certificate, sentences, unit};

/// So many companies have a line.
const LINES: usize = 6;

pub fn section(findings: &Findings<'_>, painter: Option<&dyn Painter>) -> Markup {
    html! {
        @if !findings.scenarios.is_empty() {
            section id="scenarios" {
                h2 { "Scenarios" }
                @for told in &findings.scenarios { (scenario(findings, told, painter)) }
            }
        }
    }
}

fn scenario(findings: &Findings<'_>, told: &Told<'_>, painter: Option<&dyn Painter>) -> Markup {
    let map = findings.map;
    let change = Change::between(map, &findings.today, &told.solution);
    let subject = Subject {
        map,
        today: Some(&findings.today),
        scenario: Some((&told.id, &told.solution)),
        hidden: &findings.hidden,
    };
    let name = text::name(&told.scenario.name);
    html! {
        article id=(format!("scenario-{}", told.id)) {
            h3 { (name) }
            @if !told.scenario.note.trim().is_empty() { p { (told.scenario.note) } }
            (assumed(map, told))
            @for sentence in sentences(map, &change) { p.said { (sentence) } }
            (capture::changes(findings, &told.solution))
            @if let Some(painter) = painter {
                figure { (PreEscaped(painter.svg(&subject, &LOOK))) }
            }
            (way(findings, told))
            p.caption { "Steady state: " (certificate(&told.solution.status)) }
        }
    }
}

/// What the scenario opens, closes and sets.
fn assumed(map: &Map, told: &Told<'_>) -> Markup {
    let names = Names(map);
    let list = |what: &str, links: &std::collections::BTreeSet<_>| {
        html! {
            @if !links.is_empty() {
                li {
                    (what) " "
                    @for (place, link) in links.iter().enumerate() {
                        @if place > 0 { ", " }
                        (names.ends(link))
                    }
                }
            }
        }
    };
    html! {
        ul.assumed {
            (list("Opens", &told.scenario.open))
            (list("Closes", &told.scenario.close))
            @for (path, number) in &told.scenario.set {
                li { "Sets " code { (path) } " to " (exact(number.value)) }
            }
        }
    }
}

/// How the payoffs change over the years, if habits take time.
fn way(findings: &Findings<'_>, told: &Told<'_>) -> Markup {
    let map = findings.map;
    let names = Names(map);
    let of = |id: &CompanyId| {
        let start = findings.today.measure(id, Measure::Payoff);
        let points = told.path.points.iter();
        let points = points.filter_map(|point| {
            let flow = point.companies.get(id.as_str())?;
            Some((point.years, flow.payoff - start))
        });
        (
            points.collect::<Vec<_>>(),
            told.solution.measure(id, Measure::Payoff) - start,
        )
    };
    let mut companies = capture::order(&findings.today);
    companies.sort_by(|a, b| of(b).1.abs().total_cmp(&of(a).1.abs()));
    let drawn = companies.iter().take(LINES).map(|id| {
        let (points, end) = of(id);
        Line {
            name: names.company(id).into_owned(),
            color: color::hex(map.color_of(id).unwrap_or_default()),
            points,
            end,
        }
    });
    let drawn: Vec<_> = drawn.filter(|line| line.end != 0.0).collect();
    let half_lives: Vec<_> = companies
        .iter()
        .take(LINES)
        .filter_map(|id| Some((*id, told.path.half_life_years.get(*id).copied().flatten()?)))
        .collect();
    let slow = map.nodes().values().any(|node| node.habit_years.value > 0.0);
    html! {
        @if slow && !drawn.is_empty() {
            h4 { "How long it takes" }
            (lines("Payoff over time", &unit(Measure::Payoff, map.units()), &drawn))
            @if !half_lives.is_empty() {
                p.caption {
                    "Half of the change is behind "
                    @for (place, (id, years)) in half_lives.iter().enumerate() {
                        @if place > 0 { ", " }
                        (names.company(id)) " after " (short_digits(*years)) " years"
                    }
                    "."
                }
            }
        }
    }
}
