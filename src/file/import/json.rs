//! JSON: a Kumu project or blueprint, or what `catchment export` writes.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::ImportError;
use super::companies;
use super::grid::way;
use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawLink, RawNode, Table};

type Fields = Map<String, Value>;

pub(super) fn read(text: &str) -> Result<Table, ImportError> {
    let document: Value = serde_json::from_str(text).map_err(|error| ImportError::Syntax {
        place: format!("line {}", error.line()),
        format: "JSON",
        problem: error.to_string(),
    })?;
    let Value::Object(document) = document else {
        return Err(other("a list or a value where an object is expected"));
    };
    let mut table = Table::default();
    for name in ["model", "name", "title"] {
        if let Some(Value::String(name)) = document.get(name) {
            table.name.clone_from(name);
            break;
        }
    }
    match (document.get("nodes"), document.get("links")) {
        (Some(Value::Object(nodes)), _) => exported(nodes, &document, &mut table)?,
        _ if document.contains_key("elements") || document.contains_key("connections") => {
            kumu(&document, &mut table)?;
        }
        _ => {
            return Err(other(
                "neither elements and connections nor nodes and links in it",
            ));
        }
    }
    Ok(table)
}

fn other(problem: &str) -> ImportError {
    ImportError::Syntax {
        place: "line 1".to_owned(),
        format: "a Kumu project",
        problem: problem.to_owned(),
    }
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
    for (id, row) in rows("companies") {
        let cells = row.as_object().map(cells).unwrap_or_default();
        heads.extend(cells.keys().cloned());
        companies::add(id.clone(), cells, table);
    }
    companies::tell_results(&heads.iter().map(String::as_str).collect(), "companies", table);
    let numbers = rows("numbers").count();
    if numbers > 0 {
        companies::tell_numbers(numbers, "numbers", table);
    }
    unread(
        document,
        &["model", "nodes", "links", "companies", "numbers"],
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
    let direction = cells.remove("direction");
    let way = way(direction.as_deref(), &mut from, &mut to);
    table.add_link(RawLink {
        id,
        from,
        to,
        way,
        cells,
        place,
    })
}

/// Elements and connections, and the positions that they have on the first map.
fn kumu(document: &Fields, table: &mut Table) -> Result<(), ImportError> {
    let list = |name: &str| document.get(name).and_then(Value::as_array);
    let positions = positions(document, table);
    for (at, element) in list("elements").into_iter().flatten().enumerate() {
        let place = format!("elements, number {}", at + 1);
        let Some(fields) = element.as_object() else {
            let remark = Remark::new("element", "not an object", "left out");
            table.left.push(remark.at(place).found(element));
            continue;
        };
        let mut cells = flattened(fields);
        let id = cells.remove("_id").or_else(|| cells.remove("id"));
        let id_is_name = id.is_none();
        let Some(id) = id.or_else(|| cells.get("label").or_else(|| cells.get("name")).cloned()) else {
            let remark = Remark::new("element", "without a label", "left out");
            table.left.push(remark.at(place).found(element));
            continue;
        };
        let number = |name: &str| fields.get("position")?.get(name)?.as_f64();
        let own = number("x").zip(number("y"));
        table.add_node(RawNode {
            at: own.or_else(|| positions.get(&id).copied()),
            id,
            id_is_name,
            cells,
            place,
            ..RawNode::default()
        })?;
    }
    for (at, connection) in list("connections").into_iter().flatten().enumerate() {
        let place = format!("connections, number {}", at + 1);
        let Some(fields) = connection.as_object() else {
            let remark = Remark::new("connection", "not an object", "left out");
            table.left.push(remark.at(place).found(connection));
            continue;
        };
        let mut cells = flattened(fields);
        let id = cells.remove("_id").or_else(|| cells.remove("id"));
        link(id, cells, place, table)?;
    }
    let read = ["elements", "connections", "maps", "model", "name", "title"];
    unread(document, &read, table);
    Ok(())
}

/// Where the elements stand on the first of the project's maps.
fn positions(document: &Fields, table: &mut Table) -> HashMap<String, (f64, f64)> {
    let maps = document.get("maps").and_then(Value::as_array);
    let Some((first, others)) = maps.and_then(|maps| maps.split_first()) else {
        return HashMap::new();
    };
    if let Some(Value::String(name)) = first.get("name")
        && table.name.is_empty()
    {
        table.name.clone_from(name);
    }
    if !others.is_empty() {
        table.left.push(Remark::new(
            count(others.len(), "more map"),
            "the project places its elements on several maps",
            "positions are read from the first one",
        ));
    }
    let elements = first.get("elements").and_then(Value::as_array);
    elements
        .into_iter()
        .flatten()
        .filter_map(|placed| {
            let id = placed.get("element").or_else(|| placed.get("_id"))?.as_str()?;
            let at = placed.get("position").unwrap_or(placed);
            Some((id.to_owned(), (at.get("x")?.as_f64()?, at.get("y")?.as_f64()?)))
        })
        .collect()
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
