//! The targets file of a calibration: what was observed, and which numbers are free.

use std::ops::Range;

use serde::Deserialize;

use super::lines::Lines;
use super::parse::{problem, text};
use super::syntax::{Event, Events};
use super::write;
use crate::model::{Diagnostic, Place};

/// The content of a targets file, each entry with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    /// What was observed.
    pub observed: Vec<(Observed, Place)>,
    /// The paths of the numbers that are free.
    pub free: Vec<(String, Place)>,
}

/// One observed total.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// What it is, by its path in the JSON of `solve`: `platforms/shop/gmv`.
    pub of: String,
    /// Its value, in the units of the map.
    pub value: f64,
    /// How far it may be off: one standard deviation, in the same unit.
    pub within: f64,
    /// Where the figure comes from; for the reader.
    #[serde(default)]
    pub source: String,
}

#[derive(Deserialize)]
#[serde(rename = "Targets", deny_unknown_fields)]
struct Written {
    observed: Vec<Observed>,
    free: Vec<String>,
}

/// Reads the text of a targets file.
///
/// # Errors
/// What is wrong with it, with its place.
pub fn parse_targets(bytes: &[u8]) -> Result<Targets, Vec<Diagnostic>> {
    let text = text(bytes, "Targets(…)")?;
    let written: Written = write::options().from_str(text).map_err(|error| {
        let place = Place {
            line: error.span.start.line,
            column: error.span.start.col,
        };
        let allowed = "Targets(observed: [Observed(of: \"platforms/ID/gmv\", value: 1.0, within: 0.1)], \
                       free: [\"links/ID/pull\"])";
        vec![problem(&error.code.to_string(), place).allowed(allowed)]
    })?;
    let lines = Lines::new(text);
    let places = |list: &str| -> Vec<Place> {
        let entries = entries(text, list).into_iter();
        entries.map(|at| lines.place(at.start)).collect()
    };
    Ok(Targets {
        observed: written.observed.into_iter().zip(places("observed")).collect(),
        free: written.free.into_iter().zip(places("free")).collect(),
    })
}

/// Where the entries of the list called `list` stand.
fn entries(text: &str, list: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Depth 1 is the file's struct, 2 the list, 3 an entry.
    let (mut depth, mut inside) = (0, false);
    for event in Events::new(text) {
        match event {
            Event::Enter { key, name, open } => {
                depth += 1;
                if depth == 2 {
                    inside = key.is_some_and(|key| &text[key.at] == list);
                } else if depth == 3 && inside {
                    found.push(name.unwrap_or(open).at);
                }
            }
            Event::Leaf { value, .. } if depth == 2 && inside => found.push(value.at),
            Event::Leaf { .. } => {}
            Event::Leave(_) => depth -= 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_placed() {
        let text = "Targets(\n  // seen\n  observed: [\n    Observed(of: \"a\", value: 1, within: 2.0),\n  ],\n  \
                    free: [\"x\", \"y\"],\n)";
        let found = parse_targets(text.as_bytes()).unwrap();
        assert_eq!(found.observed[0].1, Place { line: 4, column: 5 });
        assert_eq!(found.observed[0].0.value, 1.0);
        let places: Vec<_> = found
            .free
            .iter()
            .map(|(_, place)| (place.line, place.column))
            .collect();
        assert_eq!(places, [(6, 10), (6, 15)]);
    }

    #[test]
    fn what_is_no_targets_file_has_a_place() {
        for (text, line) in [
            ("", 1),
            ("Targets(\n  observed: [],\n  fre: [],\n)", 3),
            ("Targets(\n  observed: [Observed(of: 3)],\n)", 2),
            ("Model(format: 1)", 1),
        ] {
            let found = parse_targets(text.as_bytes()).unwrap_err();
            assert_eq!(found[0].place.unwrap().line, line, "{text}: {}", found[0]);
        }
    }
}
