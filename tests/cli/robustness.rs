//! How far the answers hold, on the command line.

use serde_json::{Value, json};

use crate::json::{answer, differences};
use crate::program::{on, reference, two_shops};
use crate::text::fits;

const OPENING: &str = "--open mini-hub-taobao-mini";

fn change_shape() -> Value {
    json!({"open": ["text"], "close": ["text"]})
}

fn robustness_shape() -> Value {
    json!({
        "draws": {
            "measure": "text", "draws": "number", "seed": "number", "unsolved": "number", "numbers": "number",
            "stated": "number",
            "changes": [{"open": ["text"], "close": ["text"], "companies": {"*": {
                "base": "number", "p5": "number", "p50": "number", "p95": "number", "same_sign": "number",
            }}}],
            "ranking": {"*": {"best": "number", "same_best": "number", "same_order": "number"}},
            "deal": {"players": ["text"], "best": "number?", "same": "number", "shares": ["number"]},
        },
        "tornado": {
            "company": "text", "measure": "text", "change": change_shape(), "base": "number",
            "rows": [{
                "number": "text", "value": "number", "low": "number", "high": "number", "cut": "number?",
                "filled_up": "flag", "stated": "flag", "at_low": "number?", "at_high": "number?",
            }],
        },
        "break_even": {
            "number": "text", "value": "number", "from": "number", "to": "number", "gain": "number",
            "values": ["number"],
        },
    })
}

#[test]
fn json_has_the_documented_shape() {
    let arguments = format!(
        "robustness {OPENING} --company tencent --tornado --break-even companies/tencent/visit_value --draws 20 \
         --format json"
    );
    let mut found = answer(&reference(), &arguments);
    let bundle = found["draws"].as_object_mut().unwrap().remove("bundle");
    assert_eq!(bundle, Some(Value::Null), "one change is the bundle asked about");
    assert_eq!(differences(&robustness_shape(), &found, ""), Vec::<String>::new());
    assert_eq!(
        found["draws"]["changes"][0]["open"],
        json!(["mini-hub-taobao-mini"])
    );
    let alone = answer(&reference(), "robustness --draws 5 --format json");
    assert_eq!(
        (&alone["tornado"], &alone["break_even"]),
        (&Value::Null, &Value::Null)
    );
    let openings = alone["draws"]["changes"].as_array().unwrap();
    assert_eq!(
        openings.len(),
        alone["draws"]["deal"]["shares"].as_array().unwrap().len()
    );
    assert!(openings.len() > 10, "each gated link of the reference map");
    let bundle = json!({
        "links": ["text"], "exact": "flag", "draws": "number", "best": ["text"], "same": "number",
        "others": [{"open": ["text"], "share": "number"}], "in_best": {"*": "number"},
    });
    assert_eq!(
        differences(&bundle, &alone["draws"]["bundle"], ""),
        Vec::<String>::new()
    );
}

#[test]
fn the_same_seed_prints_the_same() {
    let run = |seed: &str| {
        on(
            &two_shops(),
            &format!("robustness --draws 50 --seed {seed} --format csv"),
        )
        .done()
        .stdout
    };
    assert_eq!(run("3"), run("3"));
    assert_ne!(run("3"), run("4"));
    assert!(
        run("3").starts_with("open,close,company,base,p5,p50,p95,same_sign\n"),
        "{}",
        run("3")
    );
}

#[test]
fn the_text_fits_and_says_what_was_drawn() {
    let text = fits(&reference(), "robustness --draws 20");
    assert!(
        text.starts_with("Alibaba and Tencent, mid 2021: today\n"),
        "{text}"
    );
    assert!(text.contains("20 draws (seed 1) of "), "{text}");
    assert!(text.contains("The best deal of "), "{text}");
    assert!(text.contains("The best bundle of "), "{text}");
    let text = fits(
        &reference(),
        &format!("robustness {OPENING} --company alibaba --tornado"),
    );
    assert!(!text.contains("draws"), "{text}");
    let text = fits(
        &two_shops(),
        "robustness --open feed-sellers --company acme --break-even nodes/wallet/fee",
    );
    assert!(text.contains("nodes/wallet/fee is 0.00200"), "{text}");
}

#[test]
fn odd_arguments_are_refused() {
    let file = two_shops();
    for (arguments, status, says) in [
        ("robustness --open nowhere", 1, "no link \"nowhere\""),
        (
            "robustness --company nobody --tornado",
            1,
            "no company \"nobody\"",
        ),
        ("robustness --players acme,nobody", 1, "no company \"nobody\""),
        (
            "robustness --company acme --break-even nodes/shop/colour",
            1,
            "nodes/shop/colour",
        ),
        ("robustness --tornado", 2, "--company"),
        ("robustness --draws 0", 2, "0"),
        ("robustness --open a --scenario mini", 2, "--scenario"),
    ] {
        let run = on(&file, arguments).failed(status);
        assert!(run.stderr.contains(says), "{arguments}: {}", run.stderr);
    }
}
