//! Where results and messages go.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;

use super::{Destination, Failure};
use crate::file;
use crate::text::{Cell, Delimited, in_json, printable};

/// `text` for a person, as it may reach a terminal.
pub fn text(text: &str) -> Vec<u8> {
    printable(text).into_owned().into_bytes()
}

/// `value` as a JSON document of several lines.
///
/// # Errors
/// It has no JSON form.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(in_json(&text).into_owned().into_bytes())
}

/// `rows` as CSV under `headings`. A row is a tuple: the fields of what stands in it follow each
/// other, whatever they are nested in.
///
/// # Errors
/// A row has no CSV form.
pub fn csv<H: AsRef<str>>(
    headings: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = impl Serialize>,
) -> Result<Vec<u8>, Failure> {
    let mut table = Delimited::new(Vec::new(), b',');
    let headings: Vec<H> = headings.into_iter().collect();
    table.row(headings.iter().map(|heading| Cell::Written(heading.as_ref())))?;
    for row in rows {
        table.serialize(row)?;
    }
    Ok(table.finish()?)
}

/// Writes a finished result to `target`.
///
/// # Errors
/// The result cannot be written. A file is then as it was.
pub fn write(result: &[u8], target: Destination<'_>) -> Result<(), Failure> {
    match target.path() {
        // A pipe or device takes what it is given; only a file can be replaced as a whole.
        Some(path) if is_stream(path) => {
            let stream = File::options().write(true).open(path);
            let outcome = stream.and_then(|mut stream| stream.write_all(result));
            into_stream(outcome, &path.display())
        }
        Some(path) => Ok(file::replace(path, result)?),
        None => into_stream(write_stdout(result), &"standard output"),
    }
}

/// Writes a result that is too large to be held whole to `target`, as `fill` does it.
///
/// # Errors
/// That of `fill`, or the result cannot be written. A file is then as it was.
pub fn stream(
    target: Destination<'_>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<Result<(), Failure>>,
) -> Result<(), Failure> {
    let (outcome, target) = match target.path() {
        Some(path) if is_stream(path) => {
            let stream = File::options().write(true).open(path);
            (
                stream.and_then(|stream| pour(stream, fill)),
                path.display().to_string(),
            )
        }
        Some(path) => return file::replace_with(path, fill)?,
        None => (pour(io::stdout().lock(), fill), "standard output".to_owned()),
    };
    match outcome {
        Ok(outcome) => outcome,
        Err(error) => into_stream(Err(error), &target),
    }
}

fn pour(
    to: impl Write,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<Result<(), Failure>>,
) -> io::Result<Result<(), Failure>> {
    let mut to = BufWriter::new(to);
    let outcome = fill(&mut to)?;
    to.flush()?;
    Ok(outcome)
}

/// A reader that has gone away (`| head`) has had what it wanted: that is no failure.
fn into_stream(outcome: io::Result<()>, target: &impl Display) -> Result<(), Failure> {
    match outcome {
        Err(gone) if gone.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(Failure::Write {
            target: target.to_string(),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

fn is_stream(path: &Path) -> bool {
    path.metadata()
        .is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Says something on standard error that is not a result.
pub fn say(message: &impl Display) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{}", printable(&message.to_string()));
}

/// Says on standard error how far something is, in place of what was said last.
pub fn overwrite(message: &impl Display) {
    let message = message.to_string();
    let _ = write!(io::stderr().lock(), "\r{}\u{1b}[K\r", printable(&message));
}

fn write_stdout(result: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(result)?;
    stdout.flush()
}
