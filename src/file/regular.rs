//! Opening a file, and nothing but a file: no pipe that waits for another program, no device, and where that
//! matters nothing that a link leads to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Opens the file at `path`, or the one that a symbolic link there leads to, to read it.
///
/// # Errors
/// That there is none, or something else than a file; that is told at once.
pub(super) fn open(path: &Path) -> io::Result<File> {
    regular(&fs::metadata(path)?)?;
    let file = at_once(File::options().read(true)).open(path)?;
    // Something else may have come in its place.
    regular(&file.metadata()?)?;
    Ok(file)
}

/// Opens the file at `path` to read it and write to it, if it is a file of that one name.
///
/// # Errors
/// That there is none, or something else: a link of either kind, a folder, a pipe, a device.
pub(super) fn open_unlinked(path: &Path) -> io::Result<File> {
    // Before it is opened, as to open a device can do something already.
    unlinked(&fs::symlink_metadata(path)?)?;
    let file = unfollowed(File::options().read(true).write(true)).open(path)?;
    unlinked(&file.metadata()?)?;
    Ok(file)
}

fn regular(found: &Metadata) -> io::Result<()> {
    match found.is_file() {
        true => Ok(()),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file")),
    }
}

fn unlinked(found: &Metadata) -> io::Result<()> {
    regular(found)?;
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(found) != 1 {
        let words = "a file of several names";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    Ok(())
}

/// To open a pipe or a device waits for nobody.
#[cfg(unix)]
pub(super) fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    flagged(options, rustix::fs::OFlags::empty())
}

#[cfg(not(unix))]
pub(super) fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// As [`at_once`], and a symbolic link is not followed: to open it fails, or opens the link itself.
#[cfg(unix)]
fn unfollowed(options: &mut OpenOptions) -> &mut OpenOptions {
    flagged(options, rustix::fs::OFlags::NOFOLLOW)
}

#[cfg(windows)]
fn unfollowed(options: &mut OpenOptions) -> &mut OpenOptions {
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    std::os::windows::fs::OpenOptionsExt::custom_flags(options, FILE_FLAG_OPEN_REPARSE_POINT)
}

#[cfg(unix)]
fn flagged(options: &mut OpenOptions, more: rustix::fs::OFlags) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    // A terminal opened by chance does not become the program's own.
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | more;
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.bits() as i32)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        for opened in [open(folder.path()), open_unlinked(folder.path())] {
            assert_eq!(opened.unwrap_err().to_string(), "not a file");
        }
    }
}
