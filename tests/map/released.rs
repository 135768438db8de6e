//! Files of every format that was ever released are read for ever, with all that stands in them.

use std::fs;
use std::path::Path;

use catchment::file::{parse, to_text};
use catchment::model::{FORMAT, Severity};

#[test]
fn a_file_of_each_released_format_is_read_and_written_in_the_newest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/map/released");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let newest = read(&format!("format-{FORMAT}.ron"));
    for format in 1..=FORMAT {
        let text = read(&format!("format-{format}.ron"));
        let parsed = parse(text.as_bytes()).unwrap();
        let worst = parsed.diagnostics.iter().map(|found| found.severity).max();
        assert!(
            worst.is_none_or(|worst| worst < Severity::Warning),
            "{:?}",
            parsed.diagnostics
        );
        // The same map in each format; the newest is canonical.
        assert_eq!(to_text(&parsed.map).unwrap(), newest, "format {format}");
    }
}
