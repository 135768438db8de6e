//! `catchment export`: the map and its traffic in the formats of other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::ModelArguments;
use super::input::Model;
use super::{Destination, Failure, output};
use crate::file::export;
use crate::report::network::{self, network};
use crate::solver;

const AFTER_HELP: &str = "\
Numbers are unrounded. In CSV, text that a spreadsheet would take for a formula gets an
apostrophe in front. A map that has no steady state is written without flows. `import` reads all of
it again, but for the ranges and sources of numbers, scenarios, notes and frames.

Examples:
  catchment export map.ron --out map.xlsx
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
    /// The only table that CSV holds [default: all but the numbers, one below the other]
    #[arg(long, value_enum)]
    table: Option<Table>,
}

/// The formats of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One table, for a spreadsheet
    Csv,
    /// Every table on a sheet of its own
    Xlsx,
    /// Every table by id
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

impl Format {
    fn of(self) -> network::Format {
        match self {
            Self::Csv => network::Format::Csv,
            Self::Xlsx => network::Format::Xlsx,
            Self::Json => network::Format::Json,
            Self::GraphMl => network::Format::GraphMl,
            Self::Gexf => network::Format::Gexf,
            Self::Dot => network::Format::Dot,
        }
    }
}

/// The tables of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// What each node is, and the visits through it
    Nodes,
    /// What each link is, and the visits along it
    Links,
    /// What each company captures and earns
    Companies,
    /// The segments of visitors
    Segments,
    /// The map's name and units
    Map,
    /// Every number of the map, with its range and source
    Numbers,
}

impl Table {
    fn of(self) -> export::Table {
        match self {
            Self::Nodes => export::Table::Nodes,
            Self::Links => export::Table::Links,
            Self::Companies => export::Table::Companies,
            Self::Segments => export::Table::Segments,
            Self::Map => export::Table::Map,
            Self::Numbers => export::Table::Numbers,
        }
    }
}

/// Writes the map with its traffic.
///
/// # Errors
/// The file is no sound model or has no such scenario; no format is told; the result cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let target = Destination::new(arguments.out.as_ref(), [file])?;
    let told = arguments.format.map(Format::of);
    let by_ending = || arguments.out.as_deref().and_then(network::Format::of_file);
    let format = told.or_else(by_ending).ok_or_else(no_format)?;
    let model = Model::read(file.clone())?;
    model.warn();
    let scenario = model.scenario(scenario.as_ref())?.map(|(_, scenario)| scenario);
    // A map that cannot be solved is still a map.
    let solution = solver::solve(&model.map, scenario)
        .map_err(|found| output::say(&model.unsolved(found)))
        .ok();
    let result = network(
        &model.map,
        scenario,
        solution.as_ref(),
        format,
        arguments.table.map(Table::of),
    )
    .map_err(|error| Failure::Verdict(error.to_string()))?;
    // The mark is for Excel, which opens files; whoever reads standard output knows the encoding.
    let bare = result
        .strip_prefix(network::MARK)
        .filter(|_| arguments.out.is_none());
    output::write(bare.unwrap_or(&result), target)
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
