//! GML, as yEd, networkx, igraph and Gephi write it.

use std::collections::HashMap;

use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawLink, RawNode, Table, Way};
use super::{ImportError, too_many};

/// The most entries that are read, and the deepest that lists stand in each other.
const MOST_ENTRIES: usize = 4_000_000;
const DEEPEST: usize = 100;

/// What stands behind a key.
enum Value {
    Text(String),
    List(Vec<Entry>),
}

struct Entry {
    key: String,
    value: Value,
    line: usize,
}

pub(super) fn read(text: &str) -> Result<Table, ImportError> {
    let entries = parse(text)?;
    let mut table = Table::default();
    let mut graphs = 0;
    for entry in &entries {
        if let ("graph", Value::List(graph)) = (entry.key.as_str(), &entry.value) {
            graphs += 1;
            read_graph(graph, &mut table)?;
        }
    }
    if graphs == 0 {
        return Err(syntax(1, "no graph [ in it"));
    }
    Ok(table)
}

fn syntax(line: usize, problem: &str) -> ImportError {
    ImportError::Syntax {
        place: format!("line {line}"),
        format: "GML",
        problem: problem.to_owned(),
    }
}

fn read_graph(graph: &[Entry], table: &mut Table) -> Result<(), ImportError> {
    let mut directed = false;
    let mut others = Vec::new();
    for entry in graph {
        match (entry.key.as_str(), &entry.value) {
            ("directed", Value::Text(text)) => directed = text == "1",
            ("label" | "name", Value::Text(text)) => text.trim().clone_into(&mut table.name),
            ("node" | "edge", Value::List(_)) => {}
            (key, _) => others.push(key),
        }
    }
    others.sort_unstable();
    others.dedup();
    if !others.is_empty() {
        let remark = Remark::new("graph", "says more than a map has", "not read");
        table.left.push(remark.found(others.join(", ")));
    }
    let groups = groups(graph);
    for entry in graph {
        let Value::List(fields) = &entry.value else {
            continue;
        };
        let place = format!("line {}", entry.line);
        match entry.key.as_str() {
            "node" => node(fields, &groups, place, table)?,
            "edge" => edge(fields, directed, place, table)?,
            _ => {}
        }
    }
    Ok(())
}

/// The fields of a node or edge as one row; those of `graphics` by their own names.
fn cells(fields: &[Entry]) -> Cells {
    let mut cells = Cells::new();
    for entry in fields {
        match &entry.value {
            Value::Text(text) => drop(cells.insert(entry.key.clone(), text.trim().to_owned())),
            Value::List(inner) if entry.key == "graphics" || entry.key == "LabelGraphics" => {
                for (name, cell) in self::cells(inner) {
                    let name = match name.as_str() {
                        "fill" => "color".to_owned(),
                        "type" => "shape".to_owned(),
                        "w" => "width".to_owned(),
                        "h" => "height".to_owned(),
                        _ => name,
                    };
                    cells.entry(name).or_insert(cell);
                }
            }
            Value::List(inner) => {
                for (name, cell) in self::cells(inner) {
                    cells.insert(format!("{} {name}", entry.key), cell);
                }
            }
        }
    }
    cells.retain(|_, cell| !cell.is_empty());
    cells
}

/// The groups of yEd, which are nodes that hold others, by their ids: what they are called, and whether a link
/// leads from or to them, so that they are nodes as well.
fn groups(graph: &[Entry]) -> HashMap<String, (String, bool)> {
    let lists = |key: &'static str| {
        let entries = graph.iter().filter(move |entry| entry.key == key);
        entries.filter_map(|entry| match &entry.value {
            Value::List(fields) => Some(cells(fields)),
            Value::Text(_) => None,
        })
    };
    let mut groups: HashMap<String, (String, bool)> = HashMap::new();
    for mut cells in lists("node") {
        if let (Some("1"), Some(id)) = (cells.get("isGroup").map(String::as_str), cells.get("id").cloned()) {
            groups.insert(id.clone(), (cells.remove("label").unwrap_or(id), false));
        }
    }
    for cells in lists("edge").filter(|_| !groups.is_empty()).collect::<Vec<_>>() {
        for end in ["source", "target"].iter().filter_map(|end| cells.get(*end)) {
            if let Some((_, linked)) = groups.get_mut(end) {
                *linked = true;
            }
        }
    }
    groups
}

fn node(
    fields: &[Entry],
    groups: &HashMap<String, (String, bool)>,
    place: String,
    table: &mut Table,
) -> Result<(), ImportError> {
    let mut cells = cells(fields);
    let Some(id) = cells.remove("id") else {
        table
            .left
            .push(Remark::new("node", "without an id", "left out").at(place));
        return Ok(());
    };
    let mut number = |name: &str| {
        cells
            .remove(name)?
            .parse::<f64>()
            .ok()
            .filter(|at| at.is_finite())
    };
    let at = number("x").zip(number("y"));
    if let Some((name, linked)) = groups.get(&id) {
        cells.remove("isGroup");
        let done = if *linked {
            "a node as well, for a link leads from it or to it"
        } else {
            "its name is the group of each of them"
        };
        let remark = Remark::new(format!("group {}", quoted(name)), "holds other nodes", done);
        table.left.push(remark.at(&place));
        if !linked {
            return Ok(());
        }
    }
    if let Some(group) = cells.remove("gid") {
        let group = groups.get(&group).map_or(group, |(name, _)| name.clone());
        cells.insert(super::words::IN_GROUP.to_owned(), group);
    }
    table.add_node(RawNode {
        id,
        at,
        cells,
        place,
        ..RawNode::default()
    })
}

fn edge(fields: &[Entry], directed: bool, place: String, table: &mut Table) -> Result<(), ImportError> {
    let mut cells = cells(fields);
    let (Some(from), Some(to)) = (cells.remove("source"), cells.remove("target")) else {
        table
            .left
            .push(Remark::new("edge", "without two ends", "left out").at(place));
        return Ok(());
    };
    // `[ point [ … ] ]` of a drawn line.
    let lines = cells.keys().filter(|name| name.starts_with("Line ")).count();
    cells.retain(|name, _| !name.starts_with("Line "));
    if lines > 0 {
        let object = count(lines, "bend");
        table
            .left
            .push(Remark::new(object, "says how a link is drawn", "not read").at(&place));
    }
    let mut way = if directed { Way::There } else { Way::Unsaid };
    let (mut from, mut to) = (from, to);
    // yEd calls every graph directed; its arrows say which way.
    match (cells.remove("targetArrow"), cells.remove("sourceArrow")) {
        (Some(_), Some(_)) => way = Way::Both,
        (Some(_), None) => way = Way::There,
        (None, Some(_)) => {
            std::mem::swap(&mut from, &mut to);
            way = Way::There;
        }
        (None, None) => {}
    }
    table.add_link(RawLink {
        id: cells.remove("id"),
        from,
        to,
        way,
        cells,
        place,
    })
}

/// The entries of the whole, without recursion on what the file nests.
fn parse(text: &str) -> Result<Vec<Entry>, ImportError> {
    let mut open: Vec<(String, usize, Vec<Entry>)> = vec![(String::new(), 1, Vec::new())];
    let mut chars = text.char_indices().peekable();
    let mut line = 1;
    let mut key: Option<(String, usize)> = None;
    let mut entries = 0;
    while let Some((at, c)) = chars.next() {
        let word = match c {
            '\n' => {
                line += 1;
                continue;
            }
            _ if c.is_whitespace() => continue,
            '#' => {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
                continue;
            }
            '[' => {
                let (name, began) = key
                    .take()
                    .ok_or_else(|| syntax(line, "a [ without a key before it"))?;
                if open.len() > DEEPEST {
                    return Err(syntax(line, "lists more than 100 deep in each other"));
                }
                open.push((name, began, Vec::new()));
                continue;
            }
            ']' => {
                let (name, began, list) = open.pop().unwrap_or_default();
                let Some((_, _, outer)) = open.last_mut() else {
                    return Err(syntax(line, "a ] that ends nothing"));
                };
                outer.push(Entry {
                    key: name,
                    value: Value::List(list),
                    line: began,
                });
                continue;
            }
            '"' => {
                let began = line;
                let mut word = String::new();
                loop {
                    match chars.next() {
                        Some((_, '"')) => break,
                        Some((_, c)) => {
                            line += usize::from(c == '\n');
                            word.push(c);
                        }
                        None => return Err(syntax(began, "a text that is not ended")),
                    }
                }
                plain(&word)
            }
            _ => {
                let mut end = at + c.len_utf8();
                while let Some((next, c)) =
                    chars.next_if(|(_, c)| !c.is_whitespace() && !matches!(c, '[' | ']' | '"'))
                {
                    end = next + c.len_utf8();
                }
                text.get(at..end).unwrap_or_default().to_owned()
            }
        };
        match key.take() {
            None => key = Some((word, line)),
            Some((name, began)) => {
                entries += 1;
                too_many("entries", entries, MOST_ENTRIES)?;
                if let Some((_, _, list)) = open.last_mut() {
                    list.push(Entry {
                        key: name,
                        value: Value::Text(word),
                        line: began,
                    });
                }
            }
        }
    }
    match open.pop() {
        Some((_, _, list)) if open.is_empty() => Ok(list),
        Some((name, began, _)) => Err(syntax(began, &format!("a ] is missing behind {name}"))),
        None => Ok(Vec::new()),
    }
}

/// A text without its entities: GML has only the letters of ASCII.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let found = after
            .split_once(';')
            .and_then(|(name, after)| Some((super::xml::entity(name)?, after)));
        match found {
            Some((meant, after)) => {
                plain.push(meant);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
