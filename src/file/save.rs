//! Writing a model file so that a failure at any moment leaves the old file as it was.

use std::convert::Infallible;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::fingerprint::Fingerprint;
use super::temporary::{sweep, temporary};
use super::write::{WriteError, to_text};
use super::{attributes, regular};
use crate::model::Map;

/// Why a map was not saved. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The map has no text that could be read again.
    #[error("{}: not saved: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: WriteError,
    },
    /// The file may not be written.
    #[error("{}: the file is read-only, so it was left as it is; save under another name", .0.display())]
    ReadOnly(PathBuf),
    /// The path leads to something that no file can take the place of.
    #[error("{}: not a file", .0.display())]
    NotAFile(PathBuf),
    /// The path is a symbolic link, and where it leads to there is nothing.
    #[error("{}: a link that leads to no file, so nothing was written; take another name", .0.display())]
    LeadsNowhere(PathBuf),
    /// The system refused a step of the way.
    #[error("{}: not saved: {}", path.display(), reason(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What the system said, in the words of somebody who saves a file.
fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "your share of the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; save it on another one",
        io::ErrorKind::PermissionDenied => "you may not write in its folder; save it in another one",
        // That the file itself is not there yet is no error.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "its folder is not there; save it in another one"
        }
        _ => return error.to_string(),
    };
    words.to_owned()
}

impl SaveError {
    /// That the map to be saved at `path` has no text.
    pub(super) fn unwritten(path: &Path) -> impl FnOnce(WriteError) -> Self {
        let path = path.to_owned();
        |source| Self::Write { path, source }
    }
}

/// Saves `map` at `path` in its canonical text, as [`replace`] does; what the file holds then. Of a symbolic link
/// that leads to no file it makes that file.
///
/// # Errors
/// What kept it from being saved; the file is then as it was before.
pub fn save(path: &Path, map: &Map) -> Result<Fingerprint, SaveError> {
    let text = to_text(map).map_err(SaveError::unwritten(path))?;
    replace_target(path, bytes(text.as_bytes()))?;
    Ok(Fingerprint::of(text.as_bytes()))
}

/// Puts `content` in place of what the file at `path` holds, or into a new file.
///
/// They go to a new file beside the old one, which takes the old one's place once it is on disk.
/// The old file's mode is kept, and so is a symbolic link that leads to it; its owner, group, access list and
/// attributes are where the system lets us. Another name of the old file (a hard link) goes on to name the old
/// one.
///
/// A symbolic link that leads to no file is refused: who put it there chose where the file would be made.
///
/// What was left in its folder by programs that were ended midway is taken away.
///
/// # Errors
/// What kept them from being saved; the file is then as it was before.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), SaveError> {
    replace_with(path, bytes(content)).map(|_| ())
}

type Filled<E> = io::Result<Result<(), E>>;

fn bytes(bytes: &[u8]) -> impl FnOnce(&mut dyn Write) -> Filled<Infallible> {
    |file| Ok(Ok(file.write_all(bytes)?))
}

/// As [`replace`], with what `fill` writes, unless it ends in a reason not to; then the file is as it
/// was before, too.
///
/// # Errors
/// What kept it from being saved; the file is then as it was before.
pub fn replace_with<E>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<Result<(), E>>,
) -> Result<Result<(), E>, SaveError> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link && matches!(path.try_exists(), Ok(false)) {
        return Err(SaveError::LeadsNowhere(path.to_owned()));
    }
    replace_target(path, fill)
}

fn replace_target<E>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Filled<E>,
) -> Result<Result<(), E>, SaveError> {
    let io_error = |source| SaveError::Io {
        path: path.to_owned(),
        source,
    };
    let target = target(path).map_err(io_error)?;
    let old = match fs::metadata(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(io_error(error)),
    };
    if let Some(old) = &old {
        if !old.is_file() {
            return Err(SaveError::NotAFile(path.to_owned()));
        }
        if old.permissions().readonly() || !may_write(&target) {
            return Err(SaveError::ReadOnly(path.to_owned()));
        }
    }
    put(&target, old.as_ref(), fill).map_err(io_error)
}

/// The file that `path` leads to through symbolic links, whether or not it is there yet.
pub(super) fn target(path: &Path) -> io::Result<PathBuf> {
    // As many links as Linux follows before it gives up.
    const MOST_LINKS: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let is_link = match fs::symlink_metadata(&target) {
            Ok(found) => found.is_symlink(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            // It may be a link, which a file must not take the place of.
            Err(error) => return Err(error),
        };
        if !is_link {
            let folder = folder(&target).canonicalize()?;
            return Ok(folder.join(target.file_name().unwrap_or_default()));
        }
        target = folder(&target).join(fs::read_link(&target)?);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Whether the system would let us write into the file. A rename replaces it all the same, so that
/// this must be asked.
fn may_write(target: &Path) -> bool {
    let opened = regular::at_once(File::options().append(true)).open(target);
    !opened.is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn put<E>(
    target: &Path,
    old: Option<&Metadata>,
    fill: impl FnOnce(&mut dyn Write) -> Filled<E>,
) -> Filled<E> {
    let folder = folder(target);
    // Nobody may read it who may not read the old one, which is not known of anybody else until the end.
    let mut file = temporary(folder, old.is_some())?;
    let mut buffer = BufWriter::new(&mut file);
    let outcome = fill(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    if outcome.is_err() {
        return Ok(outcome);
    }
    if let Some(old) = old {
        attributes::keep(file.as_file(), target, old)?;
    }
    file.as_file().sync_all()?;
    file.persist(target)?;
    sync_folder(folder);
    sweep(folder);
    Ok(outcome)
}

/// Puts the rename itself on disk. The new file is in place already, so a folder that cannot be
/// synced (as on some network disks) is no failure of the save.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
