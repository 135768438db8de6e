//! Calibration on the command line.

use std::fs;

use serde_json::{Value, json};

use crate::json::{answer, differences};
use crate::program::{Scratch, on, two_shops};
use crate::text::fits;

const TARGETS: &str = r#"Targets(
    observed: [
        Observed(of: "nodes/feed/visits", value: 700.0, within: 10.0, source: "a report"),
        Observed(of: "platforms/shop/orders", value: 120.0, within: 2.0),
    ],
    free: ["nodes/feed/arrivals/micro", "links/shop-sellers/pull"],
)
"#;

fn shape() -> Value {
    json!({
        "ended": "text", "converged": "flag", "objective": ["number"],
        "targets": [{
            "of": "text", "observed": "number", "within": "number", "before": "number", "after": "number",
            "residual": "number",
        }],
        "free": [{
            "number": "text", "before": "number", "value": "number", "low": "number", "high": "number",
            "identified": "flag", "as_evidence": "flag",
        }],
        "singular_values": ["number"], "not_identified": [["text"]],
    })
}

/// The two shops with a file of targets beside them, and the option that names it.
fn scratch(targets: &str) -> (Scratch, String) {
    let map = Scratch::new(&fs::read_to_string(two_shops()).unwrap());
    let file = map.beside("targets.ron");
    fs::write(&file, targets).unwrap();
    let option = format!("calibrate --targets {}", file.display());
    (map, option)
}

#[test]
fn json_has_the_documented_shape_and_the_model_meets_the_totals() {
    let (map, option) = scratch(TARGETS);
    let out = map.beside("calibrated.ron");
    let found = answer(
        map.file(),
        &format!("{option} --format json --out {}", out.display()),
    );
    assert_eq!(differences(&shape(), &found, ""), Vec::<String>::new());
    assert_eq!(found["not_identified"], json!([]));
    let solved = answer(&out, "solve --format json");
    let visits = solved["nodes"]["feed"]["visits"].as_f64().unwrap();
    let orders = solved["platforms"]["shop"]["orders"].as_f64().unwrap();
    assert!(
        (visits - 700.0).abs() < 0.01 && (orders - 120.0).abs() < 0.01,
        "{visits} {orders}"
    );
    let text = fs::read_to_string(out).unwrap();
    assert!(
        text.contains("calibrated to nodes/feed/visits, platforms/shop/orders"),
        "{text}"
    );
}

#[test]
fn the_text_fits_and_names_what_is_not_identified() {
    let (map, option) = scratch(&TARGETS.replace("\"links/shop-sellers/pull\"", "\"nodes/wallet/fee\""));
    let text = fits(map.file(), &option);
    assert!(
        text.contains("Not identified: nodes/wallet/fee changes none of the totals."),
        "{text}"
    );
    let csv = on(map.file(), &format!("{option} --format csv")).done().stdout;
    assert_eq!(csv.lines().count(), 3, "{csv}");
}

#[test]
fn nonsense_targets_are_told_with_their_places() {
    for (old, new, place, says) in [
        (
            "platforms/shop/orders",
            "platforms/feed/orders",
            "4:9",
            "no such total",
        ),
        ("platforms/shop/orders", "gmv", "4:9", "no total"),
        ("within: 2.0", "within: 0.0", "4:9", "above 0"),
        ("value: 700.0", "value: NaN", "3:9", "no finite number"),
        (
            "\"links/shop-sellers/pull\"",
            "\"links/none/pull\"",
            "6:41",
            "no number of this map",
        ),
        (
            "\"links/shop-sellers/pull\"",
            "\"nodes/feed/arrivals/micro\"",
            "6:41",
            "twice",
        ),
        ("within: 2.0", "wthin: 2.0", "4:", "wthin"),
        ("free:", "fre:", "6:", "fre"),
        (TARGETS, "", "1:1", "an empty file"),
    ] {
        let (map, option) = scratch(&TARGETS.replace(old, new));
        let run = on(map.file(), &option).failed(1);
        assert!(run.stderr.contains(says), "{new}: {}", run.stderr);
        assert!(
            run.stderr.contains(&format!("targets.ron:{place}")),
            "{new}: {}",
            run.stderr
        );
    }
    on(&two_shops(), "calibrate").failed(2);
    on(&two_shops(), "calibrate --targets /no/such/file").failed(1);
}
