//! The model file: what it accepts, its canonical form, and that nothing is lost on the way.

use crate::common::any_map::any_map;
use crate::common::example::EXAMPLE;
use catchment::file::{Parsed, parse, to_text};
use catchment::model::{Company, Edit, Evidence, Map, NodeId, Number, Pull};
use proptest::prelude::*;

fn read(text: &str) -> Parsed {
    parse(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

/// The documented example as this version writes it.
const CANONICAL: &str = r##"Model(
    format: 1,
    name: "Two shops",
    units: Units(traffic: "visits", period: "day", currency: "CNY"),
    companies: {
        "acme": Company(name: "Acme", color: "#1677ff", visit_value: 0.15, payment_value: 0.01),
    },
    segments: {
        "large": Segment(name: "Large tickets"),
        "micro": Segment(name: "Micro tickets"),
    },
    nodes: {
        "feed": Channel(name: "Feed", owner: "acme", arrivals: {"large": 160.0, "micro": 500.0}, at: (0.0, 0.0)),
        "sellers": Merchant(name: "Sellers", sells_on: "shop", ticket: {"large": 150.0, "micro": 40.0}, at: (480.0, 0.0)),
        "shop": Platform(name: "Shop", owner: "acme", commission: 0.006, ad_rate: 0.041, network_effect: 0.1, at: (240.0, 0.0)),
        "wallet": Payment(name: "Wallet", owner: "acme", fee: 0.002, at: (720.0, 0.0)),
    },
    links: {
        "feed-sellers": Link(from: "feed", to: "sellers", kind: MiniProgram, open: false, gatekeepers: ["acme"], pull: TakeUp(0.2)),
        "feed-shop": Link(from: "feed", to: "shop", kind: Share, pull: Share(0.38), ad_elasticity: 0.12, payer: "shop"),
        "sellers-wallet": Link(from: "sellers", to: "wallet", kind: Payment, pull: Share(0.97)),
        "shop-sellers": Link(from: "shop", to: "sellers", kind: Direct, pull: Share(Estimate(value: 0.42, low: 0.35, high: 0.5, source: "…", date: "2021", confidence: Medium))),
    },
    scenarios: {
        "mini": Scenario(name: "Open the mini-program", open: ["feed-sellers"], set: {"nodes/shop/commission": 0.01}),
    },
    notes: {
        "n1": Note(text: "…", at: (0.0, -80.0)),
    },
    frames: {
        "f1": Frame(title: "…", at: (0.0, 0.0), size: (400.0, 300.0)),
    },
)
"##;

#[test]
fn the_documented_example_loads_and_its_canonical_form_is_stable() {
    let parsed = read(EXAMPLE);
    assert_eq!(parsed.diagnostics, []);
    assert!(!parsed.has_comments);
    assert_eq!(to_text(&parsed.map).unwrap(), CANONICAL);
    assert_eq!(read(CANONICAL).map, parsed.map);
}

#[test]
fn one_changed_number_is_a_one_line_diff() {
    let mut map = read(CANONICAL).map;
    let mut node = map.nodes()["shop"].clone();
    *node.number_mut("commission").unwrap() = Number::bare(0.0071);
    map.apply(Edit::put_node("shop", node));
    let text = to_text(&map).unwrap();
    let differing: Vec<_> = CANONICAL
        .lines()
        .zip(text.lines())
        .filter(|(old, new)| old != new)
        .collect();
    assert_eq!(text.lines().count(), CANONICAL.lines().count());
    let [(old, new)] = differing[..] else {
        panic!("{differing:?}")
    };
    assert_eq!(old.replace("0.006", "0.0071"), new);
}

#[test]
fn a_bend_stands_where_there_is_one() {
    let bent = CANONICAL.replace("payer: \"shop\"),", "payer: \"shop\", bend: (10.0, -30.0)),");
    let map = read(&bent).map;
    assert_eq!(map.links()["feed-shop"].bend, Some((10.0, -30.0)));
    assert_eq!(to_text(&map).unwrap(), bent);
}

#[test]
fn every_way_to_write_the_same_map_is_accepted() {
    let map = read(EXAMPLE).map;
    for (what, text, comments) in [
        ("a byte-order mark", format!("\u{feff}{EXAMPLE}"), false),
        ("lines that end in CRLF", EXAMPLE.replace('\n', "\r\n"), false),
        (
            "a byte-order mark and CRLF",
            format!("\u{feff}{}", EXAMPLE.replace('\n', "\r\n")),
            false,
        ),
        (
            "line comments",
            EXAMPLE.replace("    nodes: {", "// the nodes\nnodes /* x */ : { // here"),
            true,
        ),
        ("nested comments", format!("/* a /* b */ c */{EXAMPLE}"), true),
        ("no blanks", EXAMPLE.replace("\n", ""), false),
        (
            "no name of the outermost struct",
            EXAMPLE.replacen("Model(", "(", 1),
            false,
        ),
        (
            "optional values in Some",
            EXAMPLE.replace("owner: \"acme\"", "owner: Some(\"acme\")"),
            false,
        ),
        (
            "estimates without their name",
            EXAMPLE.replace("Estimate(", "("),
            false,
        ),
        (
            "bare estimates",
            EXAMPLE.replace("0.006", "Estimate(value: 6e-3)"),
            false,
        ),
        ("whole numbers", EXAMPLE.replace("500.0", "500"), false),
        ("underscores", EXAMPLE.replace("500.0", "5_00"), false),
        ("raw texts", EXAMPLE.replace("\"Feed\"", "r#\"Feed\"#"), false),
        ("escapes", EXAMPLE.replace("\"shop\"", "\"\\u{73}hop\""), false),
        (
            "an extension that is on",
            format!("#![enable(implicit_some)]\n{EXAMPLE}"),
            false,
        ),
        (
            "comment signs in texts",
            EXAMPLE.replace("\"Feed\"", "\"Fe\\u{65}d\" "),
            false,
        ),
    ] {
        let parsed = read(&text);
        assert_eq!(parsed.map, map, "{what}");
        assert_eq!(parsed.has_comments, comments, "{what}");
    }
    let address = EXAMPLE.replace("source: \"…\"", "source: \"https://a.b/*c*/\"");
    assert!(!read(&address).has_comments, "an address is no comment");
}

#[test]
fn numbers_come_back_bit_for_bit() {
    for value in [
        0.1,
        1.0 / 3.0,
        -0.0,
        5e-324,
        f64::MIN_POSITIVE,
        f64::MAX,
        -f64::MAX,
        1e15,
        1e16,
        9_007_199_254_740_993.0,
        123_456_789.123_456_79,
        16_777_217.0,
        1e-7,
        f64::EPSILON,
    ] {
        let mut map = Map::new("m");
        let company = Company {
            visit_value: Number::bare(value),
            payment_value: Number {
                value,
                evidence: Some(Box::new(Evidence {
                    source: Some("s".to_owned()),
                    ..Evidence::default()
                })),
            },
            ..Company::default()
        };
        map.apply(Edit::put_company("c", company));
        let back = read(&to_text(&map).unwrap()).map.companies()["c"].clone();
        // A zero of either sign is the default, which is not written.
        let expected = if value == 0.0 { 0.0_f64 } else { value };
        assert_eq!(back.visit_value.value.to_bits(), expected.to_bits(), "{value:e}");
        assert_eq!(back.payment_value.value.to_bits(), value.to_bits(), "{value:e}");
    }
}

#[test]
fn warnings_have_their_place() {
    let parsed = read(&CANONICAL.replace("kind: Share", "kind: Payment"));
    let words: Vec<String> = parsed.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "warning: 20:59: link \"feed-shop\", kind: only links into a payment are of kind Payment: found Payment, allowed Payment where the link leads to a payment, another kind elsewhere"
        ]
    );
}

#[test]
fn what_was_not_entered_is_not_written() {
    let mut map = Map::new("m");
    let node = |kind| catchment::model::Node::new("", kind);
    let platform = node(catchment::model::NodeKind::Platform {
        arrivals: Default::default(),
        commission: Number::bare(0.0),
        ad_rate: Number::bare(0.0),
    });
    let channel = node(catchment::model::NodeKind::Channel {
        arrivals: Default::default(),
    });
    let mut link = catchment::model::Link::new("c", "p", catchment::model::LinkKind::Jump);
    map.apply_all([
        Edit::put_node("p", platform),
        Edit::put_node("c", channel),
        Edit::put_link("l", link.clone()),
    ]);
    let text = to_text(&map).unwrap();
    assert!(
        text.contains(r#""p": Platform(name: "", at: (0.0, 0.0)),"#),
        "{text}"
    );
    assert!(
        text.contains(r#""l": Link(from: "c", to: "p", kind: Jump),"#),
        "{text}"
    );
    // Nobody can open it: not the same as the owner of its start, which is the default.
    link.gatekeepers = Some(Vec::new());
    link.pull = Pull::Weight(1.5.into());
    map.apply(Edit::put_link("l", link));
    let text = to_text(&map).unwrap();
    assert!(
        text.contains("kind: Jump, gatekeepers: [], pull: Weight(1.5)),"),
        "{text}"
    );
    assert_eq!(read(&text).map, map);
    assert!(map.nodes().contains_key(&NodeId::from("p")));
}

/// `CATCHMENT_MAPS=100000` takes more maps than an ordinary run, best with `cargo test --release`.
fn cases() -> u32 {
    std::env::var("CATCHMENT_MAPS").map_or(500, |maps| maps.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Equal numbers are the same bits, but for a zero: where it is the default it has no sign.
    #[test]
    fn any_map_comes_back_equal_and_its_text_the_same(map in any_map()) {
        let text = to_text(&map).unwrap();
        let parsed = parse(text.as_bytes()).map_err(|problems| TestCaseError::fail(format!("{problems:#?}\n{text}")))?;
        prop_assert_eq!(&parsed.map, &map);
        prop_assert!(!parsed.has_comments);
        prop_assert_eq!(to_text(&parsed.map).unwrap(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_warning_about_any_map_has_a_place(map in any_map()) {
        let parsed = parse(to_text(&map).unwrap().as_bytes()).unwrap();
        for diagnostic in parsed.diagnostics {
            prop_assert!(diagnostic.place.is_some(), "{}", diagnostic);
        }
    }
}
