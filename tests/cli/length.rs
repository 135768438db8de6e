//! No command writes a map that is too long to be read again.

use std::fs;

use crate::program::{Scratch, on, run, two_shops};

const MIB: usize = 1 << 20;

/// The two shops with a note, as long as is asked for, of characters that the canonical form writes as `\u{1f}`.
fn with_note(mib: usize) -> String {
    let text = fs::read_to_string(two_shops()).unwrap();
    let (start, rest) = text.split_once("Model(").unwrap();
    format!("{start}Model(note: \"{}\",{rest}", "\u{1f}".repeat(mib * MIB))
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
    let text = map.text();
    let base = map.put("base.ron", &fs::read_to_string(two_shops()).unwrap());
    let theirs = map.put(
        "theirs.ron",
        &fs::read_to_string(two_shops()).unwrap().replace(
            "notes: {",
            &format!(
                "notes: {{ \"long\": Note(at: (0.0, 0.0), text: \"{}\"),",
                "x".repeat(20 * MIB)
            ),
        ),
    );
    let mine = map.put(
        "mine.ron",
        &text.replace(&"\u{1f}".repeat(6 * MIB), &"x".repeat(20 * MIB)),
    );
    is_too_long(run(["merge", &base, &mine, &theirs, "--out", &other]), 2);
    let table = map.put(
        "links.csv",
        &format!("From,To,Note\na,b,{}\n", "\u{1f}".repeat(6 * MIB)),
    );
    is_too_long(run(["import", &table, "--out", &other]), 1);
    assert_eq!(fs::read_to_string(&other).unwrap(), "old");
    assert_eq!(map.text(), before);
}
