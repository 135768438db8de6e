//! The file beside another in which its new content is gathered.

use std::fs::{self, Metadata, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use super::regular;

/// How the names of temporary files begin and end.
const PREFIX: &str = ".catchment-";
const SUFFIX: &str = ".tmp";
/// A temporary file untouched for so long belongs to no save under way.
const STALE: Duration = Duration::from_secs(3600);

/// A new file in `folder` that is taken away again unless it is persisted. It is `private`, or has the mode
/// that any new file gets.
pub(super) fn temporary(folder: &Path, private: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system takes the umask off.
        builder.permissions(fs::Permissions::from_mode(if private { 0o600 } else { 0o666 }));
    }
    #[cfg(not(unix))]
    let _ = private;
    let file = builder.tempfile_in(folder)?;
    // Tells that it is being written to, should that take long; where nothing can be locked its age does.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Takes away what was left in `folder` by programs that were ended midway. Nothing depends on it.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        // Of the entry itself, not of what a link leads to.
        let found = is_ours.then(|| entry.metadata().ok()).flatten();
        if found.is_some_and(|found| is_stale(&found)) && !is_written(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_stale(found: &Metadata) -> bool {
    let touched = found.modified();
    found.is_file() && touched.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > STALE))
}

/// Whether the program that made it is known to be there still.
fn is_written(path: &Path) -> bool {
    let locked = regular::open_unlinked(path).map(|file| file.try_lock());
    matches!(locked, Ok(Err(TryLockError::WouldBlock)))
}
