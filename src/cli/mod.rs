//! The command line: one subcommand a file, all with the same streams and exit statuses.
//!
//! Results go to standard output, all else to standard error. Status 0: done; 1: the model or a file
//! is bad, or there is no steady state; 2: bad arguments. `diff` and `merge` answer with
//! their own.
//!
//! Imports `model`, `file`, `solver`, `analysis` and `report`; never `app`.

mod arguments;
mod calibrate;
mod check;
mod combos;
mod credit;
mod deals;
mod diff;
mod explanation;
mod export;
mod failure;
mod fmt;
mod import;
mod input;
mod measure;
mod merge;
mod names;
mod output;
mod path;
mod progress;
mod render;
mod report;
mod robustness;
mod sensitivity;
mod solve;
mod table;
mod whatif;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
pub use arguments::Command;
use failure::Failure;

use crate::report::Painter;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Request {
    /// The window, on a file or on the reference map.
    Window(Option<PathBuf>),
    /// A command without a window.
    Command(Command),
    /// Nothing more: help, the version or what is wrong with the arguments has been printed.
    Answered(ExitCode),
}

/// Reads the arguments, the program's name first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Request {
    let arguments: Vec<_> = arguments.into_iter().collect();
    match Arguments::try_parse_from(&arguments) {
        Ok(Arguments {
            command: Some(command),
            ..
        }) => Request::Command(command),
        Ok(Arguments { file, command: None }) => Request::Window(file),
        Err(error) => {
            let error = arguments::explain(error, &arguments);
            // Nobody is left to tell when even this cannot be printed.
            let _ = error.print();
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            Request::Answered(ExitCode::from(code))
        }
    }
}

/// Runs a command to its exit status, having said on standard error why it failed if it did. Pictures
/// are drawn by `painter`, where the build has one.
pub fn run(command: &Command, painter: Option<&dyn Painter>) -> ExitCode {
    let outcome = match command {
        Command::Check(arguments) => check::run(arguments),
        Command::Solve(arguments) => solve::run(arguments),
        Command::Whatif(arguments) => whatif::run(arguments),
        Command::Credit(arguments) => credit::run(arguments),
        Command::Deals(arguments) => deals::run(arguments),
        Command::Sensitivity(arguments) => sensitivity::run(arguments),
        Command::Path(arguments) => path::run(arguments),
        Command::Robustness(arguments) => robustness::run(arguments),
        Command::Calibrate(arguments) => calibrate::run(arguments),
        Command::Combos(arguments) => combos::run(arguments),
        Command::Diff(arguments) => return diff::run(arguments),
        Command::Merge(arguments) => return merge::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Render(arguments) => render::run(arguments, painter),
        Command::Report(arguments) => report::run(arguments, painter),
        Command::Fmt(arguments) => fmt::run(arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => fail(&failure),
    }
}

fn no_pictures() -> Failure {
    Failure::Verdict("this build draws no pictures: it was built without the window".to_owned())
}

/// Says `problem` on standard error; the exit status that goes with it.
pub fn fail(problem: &impl std::fmt::Display) -> ExitCode {
    output::say(problem);
    ExitCode::FAILURE
}
