//! What fuzzing starts from and what it found, without a fuzzer: each file of `fuzz/corpus` is read as its
//! folder's fuzz target does, whole and with its end cut off.

use std::fs;
use std::path::Path;

use crate::common::any_bytes;

fn check(target: &str, of: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for end in [bytes.len(), bytes.len() / 2, bytes.len().saturating_sub(1)] {
            of(&bytes[..end]);
        }
        files += 1;
    }
    assert!(files > 2, "{target} has a corpus");
}

#[test]
fn models() {
    check("load", any_bytes::load);
}

#[test]
fn format_numbers() {
    check("format", any_bytes::format);
}

#[test]
fn imports() {
    check("import", any_bytes::import);
}

#[test]
fn targets_of_a_calibration() {
    check("targets", any_bytes::targets);
}
