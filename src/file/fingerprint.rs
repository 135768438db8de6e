//! Whether a file still holds what was read from it or written to it.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::load::{LoadError, read};

/// What stands for the bytes of a file: two files with the same one hold the same (BLAKE3, 256 bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint(blake3::Hash);

impl Fingerprint {
    /// That of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }

    /// That of what the file at `path` holds now; `None` if there is no file.
    ///
    /// # Errors
    /// That the file is there and cannot be read.
    pub fn of_file(path: &Path) -> Result<Option<Self>, LoadError> {
        match read(path) {
            Ok(bytes) => Ok(Some(Self::of(&bytes))),
            Err(LoadError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = blake3::HexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        blake3::Hash::from_hex(text).map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.to_hex().fmt(f)
    }
}
