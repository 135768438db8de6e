//! The layers of the source: which folder may import which, who draws, and how long a file may be.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every layer with those it may import. Whoever is not listed may not be imported.
const LAYERS: [(&str, &[&str]); 12] = [
    ("text", &[]),
    ("quantity", &[]),
    ("model", &["text"]),
    ("file", &["text", "quantity", "model"]),
    ("editing", &["model", "file"]),
    ("document", &["model", "file"]),
    ("solver", &["model"]),
    ("analysis", &["model", "solver"]),
    ("wording", &["text", "quantity", "model", "solver", "analysis"]),
    (
        "report",
        &[
            "text", "quantity", "model", "file", "solver", "analysis", "wording",
        ],
    ),
    (
        "cli",
        &[
            "text", "quantity", "model", "file", "document", "solver", "analysis", "wording", "report",
        ],
    ),
    (
        "app",
        &[
            "text", "quantity", "model", "file", "editing", "document", "solver", "analysis", "report",
        ],
    ),
];

/// The only layer that may draw, and what it draws with.
const DRAWS: &str = "app";
const TOOLKITS: [&str; 6] = ["egui", "eframe", "egui_plot", "egui_extras", "rfd", "epaint"];

const MOST_LINES: usize = 600;
const MOST_LINES_OF_MAIN: usize = 60;

/// A source file: its path below `src`, the layer it belongs to and its text.
struct Source {
    path: PathBuf,
    layer: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap().to_owned();
                let first = Path::new(below.iter().next().unwrap());
                found.push(Source {
                    layer: first.file_stem().unwrap().to_str().unwrap().to_owned(),
                    text: fs::read_to_string(&path).unwrap(),
                    path: below,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The text without comments: those may speak of any layer.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of the crate's root that a text names: after `crate::`, also in `crate::{a::X, b}`,
/// and after `super::`, in case somebody climbs.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut found = BTreeSet::new();
    for (at, root) in code.match_indices("crate::") {
        let rest = &code[at + root.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads_of_group(group)),
            None => found.extend(head(rest)),
        }
    }
    for (at, above) in code.match_indices("super::") {
        let name = head(&code[at + above.len()..]);
        found.extend(name.filter(|name| LAYERS.iter().any(|(layer, _)| layer == name)));
    }
    found
}

/// The identifier that `text` starts with.
fn head(text: &str) -> Option<String> {
    let name: String = text
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The identifiers that the members of `{a::X, b::{c, d}}` start with, its first bracket taken off.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut member, mut heads) = (0, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => heads.extend(head(&std::mem::take(&mut member))),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                member.push(c);
            }
        }
    }
    heads.extend(head(&member));
    heads
}

#[test]
fn arrows_of_import_point_down_only() {
    for Source { path, layer, text } in sources() {
        if layer == "lib" || layer == "main" {
            continue;
        }
        let allowed = LAYERS.iter().find(|(name, _)| *name == layer);
        let (_, below) = allowed.unwrap_or_else(|| panic!("{} belongs to no layer", path.display()));
        for import in imports(&text) {
            assert!(
                import == layer || below.contains(&import.as_str()),
                "{} imports {import}, but {layer} may import only {below:?}",
                path.display()
            );
        }
    }
}

#[test]
fn only_the_window_draws() {
    for Source { path, layer, text } in sources() {
        let code = code(&text);
        let words: BTreeSet<_> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let drawing = TOOLKITS.iter().find(|toolkit| words.contains(*toolkit));
        assert!(
            layer == DRAWS || drawing.is_none(),
            "{} uses {drawing:?}, which only {DRAWS} may",
            path.display()
        );
    }
}

#[test]
fn no_file_is_long() {
    for Source { path, text, .. } in sources() {
        let most = if path == Path::new("main.rs") {
            MOST_LINES_OF_MAIN
        } else {
            MOST_LINES
        };
        let lines = text.lines().count();
        assert!(
            lines <= most,
            "{} has {lines} lines; {most} at most",
            path.display()
        );
    }
}

#[test]
fn imports_are_found_however_they_are_written() {
    let text = "
        //! See [`crate::app`].
        use crate::model::{Map, Node};
        use crate::{file::{self, LoadError}, solver};
        fn f(x: &crate::analysis::whatif::WhatIf) {} // not crate::document
        use super::super::cli;
        use super::sibling;
    ";
    let expected = ["analysis", "cli", "file", "model", "solver"];
    assert_eq!(imports(text).into_iter().collect::<Vec<_>>(), expected);
}

/// The one file that prints, where a name from a file is kept from steering the terminal.
const PRINTS: &str = "cli/output.rs";

#[test]
fn what_is_printed_goes_through_one_gate() {
    for Source { path, text, .. } in sources() {
        let code = code(&text);
        let prints = [
            "println!(",
            "eprint!(",
            "print!(",
            "stdout().lock()",
            "stderr().lock()",
            "dbg!(",
        ];
        let found = prints.iter().find(|prints| code.contains(**prints));
        assert!(
            path == Path::new(PRINTS) || found.is_none(),
            "{} has {found:?}",
            path.display()
        );
        // A text for a person is made bytes by `output::text`.
        let raw = path.starts_with("cli")
            && path != Path::new(PRINTS)
            && code.contains("report(")
            && code.contains(".into_bytes()");
        assert!(!raw, "{} makes bytes of a text of its own", path.display());
    }
}

/// The files that write tables, each with what it writes them with. Whoever else could forget the guard that
/// keeps a cell from being a formula.
const WRITES_TABLES: [(&str, &str); 4] = [
    ("text/table.rs", "csv::Writer"),
    ("text/table.rs", "<table"),
    ("file/export/xlsx.rs", "Workbook::new"),
    ("file/export/xlsx.rs", ".write_string"),
];

#[test]
fn tables_are_written_in_one_place() {
    for Source { path, text, .. } in sources() {
        let shipped = code(text.split("#[cfg(test)]").next().unwrap_or_default());
        for (place, writes) in WRITES_TABLES {
            let is_there = path == Path::new(place);
            assert!(
                is_there || !shipped.contains(writes),
                "{} has {writes}",
                path.display()
            );
            assert!(!is_there || shipped.contains(writes), "{place} has no {writes}");
        }
    }
}
