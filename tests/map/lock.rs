//! The note of who has a map open, in a folder that comes from somebody else: what stands in its place already
//! is neither followed, nor written to, nor taken away, unless it is such a note.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use catchment::file::{Claim, Holder, claim};
use rustix::fs::{CWD, FileType, Mode, mknodat};

const NOTE: &str = ".map.ron.lock";

/// What is found at a path, links not followed.
fn seen(path: &Path) -> String {
    let kind = fs::symlink_metadata(path).map(|found| found.file_type());
    let text = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    let text = text.then(|| fs::read(path).unwrap());
    format!("{kind:?} {text:?} {:?}", fs::read_link(path).ok())
}

/// Claims the map beside what `plant` puts into the place of its note, and lets go of it again; nothing may come
/// of that for any file of the folder.
fn is_left_alone(what: &str, plant: impl FnOnce(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["map.ron", "precious"] {
        fs::write(at(name), name).unwrap();
    }
    fs::write(at("note"), serde_json::to_vec(&Holder::default()).unwrap()).unwrap();
    fs::write(at("empty"), "").unwrap();
    plant(folder.path());
    let names = ["map.ron", "precious", "note", "empty", "elsewhere", NOTE];
    let before = names.map(|name| seen(&at(name)));
    let (sender, receiver) = mpsc::channel();
    let map = at("map.ron");
    std::thread::spawn(move || {
        let claimed = claim(&map);
        let unknown = matches!(claimed, Claim::Unknown);
        drop(claimed);
        let _ = sender.send(unknown);
    });
    let unknown = receiver.recv_timeout(Duration::from_secs(20));
    assert!(
        unknown.expect(what),
        "{what}: it is not known who has the map open"
    );
    assert_eq!(names.map(|name| seen(&at(name))), before, "{what}");
}

#[test]
fn what_is_no_note_is_left_alone() {
    for target in [
        "precious",
        "map.ron",
        "note",
        "empty",
        "elsewhere",
        "/dev/null",
        NOTE,
    ] {
        is_left_alone(&format!("a symbolic link to {target}"), |folder| {
            symlink(target, folder.join(NOTE)).unwrap();
        });
    }
    for target in ["precious", "map.ron", "note", "empty"] {
        is_left_alone(&format!("a second name of {target}"), |folder| {
            fs::hard_link(folder.join(target), folder.join(NOTE)).unwrap();
        });
    }
    for text in [
        "nonsense".to_owned(),
        "{}".to_owned(),
        r#"{"user": "mei", "host": "tower"}"#.to_owned(),
        "x".repeat(10_000),
        // A note, and more.
        serde_json::to_string(&Holder::default()).unwrap() + &" ".repeat(5000) + "precious",
    ] {
        is_left_alone(&format!("a file of {} bytes", text.len()), |folder| {
            fs::write(folder.join(NOTE), &text).unwrap();
        });
    }
    is_left_alone("a folder", |folder| fs::create_dir(folder.join(NOTE)).unwrap());
    is_left_alone("a pipe", |folder| {
        mknodat(CWD, folder.join(NOTE), FileType::Fifo, Mode::RWXU, 0).unwrap();
    });
    is_left_alone("a socket", |folder| {
        std::os::unix::net::UnixListener::bind(folder.join(NOTE)).unwrap();
    });
}

#[test]
fn a_file_that_another_program_keeps_locked_is_no_note_of_somebody() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join(NOTE);
    fs::write(&note, "theirs").unwrap();
    let theirs = fs::File::open(&note).unwrap();
    theirs.lock().unwrap();
    assert!(matches!(claim(&folder.path().join("map.ron")), Claim::Unknown));
    assert_eq!(fs::read(&note).unwrap(), b"theirs");
}

#[test]
fn what_has_come_in_the_place_of_the_note_since_stays_when_the_map_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let put: [&dyn Fn(&Path); 4] = [
        &|note| fs::write(note, "theirs").unwrap(),
        &|note| {
            fs::remove_file(note).unwrap();
            fs::write(note, "theirs").unwrap();
        },
        &|note| {
            fs::remove_file(note).unwrap();
            fs::write(note, serde_json::to_vec(&Holder::default()).unwrap()).unwrap();
        },
        &|note| {
            fs::rename(note, note.with_file_name("away")).unwrap();
            symlink("away", note).unwrap();
        },
    ];
    for (way, put) in put.iter().enumerate() {
        let held = claim(&at("map.ron"));
        assert!(matches!(held, Claim::Ours(_)), "{way}: {held:?}");
        put(&at(NOTE));
        let before = seen(&at(NOTE));
        drop(held);
        assert_eq!(seen(&at(NOTE)), before, "{way}");
        fs::remove_file(at(NOTE)).unwrap();
    }
}
