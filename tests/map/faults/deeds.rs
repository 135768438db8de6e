//! What is done while calls fail, by a child of this test.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use catchment::document::Document;
use catchment::file::recovery::{Note, Recovery, leftovers};
use catchment::file::{Claim, claim, save, to_text};
use catchment::model::{Edit, Map};

/// What the child does, and where.
pub const DEED: &str = "CATCHMENT_FAULT_DEED";
pub const FOLDER: &str = "CATCHMENT_FAULT_FOLDER";
/// Begins the line in which the child says what came of it.
pub const TOLD: &str = "told: ";
/// Asked for before and after the deed, so that its calls are known among the others.
pub const BEGIN: &str = "/catchment-fault-begin";
pub const END: &str = "/catchment-fault-end";

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed {
    /// Saves over a file that a symbolic link leads to.
    Save,
    /// Saves where there is no file yet.
    SaveNew,
    /// Saves an open document.
    Document,
    /// As the one before, while others changed the file.
    Changed,
    /// Writes a recovery copy over the one before.
    Keep,
    /// Opens a copy that was left behind, and writes one of its own.
    Recover,
    /// Claims a file.
    Lock,
    /// Truncates the file and writes into it.
    Torn,
}

const ALL: [Deed; 8] = [
    Deed::Save,
    Deed::SaveNew,
    Deed::Document,
    Deed::Changed,
    Deed::Keep,
    Deed::Recover,
    Deed::Lock,
    Deed::Torn,
];

fn note(which: &str) -> Edit {
    Edit::MapNote(which.repeat(7_000))
}

fn map(which: &str) -> Map {
    let mut map = Map::new("m");
    map.apply(note(which));
    map
}

fn text(which: &str) -> Vec<u8> {
    to_text(&map(which)).unwrap().into_bytes()
}

/// A copy of the map `old` that was opened so often.
fn copy(tries: u32) -> Vec<u8> {
    let note = Note {
        document: Some("/home/mei/map.ron".into()),
        tries,
        ..Note::default()
    };
    let note = serde_json::to_string(&note).unwrap();
    [format!("// recovery {note}\n").into_bytes(), text("old")].concat()
}

impl Deed {
    /// Puts the files there that the deed is done to.
    pub fn set_up(self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let removed = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
            removed.unwrap();
        }
        fs::write(folder.join("map.ron"), text("old")).unwrap();
        symlink("map.ron", folder.join("link.ron")).unwrap();
        fs::create_dir(folder.join("recovery")).unwrap();
        if self == Self::Recover {
            fs::write(folder.join("recovery/0.ron"), copy(0)).unwrap();
        }
    }

    /// The file in question, what it held before, and what it holds once the deed is done.
    pub fn watched(self, folder: &Path) -> (PathBuf, Option<Vec<u8>>, Vec<u8>) {
        let old = Some(text("old"));
        match self {
            Self::Save | Self::Document | Self::Torn => (folder.join("map.ron"), old, text("new")),
            Self::SaveNew => (folder.join("fresh.ron"), None, text("new")),
            Self::Changed => (folder.join("map.ron"), Some(text("theirs")), text("theirs")),
            Self::Keep => (folder.join("recovery/0.ron"), Some(kept("old")), kept("new")),
            Self::Recover => (folder.join("recovery/0.ron"), Some(copy(0)), copy(1)),
            Self::Lock => (folder.join("map.ron"), old, text("old")),
        }
    }

    /// Whether the file is another once the deed is done.
    pub fn writes(self) -> bool {
        !matches!(self, Self::Lock | Self::Recover)
    }

    /// Whether the deed must not be done.
    pub fn refuses(self) -> bool {
        self == Self::Changed
    }

    pub fn links_are_kept(self, folder: &Path) -> bool {
        fs::symlink_metadata(folder.join("link.ron")).is_ok_and(|link| link.is_symlink())
    }

    fn do_in(self, folder: &Path) {
        let at = |name: &str| folder.join(name);
        match self {
            Self::Save => watched(|| save(&at("link.ron"), &map("new")).map(drop)),
            Self::SaveNew => watched(|| save(&at("fresh.ron"), &map("new")).map(drop)),
            Self::Document | Self::Changed => {
                let mut document = Document::open(&at("link.ron")).unwrap();
                document.edit("another note", vec![note("new")]);
                if self == Self::Changed {
                    fs::write(at("map.ron"), text("theirs")).unwrap();
                }
                watched(|| document.save());
            }
            Self::Keep => {
                let recovery = Recovery::new(&at("recovery")).unwrap();
                recovery.keep(&map("old"), &Note::default()).unwrap();
                watched(|| recovery.keep(&map("new"), &Note::default()));
                // As if the window had ended without taking it away.
                std::mem::forget(recovery);
            }
            Self::Recover => watched(|| {
                let mut left = leftovers(&at("recovery"));
                let opened = left.iter_mut().try_for_each(|left| left.open().map(drop));
                drop(left);
                if let Ok(recovery) = Recovery::new(&at("recovery")) {
                    let _ = recovery.keep(&map("new"), &Note::default());
                }
                opened
            }),
            Self::Lock => watched(|| match claim(&at("link.ron")) {
                Claim::Ours(_) | Claim::Unknown => Ok(()),
                other => Err(format!("map.ron: {other:?}")),
            }),
            Self::Torn => watched(|| {
                let told = |error| format!("map.ron: {error}");
                fs::write(at("map.ron"), text("new")).map_err(told)
            }),
        }
    }
}

fn kept(name: &str) -> Vec<u8> {
    let note = serde_json::to_string(&Note::default()).unwrap();
    [format!("// recovery {note}\n").into_bytes(), text(name)].concat()
}

/// Does a deed between two calls that stand out in the trace, and tells what came of it.
#[allow(clippy::print_stdout, reason = "who started the child reads it")]
fn watched<E: Display>(deed: impl FnOnce() -> Result<(), E>) {
    // strace counts the calls of each thread from its start: those of the deed are to be later than any
    // that the test's other thread makes.
    let mut zero = File::open("/dev/zero").unwrap();
    let mut null = File::options().write(true).open("/dev/null").unwrap();
    for _ in 0..40 {
        drop(File::open("/dev/null").unwrap());
        let _ = fs::metadata("/dev/null");
        let _ = fs::read_dir("/proc/self/task").unwrap().count();
        zero.read_exact(&mut [0]).unwrap();
        null.write_all(&[0]).unwrap();
    }
    let _ = fs::metadata(BEGIN);
    let outcome = deed();
    let _ = fs::metadata(END);
    match outcome {
        Ok(()) => println!("\n{TOLD}"),
        Err(error) => println!("\n{TOLD}{error}"),
    }
}

/// The child of the others.
#[test]
#[ignore = "the others start it under strace"]
fn child() {
    let deed = std::env::var(DEED).unwrap();
    let deed = ALL
        .into_iter()
        .find(|known| format!("{known:?}") == deed)
        .unwrap();
    deed.do_in(Path::new(&std::env::var_os(FOLDER).unwrap()));
}
