//! Remarks on whole columns: those that mean nothing to the model, and words that were not understood.

use std::collections::BTreeMap;

use super::build::Build;
use super::kinds::{self, Kind};
use super::reading::Because;
use super::remark::{Remark, count, quoted};
use super::table::Cells;
use super::words::Role;

/// So many nodes are named before the rest is counted.
const MOST_NAMED: usize = 8;

/// Says what became of columns and words that were not read as they stand.
pub(super) fn tell(build: &mut Build<'_>) {
    let (table, reading) = (build.table, build.reading);
    let nodes: Vec<&Cells> = table.nodes.iter().map(|node| &node.cells).collect();
    let links: Vec<&Cells> = table.links.iter().map(|link| &link.cells).collect();
    let mut remarks = unused(&reading.node_columns, &nodes, "node");
    remarks.extend(unused(&reading.link_columns, &links, "link"));
    remarks.extend(words(build));
    remarks.extend(guesses(build));
    build.remarks.extend(remarks);
}

fn unused(columns: &BTreeMap<String, Role>, rows: &[&Cells], noun: &str) -> Vec<Remark> {
    let told = columns.iter().filter_map(|(column, role)| {
        let (message, done) = match role {
            Role::Aside => ("means nothing to the model", "kept in the notes"),
            Role::Look => ("says how things are drawn elsewhere", "not taken over"),
            Role::Result => ("a result of solving, which is no input", "not taken over"),
            _ => return None,
        };
        let cells = rows.iter().filter(|cells| cells.contains_key(column)).count();
        (cells > 0).then(|| {
            Remark::new(
                format!("column {}", quoted(column)),
                message,
                format!("{done} ({})", count(cells, noun)),
            )
        })
    });
    told.collect()
}

/// Words for kinds that none of ours is called, each once.
fn words(build: &Build<'_>) -> Vec<Remark> {
    let (table, reading) = (build.table, build.reading);
    let mut unread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (raw, read) in table.nodes.iter().zip(&reading.nodes) {
        let word = reading.node(&raw.cells, &Role::Kind);
        if let Some(word) =
            word.filter(|word| kinds::of_node(word).is_none() && read.because != Because::Chosen)
        {
            *unread.entry(("node", word)).or_default() += 1;
        }
    }
    for (raw, read) in table.links.iter().zip(&reading.links) {
        let word = reading.link(&raw.cells, &Role::Kind);
        let is_read = |word: &str| kinds::of_link(word).is_some() || kinds::open(word) == Some(false);
        if let Some(word) = word.filter(|word| !is_read(word) && read.because != Because::Chosen) {
            *unread.entry(("link", word)).or_default() += 1;
        }
    }
    let told = unread.into_iter().map(|((noun, word), number)| {
        let done = match noun {
            "node" => "read by name and by place in the network",
            _ => "read as Other, or as Payment where it leads to one",
        };
        Remark::new(
            format!("type of {}", count(number, noun)),
            format!("no kind of {noun} known here"),
            format!("{done}; the word is kept in the note"),
        )
        .found(quoted(word))
    });
    told.collect()
}

/// What nodes were taken for that the source does not say.
fn guesses(build: &Build<'_>) -> Vec<Remark> {
    let (table, reading) = (build.table, build.reading);
    let mut guessed: BTreeMap<(Kind, &str), Vec<&str>> = BTreeMap::new();
    for (raw, read) in table.nodes.iter().zip(&reading.nodes) {
        let why = match read.because {
            Because::Named => "its name",
            Because::Shape => "its place in the network",
            Because::Stated | Because::Chosen => continue,
        };
        let name = reading.node(&raw.cells, &Role::Name).unwrap_or(&raw.id);
        guessed.entry((read.kind, why)).or_default().push(name);
    }
    let told = guessed.into_iter().map(|((kind, why), names)| {
        let shown: Vec<String> = names.iter().take(MOST_NAMED).map(|name| quoted(name)).collect();
        let more = match names.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Remark::new(
            count(names.len(), "node"),
            format!("no kind is stated for {}{more}", shown.join(", ")),
            format!("read as {} by {why}", kind.name()),
        )
    });
    told.collect()
}
