//! `catchment export`: the map and its traffic in the formats of other programs.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::arguments::ModelArguments;
use super::input::Model;
use super::{Failure, output};
use crate::file::export::{self, Export, Traffic};
use crate::solver::{self, Solution};

const AFTER_HELP: &str = "\
Numbers are unrounded. In CSV, text that a spreadsheet would take for a formula gets an
apostrophe in front.

Examples:
  catchment export map.ron --out map.graphml
  catchment export map.ron --out map.gexf --scenario everything-open
  catchment export map.ron --out links.csv --table links
  catchment export map.ron --format dot";

/// The arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Format of the file [default: what its ending says]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The table that CSV holds
    #[arg(long, value_enum, default_value_t = Table::Nodes)]
    table: Table,
}

/// The formats of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One table, for a spreadsheet
    Csv,
    /// Nodes and links by id
    Json,
    /// For networkx, yEd and igraph
    #[value(name = "graphml")]
    GraphMl,
    /// For Gephi, with positions and colours
    Gexf,
    /// For Graphviz, with positions and colours
    #[value(alias = "gv")]
    Dot,
}

/// The tables of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// What each node is, and the visits through it
    Nodes,
    /// What each link is, and the visits along it
    Links,
}

/// Writes the map with its traffic.
///
/// # Errors
/// The file is no sound model, has no such scenario or no steady state; no format is told; the
/// result cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let format = arguments
        .format
        .or_else(|| arguments.out.as_deref().and_then(by_ending))
        .ok_or_else(no_format)?;
    let ModelArguments { file, scenario } = &arguments.model;
    let model = Model::read(file.clone())?;
    model.warn();
    let scenario = model.scenario(scenario.as_ref())?.map(|(_, scenario)| scenario);
    let solution = solver::solve(&model.map, scenario).map_err(|found| model.unsolved(found))?;
    let overridden = scenario.map(|scenario| model.map.with_overrides(scenario));
    let export = Export::new(overridden.as_ref().unwrap_or(&model.map), &traffic(&solution));
    let result = match (format, arguments.table) {
        (Format::Csv, Table::Nodes) => export::csv(export.nodes.iter().map(|(id, row)| (id.as_str(), row)))?,
        (Format::Csv, Table::Links) => export::csv(export.links.iter().map(|(id, row)| (id.as_str(), row)))?,
        (Format::Json, _) => export::json(&export)?,
        (Format::GraphMl, _) => export::graphml(&export).into_bytes(),
        (Format::Gexf, _) => export::gexf(&export).into_bytes(),
        (Format::Dot, _) => export::dot(&export).into_bytes(),
    };
    output::write(&result, arguments.out.as_deref())
}

fn by_ending(path: &Path) -> Option<Format> {
    Format::from_str(path.extension()?.to_str()?, true).ok()
}

fn no_format() -> Failure {
    let formats = Format::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value);
    let names: Vec<_> = formats.map(|format| format.get_name().to_owned()).collect();
    Failure::Verdict(format!(
        "no format is told by the ending of --out; give --format, one of {}",
        names.join(", ")
    ))
}

fn traffic(solution: &Solution) -> Traffic {
    let nodes = solution.nodes.iter().map(|(id, flow)| (id.clone(), flow.visits));
    let links = solution.links.iter();
    Traffic {
        nodes: nodes.collect(),
        links: links
            .map(|(id, flow)| (id.clone(), (flow.open, flow.visits)))
            .collect(),
    }
}
