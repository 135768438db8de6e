//! `catchment deals`: which openings companies would agree on, and what has to be paid for the rest.

mod csv;
mod text;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::progress::Progress;
use super::{Destination, Failure, output};
use crate::analysis::combos::Unanswered;
use crate::analysis::deals::{Compensated, Deals, Negotiation, Unnegotiable};
use crate::model::{CompanyId, LinkId};

const AFTER_HELP: &str = "\
The players negotiate about the closed links whose gatekeepers are all among them; every other link
stays as it is. A link with several gatekeepers opens only if all of them say yes. Gains are payoffs
over those of the status quo, with none of the links open. Of more than 20 links the 16 that move
the players' payoffs most are negotiated about; the others stay closed and are named. Payoffs that
differ by less than a billionth are the same; of bundles that do as well, the one with the fewest
links is taken. A million combinations among many players take minutes, which a terminal is told;
of a kind 10,000 bundles at most are listed, those with the largest sum of gains.
  rational   nobody loses
  Pareto     nobody can gain without somebody's loss
  holds      nobody gains by walking away alone (Nash equilibrium)
  stable     it holds, and no link would be added by those at its gate (pairwise stability)
  agreed     the largest product of gains (Nash bargaining); with --side-payments the largest sum,
             split equally by payments

Examples:
  catchment deals map.ron --players acme,bolt
  catchment deals map.ron --players acme,bolt --side-payments
  catchment deals map.ron --players acme,bolt --bundle feed-shop,feed-sellers
  catchment deals map.ron --players acme,bolt --format csv --table bundles";

/// The arguments of `deals`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The companies that negotiate, two or more
    #[arg(long, value_name = "ID,ID", value_delimiter = ',', required = true)]
    players: Vec<CompanyId>,
    /// Also tell in the text what they would agree on if they can pay each other; json and csv always
    /// do
    #[arg(long)]
    side_payments: bool,
    /// Only these of the links that are theirs to open
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    links: Option<Vec<LinkId>>,
    /// Also tell what opening these links takes: who must pay whom how much for nobody to lose
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    bundle: Option<Vec<LinkId>>,
    /// The table that --format csv writes
    #[arg(long, value_enum, default_value_t = Table::Bundles)]
    table: Table,
}

/// The tables of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// A row a bundle of each kind and player: what it gains
    Bundles,
    /// A row a payment: who pays whom how much in which bundle
    Payments,
}

/// The answer, with the bundle that was asked for.
#[derive(Debug, Serialize)]
struct Answer {
    #[serde(flatten)]
    deals: Deals,
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<Compensated>,
}

/// Prints the deals.
///
/// # Errors
/// The file is no sound model, has no such scenario, company or link, or no steady state.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ModelArguments { file, scenario } = &arguments.model;
    let target = Destination::new(arguments.output.out.as_ref(), [file])?;
    let model = Model::read(file.clone())?;
    model.warn();
    let map = &model.map;
    let scenario = model.scenario(scenario.as_ref())?;
    let on = scenario.map(|(_, scenario)| scenario);
    let refused = |why| match why {
        Unnegotiable::Combos(Unanswered::Unsound(found)) => model.unsolved(found),
        why => model.unanswered(&why),
    };
    let links = arguments.links.as_deref();
    let progress = Progress::of("of the combinations");
    let tell = |done| progress.tell(done);
    let negotiation = Negotiation::new(map, on, &arguments.players, links, &tell).map_err(refused)?;
    drop(progress);
    let asked = arguments.bundle.as_deref().map(|links| {
        let bundle = negotiation.bundle(links).map_err(refused)?;
        let no_state = || model.unanswered(&"with these links open there is no steady state");
        negotiation.compensated(bundle).ok_or_else(no_state)
    });
    let bundle = asked.transpose()?;
    let progress = Progress::of("of the deals");
    let deals = negotiation.deals_while(&|done| progress.tell(done));
    drop(progress);
    let answer = Answer {
        deals: deals.ok_or_else(|| model.unanswered(&Unanswered::GivenUp))?,
        bundle,
    };
    let result = match arguments.output.format {
        Format::Text => output::text(&text::report(
            map,
            scenario,
            &negotiation,
            &answer,
            arguments.side_payments,
        )),
        Format::Json => output::json(&answer)?,
        Format::Csv => csv::table(&negotiation, &answer, arguments.table)?,
    };
    output::write(&result, target)
}
