//! JSON: nodes and links by id.

use std::collections::BTreeMap;

use super::Export;

/// The rows as one JSON document: `{"model": …, "nodes": {id: {column: value}}, "links": {…}}`.
///
/// # Errors
/// The writer's, which rows do not give.
pub fn json(export: &Export) -> Result<Vec<u8>, serde_json::Error> {
    let nodes: BTreeMap<_, _> = export.nodes.iter().map(|(id, row)| (id.as_str(), row)).collect();
    let links: BTreeMap<_, _> = export.links.iter().map(|(id, row)| (id.as_str(), row)).collect();
    let document = serde_json::json!({ "model": export.map.name(), "nodes": nodes, "links": links });
    let mut text = serde_json::to_vec_pretty(&document)?;
    text.push(b'\n');
    Ok(text)
}
