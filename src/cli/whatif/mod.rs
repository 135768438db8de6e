//! `catchment whatif`: each link toggled alone: what changes, for whom, from where.

mod csv;
mod text;

use clap::{Args, ValueEnum};

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::{Destination, Failure, output};
use crate::analysis::whatif::whatif;
use crate::model::LinkId;
use crate::solver::{Compiled, Measure, Search};

const AFTER_HELP: &str = "\
Every link that is closed is opened, every link that is open is closed, one at a time.
The text shows one measure of the companies that change most; json and csv hold everything,
unrounded.

Examples:
  catchment whatif map.ron
  catchment whatif map.ron --measure captured
  catchment whatif map.ron --link feed-shop
  catchment whatif map.ron --scenario mini-program --format json --out whatif.json
  catchment whatif map.ron --format csv --table diverted";

/// The arguments of `whatif`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// Only this link; the text then tells in sentences what moves, who gains, who loses and why.
    /// May be given several times
    #[arg(long = "link", value_name = "ID")]
    links: Vec<LinkId>,
    /// The measure of the companies that --format text shows
    #[arg(long, value_enum, default_value_t = Measure::Payoff)]
    measure: Measure,
    /// The table that --format csv writes
    #[arg(long, value_enum, default_value_t = Table::Effects)]
    table: Table,
}

/// The tables of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// A row a link and company: the change of every measure
    Effects,
    /// A row a link and loser: which links and companies the visits come from
    Diverted,
    /// A row a link: the Herfindahl–Hirschman indices before and after
    Concentration,
}

/// Prints what each link does.
///
/// # Errors
/// The file is no sound model, has no such scenario or link or no steady state.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let target = Destination::new(arguments.output.out.as_ref(), [file])?;
    let model = Model::read(file.clone())?;
    model.warn();
    let map = &model.map;
    let scenario = model.scenario(scenario.as_ref())?;
    let what_if = scenario.map(|(_, scenario)| scenario);
    model.links(&arguments.links)?;
    let unsolved = |found| model.unsolved(found);
    let compiled = Compiled::new(map).map_err(unsolved)?;
    let base = compiled.solve(what_if, Search::FromToday).map_err(unsolved)?;
    let mut answer = whatif(&compiled, what_if, &base, &|| true);
    if !arguments.links.is_empty() {
        answer
            .links
            .retain(|effect| arguments.links.contains(&effect.link));
    }
    let result = match arguments.output.format {
        Format::Text if !arguments.links.is_empty() => {
            output::text(&text::explanations(map, scenario, &compiled, &base, &answer))
        }
        Format::Text => output::text(&text::report(map, scenario, &answer, arguments.measure)),
        Format::Json => output::json(&answer)?,
        Format::Csv => csv::table(map, &answer, arguments.table)?,
    };
    output::write(&result, target)
}
