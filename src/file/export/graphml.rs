//! GraphML, as networkx, yEd and igraph read it.

use std::collections::BTreeMap;

use super::tables::{Row, columns};
use super::{Cell, Export, xml};

/// The map as GraphML; every column is a declared key.
pub fn graphml(export: &Export) -> String {
    let nodes = columns(export.nodes.iter().map(|(_, row)| row));
    let links = columns(export.links.iter().map(|(_, row)| row));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    keys(&mut out, "node", &nodes);
    keys(&mut out, "edge", &links);
    let facts = export.facts();
    for (number, (path, _)) in facts.iter().enumerate() {
        let path = xml::escape(path);
        out.push_str(&format!(
            "  <key id=\"graph{number}\" for=\"graph\" attr.name=\"{path}\" attr.type=\"string\"/>\n"
        ));
    }
    out.push_str("  <graph edgedefault=\"directed\">\n");
    for (number, (_, value)) in facts.iter().enumerate() {
        let value = xml::escape(value);
        out.push_str(&format!("    <data key=\"graph{number}\">{value}</data>\n"));
    }
    for (id, row) in &export.nodes {
        out.push_str(&format!("    <node id=\"{}\">\n", xml::escape(id.as_str())));
        data(&mut out, "node", &nodes, row);
        out.push_str("    </node>\n");
    }
    for (id, row) in &export.links {
        let Some(link) = export.map.links().get(*id) else {
            continue;
        };
        out.push_str(&format!(
            "    <edge id=\"{}\" source=\"{}\" target=\"{}\">\n",
            xml::escape(id.as_str()),
            xml::escape(link.from.as_str()),
            xml::escape(link.to.as_str()),
        ));
        data(&mut out, "edge", &links, row);
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn keys(out: &mut String, of: &str, columns: &BTreeMap<&str, &Cell>) {
    for (number, (name, cell)) in columns.iter().enumerate() {
        let (name, kind) = (xml::escape(name), xml::kind(cell));
        out.push_str(&format!(
            "  <key id=\"{of}{number}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
        ));
    }
}

fn data(out: &mut String, of: &str, columns: &BTreeMap<&str, &Cell>, row: &Row) {
    for (number, name) in columns.keys().enumerate() {
        if let Some(cell) = row.get(*name) {
            let value = xml::value(cell);
            out.push_str(&format!("      <data key=\"{of}{number}\">{value}</data>\n"));
        }
    }
}
