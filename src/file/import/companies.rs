//! Tables that `catchment export` writes beside nodes and links: companies, segments, facts of the map and
//! its numbers.

use std::collections::BTreeSet;

use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawCompany, Table};
use crate::model::Segment;

/// What a company is said to be; all else about it is a result.
const STATED: [&str; 6] = ["id", "name", "color", "note", "visit_value", "payment_value"];

/// Whether a table with these `heads` is one of companies; `named` tells that it is called so.
pub(super) fn is_companies(heads: &BTreeSet<&str>, named: bool) -> bool {
    let is_solved = ["id", "captured", "payoff"]
        .iter()
        .all(|head| heads.contains(head));
    let is_bare = heads.contains("id") && heads.iter().all(|head| STATED.contains(head));
    is_solved || (named && is_bare)
}

/// Whether a table with these `heads` is one of segments, likewise.
pub(super) fn is_segments(heads: &BTreeSet<&str>, named: bool) -> bool {
    named && heads.contains("id") && heads.iter().all(|head| ["id", "name", "note"].contains(head))
}

/// Whether a table with these `heads` is one of facts of the map, likewise.
pub(super) fn is_facts(heads: &BTreeSet<&str>, named: bool) -> bool {
    named && heads.len() == 2 && heads.contains("id") && heads.contains("value")
}

/// Whether a table with these `heads` is one of every number of a map.
pub(super) fn is_numbers(heads: &BTreeSet<&str>) -> bool {
    ["id", "of", "value"].iter().all(|head| heads.contains(head))
}

/// Adds the company that nodes call by its `id`.
pub(super) fn add(mut cells: Cells, table: &mut Table) {
    let Some(id) = cells.remove("id") else { return };
    let company = RawCompany {
        name: cells.remove("name").unwrap_or_default(),
        color: cells.remove("color"),
        note: cells.remove("note").unwrap_or_default(),
        visit_value: cells.remove("visit_value"),
        payment_value: cells.remove("payment_value"),
    };
    table.companies.insert(id, company);
}

/// Adds a segment.
pub(super) fn add_segment(mut cells: Cells, table: &mut Table) {
    let Some(id) = cells.remove("id") else { return };
    let segment = Segment {
        name: cells.remove("name").unwrap_or_else(|| id.clone()),
        note: cells.remove("note").unwrap_or_default(),
    };
    table.segments.insert(id, segment);
}

/// Adds a fact of the map: its name, or what it counts in.
pub(super) fn add_fact(cells: &Cells, table: &mut Table) {
    let (Some(id), Some(value)) = (cells.get("id"), cells.get("value")) else {
        return;
    };
    let units = table.units.get_or_insert_default();
    match id.as_str() {
        "name" => table.name.clone_from(value),
        "traffic" => units.traffic.clone_from(value),
        "period" => units.period.clone_from(value),
        "currency" => units.currency.clone_from(value),
        _ => {
            let remark = Remark::new(format!("fact {}", quoted(id)), "nothing a map has", "not read");
            table.left.push(remark.found(quoted(value)));
        }
    }
}

/// Adds what formats of networks have as attributes of the whole: `map/currency`, `companies/acme/name`.
/// Whether it was one of these.
pub(super) fn add_path(path: &str, value: &str, table: &mut Table) -> bool {
    let mut parts = path.splitn(3, '/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("map"), Some(fact @ ("name" | "traffic" | "period" | "currency")), None) => {
            let cells = [("id", fact), ("value", value)];
            add_fact(
                &cells
                    .map(|(head, cell)| (head.to_owned(), cell.to_owned()))
                    .into(),
                table,
            );
        }
        (Some("companies"), Some(id), Some(field)) => {
            let company = table.companies.entry(id.to_owned()).or_default();
            let value = value.to_owned();
            match field {
                "name" => company.name = value,
                "note" => company.note = value,
                "color" => company.color = Some(value),
                "visit_value" => company.visit_value = Some(value),
                "payment_value" => company.payment_value = Some(value),
                _ => return false,
            }
        }
        (Some("segments"), Some(id), Some(field)) => {
            let segment = table.segments.entry(id.to_owned()).or_default();
            match field {
                "name" => value.clone_into(&mut segment.name),
                "note" => value.clone_into(&mut segment.note),
                _ => return false,
            }
        }
        _ => return false,
    }
    true
}

/// Says which columns of a table of companies are not read.
pub(super) fn tell_results<'h>(heads: impl Iterator<Item = &'h str>, place: &str, table: &mut Table) {
    let results: Vec<_> = heads.filter(|head| !STATED.contains(head)).collect();
    if !results.is_empty() {
        let remark = Remark::new(
            "companies",
            "columns that are results of solving",
            "not taken over",
        );
        table
            .left
            .push(remark.at(place).found(quoted(&results.join(", "))));
    }
}

/// Says that a table of numbers is not read.
pub(super) fn tell_numbers(rows: usize, place: &str, table: &mut Table) {
    let remark = Remark::new(
        count(rows, "number"),
        "in a table of their own, and with their nodes and links as well",
        "read there; their ranges and sources are not taken over",
    );
    table.left.push(remark.at(place));
}
