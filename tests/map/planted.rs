//! What is no file in a file's place, a pipe above all: whoever reads or writes there is told at once and waits
//! for nobody.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use catchment::document::{Document, DocumentError};
use catchment::file::recovery::{Note, Recovery, leftovers};
use catchment::file::{Fingerprint, SaveError, load, read, replace, save};
use catchment::model::{Edit, Map};
use rustix::fs::{CWD, FileType, Mode, mknodat};

/// What `act` gives, which must not take long.
fn at_once<T: Send + 'static>(what: &str, act: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(act()));
    receiver.recv_timeout(Duration::from_secs(20)).expect(what)
}

fn pipe(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RWXU, 0).unwrap();
}

/// A pipe, a link to one, a folder, a device that never ends and one that waits for a person.
fn no_files(folder: &Path) -> Vec<PathBuf> {
    pipe(&folder.join("pipe.ron"));
    symlink("pipe.ron", folder.join("link.ron")).unwrap();
    fs::create_dir(folder.join("folder.ron")).unwrap();
    let names = ["pipe.ron", "link.ron", "folder.ron"].map(|name| folder.join(name));
    let devices = ["/dev/zero", "/dev/ptmx"].map(PathBuf::from);
    names
        .into_iter()
        .chain(devices.into_iter().filter(|device| device.exists()))
        .collect()
}

#[test]
fn nothing_but_a_file_is_read_or_replaced() {
    let folder = tempfile::tempdir().unwrap();
    for path in no_files(folder.path()) {
        let name = path.display().to_string();
        let before = fs::symlink_metadata(&path).unwrap().file_type();
        let told = at_once(&name, {
            let path = path.clone();
            move || {
                let problems = [
                    read(&path).unwrap_err().to_string(),
                    load(&path).unwrap_err().to_string(),
                    Document::open(&path).unwrap_err().to_string(),
                    Fingerprint::of_file(&path).unwrap_err().to_string(),
                ];
                let unsaved = [
                    save(&path, &Map::new("m")).unwrap_err(),
                    replace(&path, b"text").unwrap_err(),
                ];
                assert!(
                    unsaved
                        .iter()
                        .all(|error| matches!(error, SaveError::NotAFile(_)))
                );
                problems
            }
        });
        for problem in told {
            assert_eq!(problem, format!("{name}: not a file"));
        }
        assert_eq!(fs::symlink_metadata(&path).unwrap().file_type(), before, "{name}");
    }
}

#[test]
fn a_map_whose_file_became_a_pipe_can_be_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    save(&at("map.ron"), &Map::new("m")).unwrap();
    let mut document = Document::open(&at("map.ron")).unwrap();
    document.edit("a note", vec![Edit::MapNote("mine".to_owned())]);
    fs::remove_file(at("map.ron")).unwrap();
    pipe(&at("map.ron"));
    let mut document = at_once("saving", move || {
        assert!(document.changed_by_others().is_none());
        let refused = document.save();
        assert!(matches!(refused, Err(DocumentError::Unread(_))), "{refused:?}");
        document
    });
    assert!(document.is_dirty());
    document.save_as(&at("other.ron")).unwrap();
    assert_eq!(load(&at("other.ron")).unwrap().map.note(), "mine");
}

/// Such as one that a stranger put where a report would be written.
#[test]
fn nothing_is_made_where_a_link_leads_to_that_leads_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("far")).unwrap();
    symlink("far/made", at("report.html")).unwrap();
    symlink("report.html", at("further.html")).unwrap();
    for name in ["report.html", "further.html"] {
        let error = replace(&at(name), b"text").unwrap_err();
        assert!(matches!(error, SaveError::LeadsNowhere(_)), "{error}");
        assert!(fs::symlink_metadata(at(name)).unwrap().is_symlink());
    }
    assert_eq!(fs::read_dir(at("far")).unwrap().count(), 0);
    // What it leads to is replaced where it is there, as by any program.
    fs::write(at("far/made"), "old").unwrap();
    replace(&at("further.html"), b"text").unwrap();
    assert_eq!(fs::read(at("far/made")).unwrap(), b"text");
}

/// In the folder of recovery copies.
#[test]
fn nothing_but_a_copy_is_offered_and_no_copy_is_kept_through_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("recovery")).unwrap();
    save(&at("map.ron"), &Map::new("m")).unwrap();
    let text = fs::read(at("map.ron")).unwrap();
    symlink("../map.ron", at("recovery/0.ron")).unwrap();
    symlink("../elsewhere.ron", at("recovery/1.ron")).unwrap();
    pipe(&at("recovery/2.ron"));
    fs::create_dir(at("recovery/3.ron")).unwrap();
    let recovery = at("recovery");
    at_once("recovery", move || {
        let mut left = leftovers(&recovery);
        for left in &mut left {
            let _ = left.open();
        }
        assert!(left.is_empty(), "{left:?}");
        let kept = Recovery::new(&recovery).unwrap();
        kept.keep(&Map::new("copy"), &Note::default()).unwrap();
        assert_eq!(load(&recovery.join("4.ron")).unwrap().map.name(), "copy");
    });
    assert_eq!(fs::read(at("map.ron")).unwrap(), text);
    assert!(!at("elsewhere.ron").exists());
}
