//! GraphML, as yEd, networkx, igraph and `catchment export` write it.

mod drawing;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawCompany, RawLink, RawNode, Table, Way};
use super::xml::{self, Element};
use super::{ImportError, companies, words};

/// The column of labels beside the first.
const FURTHER: &str = "further labels";

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
    /// The groups by their ids, for links may lead from and to them.
    groups: BTreeMap<String, Group>,
}

/// A node with nodes in it.
struct Group {
    name: String,
    at: Option<(f64, f64)>,
    cells: Cells,
    place: String,
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
        groups: BTreeMap::new(),
    };
    for graph in document.all("graph") {
        reading.graph(graph, None)?;
    }
    reading.end_groups()?;
    own_ids(&mut reading.table);
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
                    let name = key.map_or_else(String::new, |key| key.name.clone());
                    let text = child.text.trim();
                    let is_name = ["name", "label", "Name", "title"].contains(&name.as_str());
                    if text.is_empty() || group.is_some() && is_name {
                    } else if is_name {
                        text.clone_into(&mut self.table.name);
                    } else if !companies::add_path(&name, text, &mut self.table) {
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

    /// The data of a node or edge, with the defaults of the keys, and its drawings if a program of yWorks
    /// made some.
    fn data<'e>(&mut self, element: &'e Element, of: &str) -> (Cells, Vec<&'e Element>) {
        let mut cells = Cells::new();
        for key in self.keys.values().filter(|key| key.of == of || key.of == "all") {
            if let Some(default) = key.default.as_ref().filter(|default| !default.is_empty()) {
                cells.insert(key.name.clone(), default.clone());
            }
        }
        let mut drawings = Vec::new();
        for child in &element.children {
            match child.name.as_str() {
                "data" => {
                    let id = child.get("key").unwrap_or_default();
                    let key = self.keys.get(id);
                    let text = child.text.trim();
                    if key.is_some_and(|key| key.drawn) || !child.children.is_empty() {
                        drawings.push(child);
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
        for drawing in &drawings {
            self.draw(drawing, &mut cells);
        }
        (cells, drawings)
    }

    /// Takes from a drawing what a map has a use for: its words first of all.
    fn draw(&mut self, drawing: &Element, cells: &mut Cells) {
        let mut labels = drawing::labels(drawing).into_iter().peekable();
        let is_drawn = drawing::position(drawing).is_some()
            || self
                .keys
                .get(drawing.get("key").unwrap_or_default())
                .is_some_and(|key| key.drawn);
        if labels.peek().is_none() && !is_drawn {
            let key = drawing.get("key").and_then(|key| self.keys.get(key));
            let name = key.map_or("of a drawing", |key| key.name.as_str()).to_owned();
            self.ignore(&format!("data {name}"), drawing);
        }
        if !cells.contains_key("label")
            && let Some(label) = labels.next()
        {
            cells.insert("label".to_owned(), label);
        }
        let more: Vec<String> = labels.collect();
        if !more.is_empty() {
            let further = cells.entry(FURTHER.to_owned()).or_default();
            if !further.is_empty() {
                further.push_str(" | ");
            }
            further.push_str(&more.join(" | "));
        }
        for (column, value) in [
            ("color", drawing::color(drawing)),
            ("shape", drawing::shape(drawing)),
        ] {
            if let Some(value) = value {
                cells.entry(column.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
    }

    fn node(&mut self, element: &Element, group: Option<&str>) -> Result<(), ImportError> {
        let id = element.get("id").unwrap_or_default().to_owned();
        let (mut cells, drawings) = self.data(element, "node");
        let at = drawings.iter().find_map(|drawing| drawing::position(drawing));
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
        // A node with nodes in it is a group of them; only where a link leads to it is it a node as well.
        let name = cells
            .get("label")
            .or_else(|| cells.get("name"))
            .cloned()
            .unwrap_or_else(|| id.clone());
        self.table.left.push(
            Remark::new(
                format!("group {}", quoted(&name)),
                "holds other nodes",
                "its name is the group of each of them",
            )
            .at(element.place()),
        );
        let found = Group {
            name: name.clone(),
            at,
            cells,
            place: element.place(),
        };
        self.groups.insert(id, found);
        for graph in inner {
            self.graph(graph, Some(&name))?;
        }
        Ok(())
    }

    /// Makes nodes of the groups that links lead from or to, and keeps what the others say as notes on the
    /// companies that they are taken for.
    fn end_groups(&mut self) -> Result<(), ImportError> {
        let ends = self.table.links.iter().flat_map(|link| [&link.from, &link.to]);
        let ends: HashSet<String> = ends
            .filter(|end| self.groups.contains_key(*end))
            .cloned()
            .collect();
        for (id, mut group) in std::mem::take(&mut self.groups) {
            if ends.contains(&id) {
                self.table.left.push(
                    Remark::new(
                        format!("group {}", quoted(&group.name)),
                        "a link leads from it or to it",
                        "made a node of its name, beside those in it",
                    )
                    .at(&group.place),
                );
                group
                    .cells
                    .entry("label".to_owned())
                    .or_insert_with(|| group.name.clone());
                group
                    .cells
                    .entry(words::IN_GROUP.to_owned())
                    .or_insert(group.name);
                self.table.add_node(RawNode {
                    id,
                    at: group.at,
                    cells: group.cells,
                    place: group.place,
                    ..RawNode::default()
                })?;
                continue;
            }
            let drawn = ["label", "name", "color", "shape", words::IN_GROUP];
            let said: Vec<String> = group
                .cells
                .iter()
                .filter(|(column, value)| {
                    !drawn.contains(&column.as_str()) || **value != group.name && *column == "name"
                })
                .map(|(column, value)| format!("{column}: {value}"))
                .collect();
            if !said.is_empty() {
                let note = said.join("\n");
                self.table.left.push(
                    Remark::new(
                        format!("group {}", quoted(&group.name)),
                        "says more than its name",
                        "kept as the note of the company of this name",
                    )
                    .at(&group.place)
                    .found(quoted(&note)),
                );
                let company = RawCompany {
                    note,
                    ..RawCompany::default()
                };
                self.table.companies.entry(group.name).or_insert(company);
            }
        }
        Ok(())
    }

    fn edge(&mut self, element: &Element, undirected: bool) -> Result<(), ImportError> {
        let (cells, drawings) = self.data(element, "edge");
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
        // yEd calls every graph directed; its arrows say which way.
        match drawings.iter().find_map(|drawing| drawing::arrows(drawing)) {
            Some((true, true)) => way = Way::Both,
            Some((true, false)) => std::mem::swap(&mut from, &mut to),
            Some((false, true)) => way = Way::There,
            Some((false, false)) => way = Way::Unsaid,
            None => {}
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

/// igraph numbers nodes anew and keeps the ids that they had as data of that name: they are given back.
fn own_ids(table: &mut Table) {
    let ids: HashSet<&str> = table
        .nodes
        .iter()
        .filter_map(|node| node.cells.get("id"))
        .map(String::as_str)
        .collect();
    if !table.nodes.is_empty() && ids.len() == table.nodes.len() {
        let mut own: HashMap<String, String> = HashMap::new();
        for node in &mut table.nodes {
            if let Some(id) = node.cells.remove("id") {
                own.insert(std::mem::replace(&mut node.id, id.clone()), id);
            }
        }
        for link in &mut table.links {
            for end in [&mut link.from, &mut link.to] {
                if let Some(id) = own.get(end) {
                    end.clone_from(id);
                }
            }
        }
    }
    for link in table.links.iter_mut().filter(|link| link.id.is_none()) {
        link.id = link.cells.remove("id");
    }
}
