//! Every model that comes with Catchment, cut off at any byte: the rest is refused with a place, or is the same
//! map without what only follows it.
//!
//! The small models are cut at every byte. The reference map is long, so an ordinary run cuts it at some hundred
//! bytes and at the ends of its lines; `CATCHMENT_CUTS=all` cuts it at every byte, which takes minutes and is
//! best done with `cargo test --release`.

use std::fs;
use std::path::Path;

use catchment::file::parse;
use catchment::model::{Diagnostic, Place};
use fastrand::Rng;

/// A model up to this many bytes is cut at each of them.
const SMALL: usize = 10_000;
/// Cuts of a longer one, beside some ends of lines.
const CUTS: usize = 100;

#[test]
fn a_model_that_is_cut_off_is_refused_with_a_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let all = std::env::var("CATCHMENT_CUTS").is_ok_and(|cuts| cuts == "all");
    let mut models = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            let bytes = fs::read(&path).unwrap();
            let ends = if all || bytes.len() <= SMALL {
                (0..bytes.len()).collect()
            } else {
                some_ends(&bytes)
            };
            for end in ends {
                cut(&bytes, end).unwrap_or_else(|why| panic!("{}, {end} bytes: {why}", path.display()));
            }
            models += 1;
        }
    }
    assert!(models >= 2);
}

/// Random ones, and the ends of some lines: there objects end.
fn some_ends(bytes: &[u8]) -> Vec<usize> {
    let mut random = Rng::with_seed(7);
    let mut ends: Vec<usize> = (0..CUTS).map(|_| random.usize(0..bytes.len())).collect();
    let lines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    ends.extend(lines.map(|(end, _)| end).filter(|_| random.u8(..) < 32));
    ends
}

fn cut(bytes: &[u8], end: usize) -> Result<(), String> {
    let rest = &bytes[..end];
    match parse(rest) {
        // Only blanks and comments follow the closing bracket.
        Ok(parsed) => {
            let whole = parse(bytes).map_err(|found| format!("{found:?}"))?;
            (parsed.map == whole.map)
                .then_some(())
                .ok_or_else(|| "another map".to_owned())
        }
        Err(found) => {
            let lines = rest.split(|byte| *byte == b'\n').count();
            let is_placed = |found: &Diagnostic| {
                let Some(Place { line, column }) = found.place else {
                    return false;
                };
                (1..=lines).contains(&line) && column >= 1
            };
            let sound = found.iter().any(Diagnostic::is_error) && found.iter().all(is_placed);
            sound.then_some(()).ok_or_else(|| format!("{found:?}"))
        }
    }
}
