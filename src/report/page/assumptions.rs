//! Every number that the results rest on, with its range and source.

use std::borrow::Cow;

use maud::{Markup, html};

use super::table::words;
use crate::model::field::{Field, Unit};
use crate::model::{Confidence, Map, Number, Units};
use crate::quantity::{short, short_digits};
use crate::report::Findings;
use crate::text;
use crate::wording::Names;

/// A number of the map.
struct Row<'a> {
    of: String,
    field: Cow<'static, str>,
    unit: Unit,
    number: &'a Number,
}

pub fn section(findings: &Findings<'_>) -> Markup {
    let rows = rows(findings.map);
    let (stated, bare): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.number.evidence.is_some());
    html! {
        section id="assumptions" {
            h2 { "Assumptions" }
            p {
                "The results rest on " (rows.len()) " numbers; "
                @match (stated.len(), bare.len()) {
                    (_, 0) => "each says what it rests on.",
                    (0, _) => "none says what it rests on.",
                    (stated, bare) => { (stated) " say what they rest on and " (bare) " do not." }
                }
            }
            table.dense {
                thead {
                    tr {
                        th { "Of" } th { "Number" } th.number { "Value" } th { "Unit" } th.number { "Range" }
                        th { "Trust" } th { "Source" }
                    }
                }
                tbody { @for row in stated.iter().chain(&bare) { (line(row, findings.map.units())) } }
            }
        }
    }
}

fn line(row: &Row<'_>, units: &Units) -> Markup {
    let evidence = row.number.evidence.as_deref();
    let end = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| figure(row.unit, value));
    let range = evidence.filter(|evidence| evidence.low.is_some() || evidence.high.is_some());
    html! {
        tr {
            th scope="row" { (words(&row.of)) }
            td { (row.field.replace(['_', '/'], " ")) }
            td.number { (figure(row.unit, row.number.value)) }
            td { (words(&unit_of(row.unit, units))) }
            td.number { @if let Some(range) = range { (end(range.low)) " to " (end(range.high)) } }
            td { @if let Some(trust) = evidence.and_then(|evidence| evidence.confidence) { (confidence(trust)) } }
            td.source {
                @if let Some(evidence) = evidence {
                    @if let Some(source) = &evidence.source { (words(source)) }
                    @if let Some(date) = &evidence.date { " (" (date) ")" }
                }
            }
        }
    }
}

fn rows(map: &Map) -> Vec<Row<'_>> {
    let names = Names(map);
    let mut rows = Vec::new();
    for (id, company) in map.companies() {
        rows.extend(company.numbers().into_iter().map(|(field, number)| {
            row(
                names.company(id).into_owned(),
                Cow::Borrowed(field.name),
                field,
                number,
            )
        }));
    }
    for (id, node) in map.nodes() {
        let numbers = node.numbers().into_iter();
        rows.extend(
            numbers.map(|(path, field, number)| row(names.node(id).into_owned(), path, field, number)),
        );
    }
    for (id, link) in map.links() {
        let numbers = link.numbers().into_iter();
        rows.extend(numbers.map(|(path, field, number)| row(names.ends(id), path, field, number)));
    }
    // What is left at its default of nothing says nothing.
    rows.retain(|row| row.number.value != 0.0 || row.number.evidence.is_some());
    rows
}

fn row<'a>(of: String, path: Cow<'static, str>, field: &Field, number: &'a Number) -> Row<'a> {
    let field_name = match path.as_ref() {
        // A pull says in which way it is known.
        "pull" => Cow::Owned(format!("pull ({})", field.name)),
        _ => path,
    };
    Row {
        of,
        field: field_name,
        unit: field.unit,
        number,
    }
}

fn figure(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => format!("{} %", short_digits(100.0 * value)),
        _ => short(value),
    }
}

fn unit_of(unit: Unit, units: &Units) -> String {
    let [traffic, period, currency] =
        [&units.traffic, &units.period, &units.currency].map(|unit| text::unit(unit));
    match unit {
        Unit::None | Unit::Share => String::new(),
        Unit::VisitsPerPeriod => format!("{traffic} / {period}"),
        Unit::CurrencyPerOrder => format!("{currency} / order"),
        Unit::CurrencyPerVisit => format!("{currency} / visit"),
        Unit::CurrencyPerPayment => format!("{currency} / payment"),
        Unit::Years => "years".to_owned(),
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
        Confidence::Judgement => "judgement",
    }
}
