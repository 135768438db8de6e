//! `catchment sensitivity`: how much an output answers to every number of the map.

mod text;

use clap::Args;

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::{Failure, output};
use crate::analysis::sensitivity::sensitivity;
use crate::solver::{Compiled, Output};

const AFTER_HELP: &str = "\
The elasticity is by how many per cent the output grows for each per cent by which a number of the
map does, all else as entered and the feedback come to rest again. The text shows the largest;
json and csv hold every number, with the derivative besides.

Examples:
  catchment sensitivity map.ron --output acme:payoff
  catchment sensitivity map.ron --output acme:gmv --scenario mini-program
  catchment sensitivity map.ron --output acme:gmv --scenario mini-program --change
  catchment sensitivity map.ron --output acme:captured --format csv --out numbers.csv";

/// The arguments of `sensitivity`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    result: OutputArguments,
    /// The company, by id, and the measure of it that answers, such as acme:payoff
    #[arg(long, value_name = "COMPANY:MEASURE")]
    output: Output,
    /// Let the change of the output against today answer, not the output itself
    #[arg(long, requires = "scenario")]
    change: bool,
    /// How many rows --format text shows
    #[arg(long, value_name = "N", default_value_t = 20)]
    rows: usize,
}

/// Prints how much the output answers to every number.
///
/// # Errors
/// The file is no sound model, has no such scenario or company, or no steady state.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let model = Model::read(file.clone())?;
    model.warn();
    let map = &model.map;
    let scenario = model.scenario(scenario.as_ref())?;
    let what_if = scenario.map(|(_, scenario)| scenario);
    let unsolved = |found| model.unsolved(found);
    let compiled = Compiled::new(map).map_err(unsolved)?;
    let answer = sensitivity(&compiled, what_if, &arguments.output, arguments.change).map_err(unsolved)?;
    let result = match arguments.result.format {
        Format::Text => output::text(&text::report(
            map,
            scenario,
            &answer,
            arguments.change,
            arguments.rows,
        )),
        Format::Json => output::json(&answer)?,
        Format::Csv => output::csv(
            ["path", "value", "elasticity", "derivative"],
            &answer.elasticities,
        )?,
    };
    output::write(&result, arguments.result.out.as_deref())
}
