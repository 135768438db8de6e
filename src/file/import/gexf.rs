//! GEXF, as Gephi, networkx and `catchment export` write it.

use std::collections::{BTreeMap, HashMap};

use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawLink, RawNode, Table, Way};
use super::xml::{self, Element};
use super::{ImportError, companies, words};

/// A declared column: its title and what it is where no value is given.
type Columns<'d> = HashMap<&'d str, (&'d str, Option<&'d str>)>;

pub(super) fn read(text: &str) -> Result<Table, ImportError> {
    let document = xml::parse(text, "gexf", "GEXF")?;
    let mut table = Table::default();
    for graph in document.all("graph") {
        let (nodes, edges) = (columns(graph, "node"), columns(graph, "edge"));
        if graph.get("mode") == Some("dynamic") {
            table.left.push(
                Remark::new(
                    "graph",
                    "changes over time",
                    "read as if all of it were there at once",
                )
                .at(graph.place()),
            );
        }
        for list in graph.all("nodes") {
            for node in list.all("node") {
                read_node(node, None, &nodes, &mut table)?;
            }
        }
        let default = graph.get("defaultedgetype").unwrap_or("undirected");
        for edge in graph.all("edges").flat_map(|list| list.all("edge")) {
            read_edge(edge, default, &edges, &mut table)?;
        }
        let known = ["attributes", "nodes", "edges"];
        for child in graph
            .children
            .iter()
            .filter(|child| !known.contains(&child.name.as_str()))
        {
            let object = format!("<{}>", child.name);
            table
                .left
                .push(Remark::new(object, "nothing a map has", "not read").at(child.place()));
        }
    }
    let names = document.all("meta").filter_map(|meta| meta.child("title"));
    if let Some(title) = names
        .map(|title| title.text.trim())
        .find(|title| !title.is_empty())
    {
        title.clone_into(&mut table.name);
    }
    for text in document.all("meta").filter_map(|meta| meta.child("description")) {
        facts(&text.text, &mut table);
    }
    unread(&document, &mut table);
    Ok(table)
}

/// The lines `map/currency = USD` that `catchment export` writes, for GEXF has no attributes of the whole.
fn facts(text: &str, table: &mut Table) {
    for line in text.lines() {
        if let Some((path, value)) = line.split_once(" = ") {
            companies::add_path(path.trim(), &lines(value), table);
        }
    }
}

/// A text with the line ends that were written as `\n`.
fn lines(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            _ => plain.push(c),
        }
    }
    plain
}

/// Counts what stands in nodes and edges that nothing here reads.
fn unread(document: &Element, table: &mut Table) {
    const READ: &[&str] = &["attvalues", "nodes", "position", "color", "size", "shape"];
    let mut found: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    let mut open: Vec<&Element> = document.all("graph").collect();
    while let Some(element) = open.pop() {
        for child in &element.children {
            let is_object = ["node", "edge"].contains(&child.name.as_str());
            if is_object || ["nodes", "edges"].contains(&child.name.as_str()) {
                open.push(child);
            }
            let of_edge = element.name == "edge" && child.name != "attvalues";
            if of_edge || (element.name == "node" && !READ.contains(&child.name.as_str())) {
                let entry = found.entry(&child.name).or_insert_with(|| (0, child.place()));
                entry.0 += 1;
            }
        }
    }
    for (name, (times, place)) in found {
        let object = count(times, &format!("<{name}>"));
        table
            .left
            .push(Remark::new(object, "nothing a map has", "not read").at(place));
    }
}

fn columns<'d>(graph: &'d Element, class: &str) -> Columns<'d> {
    let lists = graph
        .all("attributes")
        .filter(|list| list.get("class") == Some(class));
    lists
        .flat_map(|list| list.all("attribute"))
        .filter_map(|column| {
            let id = column.get("id")?;
            let default = column.child("default").map(|default| default.text.trim());
            Some((id, (column.get("title").unwrap_or(id), default)))
        })
        .collect()
}

fn values(element: &Element, columns: &Columns<'_>) -> Cells {
    let mut cells = Cells::new();
    for (title, default) in columns.values() {
        if let Some(default) = default {
            cells.insert((*title).to_owned(), (*default).to_owned());
        }
    }
    for value in element.all("attvalues").flat_map(|list| list.all("attvalue")) {
        // Before version 1.2 the column was called `id`.
        let id = value.get("for").or_else(|| value.get("id")).unwrap_or_default();
        let title = columns.get(id).map_or(id, |(title, _)| title);
        if let Some(value) = value.get("value") {
            cells.insert(title.to_owned(), value.trim().to_owned());
        }
    }
    for (name, value) in element.attributes() {
        if !["id", "source", "target", "pid"].contains(&name) {
            cells
                .entry(name.to_owned())
                .or_insert_with(|| value.trim().to_owned());
        }
    }
    cells.retain(|column, value| !value.is_empty() && !column.is_empty());
    cells
}

fn read_node(
    node: &Element,
    group: Option<&str>,
    columns: &Columns<'_>,
    table: &mut Table,
) -> Result<(), ImportError> {
    let mut cells = values(node, columns);
    let Some(id) = node.get("id").filter(|id| !id.is_empty()) else {
        table
            .left
            .push(Remark::new("node", "without an id", "left out").at(node.place()));
        return Ok(());
    };
    if let Some(color) = node.child("color").and_then(hex) {
        cells.entry("color".to_owned()).or_insert(color);
    }
    for look in ["size", "shape"] {
        if let Some(value) = node.child(look).and_then(|found| found.get("value")) {
            cells.entry(look.to_owned()).or_insert_with(|| value.to_owned());
        }
    }
    if let Some(group) = group.or_else(|| node.get("pid")) {
        cells
            .entry(words::IN_GROUP.to_owned())
            .or_insert_with(|| group.to_owned());
    }
    let name = cells.get("label").cloned().unwrap_or_else(|| id.to_owned());
    table.add_node(RawNode {
        id: id.to_owned(),
        at: node.child("position").and_then(position),
        cells,
        place: node.place(),
        ..RawNode::default()
    })?;
    let inner: Vec<&Element> = node.all("nodes").flat_map(|list| list.all("node")).collect();
    if !inner.is_empty() {
        table.left.push(
            Remark::new(
                format!("node {}", quoted(&name)),
                format!("has {} in it", count(inner.len(), "node")),
                "read beside it, with its name as their group",
            )
            .at(node.place()),
        );
    }
    for node in inner {
        read_node(node, Some(&name), columns, table)?;
    }
    Ok(())
}

fn read_edge(
    edge: &Element,
    default: &str,
    columns: &Columns<'_>,
    table: &mut Table,
) -> Result<(), ImportError> {
    let end = |name: &str| edge.get(name).filter(|end| !end.is_empty()).map(str::to_owned);
    let (Some(from), Some(to)) = (end("source"), end("target")) else {
        table
            .left
            .push(Remark::new("edge", "without two ends", "left out").at(edge.place()));
        return Ok(());
    };
    let mut cells = values(edge, columns);
    // The attribute `type` of an edge is its direction, unless a column is called so.
    let is_direction = |text: &str| ["directed", "undirected", "mutual"].contains(&text);
    let direction = edge.get("type").filter(|text| is_direction(text));
    if cells.get("type").is_some_and(|text| is_direction(text)) {
        cells.remove("type");
    }
    let way = match direction.unwrap_or(default) {
        "directed" => Way::There,
        "mutual" => Way::Both,
        _ => Way::Unsaid,
    };
    table.add_link(RawLink {
        id: edge.get("id").map(str::to_owned),
        from,
        to,
        way,
        cells,
        place: edge.place(),
    })
}

/// The position of `viz:position`. Gephi's y axis points up.
fn position(at: &Element) -> Option<(f64, f64)> {
    let number = |name: &str| at.get(name).and_then(|text| text.trim().parse::<f64>().ok());
    let at = (number("x")?, 0.0 - number("y")?);
    (at.0.is_finite() && at.1.is_finite()).then_some(at)
}

fn hex(color: &Element) -> Option<String> {
    // Since version 1.3 it may be one word.
    if let Some(hex) = color.get("hex").or_else(|| color.get("rgb")) {
        return Some(hex.to_owned());
    }
    let part = |name: &str| color.get(name).and_then(|text| text.trim().parse::<u8>().ok());
    Some(format!("#{:02x}{:02x}{:02x}", part("r")?, part("g")?, part("b")?))
}
