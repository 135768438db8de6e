//! `combos`: every combination of the closed links, in every form.

use std::path::PathBuf;
use std::process::Stdio;

use catchment::file;
use catchment::model::Scenario;
use catchment::solver::{Measure, solve};
use serde_json::{Value, json};

use crate::json::{answer, differences};
use crate::program::{Scratch, on, one_way_out, program, reference};
use crate::text::columns;

fn two_walls() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-walls.ron")
}

/// The JSON of `combos` as documented.
fn shape() -> Value {
    json!({
        "links": ["text"], "measures": ["text"], "companies": ["text"], "sampled": "flag",
        "rows": [{"open": ["text"], "companies": {"*": {"*": "number"}}}],
    })
}

#[test]
fn the_json_has_a_full_solve_for_every_combination() {
    let combos = answer(&two_walls(), "combos --format json");
    assert_eq!(differences(&shape(), &combos, ""), Vec::<String>::new());
    assert_eq!(combos["links"], json!(["ada-to-bob", "bob-to-ada"]));
    assert_eq!(combos["measures"], json!(Measure::ALL.map(Measure::name)));
    let map = file::load(&two_walls()).unwrap().map;
    let rows = combos["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows {
        let open = row["open"].as_array().unwrap().iter();
        let scenario = Scenario {
            open: open.map(|id| id.as_str().unwrap().into()).collect(),
            ..Scenario::default()
        };
        let full = solve(&map, Some(&scenario)).unwrap();
        for (id, flow) in full.companies.iter() {
            for measure in Measure::ALL {
                let found = row["companies"][id.as_str()][measure.name()].as_f64().unwrap();
                assert!((found - flow.get(measure)).abs() <= 1e-9 * found.abs(), "{row}");
            }
        }
    }
}

#[test]
fn the_csv_has_the_rows_of_the_json() {
    let options = "--measure payoff,captured --links bob-to-ada,ada-to-bob";
    let json = answer(&two_walls(), &format!("combos --format json {options}"));
    let csv = on(&two_walls(), &format!("combos --format csv {options}"))
        .done()
        .stdout;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let headings = [
        "bob-to-ada",
        "ada-to-bob",
        "problem",
        "company",
        "payoff",
        "captured",
    ];
    assert_eq!(rows.headers().unwrap(), &headings[..]);
    let mut count = 0;
    for (row, at) in rows.records().zip(0..) {
        let row = row.unwrap();
        let expected = &json["rows"][at / 2];
        let open = headings[..2].iter().zip(&row).filter(|(_, open)| *open == "1");
        let open: Vec<_> = open.map(|(id, _)| *id).collect();
        assert_eq!(json!(open), expected["open"]);
        for (measure, cell) in headings[4..].iter().zip(row.iter().skip(4)) {
            let number: f64 = cell.parse().unwrap();
            assert_eq!(json!(number), expected["companies"][&row[3]][measure]);
        }
        count += 1;
    }
    assert_eq!(count, 8);
}

#[test]
fn the_text_tells_the_best_bundles_and_fits() {
    let text = on(&two_walls(), "combos").done().stdout;
    assert!(text.contains("All 4 combinations of 2 links."), "{text}");
    let mut lines = text.lines().skip_while(|line| !line.starts_with("Best for Ada:"));
    assert!(lines.next().unwrap().ends_with("+900"), "{text}");
    assert_eq!(lines.next().unwrap().trim(), "└ Bob's feed → Ada's shop");
    assert!(text.contains("Best for all together:"), "{text}");
    let some = "--links brands-alipay,groups-taobao-link,mini-hub-taobao-mini";
    let text = on(&reference(), &format!("combos {some}")).done().stdout;
    for line in text.lines() {
        assert!(columns(line) <= 100, "{line}");
    }
}

#[test]
fn a_combination_without_a_steady_state_says_why_in_its_row() {
    let map = Scratch::new(&one_way_out());
    let combos = answer(map.file(), "combos --links out --format json");
    let problem = combos["rows"][0]["problem"].as_str().unwrap();
    assert!(problem.contains("closed loop: a → b → a"), "{problem}");
    assert_eq!(combos["rows"][1].get("problem"), None);
    let csv = on(map.file(), "combos --links out --format csv --measure gmv").done();
    assert!(
        csv.stdout.lines().nth(1).unwrap().starts_with("0,"),
        "{}",
        csv.stdout
    );
    let text = on(map.file(), "combos --links out").done().stdout;
    assert!(text.contains("1 of them has no steady state."), "{text}");
}

#[test]
fn what_cannot_be_combined_is_refused() {
    let said = on(&two_walls(), "combos --links nowhere").failed(1).stderr;
    assert!(said.contains("nowhere"), "{said}");
    let said = on(&two_walls(), "combos --links nobody,nobody --format json").failed(1);
    assert!(said.stderr.contains("named twice"), "{}", said.stderr);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = program()
        .args(["combos", "--format", "csv"])
        .arg(reference())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_result_that_fails_leaves_the_old_file_alone() {
    let map = Scratch::new(&std::fs::read_to_string(two_walls()).unwrap());
    let target = map.beside("result");
    std::fs::write(&target, "old").unwrap();
    let out = format!("--format json --out {}", target.display());
    on(map.file(), &format!("combos --links nobody,nobody {out}")).failed(1);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
    on(map.file(), &format!("combos {out}")).done();
    let written = std::fs::read_to_string(&target).unwrap();
    assert_eq!(written, on(map.file(), "combos --format json").done().stdout);
}
