//! The CSV for spreadsheets: the same numbers as in the JSON, under the same names.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::program::{CLOSED_LOOP, Scratch, on, reference, run, two_shops};

/// The rows of a table, each by its headings.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn rows(file: &Path, arguments: &str) -> Vec<BTreeMap<String, String>> {
    table(&on(file, arguments).done().stdout)
}

fn json(file: &Path, arguments: &str) -> Value {
    serde_json::from_str(&on(file, arguments).done().stdout).unwrap()
}

/// A cell as the JSON value it stands for.
fn cell(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

/// Checks that every number of the objects in `section` stands in the table of that name.
fn agree(file: &Path, section: &str, key: &str) {
    let answer = json(file, "solve --format json");
    let rows = rows(file, &format!("solve --format csv --table {section}"));
    assert_eq!(
        rows.len(),
        answer[section].as_object().unwrap().len(),
        "{section}"
    );
    for row in &rows {
        for (name, expected) in answer[section][&row[key]].as_object().unwrap() {
            match expected {
                Value::Object(by_segment) => {
                    for (segment, flows) in by_segment {
                        for (name, expected) in flows.as_object().unwrap() {
                            assert_eq!(&cell(&row[&format!("{name}/{segment}")]), expected, "{row:?}");
                        }
                    }
                }
                expected => assert_eq!(&cell(&row[name]), expected, "{name} of {row:?}"),
            }
        }
    }
}

#[test]
fn the_tables_of_a_solution_hold_the_numbers_of_its_json() {
    for file in [two_shops(), reference()] {
        agree(&file, "companies", "company");
        agree(&file, "nodes", "node");
        agree(&file, "links", "link");
        agree(&file, "platforms", "platform");
        agree(&file, "payments", "payment");
    }
}

#[test]
fn the_ledger_has_a_row_an_entry() {
    let answer = json(&two_shops(), "solve --format json");
    let rows = rows(&two_shops(), "solve --format csv --table ledger");
    let entries = answer["ledger"].as_array().unwrap();
    assert_eq!(rows.len(), entries.len());
    for (row, entry) in rows.iter().zip(entries) {
        for (name, expected) in entry.as_object().unwrap() {
            assert_eq!(&cell(&row[name]), expected, "{row:?}");
        }
    }
}

#[test]
fn the_companies_are_the_table_unless_another_is_asked_for() {
    let default = on(&two_shops(), "solve --format csv").done().stdout;
    let companies = on(&two_shops(), "solve --format csv --table companies")
        .done()
        .stdout;
    assert_eq!(default, companies);
    assert!(
        default.starts_with("company,name,captured,gmv,payments,"),
        "{default}"
    );
}

#[test]
fn whatif_has_a_row_a_link_and_company() {
    let answer = json(&reference(), "whatif --format json");
    let rows = rows(&reference(), "whatif --format csv");
    let mut rows = rows.iter();
    for effect in answer["links"].as_array().unwrap() {
        for (company, changes) in effect["companies"].as_object().unwrap() {
            let row = rows.next().unwrap();
            for key in ["link", "action", "visits", "new"] {
                assert_eq!(cell(&row[key]), effect[key], "{row:?}");
            }
            assert_eq!(&row["company"], company);
            for (measure, change) in changes.as_object().unwrap() {
                assert_eq!(&cell(&row[measure]), change, "{row:?}");
            }
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn whatif_tells_where_the_visits_come_from() {
    let answer = json(&two_shops(), "whatif --format json");
    let expected = &answer["links"][0]["diverted"]["links"]["feed-shop"];
    let rows = rows(&two_shops(), "whatif --format csv --table diverted");
    let row = rows
        .iter()
        .find(|row| row["link"] == "feed-sellers" && row["id"] == "feed-shop");
    let row = row.expect("the mini-program takes from the shop's feed");
    assert_eq!(&cell(&row["visits"]), expected);
    assert_eq!((row["action"].as_str(), row["of"].as_str()), ("open", "link"));
}

#[test]
fn whatif_tells_the_concentration_before_and_after() {
    let answer = json(&two_shops(), "whatif --format json");
    let rows = rows(&two_shops(), "whatif --format csv --table concentration");
    assert_eq!(rows.len(), answer["links"].as_array().unwrap().len());
    for (row, effect) in rows.iter().zip(answer["links"].as_array().unwrap()) {
        for measure in ["captured", "gmv", "payments"] {
            let before = &row[format!("{measure}_before").as_str()];
            assert_eq!(&cell(before), &answer["base"]["concentration"][measure]);
            assert_eq!(&cell(&row[measure]), &effect["concentration"][measure]);
        }
    }
}

#[test]
fn check_has_a_row_a_finding() {
    let map = Scratch::new(CLOSED_LOOP);
    let run = on(map.file(), "check --format csv");
    assert_eq!(run.status, 1);
    let rows = table(&run.stdout);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0]["line"].as_str(), rows[0]["object"].as_str()),
        ("5", "nodes/a")
    );
}

/// The two shops with a formula for every name and for the ids that may be one.
fn formulas() -> Scratch {
    let text = std::fs::read_to_string(two_shops()).unwrap();
    let names = ["Acme", "Feed", "Shop", "Sellers", "Wallet"];
    let text = names.iter().fold(text, |text, name| {
        text.replace(
            &format!("name: \"{name}\""),
            &format!("name: \"=HYPERLINK(\\\"{name}\\\")\""),
        )
    });
    let ids = [
        ("acme", "=1+1"),
        ("feed-sellers", "+cmd|'calc'!A0"),
        ("micro", "@micro"),
        ("wallet", "'=wallet"),
    ];
    Scratch::new(&ids.iter().fold(text, |text, (id, formula)| {
        text.replace(&format!("\"{id}\""), &format!("\"{formula}\""))
    }))
}

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let map = formulas();
    let gate = "+cmd|'calc'!A0";
    let (mut guarded, mut negative) = (0, 0);
    for arguments in [
        vec!["check", "--format", "csv"],
        vec!["solve", "--format", "csv"],
        vec!["solve", "--format", "csv", "--table", "nodes"],
        vec!["solve", "--format", "csv", "--table", "links"],
        vec!["solve", "--format", "csv", "--table", "platforms"],
        vec!["solve", "--format", "csv", "--table", "payments"],
        vec!["solve", "--format", "csv", "--table", "ledger"],
        vec!["whatif", "--format", "csv"],
        vec!["whatif", "--format", "csv", "--table", "diverted"],
        vec!["whatif", "--format", "csv", "--table", "concentration"],
        vec!["combos", "--format", "csv"],
        vec!["credit", "--format", "csv"],
        vec!["path", "--format", "csv", "--years", "1", "--open", gate],
        vec!["sensitivity", "--format", "csv", "--output", "=1+1:payoff"],
        vec!["robustness", "--format", "csv", "--draws", "10"],
        vec!["export", "--format", "csv"],
        vec!["export", "--format", "csv", "--table", "links"],
        vec!["export", "--format", "csv", "--table", "companies"],
        vec!["export", "--format", "csv", "--table", "numbers"],
    ] {
        let (command, rest) = arguments.split_first().unwrap();
        let run = run([*command, map.file().to_str().unwrap()].iter().chain(rest)).done();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(run.stdout.as_bytes());
        for row in reader.records() {
            for cell in &row.unwrap() {
                let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!begins || cell.parse::<f64>().is_ok(), "{arguments:?}: {cell:?}");
                guarded += usize::from(cell.starts_with('\''));
                negative += usize::from(cell.starts_with('-'));
            }
        }
    }
    assert!(guarded > 50, "{guarded} cells are guarded");
    assert!(negative > 5, "{negative} numbers are below zero");
}
