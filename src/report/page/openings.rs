//! What each closed link does when it opens alone.

use maud::{Markup, html};

use super::capture;
use super::table::{change, largest, words};
use crate::analysis::whatif::{Action, LinkEffect};
use crate::model::{CompanyId, LinkId};
use crate::quantity::{percent, signed};
use crate::report::Findings;
use crate::solver::Measure;
use crate::wording::{Names, unit};

/// So many companies have columns.
const COMPANIES: usize = 3;

pub fn section(findings: &Findings<'_>) -> Markup {
    let map = findings.map;
    let names = Names(map);
    let gated = |effect: &&LinkEffect| {
        let link = map.links().get(&effect.link);
        effect.action == Action::Open && link.is_some_and(|link| !map.gatekeepers(link).is_empty())
    };
    let mut effects: Vec<_> = findings.whatif.links.iter().filter(gated).collect();
    effects.sort_by(|a, b| b.visits.total_cmp(&a.visits));
    let companies = most_changed(findings, &effects);
    let of = |effect: &LinkEffect, id: &CompanyId, measure| {
        let flow = effect.companies.get(id.as_str());
        flow.map_or(0.0, |flow| flow.get(measure))
    };
    let most = [Measure::Captured, Measure::Payoff].map(|measure| {
        largest(
            effects
                .iter()
                .flat_map(|effect| companies.iter().map(move |id| of(effect, id, measure))),
        )
    });
    html! {
        section id="openings" {
            h2 { "When each link opens" }
            @if effects.is_empty() {
                p { "No closed link has somebody at its gate: there is nothing to open." }
            } @else {
                table.wide {
                    thead {
                        tr {
                            th rowspan="2" { "Link, opened alone" }
                            th rowspan="2" { "Who decides" }
                            th.number rowspan="2" {
                                "Visits on it" br; small { (unit(Measure::Captured, map.units())) }
                            }
                            th.number rowspan="2" { "New" }
                            th.group colspan=(companies.len()) {
                                "Captured " small { (unit(Measure::Captured, map.units())) }
                            }
                            th.group colspan=(companies.len()) {
                                "Payoff " small { (unit(Measure::Payoff, map.units())) }
                            }
                        }
                        tr {
                            @for _ in 0..2 { @for id in &companies { th.number { (words(&names.company(id))) } } }
                        }
                    }
                    tbody {
                        @for effect in &effects {
                            tr {
                                th scope="row" { (words(&names.ends(&effect.link))) }
                                td { (words(&keepers(findings, &effect.link))) }
                                @if let Some(problem) = &effect.problem {
                                    td colspan=(2 + 2 * companies.len()) { "Not solvable: " (problem) }
                                } @else {
                                    td.number { (signed(effect.visits)) }
                                    td.number { (new(effect)) }
                                    @for id in &companies { (change(of(effect, id, Measure::Captured), most[0])) }
                                    @for id in &companies { (change(of(effect, id, Measure::Payoff), most[1])) }
                                }
                            }
                        }
                    }
                }
                p.caption {
                    "New: the part of the visits that no other way loses. "
                    @if findings.today.companies.len() > companies.len() {
                        "The companies that change least are not shown."
                    }
                }
            }
        }
    }
}

fn new(effect: &LinkEffect) -> String {
    if effect.visits == 0.0 {
        "–".to_owned()
    } else {
        percent(effect.new / effect.visits)
    }
}

fn keepers(findings: &Findings<'_>, link: &LinkId) -> String {
    let map = findings.map;
    let keepers = map
        .links()
        .get(link)
        .map_or_else(Vec::new, |link| map.gatekeepers(link));
    let names: Vec<_> = keepers.into_iter().map(|id| Names(map).company(id)).collect();
    names.join(", ")
}

/// The companies whose captured visits some opening moves most, in the order of what they capture.
fn most_changed<'a>(findings: &'a Findings<'_>, effects: &[&LinkEffect]) -> Vec<&'a CompanyId> {
    let size = |id: &CompanyId| {
        let of = effects
            .iter()
            .filter_map(|effect| effect.companies.get(id.as_str()));
        largest(of.map(|flow| flow.captured))
    };
    let order = capture::order(&findings.today);
    let mut companies = order.clone();
    companies.sort_by(|a, b| size(b).total_cmp(&size(a)));
    companies.truncate(COMPANIES);
    order.into_iter().filter(|id| companies.contains(id)).collect()
}
