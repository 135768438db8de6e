//! Lists of nodes and links, as programs for networks and charts write them: networkx, d3, vis.js, Cytoscape,
//! graphology, the JSON Graph Format, ECharts and Plotly.

use std::collections::HashSet;

use serde_json::Value;

use super::super::ImportError;
use super::super::grid::way;
use super::super::remark::{Remark, quoted};
use super::super::table::{Cells, RawLink, RawNode, Table, Way};
use super::{Fields, cells, text, unread};

const NODES: [&str; 3] = ["nodes", "vertices", "points"];
const LINKS: [&str; 4] = ["links", "edges", "relationships", "arcs"];
/// Objects whose fields are those of the node or link that they stand in.
const INNER: [&str; 4] = ["data", "attributes", "metadata", "properties"];
const FROM: [&str; 6] = ["source", "from", "start", "startNode", "sourceId", "src"];
const TO: [&str; 7] = ["target", "to", "end", "endNode", "targetId", "dst", "dest"];

/// Reads a document in one of these forms; whether it has one.
pub(super) fn object(document: &Fields, table: &mut Table) -> Result<bool, ImportError> {
    for name in ["graph", "network", "option", "data"] {
        // Nodes and links may stand one level deeper; networkx has facts of the graph there.
        let inner = document.get(name).and_then(Value::as_object);
        if let Some(inner) = inner.filter(|_| first(document, &NODES).is_none())
            && object(inner, table)?
        {
            name_of(inner, table);
            return Ok(true);
        }
    }
    if let Some(Value::Array(graphs)) = document.get("graphs") {
        let Some(graph) = graphs.first().and_then(Value::as_object) else {
            return Ok(false);
        };
        if graphs.len() > 1 {
            let found = format!("{} graphs", graphs.len());
            table
                .left
                .push(Remark::new("graphs", "more than one", "the first is read").found(found));
        }
        return object(graph, table);
    }
    if let Some(Value::Array(series)) = document.get("series") {
        let mut found = false;
        for one in series.iter().filter_map(Value::as_object) {
            found |= chart(one, table)?;
        }
        return Ok(found);
    }
    if let Some(Value::Array(traces)) = document.get("data") {
        let mut found = false;
        for trace in traces.iter().filter_map(Value::as_object) {
            found |= sankey(trace, table)?;
        }
        return Ok(found);
    }
    match document.get("elements") {
        Some(Value::Object(elements)) => {
            name_of(document, table);
            return object(elements, table);
        }
        Some(Value::Array(elements)) => return list(elements, table),
        _ => {}
    }
    let Some(nodes) = first(document, &NODES) else {
        return match first(document, &LINKS) {
            Some(Value::Array(links)) => {
                lists(&[], links, document, table)?;
                Ok(true)
            }
            _ => Ok(false),
        };
    };
    let nodes = as_list(nodes);
    if let Some(Value::Array(adjacency)) = document.get("adjacency") {
        adjacent(&nodes, adjacency, document, table)?;
        return Ok(true);
    }
    let links = first(document, &LINKS).map(as_list).unwrap_or_default();
    lists(&nodes, &links, document, table)?;
    let mut read: Vec<&str> = NODES.iter().chain(&LINKS).copied().collect();
    read.extend([
        "directed",
        "multigraph",
        "name",
        "title",
        "label",
        "type",
        "graph",
        "model",
    ]);
    unread(document, &read, table);
    if let Some(graph) = document.get("graph").and_then(Value::as_object) {
        name_of(graph, table);
        unread(graph, &["name", "label", "title"], table);
    }
    Ok(true)
}

/// Reads a list of objects with `data`, as Cytoscape has them; whether it is one.
pub(super) fn list(list: &[Value], table: &mut Table) -> Result<bool, ImportError> {
    let data = |value: &Value| value.get("data").and_then(Value::as_object).cloned();
    if list.is_empty() || list.iter().any(|value| data(value).is_none()) {
        return Ok(false);
    }
    let is_link = |value: &&Value| {
        data(value).is_some_and(|data| data.contains_key("source") && data.contains_key("target"))
    };
    let (links, nodes): (Vec<&Value>, Vec<&Value>) = list.iter().partition(is_link);
    let own = |values: Vec<&Value>| values.into_iter().cloned().collect::<Vec<Value>>();
    lists(&own(nodes), &own(links), &Fields::new(), table)?;
    Ok(true)
}

fn first<'f>(fields: &'f Fields, names: &[&str]) -> Option<&'f Value> {
    let mut found = names.iter().filter_map(|name| fields.get(*name));
    found.find(|value| value.is_array() || value.is_object())
}

fn name_of(fields: &Fields, table: &mut Table) {
    let name = ["label", "name", "title"]
        .iter()
        .find_map(|name| fields.get(*name)?.as_str());
    let inner = || fields.get("data")?.get("name")?.as_str();
    if let Some(name) = name.or_else(inner).filter(|_| table.name.is_empty()) {
        name.clone_into(&mut table.name);
    }
}

/// A list, or an object of objects by their ids.
fn as_list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        Value::Object(by_id) => {
            let with_id = |(id, value): (&String, &Value)| {
                let mut fields = value.as_object().cloned().unwrap_or_default();
                fields.entry("id").or_insert_with(|| Value::String(id.clone()));
                Value::Object(fields)
            };
            by_id.iter().map(with_id).collect()
        }
        _ => Vec::new(),
    }
}

/// The fields of a node or link, with those of the objects in it.
fn fields(value: &Fields) -> Cells {
    let mut row = cells(value);
    for inner in INNER {
        if let Some(Value::Object(fields)) = value.get(inner) {
            row.remove(inner);
            for (name, cell) in cells(fields) {
                row.entry(name).or_insert(cell);
            }
        }
    }
    row.remove("position");
    // Cytoscape says so what an element is.
    if row
        .get("group")
        .is_some_and(|group| ["nodes", "edges"].contains(&group.as_str()))
    {
        row.remove("group");
    }
    row
}

fn lists(nodes: &[Value], links: &[Value], graph: &Fields, table: &mut Table) -> Result<(), ImportError> {
    let mut ids: Vec<String> = Vec::new();
    for (at, value) in nodes.iter().enumerate() {
        let place = format!("nodes, number {}", at + 1);
        ids.push(node(value, place, table)?);
    }
    let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
    let undirected = graph.get("directed") == Some(&Value::Bool(false));
    for (at, value) in links.iter().enumerate() {
        let place = format!("links, number {}", at + 1);
        let Some(object) = value.as_object() else {
            let remark = Remark::new("link", "not an object", "left out");
            table.left.push(remark.at(place).found(value));
            continue;
        };
        let inner = object.get("data").and_then(Value::as_object);
        let end = |names: &[&str]| {
            let mut found = names
                .iter()
                .filter_map(|name| object.get(*name).or_else(|| inner?.get(*name)));
            found.next().map(|value| called(value, &known, &ids))
        };
        let (Some(mut from), Some(mut to)) = (end(&FROM), end(&TO)) else {
            let remark = Remark::new("link", "without two ends", "left out");
            table.left.push(remark.at(place).found(value));
            continue;
        };
        let mut cells = fields(object);
        cells.retain(|name, _| !FROM.contains(&name.as_str()) && !TO.contains(&name.as_str()));
        let way = direction(&mut cells, undirected, &mut from, &mut to);
        let id = ["id", "_id", "key"].iter().find_map(|name| cells.remove(*name));
        table.add_link(RawLink {
            // networkx numbers the links between the same two nodes.
            id: id.filter(|id| id.parse::<u32>().is_err() || object.contains_key("id")),
            from,
            to,
            way,
            cells,
            place,
        })?;
    }
    Ok(())
}

/// What a link calls its end: an id, the number of a node in the list, or the node itself.
fn called(value: &Value, known: &HashSet<&str>, ids: &[String]) -> String {
    let name = match value {
        Value::Object(node) => {
            let id = ["id", "key", "name", "label"]
                .iter()
                .find_map(|name| node.get(*name));
            id.map(text).unwrap_or_default()
        }
        other => text(other),
    };
    let number = || name.parse::<usize>().ok().and_then(|at| ids.get(at));
    if known.contains(name.as_str()) {
        name
    } else {
        number().cloned().unwrap_or(name)
    }
}

fn direction(cells: &mut Cells, undirected: bool, from: &mut String, to: &mut String) -> Way {
    // vis.js names the ends that have an arrow.
    if let Some(arrows) = cells.remove("arrows") {
        let (at_from, at_to) = (arrows.contains("from"), arrows.contains("to"));
        return match (at_from, at_to) {
            (true, true) => Way::Both,
            (true, false) => {
                std::mem::swap(from, to);
                Way::There
            }
            (false, true) => Way::There,
            (false, false) => {
                cells.insert("arrows".to_owned(), arrows);
                Way::Unsaid
            }
        };
    }
    if cells.get("undirected").is_some_and(|truth| truth == "true") {
        cells.remove("undirected");
        return Way::Unsaid;
    }
    for column in ["directed", "direction"] {
        if let Some(way) = cells.get(column).and_then(|word| way(word, from, to)) {
            cells.remove(column);
            return way;
        }
    }
    if undirected { Way::Unsaid } else { Way::There }
}

/// Adds a node; what links call it.
fn node(value: &Value, place: String, table: &mut Table) -> Result<String, ImportError> {
    let Some(object) = value.as_object() else {
        let name = text(value);
        if name.is_empty() {
            table
                .left
                .push(Remark::new("node", "without a name", "left out").at(place));
        } else {
            table.add_node(RawNode {
                id: name.clone(),
                id_is_name: true,
                place,
                ..RawNode::default()
            })?;
        }
        return Ok(name);
    };
    let mut cells = fields(object);
    let id = ["id", "_id", "key"].iter().find_map(|name| cells.remove(*name));
    let id_is_name = id.is_none();
    let name = || {
        ["name", "label", "title"]
            .iter()
            .find_map(|name| cells.get(*name))
            .cloned()
    };
    let Some(id) = id.or_else(name) else {
        // It keeps its number: links may use it.
        table.left.push(
            Remark::new("node", "without an id and a name", "left out")
                .at(place)
                .found(value),
        );
        return Ok(String::new());
    };
    let at = object.get("position").and_then(Value::as_object);
    let at = at.and_then(|at| at.get("x")?.as_f64().zip(at.get("y")?.as_f64()));
    table.add_node(RawNode {
        id: id.clone(),
        id_is_name,
        at,
        cells,
        place,
        ..RawNode::default()
    })?;
    Ok(id)
}

/// networkx's `adjacency_data`: for each node the list of those that it leads to.
fn adjacent(
    nodes: &[Value],
    adjacency: &[Value],
    graph: &Fields,
    table: &mut Table,
) -> Result<(), ImportError> {
    let mut links = Vec::new();
    for (node, others) in nodes.iter().zip(adjacency) {
        let from = node.get("id").unwrap_or(node);
        for other in others.as_array().into_iter().flatten() {
            let mut link = other.as_object().cloned().unwrap_or_default();
            let to = link.remove("id").unwrap_or_else(|| other.clone());
            // Without a direction each link stands at both its ends.
            let seen = graph.get("directed") == Some(&Value::Bool(false)) && text(&to) < text(from);
            link.insert("source".to_owned(), from.clone());
            link.insert("target".to_owned(), to);
            if !seen {
                links.push(Value::Object(link));
            }
        }
    }
    lists(nodes, &links, graph, table)
}

/// A series of an ECharts option: a graph or a Sankey diagram.
fn chart(series: &Fields, table: &mut Table) -> Result<bool, ImportError> {
    let nodes = first(series, &["nodes", "data"]).map(as_list);
    let links = first(series, &["links", "edges"]).map(as_list);
    match (nodes, links) {
        (Some(nodes), Some(links)) => {
            lists(&nodes, &links, series, table)?;
            Ok(true)
        }
        _ => {
            let kind = series.get("type").map(text).unwrap_or_default();
            let remark = Remark::new("series", "without nodes and links", "not read");
            table.left.push(remark.found(quoted(&kind)));
            Ok(false)
        }
    }
}

/// A Sankey diagram of Plotly, which has its nodes and links by columns.
fn sankey(trace: &Fields, table: &mut Table) -> Result<bool, ImportError> {
    let (Some(node), Some(link)) = (
        trace.get("node").and_then(Value::as_object),
        trace.get("link").and_then(Value::as_object),
    ) else {
        return Ok(false);
    };
    let labels: Vec<Value> = node.get("label").map(as_list).unwrap_or_default();
    lists(
        &turned(node, labels.len()),
        &turned(link, column(link, "source").len()),
        trace,
        table,
    )?;
    Ok(true)
}

fn column<'f>(fields: &'f Fields, name: &str) -> &'f [Value] {
    fields
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Objects of columns: `{"a": [1, 2]}` as `[{"a": 1}, {"a": 2}]`, with as many as there are.
fn turned(columns: &Fields, number: usize) -> Vec<Value> {
    let lists = || {
        columns
            .iter()
            .filter_map(|(name, list)| Some((name, list.as_array()?)))
    };
    let object = |at: usize| {
        let fields = lists().filter(|(_, list)| list.len() == number);
        let fields = fields.filter_map(|(name, list)| Some((name.clone(), list.get(at)?.clone())));
        Value::Object(fields.collect())
    };
    (0..number).map(object).collect()
}
