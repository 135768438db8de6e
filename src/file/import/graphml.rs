//! GraphML, as yEd, networkx, igraph and `catchment export` write it.

use std::collections::HashMap;

use super::ImportError;
use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawLink, RawNode, Table, Way};
use super::words;
use super::xml::{self, Element};

/// What a key's data are called, for what they stand, and what they are where none are given.
struct Key {
    of: String,
    name: String,
    default: Option<String>,
    /// Whether the data are drawings of yEd.
    drawn: bool,
}

/// What is gathered on the way through nested graphs.
struct Reading<'d> {
    keys: HashMap<&'d str, Key>,
    table: Table,
    ignored: HashMap<String, (usize, String)>,
}

pub(super) fn read(text: &str) -> Result<Table, ImportError> {
    let document = xml::parse(text, "graphml", "GraphML")?;
    let mut reading = Reading {
        keys: document
            .all("key")
            .filter_map(|key| Some((key.get("id")?, self::key(key))))
            .collect(),
        table: Table::default(),
        ignored: HashMap::new(),
    };
    for graph in document.all("graph") {
        reading.graph(graph, None)?;
    }
    let mut ignored: Vec<_> = reading.ignored.into_iter().collect();
    ignored.sort();
    for (name, (times, place)) in ignored {
        reading.table.left.push(
            Remark::new(
                count(times, &format!("<{name}>")),
                "nothing a map has",
                "not read",
            )
            .at(place),
        );
    }
    Ok(reading.table)
}

fn key(key: &Element) -> Key {
    let id = key.get("id").unwrap_or_default();
    Key {
        of: key.get("for").unwrap_or("all").to_owned(),
        name: key.get("attr.name").unwrap_or(id).to_owned(),
        default: key.child("default").map(|default| default.text.trim().to_owned()),
        drawn: key
            .get("yfiles.type")
            .is_some_and(|kind| kind.contains("graphics")),
    }
}

impl Reading<'_> {
    fn graph(&mut self, graph: &Element, group: Option<&str>) -> Result<(), ImportError> {
        let undirected = graph.get("edgedefault") == Some("undirected");
        for child in &graph.children {
            match child.name.as_str() {
                "node" => self.node(child, group)?,
                "edge" => self.edge(child, undirected)?,
                "desc" => {}
                "data" => {
                    let key = child.get("key").and_then(|key| self.keys.get(key));
                    let name = key.map_or("", |key| key.name.as_str());
                    if !child.text.trim().is_empty() && ["name", "label"].contains(&name) && group.is_none() {
                        child.text.trim().clone_into(&mut self.table.name);
                    } else if !child.text.trim().is_empty() {
                        let column = format!("data {name}");
                        self.ignore(&column, child);
                    }
                }
                other => self.ignore(other, child),
            }
        }
        Ok(())
    }

    fn ignore(&mut self, what: &str, element: &Element) {
        let entry = self
            .ignored
            .entry(what.to_owned())
            .or_insert_with(|| (0, element.place()));
        entry.0 += 1;
    }

    /// The data of a node or edge, with the defaults of the keys, and its drawing if yEd made one.
    fn data<'e>(&mut self, element: &'e Element, of: &str) -> (Cells, Option<&'e Element>) {
        let mut cells = Cells::new();
        for key in self.keys.values().filter(|key| key.of == of || key.of == "all") {
            if let Some(default) = key.default.as_ref().filter(|default| !default.is_empty()) {
                cells.insert(key.name.clone(), default.clone());
            }
        }
        let mut drawing = None;
        for child in &element.children {
            match child.name.as_str() {
                "data" => {
                    let id = child.get("key").unwrap_or_default();
                    let key = self.keys.get(id);
                    let text = child.text.trim();
                    if key.is_some_and(|key| key.drawn) || !child.children.is_empty() {
                        drawing = drawing.or(Some(child));
                    } else if !text.is_empty() {
                        let name = key.map_or(id, |key| key.name.as_str());
                        cells.insert(name.to_owned(), text.to_owned());
                    }
                }
                "desc" => drop(cells.insert("description".to_owned(), child.text.trim().to_owned())),
                "graph" => {}
                other => self.ignore(other, child),
            }
        }
        cells.retain(|column, value| !value.is_empty() && !column.is_empty());
        (cells, drawing)
    }

    fn node(&mut self, element: &Element, group: Option<&str>) -> Result<(), ImportError> {
        let id = element.get("id").unwrap_or_default().to_owned();
        let (mut cells, drawing) = self.data(element, "node");
        let mut at = None;
        if let Some(drawing) = drawing {
            let label = drawing
                .inside("NodeLabel", "Resource")
                .map(|label| label.text.trim());
            if let Some(label) = label.filter(|label| !label.is_empty()) {
                cells
                    .entry("label".to_owned())
                    .or_insert_with(|| label.to_owned());
            }
            at = drawing.inside("Geometry", "Resource").and_then(position);
            let fill = drawing
                .inside("Fill", "Resource")
                .and_then(|fill| fill.get("color"));
            if let Some(fill) = fill {
                cells.entry("color".to_owned()).or_insert_with(|| fill.to_owned());
            }
            let shape = drawing
                .inside("Shape", "Resource")
                .and_then(|shape| shape.get("type"));
            if let Some(shape) = shape {
                cells
                    .entry("shape".to_owned())
                    .or_insert_with(|| shape.to_owned());
            }
        }
        if let Some(group) = group {
            cells
                .entry(words::IN_GROUP.to_owned())
                .or_insert_with(|| group.to_owned());
        }
        let inner: Vec<&Element> = element.all("graph").collect();
        if inner.is_empty() {
            if id.is_empty() {
                let remark = Remark::new("node", "without an id", "left out").at(element.place());
                self.table.left.push(remark);
                return Ok(());
            }
            return self.table.add_node(RawNode {
                id,
                at,
                cells,
                place: element.place(),
                ..RawNode::default()
            });
        }
        // A node with nodes in it is a group of them; a link to it would make it a node again.
        let name = cells
            .get("label")
            .or_else(|| cells.get("name"))
            .cloned()
            .unwrap_or(id);
        self.table.left.push(
            Remark::new(
                format!("group {}", quoted(&name)),
                "holds other nodes",
                "its name is the group of each of them",
            )
            .at(element.place()),
        );
        for graph in inner {
            self.graph(graph, Some(&name))?;
        }
        Ok(())
    }

    fn edge(&mut self, element: &Element, undirected: bool) -> Result<(), ImportError> {
        let (mut cells, drawing) = self.data(element, "edge");
        let end = |name: &str| element.get(name).unwrap_or_default().to_owned();
        let (mut from, mut to) = (end("source"), end("target"));
        if from.is_empty() || to.is_empty() {
            let remark = Remark::new("edge", "without two ends", "left out").at(element.place());
            self.table.left.push(remark);
            return Ok(());
        }
        let directed = element
            .get("directed")
            .map_or(!undirected, |directed| directed == "true");
        let mut way = if directed { Way::There } else { Way::Unsaid };
        if let Some(drawing) = drawing {
            let label = drawing
                .inside("EdgeLabel", "Resource")
                .map(|label| label.text.trim());
            if let Some(label) = label.filter(|label| !label.is_empty()) {
                cells
                    .entry("label".to_owned())
                    .or_insert_with(|| label.to_owned());
            }
            // yEd calls every graph directed; its arrows say which way.
            if let Some(arrows) = drawing.inside("Arrows", "Resource") {
                let has = |end: &str| arrows.get(end).is_some_and(|arrow| arrow != "none");
                match (has("source"), has("target")) {
                    (true, true) => way = Way::Both,
                    (true, false) => std::mem::swap(&mut from, &mut to),
                    (false, true) => way = Way::There,
                    (false, false) => way = Way::Unsaid,
                }
            }
        }
        self.table.add_link(RawLink {
            id: element.get("id").map(str::to_owned),
            from,
            to,
            way,
            cells,
            place: element.place(),
        })
    }
}

/// The middle of what yEd draws.
fn position(geometry: &Element) -> Option<(f64, f64)> {
    let number = |name: &str| geometry.get(name).and_then(|text| text.parse::<f64>().ok());
    let half = |name: &str| number(name).unwrap_or(0.0) / 2.0;
    let at = (number("x")? + half("width"), number("y")? + half("height"));
    (at.0.is_finite() && at.1.is_finite()).then_some(at)
}
