//! `catchment solve`: the steady state of today or of a scenario.

mod certainty;
mod csv;
mod text;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::{Destination, Failure, output};
use crate::model::ScenarioId;
use crate::solver::{self, Solution};

const AFTER_HELP: &str = "\
The text shows the busiest nodes and links; json and csv hold all of them, unrounded.

Examples:
  catchment solve map.ron
  catchment solve map.ron --scenario everything-open --format json --out open.json
  catchment solve map.ron --format csv --table links";

/// The arguments of `solve`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The table that --format csv writes
    #[arg(long, value_enum, default_value_t = Table::Companies)]
    table: Table,
}

/// The tables of a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// What each company captures and earns
    Companies,
    /// Visits through each node
    Nodes,
    /// Visits and ad money along each link
    Links,
    /// Sales on each platform's books
    Platforms,
    /// Payments on each rail
    Payments,
    /// Who pays whom for what
    Ledger,
}

/// The JSON of `solve`.
#[derive(Serialize)]
struct Answer<'a> {
    model: &'a str,
    scenario: Option<&'a ScenarioId>,
    #[serde(flatten)]
    solution: &'a Solution,
}

/// Prints the steady state.
///
/// # Errors
/// The file is no sound model, has no such scenario or no steady state.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let target = Destination::new(arguments.output.out.as_ref(), [file])?;
    let model = Model::read(file.clone())?;
    model.warn();
    let map = &model.map;
    let scenario = model.scenario(scenario.as_ref())?;
    let solution =
        solver::solve(map, scenario.map(|(_, scenario)| scenario)).map_err(|found| model.unsolved(found))?;
    let result = match arguments.output.format {
        Format::Text => output::text(&text::report(map, scenario, &solution)),
        Format::Json => output::json(&Answer {
            model: map.name(),
            scenario: scenario.map(|(id, _)| id),
            solution: &solution,
        })?,
        Format::Csv => csv::table(map, &solution, arguments.table)?,
    };
    output::write(&result, target)
}
