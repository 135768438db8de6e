//! `catchment report`: one page that tells a map to others.

use std::path::PathBuf;

use clap::Args;

use super::input::Model;
use super::progress::Progress;
use super::{Destination, Failure, output};
use crate::analysis::deals::Negotiation;
use crate::model::{CompanyId, ScenarioId};
use crate::report::{self, Findings, NOBODY, Origin, Painter, Request};

const AFTER_HELP: &str = "\
The page is one HTML file that loads nothing and runs no script: the map, who captures the traffic,
each scenario with its reasons and its time path, how sure its payoffs are, what each link does
when it opens, the deals, every assumption with its source and range, and how it was worked out.

Examples:
  catchment report map.ron --out report.html
  catchment report map.ron --scenario mini,pay --out report.html
  catchment report map.ron --players acme,bolt --years 3 > report.html";

/// The arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file
    file: PathBuf,
    /// Write the page to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The scenarios to tell [default: all of the map]
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    scenario: Option<Vec<ScenarioId>>,
    /// Who negotiates, two or more [default: those at most of the closed gates, three at most]
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    players: Option<Vec<CompanyId>>,
    /// How far habits are followed
    #[arg(long, value_name = "N", default_value_t = 5.0, value_parser = super::path::years)]
    years: f64,
}

/// Writes the page.
///
/// # Errors
/// The file is no sound model, has no such scenario or company, or no steady state; the page cannot be
/// written.
pub fn run(arguments: &Arguments, painter: Option<&dyn Painter>) -> Result<(), Failure> {
    let target = Destination::new(arguments.out.as_ref(), [&arguments.file])?;
    let model = Model::read(arguments.file.clone())?;
    model.warn();
    let map = &model.map;
    let scenarios = match &arguments.scenario {
        None => map.scenarios().keys().cloned().collect(),
        Some(asked) => {
            for id in asked {
                model.scenario(Some(id))?;
            }
            asked.clone()
        }
    };
    if let Some(players) = &arguments.players {
        Negotiation::links_of(map, None, players).map_err(|why| model.unanswered(&why))?;
    }
    let name = arguments.file.file_name().unwrap_or_default();
    let origin = Origin {
        name: name.to_string_lossy().into_owned(),
        fingerprint: model.fingerprint(),
    };
    let request = Request {
        map,
        scenarios,
        players: arguments.players.clone(),
        years: arguments.years,
        origin: Some(origin),
        hidden: NOBODY.clone(),
    };
    let progress = Progress::of("of the report");
    let findings = Findings::gather(request, &|done| progress.tell(done));
    drop(progress);
    let findings = findings.map_err(|found| model.unsolved(found))?;
    let page = report::html(&findings, painter);
    output::write(page.as_bytes(), target)
}
