//! The command line: one subcommand a file, all with the same streams and exit statuses.
//!
//! Results go to standard output, all else to standard error. Status 0: done; 1: the model or a file
//! is bad, or there is no steady state; 2: bad arguments. `diff` and `merge` answer with
//! their own.
//!
//! Imports `text`, `model`, `file`, `solver`, `analysis` and `report`; never `app`. What is printed goes
//! through `output`, which keeps a name or an argument from steering the terminal.

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
mod render;
mod report;
mod robustness;
mod sensitivity;
mod solve;
mod table;
mod whatif;

use std::backtrace::{Backtrace, BacktraceStatus};
use std::ffi::{OsStr, OsString};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use clap::Parser;

use arguments::Arguments;
pub use arguments::Command;
use failure::Failure;

use crate::report::Painter;
use crate::text::one_line;

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
            if arguments.iter().all(|argument| is_harmless(argument)) {
                // Nobody is left to tell when even this cannot be printed.
                let _ = error.print();
            } else {
                output::say(&error.render().to_string().trim_end());
            }
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

/// Whether an argument can be quoted as it is.
fn is_harmless(argument: &OsStr) -> bool {
    let text = argument.to_string_lossy();
    one_line(&text) == text
}

/// From now on a fault of the program itself is told on standard error as all else is.
pub fn tell_faults() {
    panic::set_hook(Box::new(|fault| {
        let thread = thread::current();
        output::say(&format_args!(
            "thread '{}' {fault}",
            thread.name().unwrap_or("unnamed")
        ));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            output::say(&trace);
        }
    }));
}

fn no_pictures() -> Failure {
    Failure::Verdict("this build draws no pictures: it was built without the window".to_owned())
}

/// Says `problem` on standard error; the exit status that goes with it.
pub fn fail(problem: &impl std::fmt::Display) -> ExitCode {
    output::say(problem);
    ExitCode::FAILURE
}
