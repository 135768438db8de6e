//! No command writes a map that is too long to be read again.

use std::fs;

use crate::program::{Scratch, on, run, two_shops};

const MIB: usize = 1 << 20;

/// So many MiB of a character that the canonical form writes as `\u{1f}`.
fn long(mib: usize) -> String {
    "\u{1f}".repeat(mib * MIB)
}

/// The two shops with more in the place of the first such text.
fn shops(place: &str, more: &str) -> String {
    let text = fs::read_to_string(two_shops()).unwrap();
    text.replacen(place, &format!("{place}{more}"), 1)
}

fn with_note(mib: usize) -> String {
    shops("Model(", &format!("note: \"{}\",", long(mib)))
}

#[track_caller]
fn is_too_long(run: crate::program::Run, status: i32) {
    let said = run.failed(status).stderr;
    assert!(
        said.contains(": error: not written: the map is longer than 32 MiB"),
        "{said}"
    );
}

#[test]
fn a_map_that_grows_too_long_is_not_written() {
    let map = Scratch::new(&with_note(6));
    let before = map.text();
    let other = map.put("other.ron", "old");
    is_too_long(on(map.file(), "fmt"), 1);
    let targets = map.put(
        "targets.ron",
        "Targets(observed: [Observed(of: \"nodes/feed/visits\", value: 700.0, within: 10.0)], \
         free: [\"nodes/feed/arrivals/micro\"])",
    );
    is_too_long(
        on(
            map.file(),
            &format!("calibrate --targets {targets} --out {other}"),
        ),
        1,
    );
    // Each side is short enough.
    let base = map.put("base.ron", &shops("", ""));
    let mine = map.put("mine.ron", &with_note(3));
    let note = format!("\"long\": Note(at: (0.0, 0.0), text: \"{}\"),", long(3));
    let theirs = map.put("theirs.ron", &shops("notes: {", &note));
    is_too_long(run(["merge", &base, &mine, &theirs, "--out", &other]), 2);
    let table = map.put("links.csv", &format!("From,To,Note\na,b,{}\n", long(6)));
    is_too_long(run(["import", &table, "--out", &other]), 1);
    assert_eq!(fs::read_to_string(&other).unwrap(), "old");
    assert_eq!(map.text(), before);
}
