//! Disks that are full, folders that may not be written to or are gone, and files with two names: what a save
//! does on each, and the sentence in which it is told.
//!
//! A small disk is mounted in a namespace of its own, which takes root's rights; where they are missing, this
//! says so and tests nothing. With `CATCHMENT_FAULTS=required` that is a failure.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use crate::faults::{asked_for, notice};
use catchment::file::recovery::{Note, Recovery};
use catchment::file::{Claim, claim, save, to_text};
use catchment::model::{Edit, Map};

/// Where the child works.
const FOLDER: &str = "CATCHMENT_DISK_FOLDER";

fn map(name: &str, length: usize) -> Map {
    let mut map = Map::new(name);
    map.apply(Edit::MapNote("x".repeat(length)));
    map
}

fn text(map: &Map) -> Vec<u8> {
    to_text(map).unwrap().into_bytes()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Runs one of the children below by way of `command`; whether the way could be gone.
fn child(mut command: Command, name: &str, folder: &Path) -> Result<(), String> {
    let run = command
        .args(["--exact", &format!("disk::{name}"), "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .output()
        .map_err(|error| error.to_string())?;
    let output = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    if !output.contains("running 1 test") {
        return Err(output);
    }
    assert!(output.contains("1 passed"), "{output}");
    Ok(())
}

fn tested_or_told(what: &str, outcome: Result<(), String>) {
    if let Err(why) = outcome {
        assert!(!asked_for("required"), "{what}: {why}");
        notice(&format!("NOT TESTED, {what}: {why}"));
    }
}

#[test]
fn a_full_disk_leaves_the_old_file_and_copy_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("unshare");
    let script = "mount -t tmpfs -o size=64k none \"$CATCHMENT_DISK_FOLDER\" && exec \"$0\" \"$@\"";
    command
        .args(["-m", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap());
    tested_or_told("a full disk", child(command, "on_a_small_disk", folder.path()));
}

#[test]
#[ignore = "the other half of a_full_disk_leaves_the_old_file_and_copy_and_says_so"]
fn on_a_small_disk() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let at = |name: &str| Path::new(&folder).join(name);
    let (old, large) = (map("old", 9000), map("large", 200_000));
    save(&at("m.ron"), &old).unwrap();
    let recovery = Recovery::new(&at("recovery")).unwrap();
    recovery.keep(&old, &Note::default()).unwrap();
    let copy = fs::read(at("recovery/0.ron")).unwrap();
    // It fills up in the middle of the text, and then before its first byte.
    for filling in [0, 64 << 10] {
        let _ = fs::write(at("filling"), vec![0; filling]);
        for error in [
            save(&at("m.ron"), &large).unwrap_err(),
            save(&at("new.ron"), &large).unwrap_err(),
            recovery.keep(&large, &Note::default()).unwrap_err(),
        ] {
            assert!(
                error.to_string().ends_with(".ron: not saved: the disk is full"),
                "{error}"
            );
        }
        assert_eq!(fs::read(at("m.ron")).unwrap(), text(&old));
        assert_eq!(fs::read(at("recovery/0.ron")).unwrap(), copy);
        assert_eq!(names(Path::new(&folder)), ["filling", "m.ron", "recovery"]);
        assert_eq!(names(&at("recovery")), [".0.ron.lock", "0.ron"]);
        // There may be no place for the note of who has it open. That keeps nobody from working.
        drop(claim(&at("m.ron")));
        assert_eq!(names(Path::new(&folder)), ["filling", "m.ron", "recovery"]);
    }
    fs::remove_file(at("filling")).unwrap();
    save(&at("m.ron"), &map("new", 9000)).unwrap();
    assert_eq!(fs::read(at("m.ron")).unwrap(), text(&map("new", 9000)));
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_and_its_files_are_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // For another user to come by.
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(at("kept")).unwrap();
    fs::write(at("kept/m.ron"), "old").unwrap();
    fs::set_permissions(at("kept/m.ron"), Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(at("kept"), Permissions::from_mode(0o555)).unwrap();
    let root = fs::metadata(folder.path()).unwrap().uid() == 0;
    let outcome = if root {
        // Root may write anywhere, so another user tries.
        fs::copy(std::env::current_exe().unwrap(), at("test")).unwrap();
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(at("test"));
        child(command, "in_a_folder_of_others", &at("kept"))
    } else {
        let command = Command::new(std::env::current_exe().unwrap());
        child(command, "in_a_folder_of_others", &at("kept"))
    };
    tested_or_told("a folder that may not be written to", outcome);
    assert_eq!(fs::read(at("kept/m.ron")).unwrap(), b"old");
    assert_eq!(names(&at("kept")), ["m.ron"]);
    fs::set_permissions(at("kept"), Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[ignore = "the other half of a_folder_that_may_not_be_written_to_is_told_and_its_files_are_as_they_were"]
fn in_a_folder_of_others() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let at = |name: &str| Path::new(&folder).join(name);
    for name in ["m.ron", "new.ron"] {
        let error = save(&at(name), &map("new", 10)).unwrap_err();
        let expected = format!(
            "{}: not saved: you may not write in its folder; save it in another one",
            at(name).display()
        );
        assert_eq!(error.to_string(), expected);
    }
    assert!(matches!(claim(&at("m.ron")), Claim::Unknown));
    assert!(Recovery::new(&at("recovery")).is_err());
}

#[test]
fn a_folder_that_is_gone_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("file"), "").unwrap();
    for (name, why) in [
        ("gone/m.ron", "its folder is not there"),
        ("file/m.ron", "its folder is not there"),
    ] {
        let error = save(&at(name), &map("new", 10)).unwrap_err();
        let expected = format!("{}: not saved: {why}; save it in another one", at(name).display());
        assert_eq!(error.to_string(), expected);
        assert!(matches!(claim(&at(name)), Claim::Unknown));
    }
    assert_eq!(names(folder.path()), ["file"]);
}

/// The new text is another file, so the other name keeps the old one, as it was.
#[test]
fn a_hard_link_parts_from_the_name_that_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    save(&at("m.ron"), &map("old", 10)).unwrap();
    fs::hard_link(at("m.ron"), at("other.ron")).unwrap();
    save(&at("m.ron"), &map("new", 10)).unwrap();
    assert_eq!(fs::read(at("m.ron")).unwrap(), text(&map("new", 10)));
    assert_eq!(fs::read(at("other.ron")).unwrap(), text(&map("old", 10)));
    assert_eq!(names(folder.path()), ["m.ron", "other.ron"]);
}

/// A file that a group works on stays the group's, whoever saves it.
#[test]
fn owner_and_group_are_kept_where_the_system_lets_us() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.ron");
    save(&path, &map("old", 10)).unwrap();
    if std::os::unix::fs::chown(&path, Some(65534), Some(65533)).is_err() {
        tested_or_told(
            "a file of another owner",
            Err("only root may give files away".to_owned()),
        );
        return;
    }
    fs::set_permissions(&path, Permissions::from_mode(0o664)).unwrap();
    save(&path, &map("new", 10)).unwrap();
    let saved = fs::metadata(&path).unwrap();
    assert_eq!(
        (saved.uid(), saved.gid(), saved.mode() & 0o777),
        (65534, 65533, 0o664)
    );
}

/// Nothing is written that could not be read again.
#[test]
fn a_map_longer_than_may_be_read_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.ron");
    fs::write(&path, "old").unwrap();
    let error = save(&path, &map("large", 32 << 20)).unwrap_err();
    assert!(error.to_string().contains("longer than 32 MiB"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"old");
}
