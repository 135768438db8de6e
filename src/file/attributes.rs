//! What a file has beside its content: owner, group, rights, access lists and attributes. The file that takes
//! its place is given them.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Gives `file` what the file at `target`, of which `old` is known, has beside its content.
///
/// Where the system does not let us, that does not keep anybody from saving. Nobody gets a right by it
/// that they had not before, though.
///
/// # Errors
/// The system does not let us say who may read it.
#[cfg(unix)]
pub(super) fn keep(file: &File, target: &Path, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let has_group = keep_owner(file, old);
    extended::keep(file, target);
    let mut permissions = old.permissions();
    let mode = permissions.mode();
    // Where there is a list, what stands in the place of the group's right is the most that the list gives.
    let group = match access::keep(file, target) {
        access::Kept::List => mode,
        access::Kept::None if has_group => mode,
        // It would be the right of another group, whose people were among all others before.
        access::Kept::None => mode & (mode << 3),
        access::Kept::Unknown => 0,
    };
    permissions.set_mode((mode & !0o070) | (group & 0o070));
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
pub(super) fn keep(file: &File, _target: &Path, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// Gives the file to the old one's owner and group, or else to its group alone, so that those who work
/// on it together still may. Whether it has the group.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let (user, group) = (old.uid(), old.gid());
    file.metadata()
        .is_ok_and(|new| (new.uid(), new.gid()) == (user, group))
        || fchown(file, Some(user), Some(group)).is_ok()
        || fchown(file, None, Some(group)).is_ok()
}

/// The list of those who have a right beside owner, group and all others (POSIX ACL).
#[cfg(target_os = "linux")]
mod access {
    use std::fs::File;
    use std::path::Path;

    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr};
    use rustix::io::{Errno, Result};

    use super::extended::value;

    /// By which name the list is read and written.
    const NAME: &str = "system.posix_acl_access";

    pub(super) enum Kept {
        /// Both have the same list.
        List,
        /// Neither has one.
        None,
        /// The new file may lack the list, or have one of its own.
        Unknown,
    }

    pub(super) fn keep(file: &File, target: &Path) -> Kept {
        let there_is_none = |error| matches!(error, Errno::NODATA | Errno::NOTSUP | Errno::NOSYS);
        let (done, kept): (Result<()>, _) = match value(target, NAME.as_bytes()) {
            Ok(list) => (fsetxattr(file, NAME, &list, XattrFlags::empty()), Kept::List),
            // The folder gives a new file a list that the old one may have been rid of.
            Err(error) if there_is_none(error) => match fremovexattr(file, NAME) {
                Err(error) if there_is_none(error) => (Ok(()), Kept::None),
                removed => (removed, Kept::None),
            },
            Err(error) => (Err(error), Kept::Unknown),
        };
        done.map_or(Kept::Unknown, |()| kept)
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod access {
    use std::fs::File;
    use std::path::Path;

    #[allow(dead_code, reason = "lists are not kept on this system")]
    pub(super) enum Kept {
        List,
        None,
        Unknown,
    }

    pub(super) fn keep(_file: &File, _target: &Path) -> Kept {
        Kept::None
    }
}

/// Attributes that programs and people have given to the file, by name.
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod extended {
    use std::fs::File;
    use std::path::Path;

    use rustix::fs::{XattrFlags, fsetxattr, lgetxattr, lgetxattr_query, llistxattr, llistxattr_query};
    use rustix::io::Result;

    /// What speaks of the content, which is another one now, and the list that is kept by itself.
    const NOT_KEPT: [&str; 4] = [
        "security.capability",
        "security.evm",
        "security.ima",
        "system.posix_acl_access",
    ];

    /// Copies those that the system lets us.
    pub(super) fn keep(file: &File, target: &Path) {
        let listed = names(target).unwrap_or_default();
        let names = listed.split(|byte| *byte == 0);
        let kept =
            names.filter(|name| !name.is_empty() && !NOT_KEPT.iter().any(|not| not.as_bytes() == *name));
        for name in kept {
            if let Ok(value) = value(target, name) {
                let _ = fsetxattr(file, name, &value, XattrFlags::empty());
            }
        }
    }

    fn names(path: &Path) -> Result<Vec<u8>> {
        let mut names = vec![0; llistxattr_query(path)?];
        let length = llistxattr(path, &mut names[..])?;
        names.truncate(length);
        Ok(names)
    }

    pub(super) fn value(path: &Path, name: &[u8]) -> Result<Vec<u8>> {
        let mut value = vec![0; lgetxattr_query(path, name)?];
        let length = lgetxattr(path, name, &mut value[..])?;
        value.truncate(length);
        Ok(value)
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
mod extended {
    pub(super) fn keep(_file: &std::fs::File, _target: &std::path::Path) {}
}
