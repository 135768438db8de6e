//! JSON: nodes, links, companies, segments and numbers by id.

use std::collections::BTreeMap;

use super::{Export, Table};
use crate::text::in_json;

/// The rows as one JSON document: `{"model": …, "nodes": {id: {column: value}}, "links": {…}, …}`.
///
/// # Errors
/// The writer's, which rows do not give.
pub fn json(export: &Export) -> Result<Vec<u8>, serde_json::Error> {
    let rows = |table| export.table(table).into_iter().collect::<BTreeMap<_, _>>();
    let document = serde_json::json!({
        "model": export.map.name(),
        "nodes": rows(Table::Nodes),
        "links": rows(Table::Links),
        "companies": rows(Table::Companies),
        "segments": rows(Table::Segments),
        "map": rows(Table::Map),
        "numbers": rows(Table::Numbers),
    });
    let text = serde_json::to_string_pretty(&document)? + "\n";
    Ok(in_json(&text).into_owned().into_bytes())
}
