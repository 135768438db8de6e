//! `catchment fmt`: a model file in its canonical form.

use std::path::PathBuf;

use clap::Args;

use super::{Destination, Failure, output};
use crate::file::{self, LoadError};
use crate::text::path;

const AFTER_HELP: &str = "\
The canonical form has one object a line, ids in sorted order, and leaves defaults out, so that one
changed number is one changed line. It has no comments: a file with comments is left alone unless
--drop-comments is given. Words worth keeping belong into the `note` fields.

Examples:
  catchment fmt map.ron                     rewrites the file
  catchment fmt map.ron --check             status 1 if it would change
  catchment fmt map.ron --out tidy.ron      leaves map.ron as it is";

/// The arguments of `fmt`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Model file
    file: PathBuf,
    /// Change nothing; status 1 if the file is not in its canonical form
    #[arg(long, conflicts_with_all = ["out", "drop_comments"])]
    check: bool,
    /// Rewrite a file that has comments, which are lost
    #[arg(long)]
    drop_comments: bool,
    /// Write the result to this file instead
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Rewrites the file, or says whether it would.
///
/// # Errors
/// The file is no sound model, cannot be written, has comments, or is not canonical under `--check`.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { file, out, .. } = arguments;
    let in_place = out.as_ref().is_none_or(|out| file::is_same(out, file));
    let bytes = match out {
        // What comes out of a pipe cannot be put back.
        None if !arguments.check => file::read(file)?,
        _ => file::read_stream(file)?,
    };
    let file::Parsed {
        map, has_comments, ..
    } = file::parse(&bytes).map_err(|diagnostics| LoadError::Bad {
        path: file.clone(),
        diagnostics,
    })?;
    let text = file::to_text(&map).map_err(Failure::unwritten(file))?;
    let canonical = text.as_bytes() == bytes;
    let name = path(file);
    if arguments.check {
        return if canonical {
            Ok(())
        } else {
            Err(Failure::Verdict(format!("{name} is not in canonical form")))
        };
    }
    if has_comments && in_place && !arguments.drop_comments {
        return Err(Failure::comments(file));
    }
    if canonical && in_place {
        return Ok(());
    }
    let target = Destination::new(Some(out.as_ref().unwrap_or(file)), [])?;
    output::write(text.as_bytes(), target)
}
