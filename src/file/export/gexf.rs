//! GEXF 1.3, as Gephi reads it, with positions and colours.

use std::collections::BTreeMap;

use super::tables::{Row, columns};
use super::{Cell, Export, xml};

/// The map as GEXF. Gephi's y axis points up, so the map's is turned over.
pub fn gexf(export: &Export) -> String {
    let nodes = columns(export.nodes.iter().map(|(_, row)| row));
    let links = columns(export.links.iter().map(|(_, row)| row));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n",
    );
    out.push_str("  <meta>\n    <creator>Catchment</creator>\n    <description>");
    // GEXF has no attributes of the whole: they stand here, one a line.
    for (path, value) in export.facts() {
        let value = value
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\r', "\\r");
        out.push_str(&xml::escape(&format!("{path} = {value}\n")));
    }
    out.push_str("</description>\n  </meta>\n  <graph defaultedgetype=\"directed\">\n");
    attributes(&mut out, "node", &nodes);
    attributes(&mut out, "edge", &links);
    out.push_str("    <nodes>\n");
    for (id, row) in &export.nodes {
        let Some(node) = export.map.nodes().get(*id) else {
            continue;
        };
        let (label, (x, y)) = (xml::escape(&node.name), node.at);
        let id_text = xml::escape(id.as_str());
        out.push_str(&format!("      <node id=\"{id_text}\" label=\"{label}\">\n"));
        values(&mut out, &nodes, row);
        if let Some([red, green, blue]) = export.color(id) {
            out.push_str(&format!(
                "        <viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>\n"
            ));
        }
        let up = 0.0 - y;
        out.push_str(&format!(
            "        <viz:position x=\"{x}\" y=\"{up}\" z=\"0\"/>\n      </node>\n"
        ));
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (id, row) in &export.links {
        let Some(link) = export.map.links().get(*id) else {
            continue;
        };
        out.push_str(&format!(
            "      <edge id=\"{}\" source=\"{}\" target=\"{}\" kind=\"{}\">\n",
            xml::escape(id.as_str()),
            xml::escape(link.from.as_str()),
            xml::escape(link.to.as_str()),
            link.kind.name(),
        ));
        values(&mut out, &links, row);
        out.push_str("      </edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn attributes(out: &mut String, class: &str, columns: &BTreeMap<&str, &Cell>) {
    out.push_str(&format!("    <attributes class=\"{class}\">\n"));
    for (number, (name, cell)) in columns.iter().enumerate() {
        let (title, kind) = (xml::escape(name), xml::kind(cell));
        out.push_str(&format!(
            "      <attribute id=\"{number}\" title=\"{title}\" type=\"{kind}\"/>\n"
        ));
    }
    out.push_str("    </attributes>\n");
}

fn values(out: &mut String, columns: &BTreeMap<&str, &Cell>, row: &Row) {
    out.push_str("        <attvalues>\n");
    for (number, name) in columns.keys().enumerate() {
        if let Some(cell) = row.get(*name) {
            let value = xml::value(cell);
            out.push_str(&format!(
                "          <attvalue for=\"{number}\" value=\"{value}\"/>\n"
            ));
        }
    }
    out.push_str("        </attvalues>\n");
}
