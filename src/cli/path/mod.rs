//! `catchment path`: how long it takes until openings and closings have their effect.

mod csv;
mod text;

use std::str::FromStr;

use clap::{Args, ValueEnum};

use super::arguments::{Format, ModelArguments, OutputArguments};
use super::input::Model;
use super::{Destination, Failure, output};
use crate::analysis::path::{Change, MOST_YEARS, path};
use crate::analysis::whatif::Action;
use crate::model::LinkId;
use crate::solver::Measure;

const AFTER_HELP: &str = "\
Links open and close today, or at a date: link@1.5 is one and a half years from today. A scenario
comes into force today, before what --open and --close do today. A link may be opened and closed at
different dates, not both at one. People reconsider at the pace of their habits (habit_years of
each node); who used a link that closes does so at once. The half-life is the time from the first
change until half of a company's change of payoff is behind it. There is none where the payoff does
not change, passes the half-way mark more than once, or strays from its way by more than half of
the change.

Examples:
  catchment path map.ron --open feed-sellers
  catchment path map.ron --open a,b@1,c@1.5 --close d@2 --years 5
  catchment path map.ron --scenario mini-program --measure captured
  catchment path map.ron --open a --format csv --out path.csv";

/// The arguments of `path`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
#[group(skip)]
pub struct Arguments {
    #[command(flatten)]
    model: ModelArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// Links to open, each today or at its date
    #[arg(long, value_name = "LINK[@YEARS],…", value_delimiter = ',', required_unless_present_any = ["close", "scenario"])]
    open: Vec<Dated>,
    /// Links to close, each today or at its date
    #[arg(long, value_name = "LINK[@YEARS],…", value_delimiter = ',')]
    close: Vec<Dated>,
    /// Years to follow, up to 100
    #[arg(long, value_name = "N", default_value_t = 10.0, value_parser = years)]
    years: f64,
    /// The measure of the companies that --format text shows
    #[arg(long, value_enum, default_value_t = Measure::Payoff)]
    measure: Measure,
    /// The table that --format csv writes
    #[arg(long, value_enum, default_value_t = Table::Points)]
    table: Table,
}

/// The tables of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    /// A row a month and company: every measure
    Points,
    /// A row a company: its half-life and every measure in the steady state
    Steady,
}

/// A link and the date at which something is done to it.
#[derive(Clone, Debug, PartialEq)]
struct Dated {
    link: LinkId,
    years: f64,
}

impl FromStr for Dated {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (link, years) = match text.rsplit_once('@') {
            Some((link, date)) => (link, years(date)?),
            None => (text, 0.0),
        };
        Ok(Self {
            link: link.trim().into(),
            years,
        })
    }
}

/// Reads a time in years.
pub fn years(text: &str) -> Result<f64, String> {
    let years = text.trim().parse().ok();
    let years = years.filter(|years| (0.0..=MOST_YEARS).contains(years));
    years.ok_or_else(|| format!("'{text}' is no time in years, 0 to {MOST_YEARS}"))
}

/// Prints the path.
///
/// # Errors
/// The file is no sound model, has no such link or scenario, or no steady state after a change.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = &arguments.model.file;
    let target = Destination::new(arguments.output.out.as_ref(), [file])?;
    let model = Model::read(file.clone())?;
    model.warn();
    let map = &model.map;
    let scenario = model.scenario(arguments.model.scenario.as_ref())?;
    let mut changes = Vec::new();
    for (dated, action) in [(&arguments.open, Action::Open), (&arguments.close, Action::Close)] {
        for Dated { link, years } in dated {
            model.links(std::slice::from_ref(link))?;
            changes.push(Change {
                years: *years,
                link: link.clone(),
                action,
            });
        }
    }
    let what_if = scenario.map(|(_, scenario)| scenario);
    let answer =
        path(map, what_if, &changes, arguments.years, &|| true).map_err(|found| model.unsolved(found))?;
    let result = match arguments.output.format {
        Format::Text => output::text(&text::report(map, scenario, &answer, arguments.measure)),
        Format::Json => output::json(&answer)?,
        Format::Csv => csv::table(&answer, arguments.table)?,
    };
    output::write(&result, target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_carry_dates() {
        let dated = |link: &str, years| {
            Ok(Dated {
                link: link.into(),
                years,
            })
        };
        assert_eq!("a".parse(), dated("a", 0.0));
        assert_eq!("a@1.5".parse(), dated("a", 1.5));
        assert_eq!("a@b@2".parse(), dated("a@b", 2.0));
        for text in ["a@", "a@soon", "a@-1", "a@NaN", "a@101"] {
            assert!(text.parse::<Dated>().is_err(), "{text}");
        }
    }
}
