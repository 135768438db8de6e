//! Maps from other programs' files: what is understood, what is listed, and what is refused.
//!
//! The files in `imports` are written as the programs write them that they are named after.

mod cells;
mod cut;
mod ends;
mod formats;
mod guess;
mod hostile;
mod networks;
mod own;
mod rows;
mod tables;
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};

use catchment::file::import::{self, Imported, Reading, Table};
use catchment::file::{parse, to_text};
use catchment::model::{Map, Node, NodeId};

/// The files in `imports`.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/map/imports");
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{files:?}");
    files
}

/// The file in `imports` that is called so, as a table.
fn table(name: &str) -> Table {
    let file = files().into_iter().find(|file| file.ends_with(name)).unwrap();
    import::read(name, &fs::read(file).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The map that `table` is taken for. It keeps the rules and comes through a save.
fn guessed(table: &Table) -> Imported {
    let made = Reading::guess(table).map(table);
    let text = to_text(&made.map).unwrap();
    let again = parse(text.as_bytes()).unwrap_or_else(|found| panic!("{found:#?}\n{text}"));
    assert_eq!(again.map, made.map);
    made
}

/// A table written out here.
fn csv(text: &str) -> Table {
    import::read("table.csv", text.as_bytes()).unwrap()
}

/// The map of a file called `name` with this text.
fn made(name: &str, text: &str) -> Imported {
    let table = import::read(name, text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    guessed(&table)
}

/// The remarks as lines.
fn told(made: &Imported) -> Vec<String> {
    made.remarks.iter().map(ToString::to_string).collect()
}

/// Checks that a remark has all these words.
#[track_caller]
fn tells(made: &Imported, words: &[&str]) {
    let lines = told(made);
    let found = lines
        .iter()
        .any(|line| words.iter().all(|word| line.contains(word)));
    assert!(found, "{words:?} in {lines:#?}");
}

/// Checks that no remark has this word.
#[track_caller]
fn is_silent_on(made: &Imported, word: &str) {
    let lines = told(made);
    assert!(
        !lines.iter().any(|line| line.contains(word)),
        "{word:?} in {lines:#?}"
    );
}

/// The share or take-up of the link between these nodes, by their names.
#[track_caller]
fn share(map: &Map, from: &str, to: &str) -> f64 {
    let name = |id: &NodeId| map.nodes()[id].name.as_str();
    let mut links = map.links().values();
    let link = links.find(|link| name(&link.from) == from && name(&link.to) == to);
    link.unwrap_or_else(|| panic!("{from}>{to}")).pull.number().value
}

/// The names of the nodes, in order.
fn names(map: &Map) -> Vec<&str> {
    let mut names: Vec<&str> = map.nodes().values().map(|node| node.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// The node of this name.
#[track_caller]
fn node<'m>(map: &'m Map, name: &str) -> &'m Node {
    map.nodes().values().find(|node| node.name == name).unwrap()
}

/// The kind and the owner of each node by name.
fn nodes(map: &Map) -> Vec<(&str, &str, &str)> {
    let rows = map.nodes().values().map(|node| {
        let owner = node.owner.as_ref().and_then(|owner| map.companies().get(owner));
        (
            node.name.as_str(),
            node.kind.name(),
            owner.map_or("", |owner| owner.name.as_str()),
        )
    });
    rows.collect()
}

/// Each link as `from>to kind`, by names of nodes.
fn links(map: &Map) -> Vec<String> {
    let name = |id: &NodeId| map.nodes()[id].name.as_str();
    let rows = map.links().values().map(|link| {
        let state = if link.open { "" } else { " closed" };
        format!(
            "{}>{} {}{state}",
            name(&link.from),
            name(&link.to),
            link.kind.name()
        )
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows
}
