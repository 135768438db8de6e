//! JSON: a Kumu project or blueprint, nodes and links as programs for networks and charts write them, rows of
//! a table, or what `catchment export` writes.

mod kumu;
mod network;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::ImportError;
use super::companies;
use super::grid::way;
use super::remark::{Remark, count, quoted};
use super::sheet::{self, Chosen, Sheet};
use super::table::{Cells, RawLink, RawNode, Table, Way};

type Fields = Map<String, Value>;

/// What is expected, for who has something else.
const EXPECTED: &str = "expected a Kumu project (elements, connections), nodes and links as lists (as networkx, d3, \
                        vis.js, Cytoscape, ECharts and Plotly have them), rows of a table, or an export of this program";

pub(super) fn read(text: &str, chosen: &Chosen) -> Result<Table, ImportError> {
    let document: Value = serde_json::from_str(text).map_err(|error| ImportError::Syntax {
        place: format!("line {}", error.line()),
        format: "JSON",
        problem: error.to_string(),
    })?;
    let mut table = Table::default();
    let document = match document {
        Value::Object(document) => document,
        Value::Array(list) => {
            if !network::list(&list, &mut table)? {
                rows(&list, chosen, &mut table)?;
            }
            return Ok(table);
        }
        _ => return Err(other("a single value where an object or a list is expected")),
    };
    for name in ["model", "name", "title"] {
        if let Some(Value::String(name)) = document.get(name) {
            table.name.clone_from(name);
            break;
        }
    }
    let is_own = |nodes: &Fields| {
        let mut rows = nodes.values().filter_map(Value::as_object);
        nodes.is_empty()
            || document.contains_key("companies")
            || rows.any(|row| row.contains_key("habit_years"))
    };
    match document.get("nodes") {
        Some(Value::Object(nodes)) if is_own(nodes) => exported(nodes, &document, &mut table)?,
        _ if network::object(&document, &mut table)? => {}
        _ if document.contains_key("elements") || document.contains_key("connections") => {
            kumu::kumu(&document, &mut table)?;
        }
        _ => {
            let names: Vec<&str> = document.keys().take(12).map(String::as_str).collect();
            return Err(other(&format!("found {}", names.join(", "))));
        }
    }
    Ok(table)
}

fn other(found: &str) -> ImportError {
    ImportError::Syntax {
        place: "line 1".to_owned(),
        format: "a network or table in JSON",
        problem: format!("{found}; {EXPECTED}"),
    }
}

/// A list of objects as the rows of a table.
fn rows(list: &[Value], chosen: &Chosen, table: &mut Table) -> Result<(), ImportError> {
    let objects: Vec<&Fields> = list.iter().filter_map(Value::as_object).collect();
    if objects.len() < list.len() || objects.is_empty() {
        return Err(other("a list of something else than objects"));
    }
    let mut heads: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for object in &objects {
        for name in object.keys().filter(|name| known.insert(name.as_str())) {
            heads.push(name.clone());
            super::too_many("columns", heads.len(), super::MAX_COLUMNS)?;
        }
    }
    super::too_many(
        "cells",
        heads.len().saturating_mul(objects.len()),
        super::table::MOST_CELLS,
    )?;
    let row = |object: &Fields| {
        heads
            .iter()
            .map(|head| object.get(head).map(text).unwrap_or_default())
            .collect()
    };
    let body = objects
        .iter()
        .enumerate()
        .map(|(at, object)| (at + 1, row(object)));
    let sheet = Sheet {
        places: "row".to_owned(),
        rows: std::iter::once((0, heads.clone())).chain(body).collect(),
        ..Sheet::default()
    };
    sheet::read(vec![sheet], chosen, table)
}

/// What `catchment export --format json` writes: rows by id.
fn exported(nodes: &Fields, document: &Fields, table: &mut Table) -> Result<(), ImportError> {
    for (id, row) in nodes {
        table.add_node(RawNode {
            id: id.clone(),
            cells: row.as_object().map(cells).unwrap_or_default(),
            place: format!("nodes/{id}"),
            ..RawNode::default()
        })?;
    }
    let rows = |name: &str| {
        document
            .get(name)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    };
    for (id, row) in rows("links") {
        let cells = row.as_object().map(cells).unwrap_or_default();
        link(Some(id.clone()), cells, format!("links/{id}"), table)?;
    }
    let mut heads = BTreeSet::new();
    let with_id = |id: &String, row: &Value| {
        let mut cells = row.as_object().map(cells).unwrap_or_default();
        cells.insert("id".to_owned(), id.clone());
        cells
    };
    for (id, row) in rows("companies") {
        let cells = with_id(id, row);
        heads.extend(cells.keys().cloned());
        companies::add(cells, table);
    }
    companies::tell_results(heads.iter().map(String::as_str), "companies", table);
    for (id, row) in rows("segments") {
        companies::add_segment(with_id(id, row), table);
    }
    for (id, row) in rows("map") {
        companies::add_fact(&with_id(id, row), table);
    }
    let numbers = rows("numbers").count();
    if numbers > 0 {
        companies::tell_numbers(numbers, "numbers", table);
    }
    unread(
        document,
        &[
            "model",
            "nodes",
            "links",
            "companies",
            "segments",
            "map",
            "numbers",
        ],
        table,
    );
    Ok(())
}

/// Lists what of the document is not read.
fn unread(document: &Fields, read: &[&str], table: &mut Table) {
    for (name, value) in document {
        let number = match value {
            Value::Array(list) => list.len(),
            Value::Object(fields) => fields.len(),
            Value::Null => 0,
            _ => 1,
        };
        if number > 0 && !read.contains(&name.as_str()) {
            let remark = Remark::new(quoted(name), "nothing a map has", "not read");
            table
                .left
                .push(remark.found(count(number, "entry").replace("entrys", "entries")));
        }
    }
}

fn link(id: Option<String>, mut cells: Cells, place: String, table: &mut Table) -> Result<(), ImportError> {
    let (Some(mut from), Some(mut to)) = (cells.remove("from"), cells.remove("to")) else {
        let remark = Remark::new("connection", "without two ends", "left out");
        table.left.push(remark.at(place));
        return Ok(());
    };
    let way = match cells.get("direction").map(|word| way(word, &mut from, &mut to)) {
        // A word that nobody knows stays among the cells.
        Some(Some(way)) => {
            cells.remove("direction");
            way
        }
        _ => Way::There,
    };
    table.add_link(RawLink {
        id,
        from,
        to,
        way,
        cells,
        place,
    })
}

/// The fields of an object and of its `attributes` as one row.
fn flattened(fields: &Fields) -> Cells {
    let mut row = cells(fields);
    if let Some(Value::Object(attributes)) = fields.get("attributes") {
        row.remove("attributes");
        row.extend(cells(attributes));
    }
    row.remove("position");
    row
}

fn cells(fields: &Fields) -> Cells {
    let cells = fields
        .iter()
        .map(|(name, value)| (name.trim().to_owned(), text(value)));
    cells
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(text).collect();
            list.join(" | ")
        }
        other => other.to_string(),
    }
}
