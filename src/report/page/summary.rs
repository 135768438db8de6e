//! The answers in a few lines.

use maud::{Markup, html};

use crate::model::CompanyId;
use crate::quantity::signed;
use crate::report::Findings;
use crate::report::findings::{Table, Told};
use crate::solver::Measure;
use crate::text;
use crate::wording::{Names, and, unit};

/// So many companies are named in a line.
const NAMED: usize = 3;

pub fn section(findings: &Findings<'_>) -> Markup {
    let names = Names(findings.map);
    html! {
        section id="summary" {
            h2 { "In short" }
            ul {
                @for told in &findings.scenarios {
                    li {
                        a href=(format!("#scenario-{}", told.id)) { (text::name(&told.scenario.name)) } ": payoff of "
                        (changes(findings, told, Measure::Payoff)) "; captured visits of "
                        (changes(findings, told, Measure::Captured)) "."
                    }
                }
                @if let Some(table) = findings.deals.as_ref().filter(|table| !table.deals.links.is_empty()) {
                    li { (deal(names, table)) " " a href="#deals" { "All deals" } "." }
                }
            }
            p.caption {
                "Payoffs in " (unit(Measure::Payoff, findings.map.units())) ", captured visits in "
                (unit(Measure::Captured, findings.map.units())) ", against today. Every number rests on the "
                a href="#assumptions" { "assumptions" }
                @if findings.robustness.is_some() {
                    "; " a href="#certainty" { "how sure" } " the payoffs are over their ranges is told below."
                } @else {
                    "; where their ranges are wide, so are those of the answers."
                }
            }
        }
    }
}

/// The largest changes of `measure`: `Acme +1.2 m, Bolt −300 k`.
fn changes(findings: &Findings<'_>, told: &Told<'_>, measure: Measure) -> String {
    let of = |id: &CompanyId| told.solution.measure(id, measure) - findings.today.measure(id, measure);
    let mut companies: Vec<_> = findings
        .map
        .companies()
        .keys()
        .filter(|id| of(id) != 0.0)
        .collect();
    companies.sort_by(|a, b| of(b).abs().total_cmp(&of(a).abs()));
    let names = Names(findings.map);
    let said = companies
        .into_iter()
        .take(NAMED)
        .map(|id| format!("{} {}", names.company(id), signed(of(id))));
    let said: Vec<_> = said.collect();
    if said.is_empty() {
        "nobody changes".to_owned()
    } else {
        said.join(", ")
    }
}

fn deal(names: Names<'_>, table: &Table) -> String {
    let players: Vec<_> = table.deals.players.iter().map(|id| names.company(id)).collect();
    let offer = &table.deals.nash_bargaining.offer;
    if offer.open.is_empty() {
        return format!("Without payments {} agree on no opening.", and(&players));
    }
    let links: Vec<_> = offer.open.iter().map(|link| names.ends(link)).collect();
    let gains = table.deals.players.iter().map(|id| {
        let gain = offer.gains.get(id).copied().unwrap_or_default();
        format!("{} {}", names.company(id), signed(gain))
    });
    format!(
        "Without payments {} would agree to open {}: {}.",
        and(&players),
        and(&links),
        gains.collect::<Vec<_>>().join(", ")
    )
}
