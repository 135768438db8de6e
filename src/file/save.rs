//! Writing a model file so that a failure at any moment leaves the old file as it was.

use std::convert::Infallible;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use super::fingerprint::Fingerprint;
use super::load::MAX_BYTES;
use super::write::{WriteError, to_text};
use crate::model::Map;

/// How the names of temporary files begin and end.
const PREFIX: &str = ".catchment-";
const SUFFIX: &str = ".tmp";
/// A temporary file untouched for so long belongs to no save under way.
const STALE: Duration = Duration::from_secs(3600);

/// Why a map was not saved. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The map has no text.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file may not be written.
    #[error("{}: the file is read-only, so it was left as it is; save under another name", .0.display())]
    ReadOnly(PathBuf),
    /// The path leads to something that no file can take the place of.
    #[error("{}: not a file", .0.display())]
    NotAFile(PathBuf),
    /// The map is so long that what is saved could not be read again.
    #[error("{}: not saved: the map is longer than {} MiB, the most that is read again; shorten its notes", .0.display(), MAX_BYTES >> 20)]
    TooLarge(PathBuf),
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

/// Saves `map` at `path` in its canonical text, as [`replace`] does; what the file holds then.
///
/// What earlier saves left in its folder when they were ended midway is taken away.
///
/// # Errors
/// What kept it from being saved; the file is then as it was before.
pub fn save(path: &Path, map: &Map) -> Result<Fingerprint, SaveError> {
    let text = to_text(map)?;
    check_length(path, &text)?;
    replace(path, text.as_bytes())?;
    if let Ok(target) = target(path) {
        sweep(folder(&target));
    }
    Ok(Fingerprint::of(text.as_bytes()))
}

/// Refuses to write what could not be read again.
pub(super) fn check_length(path: &Path, text: &str) -> Result<(), SaveError> {
    if text.len() as u64 > MAX_BYTES {
        return Err(SaveError::TooLarge(path.to_owned()));
    }
    Ok(())
}

/// Puts `bytes` in place of what the file at `path` holds, or into a new file.
///
/// They go to a new file beside the old one, which takes the old one's place once it is on disk.
/// The old file's mode is kept, and so is a symbolic link that leads to it; its owner and group are where
/// the system lets us. Another name of the old file (a hard link) goes on to name the old one.
///
/// # Errors
/// What kept them from being saved; the file is then as it was before.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace_with(path, |file| Ok(Ok::<_, Infallible>(file.write_all(bytes)?))).map(|_| ())
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
    let opened = File::options().append(true).open(target);
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
    fill: impl FnOnce(&mut dyn Write) -> io::Result<Result<(), E>>,
) -> io::Result<Result<(), E>> {
    let folder = folder(target);
    let mut file = temporary(folder, old)?;
    let mut buffer = BufWriter::new(&mut file);
    let outcome = fill(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    if outcome.is_err() {
        return Ok(outcome);
    }
    if let Some(old) = old {
        keep_owner(file.as_file(), old);
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(target)?;
    sync_folder(folder);
    Ok(outcome)
}

/// A new file that is taken away again unless it is persisted. Nobody may read it who may not read the old
/// one; without an old one it has the mode that any new file gets.
fn temporary(folder: &Path, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = old.map_or(0o666, |old| old.permissions().mode() & 0o777);
        // The system takes the umask off.
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = old;
    builder.tempfile_in(folder)
}

/// Gives the new file to the old one's owner and group, or else to its group alone, so that those who work
/// on it together still may. A system that lets us do neither does not keep us from saving.
fn keep_owner(file: &File, old: &Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let (user, group) = (old.uid(), old.gid());
        if file
            .metadata()
            .is_ok_and(|new| (new.uid(), new.gid()) != (user, group))
            && fchown(file, Some(user), Some(group)).is_err()
        {
            let _ = fchown(file, None, Some(group));
        }
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

/// Takes away what saves left in `folder` that were ended midway. Nothing depends on it.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        // Of the entry itself, not of what a link leads to.
        if let Some(found) = is_ours.then(|| entry.metadata().ok()).flatten()
            && found.is_file()
            && found
                .modified()
                .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > STALE))
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts the rename itself on disk. The new file is in place already, so a folder that cannot be
/// synced (as on some network disks) is no failure of the save.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
