//! Whether two paths lead to one file.

use std::path::Path;

/// Whether both paths lead to one file, however they are spelt and by links of either kind.
///
/// What is no file (a terminal, a pipe) is never the same: nothing in it can be lost.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(found), Ok(other_found)) = (one.metadata(), other.metadata()) else {
        return false;
    };
    found.is_file()
        && other_found.is_file()
        && (is_same_inode(&found, &other_found) || is_same_place(one, other))
}

#[cfg(unix)]
fn is_same_inode(one: &std::fs::Metadata, other: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same_inode(_one: &std::fs::Metadata, _other: &std::fs::Metadata) -> bool {
    false
}

/// Not every file system numbers its files for good.
fn is_same_place(one: &Path, other: &Path) -> bool {
    one.canonicalize()
        .is_ok_and(|place| other.canonicalize().is_ok_and(|other| other == place))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_known_by_each_of_its_names_and_no_other_is_taken_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("map.ron"), "x").unwrap();
        fs::write(at("other.ron"), "x").unwrap();
        fs::create_dir(at("sub")).unwrap();
        let mut names = vec![at("map.ron"), at("./sub/../map.ron")];
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("map.ron", at("link.ron")).unwrap();
            fs::hard_link(at("map.ron"), at("second.ron")).unwrap();
            names.extend([at("link.ron"), at("second.ron")]);
        }
        for name in &names {
            assert!(is_same(name, &at("map.ron")), "{}", name.display());
            for other in ["other.ron", "sub", "gone.ron"] {
                assert!(!is_same(name, &at(other)), "{} is not {other}", name.display());
            }
        }
        assert!(!is_same(&at("gone.ron"), &at("gone.ron")), "there is no file");
    }
}
