//! Writing a model file so that a failure at any moment leaves the old file as it was.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::write::{WriteError, to_text};
use crate::model::Map;

/// Why a map was not saved. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The map has no text.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file may not be written.
    #[error("{} is read-only; it was left as it is", .0.display())]
    ReadOnly(PathBuf),
    /// The system refused a step of the way.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Saves `map` at `path` in its canonical text.
///
/// # Errors
/// What kept it from being saved; the file is then as it was before.
pub fn save(path: &Path, map: &Map) -> Result<(), SaveError> {
    let text = to_text(map)?;
    replace(path, text.as_bytes()).map_err(|source| SaveError::Io {
        path: path.to_owned(),
        source,
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
