//! Files that end early or hold a wrong byte: a map, or a reason with a place, and no panic.

use std::fs;

use catchment::file::import::{self, ImportError, Reading};
use fastrand::Rng;
use proptest::prelude::*;

use super::files;
use crate::common::any_bytes;

/// Reads as the program does and says why it could not.
fn read(name: &str, bytes: &[u8]) -> Option<String> {
    match import::read(name, bytes) {
        Ok(table) => {
            let made = Reading::guess(&table).map(&table);
            let errors = catchment::model::rules::errors(&made.map);
            assert!(errors.is_empty(), "{name}: {errors:?}");
            None
        }
        Err(error) => {
            if let ImportError::Syntax { place, .. } = &error {
                assert!(place.starts_with("line ") || place == "the file", "{error}");
            }
            Some(error.to_string())
        }
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused_with_a_place_or_read() {
    for file in files() {
        let name = file.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&file).unwrap();
        let mut refused = 0;
        for end in 0..bytes.len() {
            refused += usize::from(read(name, &bytes[..end]).is_some());
        }
        // Half a table is a table; half of anything else ends within a bracket.
        let least = if name.ends_with(".csv") {
            1
        } else {
            bytes.len() - 10
        };
        assert!(refused >= least, "{name}: {refused} of {}", bytes.len());
    }
}

#[test]
fn a_workbook_that_is_cut_off_or_hurt_is_refused_or_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["From", "To"], ["a", "b"], ["b", "c"]].into_iter().enumerate() {
        for (column, cell) in cells.into_iter().enumerate() {
            sheet.write_string(row as u32, column as u16, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read("a.xlsx", &bytes), None);
    let mut random = Rng::with_seed(3);
    for _ in 0..200 {
        let end = random.usize(..bytes.len());
        assert!(read("a.xlsx", &bytes[..end]).is_some());
        let mut hurt = bytes.clone();
        hurt[end] = random.u8(..);
        read("a.xlsx", &hurt);
    }
}

#[test]
fn a_refusal_names_format_and_line() {
    for (name, text, words) in [
        ("a.json", "{\n  \"elements\": [\n    {,\n", ["line 3", "JSON"]),
        ("a.json", "[]", ["line 1", "Kumu"]),
        (
            "a.graphml",
            "<graphml>\n<graph>\n</node></graph>",
            ["line 3", "GraphML"],
        ),
        ("a.graphml", "<html/>", ["line 1", "<graphml>"]),
        ("a.gexf", "<gexf>\n<graph a=b>", ["line 2", "GEXF"]),
        ("a.gexf", "<gexf>\n&nothing;</gexf>", ["line 2", "&nothing;"]),
        ("a.dot", "digraph {\n a -> \n}", ["line 3", "DOT"]),
        ("a.dot", "digraph {\n a [x=\"", ["line 2", "not ended"]),
        ("a.gv", "network {}", ["line 1", "neither graph nor digraph"]),
        ("a.csv", "", ["no nodes", "no links"]),
        ("a.csv", "From,To\n", ["no nodes", "no links"]),
        ("a.xlsx", "PK", ["the file", "XLSX"]),
        ("a.vsdx", "", ["\"vsdx\"", "graphml"]),
        ("noending", "", ["ending", "csv"]),
    ] {
        let said = read(name, text.as_bytes()).unwrap_or_else(|| panic!("{name} {text:?} is read"));
        for word in words {
            assert!(said.contains(word), "{word:?} in {said:?} of {name} {text:?}");
        }
    }
    let said = read("a.csv", b"a,b\n\xff,c").unwrap();
    assert!(said.contains("line 2") && said.contains("UTF-8"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        any_bytes::import(&bytes);
    }

    #[test]
    fn any_cells_make_a_map(rows in proptest::collection::vec(
        proptest::collection::vec(
            prop_oneof!["\\PC{0,6}", "[a-c]", "-?[0-9.e%,]{1,5}", Just("Payment".to_owned()), Just("Merchant".to_owned()),
                Just("\u{7}x\u{0}".to_owned())],
            6),
        1..12)) {
        let mut heads = vec!["From", "To", "Type", "share", "ad_elasticity", "gatekeepers"];
        for links in [true, false] {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&heads).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            any_bytes::import(&writer.into_inner().unwrap());
            if links {
                heads = vec!["Label", "Type", "Owner", "arrivals/micro", "fee", "x"];
            }
        }
    }

    #[test]
    fn a_byte_may_be_wrong(file in 0..12_usize, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let files = files();
        let file = &files[file % files.len()];
        let mut bytes = fs::read(file).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read(file.file_name().unwrap().to_str().unwrap(), &bytes);
    }
}
