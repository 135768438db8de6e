//! `catchment combos`: every combination of the closed links that have gatekeepers.

mod table;
mod text;

use std::io::IsTerminal;

use clap::Args;

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::progress::Progress;
use super::{Destination, Failure, output};
use crate::analysis::combos::{Combos, Request, SEED, Unanswered, gated};
use crate::model::LinkId;
use crate::solver::Measure;

const AFTER_HELP: &str = "\
The links combined are the closed ones that have gatekeepers, or those named. Up to 20 links every
combination is solved; of more, a sample of 65,536, among them each link and each pair alone. The
text shows the links alone and the best bundles by one measure; json and csv hold a row for every
combination: at 20 links and all measures some gigabytes, so name the measures that matter.

Examples:
  catchment combos map.ron
  catchment combos map.ron --links feed-shop,feed-sellers --format json
  catchment combos map.ron --measure captured,income --format csv --out combos.csv";

/// The arguments of `combos`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The links to combine [default: the closed ones that have gatekeepers]
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    links: Option<Vec<LinkId>>,
    /// The measures of the companies [default: payoff in text, all in json and csv]
    #[arg(long, value_enum, value_delimiter = ',')]
    measure: Vec<Measure>,
    /// The seed of the sample beyond 20 links
    #[arg(long, value_name = "N", default_value_t = SEED)]
    seed: u64,
}

/// Prints what every combination does.
///
/// # Errors
/// The file is no sound model or has no such scenario or link, or the result cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let OutputArguments { format, out } = &arguments.output;
    let target = Destination::new(out.as_ref(), [file])?;
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
    let measures = match (&arguments.measure[..], format) {
        ([], Format::Text) => vec![Measure::Payoff],
        ([], _) => Measure::ALL.to_vec(),
        (named, _) => named.to_vec(),
    };
    let failure = |why| match why {
        Unanswered::Unsound(found) => model.unsolved(found),
        why => model.unanswered(&why),
    };
    let request = Request {
        links,
        measures,
        seed: arguments.seed,
    };
    // Rows that are written to the terminal tell by themselves how far it is.
    let is_told = *format == Format::Text || out.is_some() || !std::io::stdout().is_terminal();
    let progress = is_told.then(|| Progress::of("of the combinations"));
    let tell = |done| progress.as_ref().is_none_or(|progress| progress.tell(done));
    match format {
        Format::Text => {
            let combos = Combos::new(map, on, &request, &tell).map_err(failure)?;
            drop(progress);
            output::write(&output::text(&text::report(map, scenario, &combos)), target)
        }
        Format::Json => output::stream(target, |to| {
            Ok(table::json(map, on, &request, &tell, to)?.map_err(failure))
        }),
        Format::Csv => output::stream(target, |to| {
            Ok(table::csv(map, on, &request, &tell, to)?.map_err(failure))
        }),
    }
}
