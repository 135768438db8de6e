//! DOT, as Graphviz reads it, with positions for `neato -n`, colours, and closed links dashed.

use super::tables::Row;
use super::{Cell, Export};

/// The map as a directed graph. Graphviz's y axis points up, so the map's is turned over.
pub fn dot(export: &Export) -> String {
    let mut out = format!("digraph {} {{\n", quoted(export.map.name()));
    for (path, value) in export.facts() {
        out.push_str(&format!("  {}={};\n", quoted(&path), quoted(&value)));
    }
    for (id, row) in &export.nodes {
        let Some(node) = export.map.nodes().get(*id) else {
            continue;
        };
        let (x, up) = (node.at.0, 0.0 - node.at.1);
        out.push_str(&format!(
            "  {} [label={}, pos=\"{x},{up}\"",
            quoted(id.as_str()),
            quoted(&node.name)
        ));
        if let Some([red, green, blue]) = export.color(id) {
            out.push_str(&format!(", color=\"#{red:02x}{green:02x}{blue:02x}\""));
        }
        attributes(&mut out, row);
    }
    for (id, row) in &export.links {
        let Some(link) = export.map.links().get(*id) else {
            continue;
        };
        let (from, to) = (quoted(link.from.as_str()), quoted(link.to.as_str()));
        out.push_str(&format!("  {from} -> {to} [id={}", quoted(id.as_str())));
        if row.get("open") == Some(&Cell::Truth(false)) {
            out.push_str(", style=\"dashed\"");
        }
        attributes(&mut out, row);
    }
    out.push_str("}\n");
    out
}

/// The rest of the attribute list. `group` has a meaning of its own to Graphviz: ours stands apart.
fn attributes(out: &mut String, row: &Row) {
    for (name, cell) in row {
        let name = if name == "group" { "link_group" } else { name };
        out.push_str(&format!(", {}={}", quoted(name), quoted(&cell.text())));
    }
    out.push_str("];\n");
}

/// A quoted string. A backslash starts an escape in labels, and Graphviz has no NUL.
fn quoted(text: &str) -> String {
    let text = text.replace('\0', "\u{fffd}").replace('\\', "\\\\");
    format!("\"{}\"", text.replace('"', "\\\"").replace('\n', "\\n"))
}
