//! Who has a model file open: a small file beside it, locked for as long as the window is there.
//!
//! The lock is advice and keeps nobody from saving; what is lost without it is caught by the
//! [`Fingerprint`](super::Fingerprint) compared before each save. The system lets go of it when a program ends,
//! however that ends. It does not reach other machines, where the file beside is all there is to go by.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::regular;
use super::save::target;

/// A holder's note is never longer.
const MOST_BYTES: u64 = 4096;
/// How often the file beside is taken away between opening and locking it before that is given up.
const TRIES: usize = 5;

/// The program that has a file open. A note has all of these fields, by which it is told from other files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Whose program; empty if that is not known, as below.
    pub user: String,
    /// The machine that it runs on.
    pub host: String,
    /// Its number on that machine.
    pub process: u32,
    /// When it opened the file, in seconds since 1970 by that machine's clock.
    pub since: u64,
}

impl Holder {
    /// This program.
    pub fn here() -> Self {
        let user = ["USER", "LOGNAME", "USERNAME"].into_iter();
        let user = user.filter_map(std::env::var_os).next();
        Self {
            user: user.unwrap_or_default().to_string_lossy().into_owned(),
            host: gethostname::gethostname().to_string_lossy().into_owned(),
            process: std::process::id(),
            since: now(),
        }
    }
}

/// Seconds since 1970.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// What came of claiming a file.
#[derive(Debug)]
pub enum Claim {
    /// Nobody else has it open, as far as can be known.
    Ours(Lock),
    /// Nobody else has it open on this machine, but a program on another may: it left its note.
    Elsewhere(Lock, Holder),
    /// Another program on this machine, or on one that shares locks with it, has it open.
    Taken(Holder),
    /// No note can be kept where the file is, or something else stands in the note's place.
    Unknown,
}

/// A file's note, ours until it is dropped; the note goes with it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let is_ours = || matches!(said(&self.file), Ok(Said::Nothing | Said::By(_)));
        // While it is still locked. A note that stays tells of nobody, once its lock is gone.
        if is_still_there(&self.file, &self.path) && is_ours() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Claims the file at `path`, which need not be there yet. All links to one file claim the same.
pub fn claim(path: &Path) -> Claim {
    claim_as(path, &Holder::here()).unwrap_or(Claim::Unknown)
}

fn claim_as(path: &Path, holder: &Holder) -> io::Result<Claim> {
    let path = beside(&target(path)?);
    for _ in 0..TRIES {
        let Some((file, is_new)) = open(&path)? else {
            continue;
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Ok(match said(&file) {
                    Ok(Said::By(holder)) => Claim::Taken(holder),
                    Ok(Said::Foreign) => Claim::Unknown,
                    // It is about to be written, or the system keeps it from all others.
                    Ok(Said::Nothing) | Err(_) => Claim::Taken(Holder::default()),
                });
            }
            Err(TryLockError::Error(error)) => {
                // Where nothing can be locked, nothing is left behind that says nothing.
                if is_new {
                    let _ = fs::remove_file(&path);
                }
                return Err(error);
            }
        }
        if !is_still_there(&file, &path) {
            continue;
        }
        let before = match said(&file)? {
            Said::Nothing => None,
            Said::By(before) => Some(before),
            Said::Foreign => return Ok(Claim::Unknown),
        };
        // It is locked even where the disk has no place for who has it.
        if put_note(&file, holder).is_err() {
            let _ = file.set_len(0);
        }
        let lock = Lock { path, file };
        return Ok(match before {
            Some(before) if before.host != holder.host => Claim::Elsewhere(lock, before),
            // What a program left that ended without taking it away.
            _ => Claim::Ours(lock),
        });
    }
    Ok(Claim::Unknown)
}

/// The name of the note: hidden, beside the file.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.lock"))
}

/// Makes the note, or opens the one that is there; whether it is new. `None` if its holder took it away in
/// between. A folder may come from anybody, so that a link in the note's place is not followed.
fn open(path: &Path) -> io::Result<Option<(File, bool)>> {
    let mut options = File::options();
    match options.read(true).write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return Ok(Some((made?, true))),
    }
    match regular::open_unlinked(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        there => Ok(Some((there?, false))),
    }
}

/// What a file in the note's place says.
enum Said {
    /// Nothing: it was just made, or the disk had no place for it.
    Nothing,
    By(Holder),
    /// It is no note.
    Foreign,
}

fn said(mut file: &File) -> io::Result<Said> {
    let mut text = Vec::new();
    file.rewind()?;
    file.take(MOST_BYTES + 1).read_to_end(&mut text)?;
    Ok(if text.len() as u64 > MOST_BYTES {
        Said::Foreign
    } else if text.iter().all(|byte| *byte == 0) {
        // A power cut can leave zeros of the length of what was written.
        Said::Nothing
    } else {
        serde_json::from_slice(&text).map_or(Said::Foreign, Said::By)
    })
}

fn put_note(mut file: &File, holder: &Holder) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(&serde_json::to_vec(holder)?)
}

/// Whether the path leads to the file that was opened still, which its holder may have taken away before it
/// could be locked, and anybody may have put another in the place of.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = file.metadata().ok().zip(fs::symlink_metadata(path).ok());
    same.is_some_and(|(opened, there)| (opened.dev(), opened.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_still_there(_file: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_file())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    fn holder(host: &str) -> Holder {
        Holder {
            user: "mei".to_owned(),
            host: host.to_owned(),
            process: 7,
            since: 1,
        }
    }

    #[test]
    fn a_file_is_claimed_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.ron");
        let first = claim(&path);
        assert!(matches!(first, Claim::Ours(_)), "{first:?}");
        let Claim::Taken(by) = claim(&path) else {
            panic!("it is taken");
        };
        assert_eq!((by.process, by.host), (std::process::id(), Holder::here().host));
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no note is left");
        assert!(matches!(claim(&path), Claim::Ours(_)));
    }

    #[test]
    fn what_a_program_of_this_machine_left_tells_of_nobody_and_of_another_machine_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.ron");
        let here = Holder::here();
        for (left, elsewhere) in [(holder(&here.host), false), (holder("tower"), true)] {
            fs::write(beside(&path), serde_json::to_vec(&left).unwrap()).unwrap();
            match claim(&path) {
                Claim::Ours(_) => assert!(!elsewhere),
                Claim::Elsewhere(_, by) => assert!(elsewhere && by == left),
                other => panic!("{other:?}"),
            }
        }
        // What a crash leaves of a note.
        for nothing in ["", "\0\0\0"] {
            fs::write(beside(&path), nothing).unwrap();
            assert!(matches!(claim(&path), Claim::Ours(_)));
        }
    }

    #[test]
    #[cfg(unix)]
    fn links_to_one_file_claim_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("map.ron"), "").unwrap();
        std::os::unix::fs::symlink("map.ron", at("other.ron")).unwrap();
        let _held = claim(&at("map.ron"));
        assert!(matches!(claim(&at("other.ron")), Claim::Taken(_)));
    }

    #[test]
    fn where_there_is_no_folder_nothing_is_known() {
        assert!(matches!(
            claim(Path::new("/no/such/folder/map.ron")),
            Claim::Unknown
        ));
    }
}
