//! `credit`: what each closed link adds over all orders, in every form.

use catchment::analysis::credit::{Sampling, credit};
use catchment::file;
use catchment::model::LinkId;
use catchment::quantity::signed;
use catchment::solver::Measure;
use serde_json::{Value, json};

use crate::json::{answer, differences};
use crate::program::{CLOSED_LOOP, Scratch, on, reference, street, two_shops};
use crate::text::columns;

/// Four openings that the reference map is asked about: two at the gates of both, one at each.
const FOUR: &str = "brands-alipay,groups-taobao-link,mini-hub-taobao-mini,taobao-sellers-wechatpay";

/// The JSON of `credit` as documented.
fn shape() -> Value {
    json!({
        "measure": "text",
        "shapley": {"*": {"*": "number"}},
        "interaction": [{"a": "text", "b": "text", "companies": {"*": "number"}}],
        "exact": "flag",
        "standard_error": "number?",
        "total": {"*": "number"},
    })
}

#[test]
fn the_json_has_the_documented_shape() {
    for (file, links) in [
        (two_shops(), String::new()),
        (reference(), format!("--links {FOUR}")),
    ] {
        for measure in ["captured", "gmv", "income", "payoff", "payments"] {
            let credit = answer(
                &file,
                &format!("credit --measure {measure} --format json {links}"),
            );
            assert_eq!(differences(&shape(), &credit, ""), Vec::<String>::new());
            assert_eq!(
                (&credit["measure"], &credit["exact"]),
                (&json!(measure), &json!(true))
            );
        }
    }
}

#[test]
fn the_numbers_are_those_of_the_analysis_unrounded() {
    let map = file::load(&reference()).unwrap().map;
    let links: Vec<LinkId> = FOUR.split(',').map(LinkId::from).collect();
    let expected = credit(&map, None, &links, Measure::Gmv, Sampling::default(), &|_| true).unwrap();
    let expected = serde_json::to_string_pretty(&expected).unwrap() + "\n";
    let json = on(
        &reference(),
        &format!("credit --measure gmv --links {FOUR} --format json"),
    );
    assert_eq!(json.done().stdout, expected);

    let csv = on(
        &reference(),
        &format!("credit --measure gmv --links {FOUR} --format csv"),
    )
    .done()
    .stdout;
    let document: Value = serde_json::from_str(&expected).unwrap();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let cell: Value = serde_json::from_str(&row[3]).unwrap();
        assert_eq!(cell, document["shapley"][&row[0]][&row[1]], "{row:?}");
        assert_eq!((&row[2], &row[4]), ("gmv", ""), "exact values have no error");
        count += 1;
    }
    assert_eq!(count, 4 * map.companies().len());
}

/// Alone in its map, a link is worth what opening it does, and nothing interacts.
#[test]
fn one_link_is_worth_what_it_does() {
    let whatif = answer(&two_shops(), "whatif --format json");
    let effect = whatif["links"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["link"] == "feed-sellers")
        .unwrap();
    let credit = answer(&two_shops(), "credit --measure income --format json");
    let (worth, does) = (
        credit["shapley"]["feed-sellers"]["acme"].as_f64().unwrap(),
        effect["companies"]["acme"]["income"].as_f64().unwrap(),
    );
    assert!(
        (worth - does).abs() <= 1e-9 * does.abs(),
        "{worth} against {does}"
    );
    assert_eq!(credit["interaction"], json!([]));
    let text = on(&two_shops(), "credit --measure income").done().stdout;
    let row = text
        .lines()
        .find(|line| line.starts_with("Feed → Sellers"))
        .unwrap();
    assert!(row.ends_with(&signed(worth)), "{row}");
}

#[test]
fn the_text_adds_up_and_fits_100_columns() {
    let text = on(&reference(), &format!("credit --links {FOUR}")).done().stdout;
    assert!(text.lines().all(|line| columns(line) <= 100), "{text}");
    let flat = text.replace('\n', " ");
    for expected in [
        "Payoff (CNY / day): what each link adds on average over all orders of opening",
        "All together",
        "The 5 companies that are credited least are not shown.",
        "+ Groups 微信群",
    ] {
        assert!(flat.contains(expected), "{expected} is missing in\n{text}");
    }
    let json = answer(&reference(), &format!("credit --links {FOUR} --format json"));
    let total = json["total"]["alibaba"].as_f64().unwrap();
    let row = text
        .lines()
        .find(|line| line.starts_with("All together"))
        .unwrap();
    assert!(row.contains(&signed(total)), "{row}");
}

#[test]
fn links_that_start_open_can_be_credited_from_closed() {
    let credit = answer(
        &two_shops(),
        "credit --links feed-shop,feed-sellers --format json",
    );
    assert_eq!(credit["shapley"].as_object().unwrap().len(), 2);
    assert_eq!(credit["interaction"].as_array().unwrap().len(), 1);
}

#[test]
fn interactions_have_a_table_of_their_own() {
    let csv = on(
        &two_shops(),
        "credit --links feed-shop,feed-sellers --format csv --table interaction",
    );
    let csv = csv.done().stdout;
    assert!(
        csv.starts_with("a,b,company,measure,interaction\nfeed-shop,feed-sellers,acme,payoff,"),
        "{csv}"
    );
}

#[test]
fn a_map_with_nothing_to_credit_says_so() {
    let map = Scratch::new(&street(3));
    let text = on(map.file(), "credit").done().stdout;
    assert!(text.contains("nothing to credit"), "{text}");
    let json = answer(map.file(), "credit --format json");
    assert_eq!((&json["shapley"], &json["total"]), (&json!({}), &json!({})));
}

#[test]
fn links_that_cannot_be_credited_are_told_why() {
    let said = on(&two_shops(), "credit --links feed").failed(1).stderr;
    assert!(
        said.contains("no link \"feed\"; it has feed-sellers, feed-shop"),
        "{said}"
    );
    let said = on(&two_shops(), "credit --links feed-shop,feed-shop")
        .failed(1)
        .stderr;
    assert!(said.contains("\"feed-shop\" is named twice"), "{said}");

    let maze = CLOSED_LOOP.replace(
        "    nodes: {",
        "    companies: { \"m\": Company(name: \"M\") },\n    nodes: {",
    );
    let shut = Scratch::new(&maze.replace("to: \"a\", kind: Direct", "to: \"a\", kind: Direct, open: false"));
    let said = on(shut.file(), "credit --links back").failed(1).stderr;
    assert!(
        said.contains("1 combination has no steady state, among them back open"),
        "{said}"
    );
    assert!(said.contains("closed loop"), "{said}");
}
