//! What must hold of any bytes that a reader of files is given. Each panics if it does not.
//!
//! The targets in `fuzz` and the test `map::fuzz_corpus` both run these.

use catchment::file::import::{self, ENDINGS, ImportError, Reading};
use catchment::file::{Parsed, draft, parse, parse_targets, to_text};
use catchment::model::{Diagnostic, Place};

/// A model file: a map that is written, read and written again the same, or findings that have a place.
pub fn load(bytes: &[u8]) {
    match parse(bytes) {
        Ok(parsed) => {
            placed(bytes, &parsed.diagnostics);
            assert!(!parsed.diagnostics.iter().any(Diagnostic::is_error));
            let text = to_text(&parsed.map).unwrap();
            let again = parse(text.as_bytes()).unwrap_or_else(|found| panic!("{found:#?}\n{text}"));
            assert_eq!(again.map, parsed.map, "{text}");
            assert!(!again.has_comments, "{text}");
            assert_eq!(to_text(&again.map).unwrap(), text);
        }
        Err(found) => refused(bytes, &found),
    }
    // A map that breaks rules is opened to be mended: it must come through a save, too.
    if let Ok(Parsed { map, .. }) = draft(bytes) {
        let text = to_text(&map).unwrap();
        let again = draft(text.as_bytes()).unwrap_or_else(|found| panic!("{found:#?}\n{text}"));
        assert_eq!(to_text(&again.map).unwrap(), text);
    }
}

/// A format number: only the one of this version is read, and a newer one is told whatever follows it.
pub fn format(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (number, rest) = text.split_once('\n').unwrap_or((text, ""));
    let file = format!("Model(format: {number}, name: \"m\")");
    match parse(file.as_bytes()) {
        Ok(parsed) => assert_eq!(parsed.map.name(), "m", "{file}"),
        Err(found) => refused(file.as_bytes(), &found),
    }
    if let Ok(other) = number.trim().parse::<u64>() {
        let read = parse(file.as_bytes()).is_ok();
        assert_eq!(read, other == 1, "{file}");
    }
    let newer = format!("Model(format: 2, {rest}");
    let found = parse(newer.as_bytes()).expect_err("a newer format is refused");
    refused(newer.as_bytes(), &found);
    let told = found[0].to_string();
    assert!(
        told.contains("newer version") || rest.contains('\0'),
        "{told}\n{newer}"
    );
}

/// A file of observed numbers, for `catchment calibrate`.
pub fn targets(bytes: &[u8]) {
    if let Err(found) = parse_targets(bytes) {
        refused(bytes, &found);
    }
}

/// A file of another program, whatever its ending says it is: a map that keeps the rules and comes through
/// a save, or why it cannot be read.
pub fn import(bytes: &[u8]) {
    for ending in ENDINGS {
        match import::read(&format!("any.{ending}"), bytes) {
            Ok(table) => {
                let made = Reading::guess(&table).map(&table);
                let text = to_text(&made.map).unwrap();
                let again =
                    parse(text.as_bytes()).unwrap_or_else(|found| panic!("{ending}: {found:#?}\n{text}"));
                assert_eq!(again.map, made.map, "{ending}: {text}");
                for remark in &made.remarks {
                    let said =
                        !remark.object.is_empty() && !remark.message.is_empty() && !remark.done.is_empty();
                    assert!(said, "{remark:?}");
                }
            }
            Err(ImportError::Syntax { place, problem, .. }) => {
                assert!(!place.is_empty() && !problem.is_empty(), "{ending}");
            }
            Err(_) => {}
        }
    }
}

fn refused(bytes: &[u8], found: &[Diagnostic]) {
    assert!(found.iter().any(Diagnostic::is_error));
    placed(bytes, found);
}

fn placed(bytes: &[u8], found: &[Diagnostic]) {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    for finding in found {
        let Some(Place { line, column }) = finding.place else {
            panic!("{finding} has no place");
        };
        assert!(
            (1..=lines).contains(&line) && column >= 1,
            "{finding} of {lines} lines"
        );
    }
}
