//! The `catchment` program: arguments, then the window or a command.

use std::path::PathBuf;
use std::process::ExitCode;

use catchment::cli::{self, Request};
use catchment::report::Painter;

fn main() -> ExitCode {
    cli::tell_faults();
    match cli::parse(std::env::args_os()) {
        Request::Window(file) => open_window(file),
        Request::Command(command) => cli::run(&command, painter()),
        Request::Answered(status) => status,
    }
}

#[cfg(not(feature = "gui"))]
fn painter() -> Option<&'static dyn Painter> {
    None
}

#[cfg(feature = "gui")]
fn painter() -> Option<&'static dyn Painter> {
    Some(&catchment::app::print::Printer)
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<PathBuf>) -> ExitCode {
    cli::fail(&"This build has no window; use one of the commands that `catchment help` lists.")
}

#[cfg(feature = "gui")]
fn open_window(file: Option<PathBuf>) -> ExitCode {
    match catchment::app::run(file.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::fail(&error),
    }
}
