//! How sure the scenarios' changes of payoff are, over the ranges of all numbers.

use maud::{Markup, html};

use super::table::{change, largest, words};
use crate::quantity::percent;
use crate::report::Findings;
use crate::solver::Measure;
use crate::text;
use crate::wording::{Names, unit};

pub fn section(findings: &Findings<'_>) -> Markup {
    html! {
        @if let Some(robustness) = &findings.robustness {
            section id="certainty" {
                h2 { "How sure" }
                p {
                    "All " (robustness.numbers) " uncertain numbers drawn at random within their ranges, "
                    (robustness.draws) " times (seed " (robustness.seed) "). Change of payoff in "
                    (unit(Measure::Payoff, findings.map.units()))
                    ": on the map's own numbers; what 9 of 10 draws lie between; and in how many draws it has the \
                     same sign."
                }
                (table(findings))
                p.caption {
                    "Of these numbers " (robustness.stated) " have a range of their own, the others ±20 %."
                    @if robustness.unsolved > 0 {
                        " In " (robustness.unsolved) " draws there is no steady state; they are left out."
                    }
                }
            }
        }
    }
}

fn table(findings: &Findings<'_>) -> Markup {
    let names = Names(findings.map);
    let rows = || {
        let effects = findings
            .robustness
            .iter()
            .flat_map(|robustness| &robustness.changes);
        findings.scenarios.iter().zip(effects)
    };
    let of = |id| rows().filter_map(move |(_, effect)| effect.companies.get(id));
    let most = largest(findings.players.iter().flat_map(of).map(|interval| interval.base));
    html! {
        table.wide {
            thead {
                tr {
                    th { "Scenario" }
                    @for id in &findings.players {
                        th.number { (words(&names.company(id))) }
                        th.number { "5 % lie below" }
                        th.number { "5 % above" }
                        th.number { "same sign" }
                    }
                }
            }
            tbody {
                @for (told, effect) in rows() {
                    tr {
                        th scope="row" { (words(&text::name(&told.scenario.name))) }
                        @for id in &findings.players {
                            @match effect.companies.get(id) {
                                Some(interval) => {
                                    (change(interval.base, most))
                                    (change(interval.p5, most))
                                    (change(interval.p95, most))
                                    td.number { (percent(interval.same_sign)) }
                                },
                                None => { td.number { "0" } td {} td {} td {} },
                            }
                        }
                    }
                }
            }
        }
    }
}
