//! Where results and messages go.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use tempfile::NamedTempFile;

use super::Failure;

/// `value` as a JSON document of several lines.
///
/// # Errors
/// It has no JSON form.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
}

/// `rows` as CSV under `headings`. A row is a tuple: the fields of what stands in it follow each
/// other, whatever they are nested in.
///
/// # Errors
/// A row has no CSV form.
pub fn csv<H: AsRef<[u8]>>(
    headings: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = impl Serialize>,
) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(Vec::new());
    writer.write_record(headings)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer
        .into_inner()
        .map_err(|error| Failure::Encoding(error.to_string()))
}

/// Writes a finished result to `target`, or to standard output.
///
/// A reader that has gone away (`| head`) has had what it wanted: that is no failure.
///
/// # Errors
/// The result cannot be written; `target` is then as it was.
pub fn write(result: &[u8], target: Option<&Path>) -> Result<(), Failure> {
    match target {
        Some(path) => write_file(result, path).map_err(|source| Failure::Write {
            target: path.display().to_string(),
            source,
        }),
        None => match write_stdout(result) {
            Err(gone) if gone.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(source) => Err(Failure::Write {
                target: "to standard output".to_owned(),
                source,
            }),
            Ok(()) => Ok(()),
        },
    }
}

/// Says something on standard error that is not a result.
pub fn say(message: &impl Display) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{message}");
}

fn write_stdout(result: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(result)?;
    stdout.flush()
}

/// Puts a whole new file in place of the old one, so that nobody ever reads half of it.
fn write_file(result: &[u8], path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(result)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
