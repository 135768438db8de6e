//! Reading a model file from disk.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Parsed, parse, regular};
use crate::model::Diagnostic;
use crate::text;

/// The largest model file that is read, in bytes.
pub const MAX_BYTES: u64 = 32 << 20;

/// Why a file gave no map.
#[derive(Debug)]
pub enum LoadError {
    /// The file could not be read.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file was read and is not a sound model.
    Bad {
        /// The file.
        path: PathBuf,
        /// Everything wrong with it: at least one error.
        diagnostics: Vec<Diagnostic>,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", text::path(path)),
            Self::Bad { path, diagnostics } => {
                for (position, diagnostic) in diagnostics.iter().enumerate() {
                    let line_break = if position == 0 { "" } else { "\n" };
                    write!(f, "{line_break}{}", diagnostic.in_file(path))?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Bad { .. } => None,
        }
    }
}

/// Reads, migrates and checks the model file at `path`.
///
/// # Errors
/// That the file cannot be read, or everything that is wrong with it.
pub fn load(path: &Path) -> Result<Parsed, LoadError> {
    parse(&read(path)?).map_err(|diagnostics| LoadError::Bad {
        path: path.to_owned(),
        diagnostics,
    })
}

/// The bytes of the file at `path`, or so many of them that [`parse`] sees it is too large.
///
/// # Errors
/// That the file cannot be read, or is none: a pipe or a device would let its reader wait.
pub fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    whole(path, regular::open(path))
}

/// As [`read`], and of a pipe or a device what it gives until it ends, however long that takes.
///
/// # Errors
/// That it cannot be read.
pub fn read_stream(path: &Path) -> Result<Vec<u8>, LoadError> {
    whole(path, File::open(path))
}

fn whole(path: &Path, file: io::Result<File>) -> Result<Vec<u8>, LoadError> {
    let most = MAX_BYTES + 1;
    let whole = file.and_then(|file| {
        // One more than there should be, to see the end in the same step.
        let length = file.metadata().map_or(0, |found| found.len().min(most));
        let mut bytes = Vec::with_capacity(length as usize + 1);
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    whole.map_err(|source| LoadError::Io {
        path: path.to_owned(),
        source,
    })
}
