//! The arguments that the program takes, and the words of its help.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::{
    calibrate, check, combos, credit, deals, diff, export, fmt, import, merge, path, render, report,
    robustness, sensitivity, solve, whatif,
};
use crate::model::ScenarioId;

const ABOUT: &str = "Draws ecosystem maps and solves them: who captures the traffic when a link opens.";

const LONG_ABOUT: &str = "\
Draws ecosystem maps and solves them: who captures the traffic when a link opens.

Without a command it opens the window, on FILE or on the reference map.
With a command nothing is drawn, so it works over ssh and in scripts.";

const AFTER_HELP: &str = "\
Examples:
  catchment                              the window, on the reference map
  catchment map.ron                      the window, on a map of yours
  catchment check map.ron                is anything wrong with it?
  catchment solve map.ron                who captures and earns what, today
  catchment solve map.ron --scenario s   the same in the scenario with the id s
  catchment whatif map.ron               what each link does, opened or closed alone
  catchment combos map.ron               what every combination of closed links does
  catchment credit map.ron               what each closed link adds over all orders of opening
  catchment deals map.ron --players a,b  which openings a and b would agree on
  catchment path map.ron --open a        how long it takes after the link a has opened
  catchment diff old.ron new.ron         what changed from one map to the other
  catchment robustness map.ron           how sure that is, given the ranges of the numbers

Exit status:
  0  done
  1  the model or a file is bad, or the map has no steady state; standard error says why
  2  bad arguments
For diff, 1 says that the maps differ and 2 that a file is bad.

Results go to standard output, all else to standard error.
A file that is called like a command is opened as ./check, ./solve and so on.";

/// All arguments.
#[derive(Debug, Parser)]
#[command(
    name = "catchment",
    version,
    about = ABOUT,
    long_about = LONG_ABOUT,
    after_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    subcommand_value_name = "COMMAND"
)]
pub(super) struct Arguments {
    /// Model file to open in the window [default: the reference map]
    pub(super) file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The commands, which draw nothing.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print everything that is wrong with a model
    Check(check::Arguments),
    /// Print the steady state of today or of a scenario
    Solve(solve::Arguments),
    /// Toggle each link alone: what changes, for whom, from where
    Whatif(whatif::Arguments),
    /// Combine the closed links that somebody can open: the links alone and the best bundles
    Combos(combos::Arguments),
    /// Credit each closed link with what it adds over all orders of opening (Shapley value)
    Credit(credit::Arguments),
    /// Find the deals that companies would agree on about the links they keep closed
    Deals(deals::Arguments),
    /// Print how much an output answers to every number of the map, largest first
    Sensitivity(sensitivity::Arguments),
    /// Follow what openings and closings do month by month, at the pace of people's habits
    Path(path::Arguments),
    /// Tell how far the answers hold over the ranges of the evidence
    Robustness(robustness::Arguments),
    /// Find the values of free numbers with which the model meets what was observed
    Calibrate(calibrate::Arguments),
    /// Say what changed between two model files
    Diff(diff::Arguments),
    /// Merge two changed copies of a model file, by object and field; a merge driver for git
    Merge(merge::Arguments),
    /// Write the map and its traffic for a spreadsheet, networkx, Gephi or Graphviz
    Export(export::Arguments),
    /// Make a map of a table, a spreadsheet, a Kumu project or a drawn network
    Import(import::Arguments),
    /// Draw the map with its flows: SVG, PNG or PDF
    Render(render::Arguments),
    /// Tell the map and its answers in one HTML page
    Report(report::Arguments),
    /// Rewrite a model file in its canonical form
    Fmt(fmt::Arguments),
}

/// In which form, and where to, a result is written.
#[derive(Debug, Args)]
pub struct OutputArguments {
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the result to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables for a person, rounded, at most 100 columns wide
    Text,
    /// One JSON document, unrounded, keys are ids
    Json,
    /// One table with a row of headings, unrounded
    Csv,
}

/// A model and the scenario to look at.
#[derive(Debug, Args)]
pub struct ModelArguments {
    /// Model file
    pub file: PathBuf,
    /// Id of the scenario to look at [default: the map as it is today]
    #[arg(long, value_name = "ID")]
    pub scenario: Option<ScenarioId>,
}

/// A better word for a misspelt command, which clap takes for the file of the window.
pub(super) fn explain(error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let misplaced = matches!(
        error.kind(),
        ErrorKind::ArgumentConflict | ErrorKind::UnknownArgument
    );
    let Some(first) = arguments.get(1).filter(|_| misplaced) else {
        return error;
    };
    let mut program = Arguments::command();
    let is_option = first.as_encoded_bytes().starts_with(b"-");
    if is_option || program.find_subcommand(first).is_some() || Path::new(first).exists() {
        return error;
    }
    let commands: Vec<_> = program.get_subcommands().map(clap::Command::get_name).collect();
    let message = format!(
        "neither a command nor a file is called '{}'; the commands are {}",
        first.display(),
        commands.join(", ")
    );
    program.error(ErrorKind::InvalidSubcommand, message)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }

    /// A longer line would be broken by clap, with a word or two on a line of their own.
    #[test]
    fn what_help_says_at_its_end_fits_its_width() {
        for command in super::Arguments::command().get_subcommands() {
            let text = command.get_after_help().map(ToString::to_string);
            for line in text.unwrap_or_default().lines() {
                assert!(line.chars().count() <= 100, "{}: {line}", command.get_name());
            }
        }
    }
}
