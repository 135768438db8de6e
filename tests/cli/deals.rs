//! `deals`: what companies would agree on, in every form.

use std::path::{Path, PathBuf};

use catchment::analysis::deals::Negotiation;
use catchment::file;
use serde_json::{Value, json};

use crate::json::{answer, differences};
use crate::program::{on, reference, two_shops};
use crate::text::columns;

/// Two companies, each of which loses by opening its own gate and gains more by the other's.
fn two_walls() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/two-walls.ron")
}

const WALLS: &str = "deals --players ada,bob";
const FOUR: &str = "deals --players alibaba,tencent \
    --links brands-alipay,groups-taobao-link,mini-hub-taobao-mini,taobao-sellers-wechatpay";

/// The JSON of `deals` as documented.
fn shape() -> Value {
    let offer = json!({"open": ["text"], "gains": {"*": "number"}});
    let with = |more: Value| {
        let mut shape = offer.clone();
        shape
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        shape
    };
    let transfers = json!([{"from": "text", "to": "text", "amount": "number"}]);
    json!({
        "players": ["text"], "links": ["text"],
        "status_quo": {"*": "number"},
        "rational": "number", "unsolvable": "number",
        "pareto": [offer],
        "nash_equilibria": [["text"]], "stable": [["text"]],
        "nash_bargaining": with(json!({"product": "number", "unique": "flag"})),
        "with_side_payments": with(json!({"total": "number", "transfers": transfers, "unique": "flag"})),
    })
}

#[test]
fn the_json_has_the_documented_shape() {
    for (file, arguments) in [(two_walls(), WALLS), (reference(), FOUR)] {
        for more in ["", " --side-payments"] {
            let deals = answer(&file, &format!("{arguments}{more} --format json"));
            assert_eq!(differences(&shape(), &deals, ""), Vec::<String>::new());
        }
    }
    let deals = answer(
        &two_walls(),
        &format!("{WALLS} --bundle ada-to-bob --format json"),
    );
    let bundle = json!({
        "open": ["text"], "gains": {"*": "number"},
        "transfers": [{"from": "text", "to": "text", "amount": "number"}],
        "shortfall": "number",
        "split": [{"from": "text", "to": "text", "amount": "number"}],
    });
    assert_eq!(differences(&bundle, &deals["bundle"], ""), Vec::<String>::new());
}

/// Half of the visitors go through an open gate, and each pays the shop's owner 3 beside the visit
/// that it brings: Ada's 1,000 cost it 500 and bring Bob 2,000; Bob's 600 cost it 300 and bring Ada
/// 1,200.
#[test]
fn two_walls_have_the_answers_worked_out_by_hand() {
    let deals = answer(
        &two_walls(),
        &format!("{WALLS} --bundle ada-to-bob --format json"),
    );
    assert_eq!(deals["players"], json!(["ada", "bob"]));
    assert_eq!(
        deals["links"],
        json!(["ada-to-bob", "bob-to-ada"]),
        "nobody keeps the third"
    );
    assert_eq!(deals["status_quo"], json!({"ada": 1000.0, "bob": 600.0}));
    assert_eq!(deals["rational"], 2);
    assert_eq!(deals["nash_equilibria"], json!([[]]), "alone nobody opens");
    let agreed = &deals["nash_bargaining"];
    assert_eq!(agreed["open"], json!(["ada-to-bob", "bob-to-ada"]));
    assert_eq!(agreed["gains"], json!({"ada": 700.0, "bob": 1700.0}));
    assert_eq!(
        (&agreed["product"], &agreed["unique"]),
        (&json!(1_190_000.0), &json!(true))
    );
    let paid = &deals["with_side_payments"];
    assert_eq!(paid["total"], 2400.0);
    assert_eq!(
        paid["transfers"],
        json!([{"from": "bob", "to": "ada", "amount": 500.0}])
    );
    let bundle = &deals["bundle"];
    assert_eq!(bundle["gains"], json!({"ada": -500.0, "bob": 2000.0}));
    assert_eq!(
        bundle["transfers"],
        json!([{"from": "bob", "to": "ada", "amount": 500.0}])
    );
    assert_eq!(
        bundle["split"],
        json!([{"from": "bob", "to": "ada", "amount": 1250.0}])
    );
}

#[test]
fn the_numbers_are_those_of_the_analysis_unrounded() {
    let map = file::load(&two_walls()).unwrap().map;
    let players = ["ada".into(), "bob".into()];
    let negotiation = Negotiation::new(&map, None, &players, None, &|_| true).unwrap();
    let expected = serde_json::to_string_pretty(&negotiation.deals()).unwrap() + "\n";
    assert_eq!(
        on(&two_walls(), &format!("{WALLS} --format json")).done().stdout,
        expected
    );
}

#[test]
fn the_text_tells_who_agrees_on_what_and_who_pays() {
    let text = on(
        &two_walls(),
        &format!("{WALLS} --side-payments --bundle ada-to-bob"),
    )
    .done()
    .stdout;
    let flat = text.replace('\n', " ");
    for expected in [
        "Ada and Bob over the 2 closed links that are theirs alone to open.",
        "Of 4 combinations 2 let nobody lose",
        "With payments all together gain 2,400 CNY / day. Bob pays Ada 500 CNY / day; each then gains 1,200 CNY / day.",
        "Ada loses 500 CNY / day and Bob gains 2,000 CNY / day.",
        "For nobody to lose, Bob pays Ada 500 CNY / day at least.",
        "To gain all the same, Bob pays Ada 1,250 CNY / day.",
    ] {
        assert!(flat.contains(expected), "{expected} is missing in\n{text}");
    }
    let row = text
        .lines()
        .find(|line| line.starts_with("Agreed without payments"))
        .unwrap();
    assert_eq!(
        row.split_whitespace().collect::<Vec<_>>()[3..],
        ["1,", "2", "+700", "+1,700", "+2,400"]
    );
    let without = on(&two_walls(), WALLS).done().stdout;
    assert!(
        !without.contains("payments all together"),
        "only when asked for\n{without}"
    );
}

#[test]
fn the_reference_map_fits_100_columns() {
    let text = on(
        &reference(),
        &format!("{FOUR} --side-payments --bundle mini-hub-taobao-mini"),
    )
    .done()
    .stdout;
    assert!(text.lines().all(|line| columns(line) <= 100), "{text}");
    assert!(
        text.contains("Agreed with payments") && text.contains("pays"),
        "{text}"
    );
}

#[test]
fn the_tables_hold_every_bundle_and_payment() {
    let deals = answer(&two_walls(), &format!("{WALLS} --format json"));
    let csv = on(&two_walls(), &format!("{WALLS} --format csv")).done().stdout;
    let mut kinds = std::collections::BTreeMap::new();
    for row in csv::Reader::from_reader(csv.as_bytes()).records() {
        let row = row.unwrap();
        *kinds.entry(row[0].to_owned()).or_insert(0) += 1;
        if &row[0] == "nash_bargaining" {
            assert_eq!(&row[1], "ada-to-bob bob-to-ada");
            let gain: Value = serde_json::from_str(&row[3]).unwrap();
            assert_eq!(gain, deals["nash_bargaining"]["gains"][&row[2]]);
        }
    }
    assert_eq!(kinds["pareto"], 2 * deals["pareto"].as_array().unwrap().len());
    assert_eq!((kinds["status_quo"], kinds["stable"]), (2, 2));
    let csv = on(&two_walls(), &format!("{WALLS} --format csv --table payments"))
        .done()
        .stdout;
    assert_eq!(
        csv,
        "kind,open,from,to,amount\nwith_side_payments,ada-to-bob bob-to-ada,bob,ada,500.0\n"
    );
}

#[test]
fn players_and_links_that_make_no_sense_are_answered_with_those_that_do() {
    for (arguments, expected) in [
        (
            "deals --players ada",
            "1 player is not enough for a deal; name two or more, it could be ada, bob",
        ),
        (
            "deals --players ada,eve",
            "there is no company \"eve\"; it could be ada, bob",
        ),
        ("deals --players ada,ada", "player \"ada\" is named twice"),
        ("deals --players ada,", "there is no company \"\""),
        (
            "deals --players ada,bob --links nobody",
            "it could be ada-to-bob, bob-to-ada",
        ),
        (
            "deals --players ada,bob --links ada-to-bob --bundle bob-to-ada",
            "it could be ada-to-bob",
        ),
        (
            "deals --players ada,bob --bundle moon",
            "link \"moon\" is not for these players to open",
        ),
    ] {
        let said = on(&two_walls(), arguments).failed(1).stderr;
        assert!(said.contains(expected), "{arguments}: {said}");
    }
    let said = on(&two_shops(), "deals --players acme,bolt").failed(1).stderr;
    assert!(
        said.contains("there is no company \"bolt\"; it could be acme"),
        "{said}"
    );
}

#[test]
fn without_a_link_of_their_own_there_is_nothing_to_agree_on() {
    let text = on(&reference(), "deals --players baidu,jd --links")
        .failed(2)
        .stderr;
    assert!(text.contains("--links"), "{text}");
    let text = on(&reference(), "deals --players baidu,rails --side-payments")
        .done()
        .stdout;
    assert!(
        text.replace('\n', " ").contains("there is nothing to agree on"),
        "{text}"
    );
    let deals = answer(&reference(), "deals --players baidu,rails --format json");
    assert_eq!((&deals["links"], &deals["rational"]), (&json!([]), &json!(1)));
}
