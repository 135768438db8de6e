//! The map with its traffic in the formats of other programs.

use std::path::Path;

use crate::file::export::{self, Export, Table, Traffic};
use crate::model::{Map, Scenario};
use crate::solver::{Measure, Solution};

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One table, for a spreadsheet.
    Csv,
    /// Every table on a sheet of its own, for a spreadsheet.
    Xlsx,
    /// Every table by id.
    Json,
    /// For networkx, yEd and igraph.
    GraphMl,
    /// For Gephi.
    Gexf,
    /// For Graphviz.
    Dot,
}

impl Format {
    /// Every format with the endings of its files, the usual one first.
    pub const ALL: [(Self, &[&str]); 6] = [
        (Self::Xlsx, &["xlsx"]),
        (Self::Csv, &["csv"]),
        (Self::Json, &["json"]),
        (Self::GraphMl, &["graphml"]),
        (Self::Gexf, &["gexf"]),
        (Self::Dot, &["dot", "gv"]),
    ];

    /// That of a file with the ending of `path`.
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let found = Self::ALL
            .iter()
            .find(|(_, endings)| endings.contains(&ending.as_str()));
        found.map(|(format, _)| *format)
    }
}

/// The byte-order mark at the beginning of CSV.
pub const MARK: &[u8] = "\u{feff}".as_bytes();

/// What keeps a map from being exported.
#[derive(Debug, thiserror::Error)]
#[error("the map cannot be written in this format: {0}")]
pub struct NotExported(String);

/// The bytes of a file with `map`, as `scenario` has it, and the flows of `solution`, if there is one.
/// CSV holds `table`, or all but the numbers one below the other, behind a byte-order mark, without which Excel
/// takes it for another encoding.
///
/// # Errors
/// The map is larger than the format allows.
pub fn network(
    map: &Map,
    scenario: Option<&Scenario>,
    solution: Option<&Solution>,
    format: Format,
    table: Option<Table>,
) -> Result<Vec<u8>, NotExported> {
    let overridden = scenario.map(|scenario| map.with_overrides(scenario));
    let map = overridden.as_ref().unwrap_or(map);
    let export = Export::new(map, &solution.map(traffic).unwrap_or_default());
    let failed = |error: &dyn std::fmt::Display| NotExported(error.to_string());
    match format {
        Format::Csv => {
            let text = match table {
                Some(table) => export::csv(export.table(table)),
                None => export::stacked(&export),
            };
            text.map(|text| [MARK, &text].concat())
                .map_err(|error| failed(&error))
        }
        Format::Xlsx => export::xlsx(&export).map_err(|error| failed(&error)),
        Format::Json => export::json(&export).map_err(|error| failed(&error)),
        Format::GraphMl => Ok(export::graphml(&export).into_bytes()),
        Format::Gexf => Ok(export::gexf(&export).into_bytes()),
        Format::Dot => Ok(export::dot(&export).into_bytes()),
    }
}

fn traffic(solution: &Solution) -> Traffic {
    let nodes = solution.nodes.iter().map(|(id, flow)| (id.clone(), flow.visits));
    let links = solution.links.iter();
    let companies = solution.companies.iter().map(|(id, flow)| {
        let measures = Measure::ALL.map(|measure| (measure.name(), flow.get(measure)));
        (id.clone(), measures.to_vec())
    });
    Traffic {
        nodes: nodes.collect(),
        links: links
            .map(|(id, flow)| (id.clone(), (flow.open, flow.visits)))
            .collect(),
        companies: companies.collect(),
    }
}
