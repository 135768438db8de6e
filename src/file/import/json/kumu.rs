//! A Kumu project or blueprint.

use std::collections::HashMap;

use serde_json::Value;

use super::super::ImportError;
use super::super::remark::{Remark, count};
use super::super::table::{RawNode, Table};
use super::{Fields, flattened, link, unread};

/// Elements and connections, and the positions that they have on the first map.
pub(super) fn kumu(document: &Fields, table: &mut Table) -> Result<(), ImportError> {
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
