//! `catchment robustness`: how far the answers hold, given how well the numbers are known.

mod csv;
mod text;

use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use serde::Serialize;

use super::arguments::{Format, OutputArguments};
use super::input::Model;
use super::progress::Progress;
use super::{Destination, Failure, output};
use crate::analysis::uncertainty::break_even::{BreakEven, break_even};
use crate::analysis::uncertainty::ranges::{numbers, uncertain};
use crate::analysis::uncertainty::robustness::{DEFAULT_DRAWS, DEFAULT_SEED, Robustness, Wish, robustness};
use crate::analysis::uncertainty::tornado::{Output, Tornado, tornado};
use crate::analysis::uncertainty::{Change, gated_openings, gatekeepers};
use crate::model::{CompanyId, Diagnostic, LinkId, NumberPath, Object, Scenario, ScenarioId};
use crate::solver::Measure;

const AFTER_HELP: &str = "\
Every number is drawn from the low to the high of its evidence, half of the times below the map's
value and half above, most often near it; one without a range from 20 % below to 20 % above, within
what its field allows. All are independent, but the shares of one node compete: they are scaled so
that they and those who leave, who keep their weight, make up all of its visitors. Habit times are
left out: they do not move the steady state. The same seed gives the same answer on any number of
cores.

With --tornado and --break-even one number is moved alone. The shares of a node cannot sum to more
than 100 %: a share's high end is cut to what the others leave, which is told; where nobody leaves
today, the others make room and fill up in proportion.

Without --open or --scenario each closed link that somebody can open is opened alone.
With --tornado or --break-even random draws are made only if --draws is given too.

Examples:
  catchment robustness map.ron
  catchment robustness map.ron --open feed-sellers --measure captured --draws 20000
  catchment robustness map.ron --open feed-sellers --company acme --tornado
  catchment robustness map.ron --scenario mini --company acme --break-even nodes/shop/commission";

/// The players that are chosen where none are named.
const PLAYERS: usize = 2;

/// The arguments of `robustness`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file
    file: std::path::PathBuf,
    /// The change asked about: a scenario
    #[arg(long, value_name = "ID")]
    scenario: Option<ScenarioId>,
    /// The change asked about: these links opened together
    #[arg(
        long,
        value_name = "LINK,…",
        value_delimiter = ',',
        conflicts_with = "scenario"
    )]
    open: Vec<LinkId>,
    #[command(flatten)]
    output: OutputArguments,
    /// The measure whose change is told
    #[arg(long, value_enum, default_value_t = Measure::Payoff)]
    measure: Measure,
    /// Random draws [default: 10000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    draws: Option<u32>,
    /// Seed of the draws
    #[arg(long, value_name = "S", default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Companies that must all gain from a deal [default: the two that keep most gates]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    players: Vec<CompanyId>,
    /// The company of --tornado and --break-even
    #[arg(long, value_name = "ID")]
    company: Option<CompanyId>,
    /// Move each number alone to both ends of its range
    #[arg(long, requires = "company")]
    tornado: bool,
    /// Find where in its range this number makes the company stop gaining
    #[arg(long, value_name = "PATH", requires = "company")]
    break_even: Option<String>,
}

/// The JSON of `robustness`.
#[derive(Debug, Default, Serialize)]
struct Answer {
    draws: Option<Robustness>,
    tornado: Option<Tornado>,
    break_even: Option<BreakEven>,
}

/// Prints how far the answers hold.
///
/// # Errors
/// The file is no sound model, has no such link, scenario, company or number, or no steady state.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let target = Destination::new(arguments.output.out.as_ref(), [&arguments.file])?;
    let model = Model::read(arguments.file.clone())?;
    model.warn();
    let map = &model.map;
    let change = change(&model, arguments)?;
    let unsolved = |found| model.unsolved(found);
    let mut answer = Answer::default();
    if let Some(company) = &arguments.company {
        model.companies(std::slice::from_ref(company))?;
        let output = Output {
            company: company.clone(),
            measure: arguments.measure,
            change: change.clone(),
        };
        if arguments.tornado {
            let (progress, count) = (Progress::of("of the numbers"), uncertain(map).len());
            let done = AtomicUsize::new(0);
            let tell = || progress.tell(done.fetch_add(1, Ordering::Relaxed) as f64 / count as f64);
            answer.tornado = Some(tornado(map, &output, &tell).map_err(unsolved)?);
        }
        if let Some(path) = &arguments.break_even {
            let number = NumberPath::parse(path);
            let number = number.and_then(|path| numbers(map).into_iter().find(|n| n.path == path));
            let number = number.ok_or_else(|| model.unsolved(vec![no_such_number(path)]))?;
            answer.break_even = Some(break_even(map, &output, &number, &|| true).map_err(unsolved)?);
        }
    }
    if arguments.draws.is_some() || (answer.tornado.is_none() && answer.break_even.is_none()) {
        let wish = Wish {
            draws: arguments.draws.map_or(DEFAULT_DRAWS, |draws| draws as usize),
            seed: arguments.seed,
            measure: arguments.measure,
            changes: change.map_or_else(|| gated_openings(map), |change| vec![change]),
            players: players(&model, arguments)?,
        };
        let progress = Progress::of("of the draws");
        answer.draws = Some(robustness(map, &wish, &|done| progress.tell(done)).map_err(unsolved)?);
    }
    let result = match arguments.output.format {
        Format::Text => output::text(&text::report(map, &answer)),
        Format::Json => output::json(&answer)?,
        Format::Csv => csv::table(&answer)?,
    };
    output::write(&result, target)
}

/// The one change asked about, if any.
fn change(model: &Model, arguments: &Arguments) -> Result<Option<Change>, Failure> {
    if let Some((_, scenario)) = model.scenario(arguments.scenario.as_ref())? {
        return Ok(Some(scenario.clone().into()));
    }
    if arguments.open.is_empty() {
        return Ok(None);
    }
    model.links(&arguments.open)?;
    let scenario = Scenario {
        open: arguments.open.iter().cloned().collect(),
        ..Scenario::default()
    };
    Ok(Some(scenario.into()))
}

fn players(model: &Model, arguments: &Arguments) -> Result<Vec<CompanyId>, Failure> {
    if arguments.players.is_empty() {
        let mut keepers = gatekeepers(&model.map);
        keepers.truncate(PLAYERS);
        return Ok(keepers);
    }
    model.companies(&arguments.players)?;
    Ok(arguments.players.clone())
}

fn no_such_number(path: &str) -> Diagnostic {
    Diagnostic::error(Object::Map, "no number of this map that steady states depend on")
        .found(path)
        .allowed("the path of a number, such as nodes/ID/commission or links/ID/pull")
}
