//! Copies of maps that are not saved, kept in a folder of the user's own data and never over a document.
//!
//! Each window keeps one copy, which goes when there is nothing to lose any more. A window that ended
//! without that leaves its copy behind, unlocked, for the next one to offer. No clock decides anything.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use super::load::{LoadError, read};
use super::lock::{Claim, Lock, claim, now};
use super::save::{SaveError, replace};
use super::write::{to_text, within_length};
use super::{Parsed, draft};
use crate::model::Map;

/// Begins the line of a copy that says what it is of; a comment to the model file's reader.
const MARK: &str = "// recovery ";
/// As many windows keep copies in one folder.
const MOST: u32 = 1000;

/// What a copy is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// The document's file, if it has one.
    pub document: Option<PathBuf>,
    /// What that file held when it was last read or written.
    pub saved: Option<Fingerprint>,
    /// When the copy was made, in seconds since 1970; for people to read.
    pub written: u64,
    /// How often it was restored, by a window that ended before the restored map was changed.
    pub tries: u32,
}

impl Note {
    /// That of a copy made now.
    pub fn now(document: Option<&Path>, saved: Option<Fingerprint>, tries: u32) -> Self {
        Self {
            document: document.map(Path::to_owned),
            saved,
            written: now(),
            tries,
        }
    }
}

/// The place of one window's copy. Dropped, it takes the copy away, unless the program is ending in a
/// panic.
#[derive(Debug)]
pub struct Recovery {
    path: PathBuf,
    _lock: Lock,
}

impl Recovery {
    /// A place in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// That nothing can be kept there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        for number in 0..MOST {
            let path = folder.join(format!("{number}.ron"));
            // A copy there is one to be offered first, and so is one of which that is not known.
            if let Claim::Ours(lock) | Claim::Elsewhere(lock, _) = claim(&path)
                && fs::symlink_metadata(&path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
            {
                return Ok(Self { path, _lock: lock });
            }
        }
        Err(io::Error::other("no place for a recovery copy is free"))
    }

    /// Keeps a copy of `map` in the place of the one before.
    ///
    /// # Errors
    /// What kept it from being written; the one before is then as it was.
    pub fn keep(&self, map: &Map, note: &Note) -> Result<(), SaveError> {
        let note = serde_json::to_string(note).unwrap_or_default();
        let text = to_text(map).and_then(|text| within_length(format!("{MARK}{note}\n{text}")));
        let text = text.map_err(SaveError::unwritten(&self.path))?;
        replace(&self.path, text.as_bytes())
    }

    /// Takes the copy away: there is nothing to lose.
    pub fn forget(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.forget();
        }
    }
}

/// A copy that a window left behind. It is offered to nobody else while this is there, and again by
/// later windows until it is discarded.
#[derive(Debug)]
pub struct Leftover {
    path: PathBuf,
    lock: Lock,
    /// What it is of; without a document or date if that cannot be read.
    pub note: Note,
}

/// The copies left behind in `folder`, in the order in which they were made.
pub fn leftovers(folder: &Path) -> Vec<Leftover> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let copies = paths.filter(|path| path.extension().is_some_and(|extension| extension == "ron"));
    let mut left: Vec<Leftover> = copies
        .filter_map(|path| match claim(&path) {
            // A link would lead to a file that is no copy, and that is written to when it is opened.
            Claim::Ours(lock) | Claim::Elsewhere(lock, _) if is_file_itself(&path) => Some(Leftover {
                note: read(&path)
                    .ok()
                    .and_then(|bytes| note(&bytes))
                    .unwrap_or_default(),
                path,
                lock,
            }),
            // That of a window which is there.
            _ => None,
        })
        .collect();
    left.sort_by(|a, b| (a.note.written, &a.path).cmp(&(b.note.written, &b.path)));
    left
}

impl Leftover {
    /// The map, whether or not it obeys the rules. That this is tried is noted first, so that a copy which
    /// ends the program is known by it.
    ///
    /// # Errors
    /// That it cannot be read, or what is wrong with it.
    pub fn open(&mut self) -> Result<Parsed, LoadError> {
        let bytes = read(&self.path)?;
        // It may have been out of reach when the copy was found.
        if let Some(note) = note(&bytes) {
            self.note = note;
        }
        self.note.tries += 1;
        let note = serde_json::to_string(&self.note).unwrap_or_default();
        let text = [format!("{MARK}{note}\n").as_bytes(), content(&bytes)].concat();
        // Where that cannot be noted the copy can still be opened.
        let _ = replace(&self.path, &text);
        draft(content(&bytes)).map_err(|diagnostics| LoadError::Bad {
            path: self.path.clone(),
            diagnostics,
        })
    }

    /// Puts the copy at `path` as it is, without reading it as a map.
    ///
    /// # Errors
    /// What kept it from being read or written.
    pub fn copy_to(&self, path: &Path) -> io::Result<()> {
        let bytes = read(&self.path).map_err(io::Error::other)?;
        replace(path, content(&bytes)).map_err(io::Error::other)
    }

    /// Takes the copy away for ever.
    ///
    /// # Errors
    /// That the system refused to.
    pub fn discard(self) -> io::Result<()> {
        let removed = fs::remove_file(&self.path);
        drop(self.lock);
        removed
    }
}

fn is_file_itself(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

fn note(bytes: &[u8]) -> Option<Note> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    serde_json::from_slice(line.strip_prefix(MARK.as_bytes())?).ok()
}

/// A copy without its note.
fn content(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    match end {
        Some(end) if bytes.starts_with(MARK.as_bytes()) => &bytes[end + 1..],
        _ => bytes,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_left_by_who_ends_without_taking_it_away_and_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("recovery");
        let here = Recovery::new(&folder).unwrap();
        let other = Recovery::new(&folder).unwrap();
        let note = Note::now(
            Some(Path::new("/home/mei/map.ron")),
            Some(Fingerprint::of(b"x")),
            0,
        );
        here.keep(&Map::new("mine"), &note).unwrap();
        assert!(leftovers(&folder).is_empty(), "its window is there");
        other.keep(&Map::new("other"), &Note::default()).unwrap();
        drop(other);
        // As if the program had ended: the lock is gone, the copy is not.
        let path = here.path.clone();
        let bytes = fs::read(&path).unwrap();
        drop(here);
        fs::write(&path, bytes).unwrap();
        let mut left = leftovers(&folder);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].note, note);
        assert!(leftovers(&folder).is_empty(), "it is being offered already");
        assert_eq!(left[0].open().unwrap().map, Map::new("mine"));
        // It is offered again, and it is known that it was tried.
        drop(left);
        let mut left = leftovers(&folder);
        assert_eq!(left[0].note.tries, 1);
        assert_eq!(left[0].open().unwrap().map, Map::new("mine"));
        // A new window does not write over it.
        drop(left);
        let next = Recovery::new(&folder).unwrap();
        next.keep(&Map::new("next"), &Note::default()).unwrap();
        let left = leftovers(&folder).remove(0);
        assert_eq!(left.note.tries, 2);
        left.discard().unwrap();
        assert!(leftovers(&folder).is_empty());
    }

    #[test]
    fn a_copy_that_is_no_map_can_be_put_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("4.ron"), "// recovery {\"tries\": 3}\nModel(nonsense").unwrap();
        let mut left = leftovers(folder.path()).remove(0);
        assert_eq!((left.note.tries, &left.note.document), (3, &None));
        assert!(left.open().is_err());
        left.copy_to(&at("kept.txt")).unwrap();
        assert_eq!(fs::read_to_string(at("kept.txt")).unwrap(), "Model(nonsense");
    }
}
