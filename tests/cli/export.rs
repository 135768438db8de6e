//! `catchment export`.

use serde_json::Value;

use crate::program::{Scratch, on, two_shops};

#[test]
fn json_tells_what_solve_finds() {
    let export: Value =
        serde_json::from_str(&on(&two_shops(), "export --format json").done().stdout).unwrap();
    let solved: Value = serde_json::from_str(&on(&two_shops(), "solve --format json").done().stdout).unwrap();
    for class in ["nodes", "links"] {
        let rows = export[class].as_object().unwrap();
        assert_eq!(rows.len(), solved[class].as_object().unwrap().len());
        for (id, row) in rows {
            assert_eq!(row["visits"], solved[class][id]["visits"], "{id}");
        }
    }
    assert_eq!(export["nodes"]["sellers"]["sells_on"], "shop");
    assert_eq!(export["links"]["feed-sellers"]["open"], false);
    assert_eq!(export["links"]["feed-sellers"]["pull_kind"], "TakeUp");
}

#[test]
fn a_scenario_opens_its_links() {
    let arguments = "export --format json --scenario mini";
    let export: Value = serde_json::from_str(&on(&two_shops(), arguments).done().stdout).unwrap();
    assert_eq!(export["links"]["feed-sellers"]["open"], true);
    assert_eq!(export["nodes"]["shop"]["commission"], 0.01);
}

#[test]
fn the_ending_tells_the_format() {
    let map = Scratch::new(&std::fs::read_to_string(two_shops()).unwrap());
    for (ending, opening) in [
        ("graphml", "<?xml"),
        ("gexf", "<?xml"),
        ("dot", "digraph"),
        ("gv", "digraph"),
        ("csv", "\u{feff}id,"),
        ("json", "{"),
    ] {
        let target = map.beside(&format!("out.{ending}"));
        on(map.file(), &format!("export --out {}", target.display())).done();
        let text = std::fs::read_to_string(target).unwrap();
        assert!(text.starts_with(opening), "{ending}: {text}");
    }
    let target = map.beside("out.doc");
    let said = on(map.file(), &format!("export --out {}", target.display()))
        .failed(1)
        .stderr;
    assert!(said.contains("graphml"), "{said}");
    assert!(!target.exists());
}

#[test]
fn a_file_of_csv_has_nodes_and_links_behind_a_mark() {
    let map = Scratch::new(&std::fs::read_to_string(two_shops()).unwrap());
    let (whole, links) = (map.beside("map.csv"), map.beside("links.csv"));
    on(map.file(), &format!("export --out {}", whole.display())).done();
    let text = std::fs::read_to_string(&whole).unwrap();
    assert!(text.starts_with('\u{feff}'));
    let back = map.beside("back.ron");
    on(&whole, &format!("import --out {}", back.display())).done();
    let answers = |file: &std::path::Path| on(file, "solve --format json").done().stdout;
    assert_eq!(answers(&back), answers(map.file()));
    // One table alone, and no mark where nobody opens a file.
    on(
        map.file(),
        &format!("export --table links --out {}", links.display()),
    )
    .done();
    assert!(!std::fs::read_to_string(&links).unwrap().contains("Platform"));
    let text = on(map.file(), "export --format csv --table map").done().stdout;
    assert!(text.starts_with("id,") && text.contains("currency"), "{text}");
}

/// A name that is a formula, and that no format may take for its own marks.
const HOSTILE: &str = r#"Model(
    format: 1,
    name: "a\"b",
    nodes: {
        "x": Channel(name: "=1+1\"<&>\\", arrivals: 1.0, note: "@SUM(A1)"),
        "y": Channel(name: "-2"),
    },
    links: { "l": Link(from: "x", to: "y", kind: Direct) },
)
"#;

#[test]
fn no_text_becomes_a_formula_and_no_number_becomes_text() {
    let map = Scratch::new(&HOSTILE.replace("arrivals: 1.0", "arrivals: 1.0, at: (-5.0, 0.0)"));
    let text = on(map.file(), "export --format csv").done().stdout;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells: Vec<String> = reader
        .records()
        .flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for expected in ["'=1+1\"<&>\\", "'@SUM(A1)", "'-2", "-5"] {
        assert!(
            cells.iter().any(|cell| cell == expected),
            "{expected} in {cells:?}"
        );
    }
}

#[test]
fn marks_of_the_formats_are_escaped() {
    let map = Scratch::new(HOSTILE);
    for format in ["graphml", "gexf"] {
        let text = on(map.file(), &format!("export --format {format}")).done().stdout;
        assert!(text.contains("=1+1&quot;&lt;&amp;&gt;\\"), "{text}");
    }
    let text = on(map.file(), "export --format dot").done().stdout;
    assert!(text.contains(r#"label="=1+1\"<&>\\""#), "{text}");
}
