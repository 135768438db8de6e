//! Access lists and attributes of a file: a save keeps them, and gives nobody a right that they had not.
//!
//! Where the disk has none, this says so and tests nothing; with `CATCHMENT_FAULTS=required` that is a failure.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::faults::{asked_for, notice};
use catchment::file::save;
use catchment::model::Map;
use rustix::fs::{XattrFlags, getxattr, setxattr};

const LIST: &str = "system.posix_acl_access";
const LIST_OF_FOLDER: &str = "system.posix_acl_default";
/// A user who is named in lists.
const SOMEBODY: u32 = 65_534;

fn attribute(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut value = [0; 1000];
    let length = getxattr(path, name, &mut value[..]).ok()?;
    Some(value[..length].to_vec())
}

/// Whether the attribute could be set, or that cannot be tested here.
fn put(path: &Path, name: &str, value: &[u8]) -> bool {
    let put = setxattr(path, name, value, XattrFlags::empty());
    if let Err(why) = put {
        assert!(!asked_for("required"), "{name}: {why}");
        notice(&format!("NOT TESTED, {name}: {why}"));
    }
    put.is_ok()
}

/// A list as the kernel takes it: rights (4 read, 2 write) of the owner, of one more user, of the group, the
/// most of these two, and of all others.
fn list(owner: u16, somebody: u16, group: u16, most: u16, others: u16) -> Vec<u8> {
    const NOBODY: u32 = u32::MAX;
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, right, who) in [
        (0x01_u16, owner, NOBODY),
        (0x02, somebody, SOMEBODY),
        (0x04, group, NOBODY),
        (0x10, most, NOBODY),
        (0x20, others, NOBODY),
    ] {
        list.extend(tag.to_le_bytes());
        list.extend(right.to_le_bytes());
        list.extend(who.to_le_bytes());
    }
    list
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn attributes_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    save(&path, &Map::new("old")).unwrap();
    let long = vec![7; 900];
    let given: [(&str, &[u8]); 3] = [
        ("user.xdg.comment", "我们的".as_bytes()),
        ("user.empty", b""),
        ("user.long", &long),
    ];
    if !given.iter().all(|(name, value)| put(&path, name, value)) {
        return;
    }
    save(&path, &Map::new("new")).unwrap();
    for (name, value) in given {
        assert_eq!(attribute(&path, name).as_deref(), Some(value), "{name}");
    }
}

#[test]
fn an_access_list_is_kept_and_its_most_is_no_right_of_the_group() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    save(&path, &Map::new("old")).unwrap();
    // The group has no right; the mode shows the most that the list gives in its place.
    for list in [list(6, 6, 0, 6, 0), list(6, 4, 4, 4, 4), list(6, 6, 6, 0, 0)] {
        if !put(&path, LIST, &list) {
            return;
        }
        let before = (attribute(&path, LIST), mode(&path));
        save(&path, &Map::new("new")).unwrap();
        assert_eq!((attribute(&path, LIST), mode(&path)), before);
    }
}

/// Such as one that was made private in a folder whose new files are not.
#[test]
fn a_file_without_access_list_gets_none_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    save(&path, &Map::new("old")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o660)).unwrap();
    if !put(folder.path(), LIST_OF_FOLDER, &list(7, 7, 7, 7, 0)) {
        return;
    }
    save(&path, &Map::new("new")).unwrap();
    assert_eq!((attribute(&path, LIST), mode(&path)), (None, 0o660));
    // A new file is as the folder has them.
    let new = folder.path().join("new.ron");
    save(&new, &Map::new("new")).unwrap();
    fs::write(folder.path().join("usual"), "").unwrap();
    let usual = folder.path().join("usual");
    assert_eq!(attribute(&new, LIST), attribute(&usual, LIST));
    assert!(attribute(&new, LIST).is_some());
}
