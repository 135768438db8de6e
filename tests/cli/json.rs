//! The JSON that scripts read: a public interface, kept to the letter of its description.

use std::path::Path;

use catchment::analysis::whatif::whatif;
use catchment::file;
use catchment::model::{Map, Scenario};
use catchment::solver::{self, Compiled, Search};
use serde_json::{Map as Object, Value, json};

use crate::program::{CLOSED_LOOP, Scratch, on, reference, two_shops};

/// The JSON of `solve` as documented. A text is the type of a value; `*` stands for any id.
fn solve_shape() -> Value {
    json!({
        "model": "text", "scenario": "text?",
        "status": {
            "certificate": "text", "iterations": "number", "spectral_radius": "number?", "warnings": ["text"],
        },
        "nodes": {"*": {
            "visits": "number", "exits": "number", "paid": "number",
            "by_segment": {"*": {"visits": "number", "exits": "number", "paid": "number"}},
        }},
        "links": {"*": {
            "open": "flag", "visits": "number", "share": "number",
            "by_segment": {"*": {"visits": "number", "share": "number"}},
            "ad_spend": "number", "attributed_gmv": "number", "weight": "number",
        }},
        "platforms": {"*": {
            "gmv": "number", "orders": "number", "commission": "number", "ad_budget": "number",
            "ad_unspent": "number", "take_rate": "number",
        }},
        "payments": {"*": {"payments": "number", "volume": "number", "fees": "number"}},
        "companies": {"*": company_shape()},
        "leaked": "number", "arrivals": "number",
        "concentration": concentration_shape(),
        "ledger": [{"from": "text", "to": "text", "kind": "text", "amount": "number"}],
        "residuals": {"traffic": "number", "ledger": "number", "gmv": "number", "ads": "number"},
    })
}

/// The JSON of `whatif` as documented.
fn whatif_shape() -> Value {
    json!({
        "base": {"companies": {"*": company_shape()}, "concentration": concentration_shape()},
        "links": [{
            "link": "text", "action": "text", "visits": "number", "new": "number",
            "diverted": {"links": {"*": "number"}, "companies": {"*": "number"}},
            "companies": {"*": company_shape()}, "concentration": concentration_shape(),
        }],
    })
}

fn concentration_shape() -> Value {
    json!({"captured": "number", "gmv": "number", "payments": "number"})
}

pub fn company_shape() -> Value {
    json!({
        "captured": "number", "gmv": "number", "payments": "number", "payment_volume": "number",
        "commission": "number", "ads": "number", "fees": "number", "referral": "number",
        "income": "number", "payoff": "number",
    })
}

/// Every difference of `value` from `shape`, by path. In a shape a text is the type of a value; `*`
/// stands for any id.
pub fn differences(shape: &Value, value: &Value, path: &str) -> Vec<String> {
    match (shape, value) {
        (Value::Object(shape), Value::Object(value)) => match shape.get("*") {
            Some(any) => value
                .iter()
                .flat_map(|(id, value)| differences(any, value, &format!("{path}/{id}")))
                .collect(),
            None => object_differences(shape, value, path),
        },
        (Value::Array(shape), Value::Array(value)) => value
            .iter()
            .enumerate()
            .flat_map(|(index, value)| differences(&shape[0], value, &format!("{path}/{index}")))
            .collect(),
        (Value::String(kind), value) if is_of(kind, value) => Vec::new(),
        _ => vec![format!("{path}: {value} is not {shape}")],
    }
}

fn object_differences(
    shape: &Object<String, Value>,
    value: &Object<String, Value>,
    path: &str,
) -> Vec<String> {
    let mut found = Vec::new();
    for (key, shape) in shape {
        match value.get(key) {
            Some(value) => found.extend(differences(shape, value, &format!("{path}/{key}"))),
            None => found.push(format!("{path}/{key} is missing")),
        }
    }
    let extra = value.keys().filter(|key| !shape.contains_key(*key));
    found.extend(extra.map(|key| format!("{path}/{key} is not documented")));
    found
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind.strip_suffix('?') {
        Some(kind) => value.is_null() || is_of(kind, value),
        None => match kind {
            "text" => value.is_string(),
            "number" => value.is_number(),
            "flag" => value.is_boolean(),
            _ => false,
        },
    }
}

pub fn answer(file: &Path, arguments: &str) -> Value {
    serde_json::from_str(&on(file, arguments).done().stdout).unwrap()
}

fn map_of(file: &Path) -> Map {
    file::load(file).unwrap().map
}

#[test]
fn solve_has_the_documented_shape() {
    for file in [two_shops(), reference()] {
        let answer = answer(&file, "solve --format json");
        assert_eq!(differences(&solve_shape(), &answer, ""), Vec::<String>::new());
    }
    let mini = answer(&two_shops(), "solve --format json --scenario mini");
    assert_eq!(differences(&solve_shape(), &mini, ""), Vec::<String>::new());
}

#[test]
fn whatif_has_the_documented_shape() {
    for file in [two_shops(), reference()] {
        let answer = answer(&file, "whatif --format json");
        assert_eq!(differences(&whatif_shape(), &answer, ""), Vec::<String>::new());
    }
}

#[test]
fn a_departure_from_the_shape_is_found() {
    let mut answer = answer(&two_shops(), "solve --format json");
    answer["nodes"]["feed"]["paid"] = json!("much");
    answer["leaked"] = Value::Null;
    answer["more"] = json!(1);
    answer.as_object_mut().unwrap().remove("arrivals");
    assert_eq!(differences(&solve_shape(), &answer, "").len(), 4);
}

#[test]
fn solve_gives_every_object_of_the_map_and_its_scenario() {
    let map = map_of(&two_shops());
    let today = answer(&two_shops(), "solve --format json");
    assert_eq!(today["model"], "Two shops");
    assert_eq!(today["scenario"], Value::Null);
    let keys =
        |section: &str| -> Vec<String> { today[section].as_object().unwrap().keys().cloned().collect() };
    assert_eq!(
        keys("nodes"),
        map.nodes().keys().map(ToString::to_string).collect::<Vec<_>>()
    );
    assert_eq!(
        keys("links"),
        map.links().keys().map(ToString::to_string).collect::<Vec<_>>()
    );
    assert_eq!(keys("companies"), ["acme"]);
    assert_eq!(keys("platforms"), ["shop"]);
    assert_eq!(keys("payments"), ["wallet"]);

    let mini = answer(&two_shops(), "solve --format json --scenario mini");
    assert_eq!(mini["scenario"], "mini");
    assert_eq!(mini["links"]["feed-sellers"]["open"], true);
}

// The bytes are compared, not parsed values: reading a number may lose its last bit.

#[test]
fn solve_gives_the_numbers_of_the_solver_unrounded() {
    for (file, id) in [
        (two_shops(), None),
        (two_shops(), Some("mini")),
        (reference(), None),
    ] {
        let map = map_of(&file);
        let scenario: Option<&Scenario> = id.map(|id| &map.scenarios()[id]);
        let solution = solver::solve(&map, scenario).unwrap();
        let solution = serde_json::to_string_pretty(&solution).unwrap();
        let expected = format!(
            "{{\n  \"model\": {},\n  \"scenario\": {},{}\n",
            json!(map.name()),
            json!(id),
            solution.strip_prefix('{').unwrap()
        );
        let option = id.map_or_else(String::new, |id| format!(" --scenario {id}"));
        let answer = on(&file, &format!("solve --format json{option}")).done();
        assert_eq!(answer.stdout, expected);
    }
}

#[test]
fn whatif_gives_the_numbers_of_the_analysis_unrounded() {
    let map = map_of(&two_shops());
    let mini = &map.scenarios()["mini"];
    for (scenario, option) in [(None, ""), (Some(mini), " --scenario mini")] {
        let compiled = Compiled::new(&map).unwrap();
        let base = compiled.solve(scenario, Search::FromToday).unwrap();
        let expected = serde_json::to_string_pretty(&whatif(&compiled, scenario, &base, &|| true)).unwrap();
        let answer = on(&two_shops(), &format!("whatif --format json{option}")).done();
        assert_eq!(answer.stdout, expected + "\n");
    }
}

#[test]
fn sensitivity_has_the_documented_shape_and_the_output_of_solve() {
    let shape = json!({
        "output": "text", "value": "number",
        "elasticities": [{
            "path": "text", "value": "number", "elasticity": "number?", "derivative": "number?",
        }],
    });
    for (file, company, option) in [
        (two_shops(), "acme", ""),
        (two_shops(), "acme", " --scenario mini"),
        (reference(), "tencent", " --scenario everything-open"),
    ] {
        let answer = answer(
            &file,
            &format!("sensitivity --output {company}:payoff --format json{option}"),
        );
        assert_eq!(differences(&shape, &answer, ""), Vec::<String>::new());
        let solved = self::answer(&file, &format!("solve --format json{option}"));
        let (mine, full) = (&answer["value"], &solved["companies"][company]["payoff"]);
        let off = mine.as_f64().unwrap() / full.as_f64().unwrap() - 1.0;
        assert!(off.abs() < 1e-9, "{mine} against {full}");
        let rows = answer["elasticities"].as_array().unwrap();
        let sizes: Vec<f64> = rows
            .iter()
            .filter_map(|row| row["elasticity"].as_f64())
            .map(f64::abs)
            .collect();
        assert!(sizes.len() > 5 && sizes.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn sensitivity_names_what_it_cannot_read() {
    let run = on(&two_shops(), "sensitivity --output acme:fame");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("COMPANY:MEASURE"), "{}", run.stderr);
    let run = on(&two_shops(), "sensitivity --output nobody:gmv");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("no such company"), "{}", run.stderr);
}

#[test]
fn check_gives_every_finding_with_its_place() {
    let map = Scratch::new(CLOSED_LOOP);
    let run = on(map.file(), "check --format json");
    assert_eq!(run.status, 1);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["errors"], 1);
    let finding = &report["diagnostics"][0];
    assert_eq!(finding["severity"], "error");
    assert_eq!((&finding["line"], &finding["column"]), (&json!(5), &json!(40)));
    assert_eq!(
        (&finding["object"], &finding["field"]),
        (&json!("nodes/a"), &json!("leave"))
    );
}
