//! How the numbers came about: certificate, residuals, file and version.

use maud::{Markup, html};

use crate::report::Findings;
use crate::wording::certificate;

pub fn section(findings: &Findings<'_>) -> Markup {
    let today = &findings.today;
    let residuals = &today.residuals;
    html! {
        section id="proof" {
            h2 { "How it was worked out" }
            p {
                "Visits arrive at channels and platforms, choose among the open links at each node by a nested logit \
                 model, and leave or pay in the end; sales, ad budgets and fees follow the visits. The state shown is \
                 the one in which all of this agrees with itself."
            }
            dl {
                dt { "Today's steady state" } dd { (certificate(&today.status)) }
                dt { "Conservation" }
                dd {
                    "Relative errors: traffic " (power(residuals.traffic)) ", ledger " (power(residuals.ledger))
                    ", sales " (power(residuals.gmv)) ", ads " (power(residuals.ads)) "."
                }
                @for warning in &today.status.warnings { dt { "Note" } dd { (warning) } }
                @if let Some(origin) = &findings.origin {
                    dt { "File" } dd { (origin.name) }
                    dt { "BLAKE3" } dd { code { (origin.fingerprint) } }
                }
                dt { "Program" } dd { "Catchment " (env!("CARGO_PKG_VERSION")) }
            }
        }
    }
}

fn power(value: f64) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else {
        format!("{value:.0e}")
    }
}
