//! `catchment credit`: what each closed link is worth to each company over all orders of opening.

mod csv;
mod text;

use clap::{Args, ValueEnum};

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::progress::Progress;
use super::{Destination, Failure, output};
use crate::analysis::combos::{Unanswered, gated};
use crate::analysis::credit::{ORDERS, SEED, Sampling, Uncredited, credit};
use crate::model::LinkId;
use crate::solver::Measure;

const AFTER_HELP: &str = "\
The credit of a link is its Shapley value: what it adds to a measure on average over all orders in
which the links could be opened. The credits add up to what all of them add together. The
interaction of two links is what they add together beyond what each adds alone.
Up to 20 links all combinations are solved; beyond, random orders are, with standard errors.

Examples:
  catchment credit map.ron
  catchment credit map.ron --measure captured
  catchment credit map.ron --links feed-shop,feed-sellers --format json
  catchment credit map.ron --format csv --table interaction";

/// The arguments of `credit`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// What the links are credited with
    #[arg(long, value_enum, default_value_t = Measure::Payoff)]
    measure: Measure,
    /// The links to credit [default: the closed ones that have gatekeepers]
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    links: Option<Vec<LinkId>>,
    /// How many random orders are tried beyond 20 links
    #[arg(long, value_name = "N", default_value_t = ORDERS, value_parser = at_least_two)]
    orders: usize,
    /// The seed of the random orders
    #[arg(long, value_name = "N", default_value_t = SEED)]
    seed: u64,
    /// The table that --format csv writes
    #[arg(long, value_enum, default_value_t = Table::Shapley)]
    table: Table,
}

/// The tables of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// A row a link and company: its credit
    Shapley,
    /// A row a pair of links and company: their interaction
    Interaction,
}

/// A standard error takes two numbers.
fn at_least_two(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(orders) if (2..=1_000_000).contains(&orders) => Ok(orders),
        _ => Err("a whole number from 2 to 1,000,000 is allowed".to_owned()),
    }
}

/// Prints what each link is worth.
///
/// # Errors
/// The file is no sound model, has no such scenario or link, or some combination of the links has no
/// steady state.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let target = Destination::new(arguments.output.out.as_ref(), [file])?;
    let model = Model::read(file.clone())?;
    model.warn();
    let map = &model.map;
    let scenario = model.scenario(scenario.as_ref())?;
    let on = scenario.map(|(_, scenario)| scenario);
    let links = match &arguments.links {
        Some(named) => {
            model.links(named)?;
            named.clone()
        }
        None => gated(map, on),
    };
    let sampling = Sampling {
        orders: arguments.orders,
        seed: arguments.seed,
    };
    let progress = Progress::of("of the combinations");
    let answer = credit(map, on, &links, arguments.measure, sampling, &|done| {
        progress.tell(done)
    });
    drop(progress);
    let answer = answer.map_err(|why| match why {
        Uncredited::Combos(Unanswered::Unsound(found)) => model.unsolved(found),
        why => model.unanswered(&why),
    })?;
    let result = match arguments.output.format {
        Format::Text => output::text(&text::report(map, scenario, &answer, &sampling)),
        Format::Json => output::json(&answer)?,
        Format::Csv => csv::table(&answer, arguments.table)?,
    };
    output::write(&result, target)
}
