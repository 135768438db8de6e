//! The report as one HTML file: nothing is loaded from elsewhere, and no script runs.

mod assumptions;
mod capture;
mod certainty;
mod deals;
mod openings;
mod proof;
mod scenarios;
mod summary;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Findings, Look, Painter, Subject};
use crate::solver::Measure;
use crate::text;
use crate::wording::unit;

const STYLE: &str = include_str!("style.css");

/// Size of the pictures, in points.
const LOOK: Look = Look {
    width: 1500.0,
    height: 940.0,
    dark: false,
    words: true,
};

/// The page. The map is drawn by `painter`, where there is one.
pub fn html(findings: &Findings<'_>, painter: Option<&dyn Painter>) -> String {
    let map = findings.map;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Whatever stands in the map's texts, a browser loads and runs nothing.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (text::name(map.name())) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (text::name(map.name())) }
                    @if !map.note().trim().is_empty() { p.lead { (map.note()) } }
                    p.caption {
                        "Steady-state flows of " (map.nodes().len()) " nodes and " (map.links().len())
                        " links. Visits in " (unit(Measure::Captured, map.units())) ", money in "
                        (unit(Measure::Income, map.units())) ". Changes are against today."
                    }
                }
                (contents(findings))
                (summary::section(findings))
                (picture(findings, painter))
                (capture::section(findings))
                (scenarios::section(findings, painter))
                (certainty::section(findings))
                (openings::section(findings))
                (deals::section(findings))
                (assumptions::section(findings))
                (proof::section(findings))
            }
        }
    };
    page.into_string()
}

fn contents(findings: &Findings<'_>) -> Markup {
    html! {
        nav {
            a href="#summary" { "In short" }
            a href="#map" { "The map" }
            a href="#capture" { "Who captures the traffic" }
            @if !findings.scenarios.is_empty() { a href="#scenarios" { "Scenarios" } }
            @if findings.robustness.is_some() { a href="#certainty" { "How sure" } }
            a href="#openings" { "When each link opens" }
            a href="#deals" { "Deals" }
            a href="#assumptions" { "Assumptions" }
            a href="#proof" { "How it was worked out" }
        }
    }
}

fn picture(findings: &Findings<'_>, painter: Option<&dyn Painter>) -> Markup {
    let subject = Subject {
        map: findings.map,
        today: Some(&findings.today),
        scenario: None,
        hidden: &findings.hidden,
    };
    html! {
        section id="map" {
            h2 { "The map today" }
            @match painter {
                Some(painter) => figure { (PreEscaped(painter.svg(&subject, &LOOK))) },
                None => p { "The build of the program that made this report draws no pictures." },
            }
        }
    }
}
