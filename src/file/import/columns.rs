//! Remarks on whole columns: those that mean nothing to the model, and words that were not understood.

use std::collections::BTreeMap;

use super::build::Build;
use super::kinds::{self, Kind};
use super::reading::Because;
use super::remark::{Remark, count, quoted};
use super::states;
use super::table::Cells;
use super::words::Role;

/// So many nodes are named before the rest is counted.
const MOST_NAMED: usize = 8;

/// Says what became of columns and words that were not read as they stand.
pub(super) fn tell(build: &mut Build<'_>) {
    let (table, reading) = (build.table, build.reading);
    let nodes: Vec<&Cells> = table.nodes.iter().map(|node| &node.cells).collect();
    let links: Vec<&Cells> = table.links.iter().map(|link| &link.cells).collect();
    let mut remarks = unused(build, &reading.node_columns, &nodes, "node");
    remarks.extend(unused(build, &reading.link_columns, &links, "link"));
    remarks.extend(words(build));
    remarks.extend(no_payments(build));
    remarks.extend(guesses(build));
    build.remarks.extend(remarks);
}

fn unused(build: &Build<'_>, columns: &BTreeMap<String, Role>, rows: &[&Cells], noun: &str) -> Vec<Remark> {
    let told = columns.iter().filter_map(|(column, role)| {
        let (message, done) = match role {
            Role::Aside => ("means nothing to the model", "kept in the notes"),
            Role::Look => ("says how things are drawn elsewhere", "not taken over"),
            Role::Color => {
                // Words were told one by one; of the rest a company's colour was made where its nodes agree.
                let is_used = build
                    .map
                    .companies()
                    .values()
                    .any(|company| company.color.is_some());
                if is_used {
                    return None;
                }
                ("colours that are of no company", "not taken over")
            }
            Role::Pull if !super::words::says_strength(column) => (
                "the only column of numbers of the links",
                "read as how strong they are",
            ),
            Role::Result => ("a result of solving, which is no input", "not taken over"),
            _ => return None,
        };
        let counts = |cell: &String| *role != Role::Color || super::build::color(cell).is_some();
        let cells = rows
            .iter()
            .filter(|cells| cells.get(column).is_some_and(counts))
            .count();
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
        let is_read = |word: &str| kinds::of_link(word).is_some() || states::open(word) == Some(false);
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

/// Nodes that the source calls payments by some word, and from which links lead all the same.
fn no_payments(build: &Build<'_>) -> Vec<Remark> {
    let (table, reading) = (build.table, build.reading);
    let mut found = Vec::new();
    for (raw, read) in table.nodes.iter().zip(&reading.nodes) {
        let word = reading.node(&raw.cells, &Role::Kind);
        let Some(word) = word.filter(|word| kinds::of_node(word) == Some(Kind::Payment)) else {
            continue;
        };
        if read.kind != Kind::Payment && read.because != Because::Chosen {
            found.push(
                Remark::new(
                    format!("node {}", quoted(&raw.id)),
                    "its type speaks of a payment, and nothing leads out of a payment as links do here",
                    format!(
                        "read as {} by its place in the network; the word is kept in the note",
                        read.kind.name()
                    ),
                )
                .at(&raw.place)
                .found(quoted(word)),
            );
        }
    }
    found
}

/// What nodes were taken for that the source does not say.
fn guesses(build: &Build<'_>) -> Vec<Remark> {
    let (table, reading) = (build.table, build.reading);
    let mut guessed: BTreeMap<(Kind, &str), Vec<&str>> = BTreeMap::new();
    let is_no_payment = |raw: &super::table::RawNode| {
        let word = reading.node(&raw.cells, &Role::Kind);
        word.and_then(kinds::of_node) == Some(Kind::Payment)
    };
    for (raw, read) in table.nodes.iter().zip(&reading.nodes) {
        let why = match read.because {
            Because::Named => "its name",
            Because::Shape if is_no_payment(raw) => continue,
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
