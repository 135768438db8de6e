//! A save that is ended at any moment leaves the old file or the new one, whole.
//!
//! A child of this test writes two texts in turn, for ever; it is killed after a random while, and the file
//! must hold one of the two. `CATCHMENT_KILLS=100000 cargo test --test map killed` kills more often than the
//! thousand times of an ordinary run. That the harness sees what it should is shown with a writer that
//! truncates the file and writes into it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use catchment::file;
use fastrand::Rng;

/// Where the child writes, and how.
const FILE: &str = "CATCHMENT_KILLED_FILE";
const WRITER: &str = "CATCHMENT_KILLED_WRITER";
/// What the child says once it is writing.
const READY: &str = "writing";

/// Two texts of different lengths, so long that writing them takes several steps of the system's.
fn texts() -> [Vec<u8>; 2] {
    [vec![b'a'; 1 << 20], vec![b'b'; 3 << 18]]
}

/// The child of the others.
#[test]
#[ignore = "writes for ever; the others start it and end it"]
fn writer() {
    let path = std::env::var_os(FILE).unwrap();
    let path = Path::new(&path);
    let whole = std::env::var(WRITER).unwrap() == "whole";
    let texts = texts();
    println!("\n{READY}");
    for text in texts.iter().cycle() {
        if whole {
            file::replace(path, text).unwrap();
        } else {
            fs::write(path, text).unwrap();
        }
    }
}

/// Starts a writer of this kind and kills it after a while.
fn kill_one(path: &Path, kind: &str, while_: Duration) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::writer", "--ignored", "--nocapture"])
        .env(FILE, path)
        .env(WRITER, kind)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(told.any(|line| line.unwrap() == READY));
    std::thread::sleep(while_);
    child.kill().unwrap();
    child.wait().unwrap();
}

fn some_while(random: &mut Rng) -> Duration {
    Duration::from_micros(random.u64(0..8000))
}

#[test]
fn the_file_is_whole_whenever_its_writer_is_killed() {
    let kills = std::env::var("CATCHMENT_KILLS").map_or(1000, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    let texts = texts();
    fs::write(&path, &texts[0]).unwrap();
    let mut random = Rng::with_seed(7);
    let (mut seen, mut midway) = (BTreeSet::new(), 0);
    for kill in 0..kills {
        kill_one(&path, "whole", some_while(&mut random));
        let found = fs::read(&path).unwrap();
        let which = texts.iter().position(|text| *text == found);
        assert!(which.is_some(), "torn after {kill} kills: {} bytes", found.len());
        seen.insert(which);
        // What is left beside it is what a later save sweeps away, some time after.
        for entry in fs::read_dir(folder.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name != "map.ron" {
                assert!(
                    name.starts_with(".catchment-") && name.ends_with(".tmp"),
                    "{name}"
                );
                fs::remove_file(folder.path().join(name)).unwrap();
                midway += 1;
            }
        }
    }
    if kills >= 100 {
        assert_eq!(seen.len(), 2, "both texts were written");
        assert!(midway > kills / 10, "{midway} of {kills} saves were ended midway");
    }
}

#[test]
fn a_writer_that_truncates_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    let texts = texts();
    let mut random = Rng::with_seed(7);
    let torn = (0..1000).find(|_| {
        fs::write(&path, &texts[0]).unwrap();
        kill_one(&path, "torn", some_while(&mut random));
        !texts.contains(&fs::read(&path).unwrap())
    });
    assert!(torn.is_some(), "the harness would see it");
}
