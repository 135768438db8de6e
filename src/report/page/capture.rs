//! Who captures the traffic, and the money that comes with it.

use maud::{Markup, html};

use super::table::{change, largest, words};
use crate::model::CompanyId;
use crate::quantity::{compact, percent};
use crate::report::Findings;
use crate::solver::{Measure, Solution};
use crate::wording::{Names, title, unit};

/// What is told of each company.
pub const MEASURES: [Measure; 7] = [
    Measure::Captured,
    Measure::Gmv,
    Measure::Payments,
    Measure::Commission,
    Measure::Ads,
    Measure::Income,
    Measure::Payoff,
];

pub fn section(findings: &Findings<'_>) -> Markup {
    let names = Names(findings.map);
    let today = &findings.today;
    let captured: f64 = today.companies.values().map(|flow| flow.captured).sum();
    html! {
        section id="capture" {
            h2 { "Who captures the traffic today" }
            table {
                (head(findings))
                tbody {
                    @for id in order(today) {
                        tr {
                            th scope="row" { (words(&names.company(id))) }
                            @for measure in MEASURES {
                                td.number { (compact(today.measure(id, measure))) }
                            }
                        }
                    }
                }
            }
            p.caption {
                "Together they capture " (compact(captured)) " of " (compact(today.arrivals)) " "
                (unit(Measure::Captured, findings.map.units())) " that arrive ("
                (percent(captured / today.arrivals.max(f64::MIN_POSITIVE)))
                "); the rest ends on surfaces of nobody on the map. The Herfindahl–Hirschman index of captured visits is "
                (compact(today.concentration.captured)) " of 10,000. A payoff is income and the worth, beyond today's \
                 cash, of captured visits and payments."
            }
        }
    }
}

/// How every company fares against today.
pub fn changes(findings: &Findings<'_>, solution: &Solution) -> Markup {
    let names = Names(findings.map);
    let of = |id: &CompanyId, measure| solution.measure(id, measure) - findings.today.measure(id, measure);
    let companies = order(&findings.today);
    let most = MEASURES.map(|measure| largest(companies.iter().map(|id| of(id, measure))));
    html! {
        table {
            (head(findings))
            tbody {
                @for id in companies {
                    tr {
                        th scope="row" { (words(&names.company(id))) }
                        @for (measure, most) in MEASURES.into_iter().zip(most) { (change(of(id, measure), most)) }
                    }
                }
            }
        }
    }
}

fn head(findings: &Findings<'_>) -> Markup {
    html! {
        thead {
            tr {
                th {}
                @for measure in MEASURES {
                    th.number { (title(measure)) br; small { (unit(measure, findings.map.units())) } }
                }
            }
        }
    }
}

/// The companies, those that capture most first.
pub fn order(solution: &Solution) -> Vec<&CompanyId> {
    let mut companies: Vec<_> = solution.companies.iter().collect();
    companies.sort_by(|a, b| b.1.captured.total_cmp(&a.1.captured));
    companies.into_iter().map(|(id, _)| id).collect()
}
