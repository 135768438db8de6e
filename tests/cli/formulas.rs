//! No table that leaves the program, whatever the map calls its things, has a cell that a spreadsheet runs.

use std::collections::BTreeSet;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::program::{Scratch, run};

/// Two companies that trade over a closed gate each; every id, name, unit and source is a formula.
const MAP: &str = r#"
Model(
    format: 1,
    name: "=NOW()",
    units: Units(traffic: "=visits", period: "@day", currency: "+CNY"),
    companies: {
        "=a": Company(name: "=HYPERLINK(\"x\")", visit_value: Estimate(value: 0.2, low: 0.1, high: 0.3, source: "=1+1")),
        "@b": Company(name: "+cmd|' /C calc'!A0", visit_value: 0.1),
    },
    nodes: {
        "=feed": Channel(name: "-feed", owner: "=a", arrivals: 500.0),
        "+news": Channel(name: "@news", owner: "@b", arrivals: 300.0),
        "-shop": Platform(name: "=shop", owner: "@b", commission: 0.02),
        "@pots": Merchant(name: "＝pots", sells_on: "-shop", ticket: 20.0),
        "'=till": Payment(name: "\tTill", owner: "=a", fee: 0.01),
    },
    links: {
        "=in": Link(from: "=feed", to: "-shop", kind: Jump, open: false, gatekeepers: ["=a", "@b"], pull: TakeUp(0.3)),
        "+news-in": Link(from: "+news", to: "-shop", kind: Jump, pull: Share(0.4)),
        "-out": Link(from: "-shop", to: "=feed", kind: Other, open: false, gatekeepers: ["@b"], pull: TakeUp(0.1)),
        "@buy": Link(from: "-shop", to: "@pots", kind: Direct, pull: Share(0.5)),
        "=pay": Link(from: "@pots", to: "'=till", kind: Payment, pull: Share(0.9)),
    },
    scenarios: { "=both": Scenario(name: "=OPEN()", open: ["=in", "-out"]) },
)
"#;

/// Whether a spreadsheet would run `cell`.
fn is_formula(cell: &str) -> bool {
    let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Every table of every command that writes CSV.
const TABLES: [&str; 32] = [
    "check",
    "solve",
    "solve --table nodes",
    "solve --table links",
    "solve --table platforms",
    "solve --table payments",
    "solve --table ledger",
    "solve --scenario =both --table companies",
    "whatif",
    "whatif --table diverted",
    "whatif --table concentration",
    "combos",
    "credit",
    "credit --table interaction",
    "deals --players =a,@b",
    "deals --players =a,@b --table payments",
    "deals --players =a,@b --side-payments",
    "path --scenario =both --years 1",
    "path --scenario =both --years 1 --table steady",
    "sensitivity --output =a:payoff",
    "robustness --draws 20",
    "robustness --draws 20 --players =a,@b",
    "robustness --draws 20 --scenario =both",
    "robustness --company =a --tornado",
    "robustness --company =a --scenario =both --break-even companies/=a/visit_value",
    "calibrate --targets TARGETS",
    "export",
    "export --table links",
    "export --table companies",
    "export --table numbers",
    "export --table nodes",
    "export --scenario =both",
];

#[test]
fn no_table_of_any_command_has_a_formula() {
    let map = Scratch::new(MAP);
    let targets = r#"Targets(observed: [Observed(of: "nodes/-shop/visits", value: 130.0, within: 10.0)], free: ["nodes/+news/arrivals"])"#;
    let targets = map.put("targets.ron", targets);
    let mut guarded = BTreeSet::new();
    let mut negative = 0;
    for table in TABLES {
        let words: Vec<&str> = table.split(' ').collect();
        let (command, rest) = words.split_first().unwrap();
        let rest = rest.iter().map(|word| {
            if *word == "TARGETS" {
                targets.as_str()
            } else {
                word
            }
        });
        let file = map.file().to_str().unwrap();
        let written = run([*command, file, "--format", "csv"].into_iter().chain(rest));
        assert!(
            written.status <= 1 && !written.stdout.is_empty(),
            "{table}: {}",
            written.stderr
        );
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true);
        for row in reader.from_reader(written.stdout.as_bytes()).records() {
            for cell in &row.unwrap() {
                assert!(!is_formula(cell), "{table}: {cell:?}");
                if cell.starts_with('\'') {
                    guarded.insert(table);
                }
                negative += usize::from(cell.starts_with('-'));
            }
        }
    }
    // The guard is seen at work nearly everywhere, and numbers below zero stay numbers.
    let bare: Vec<_> = TABLES.iter().filter(|table| !guarded.contains(**table)).collect();
    assert!(bare.len() <= 5, "{bare:?}");
    assert!(negative > 5, "{negative}");
}

#[test]
fn no_cell_of_a_workbook_is_a_formula() {
    let map = Scratch::new(MAP);
    let target = map.beside("map.xlsx");
    let file = map.file().to_str().unwrap();
    run(["export", file, "--out", target.to_str().unwrap()]).done();
    let mut book: Xlsx<_> = open_workbook(&target).unwrap();
    let mut texts = 0;
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "{sheet}");
        let cells = book.worksheet_range(&sheet).unwrap();
        texts += cells
            .used_cells()
            .filter(|(_, _, cell)| matches!(cell, Data::String(_)))
            .count();
    }
    assert!(texts > 50, "{texts}");
}

#[test]
fn no_cell_of_a_report_is_a_formula() {
    let map = Scratch::new(MAP);
    let file = map.file().to_str().unwrap();
    let page = run(["report", file, "--players", "=a,@b"]).done().stdout;
    let (mut cells, mut guarded) = (0, 0);
    for tag in ["<td", "<th"] {
        for (at, _) in page.match_indices(tag) {
            let end = page[at..]
                .find(&tag.replace('<', "</"))
                .map(|length| at + length)
                .unwrap();
            let text = without_tags(&page[at..end]);
            cells += 1;
            guarded += usize::from(text.starts_with('\''));
            // Changes are told as +1.2 k and −3: they run nothing.
            let is_change = text
                .strip_prefix('+')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            assert!(is_change || !is_formula(&text), "{text:?}");
        }
    }
    assert!(cells > 50 && guarded > 10, "{cells} cells, {guarded} guarded");
}

/// The words between the tags of a piece of a page.
fn without_tags(piece: &str) -> String {
    let mut text = String::new();
    for part in piece.split('<').skip(1) {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    for (entity, letter) in [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        text = text.replace(entity, letter);
    }
    text
}
