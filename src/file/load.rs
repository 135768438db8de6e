//! Reading a model file from disk.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Parsed, parse};
use crate::model::Diagnostic;

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
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Bad { path, diagnostics } => {
                for (position, diagnostic) in diagnostics.iter().enumerate() {
                    if position > 0 {
                        f.write_str("\n")?;
                    }
                    match diagnostic.place {
                        None => write!(f, "{}: {diagnostic}", path.display())?,
                        Some(place) => {
                            let unplaced = Diagnostic {
                                place: None,
                                ..diagnostic.clone()
                            };
                            write!(
                                f,
                                "{}:{}:{}: {unplaced}",
                                path.display(),
                                place.line,
                                place.column
                            )?;
                        }
                    }
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
    let bytes = read(path).map_err(|source| LoadError::Io {
        path: path.to_owned(),
        source,
    })?;
    parse(&bytes).map_err(|diagnostics| LoadError::Bad {
        path: path.to_owned(),
        diagnostics,
    })
}

/// The file's bytes, or so many of them that [`parse`] sees it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
