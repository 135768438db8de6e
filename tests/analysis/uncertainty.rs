//! How sure an answer is: draws and break-even against what can be worked out by hand.

use crate::common::build::{Build, channel, close, merchant, payment, platform};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::uncertainty::break_even::break_even;
use catchment::analysis::uncertainty::draw::Draws;
use catchment::analysis::uncertainty::ranges::{Uncertain, numbers, uncertain};
use catchment::analysis::uncertainty::robustness::{Robustness, Wish, robustness};
use catchment::analysis::uncertainty::tornado::Output;
use catchment::analysis::uncertainty::{Change, gated_openings};
use catchment::model::{Edit, Evidence, Map, Number, Pull, Scenario};
use catchment::solver::{Compiled, Measure, Search, Variation};

pub(crate) fn estimate(value: f64, low: f64, high: f64) -> Number {
    Number {
        value,
        evidence: Some(Box::new(Evidence {
            low: Some(low),
            high: Some(high),
            ..Evidence::default()
        })),
    }
}

/// Exactly known.
fn known(value: f64) -> Number {
    estimate(value, value, value)
}

/// A feed of acme whose only uncertain number is its arrivals, and a shop of bolt that may open.
pub(crate) fn one_uncertain_number() -> Map {
    let mut map = Build::new()
        .company("acme")
        .company("bolt")
        .node("feed", channel(0.0), |node| {
            node.kind = catchment::model::NodeKind::Channel {
                arrivals: catchment::model::PerSegment::One(estimate(1000.0, 500.0, 4000.0)),
            };
            node.owner = Some("acme".into());
            node.novelty = known(1.0);
            node.leave = Some(known(1.0));
        })
        .node("shop", channel(0.0), |node| {
            node.owner = Some("bolt".into());
            node.novelty = known(1.0);
        })
        .link("feed-shop", "feed", "shop", Pull::Weight(known(1.0)), |link| {
            link.open = false
        })
        .0;
    for company in ["acme", "bolt"] {
        let mut named = map.companies()[company].clone();
        named.visit_value = known(1.0);
        map.apply(Edit::put_company(company, named));
    }
    map
}

fn wish(map: &Map, draws: usize) -> Wish {
    Wish {
        draws,
        seed: 7,
        measure: Measure::Payoff,
        changes: gated_openings(map),
        players: map.companies().keys().cloned().collect(),
    }
}

fn ask(map: &Map, draws: usize) -> Robustness {
    robustness(map, &wish(map, draws), &|_| true).expect("an answer")
}

/// Half of the arrivals go over once the link is open, so the gain is half of a number with the map's
/// value as its median and a triangle to each side.
#[test]
fn intervals_are_those_of_the_distribution_that_is_stated() {
    let map = one_uncertain_number();
    let answer = ask(&map, 20_000);
    assert_eq!((answer.numbers, answer.stated, answer.unsolved), (1, 1, 0));
    let bolt = answer.changes[0].companies["bolt"];
    let below = |u: f64| 0.5 * (1000.0 - 500.0 * (1.0 - (2.0 * u).sqrt()));
    let above = |u: f64| 0.5 * (1000.0 + 3000.0 * (1.0 - (2.0 * (1.0 - u)).sqrt()));
    close(bolt.base, 500.0, 1e-12, "base");
    close(bolt.p5, below(0.05), 0.01, "5 %");
    close(bolt.p50, 500.0, 0.01, "median");
    close(bolt.p95, above(0.95), 0.01, "95 %");
    assert_eq!(bolt.same_sign, 1.0);
    let acme = answer.changes[0].companies["acme"];
    assert_eq!(acme.same_sign, 1.0, "what one gains the other loses");
    close(acme.p5, -bolt.p95, 1e-9, "the same draws");
    let deal = answer.deal.expect("two players");
    assert_eq!((deal.best, deal.same), (None, 1.0), "never do both gain");
}

#[test]
fn the_same_seed_gives_the_same_answer_on_any_number_of_cores() {
    let map = random_map(20, Feedback::Mild);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let answer = pool.expect("threads").install(|| ask(&map, 200));
        serde_json::to_string(&answer).expect("JSON")
    };
    let alone = on(1);
    assert_eq!(alone, on(3));
    let other = Wish {
        seed: 8,
        ..wish(&map, 200)
    };
    let other = robustness(&map, &other, &|_| true).expect("an answer");
    assert_ne!(alone, serde_json::to_string(&other).expect("JSON"));
}

/// A feed with shares `a` and `b` to a shop, and a link to open to what Acme has.
pub(crate) fn feed(a: Pull, b: Pull) -> Map {
    Build::new()
        .company("acme")
        .channel("feed", 100.0, 1.0)
        .node("shop", channel(0.0), |_| {})
        .node("late", channel(0.0), |node| {
            node.owner = Some("acme".into());
            node.novelty = 1.0.into();
        })
        .link("a", "feed", "shop", a, |_| {})
        .link("b", "feed", "shop", b, |_| {})
        .link("c", "feed", "late", Pull::TakeUp(0.2.into()), |link| {
            link.open = false;
            link.gatekeepers = Some(vec!["acme".into()]);
        })
        .0
}

/// Ranges that allow shares far over one: every draw is still a map.
#[test]
fn shares_of_a_node_stay_within_one() {
    let wide = || Pull::Share(estimate(0.45, 0.1, 1.0));
    let map = feed(wide(), wide());
    let numbers = uncertain(&map);
    let draws = Draws::new(&map, &numbers, 1);
    let is_share =
        |number: &Uncertain| ["links/a/pull", "links/b/pull"].contains(&number.path.to_string().as_str());
    for place in 0..500 {
        let drawn = numbers.iter().zip(draws.draw(place));
        let sum: f64 = drawn
            .filter(|(number, _)| is_share(number))
            .map(|(_, value)| value)
            .sum();
        assert!(sum < 1.0, "{sum}");
    }
    let captured = Wish {
        measure: Measure::Captured,
        ..wish(&map, 500)
    };
    let answer = robustness(&map, &captured, &|_| true).expect("an answer");
    assert_eq!(answer.unsolved, 0);
    assert!(answer.changes[0].companies["acme"].p5 > 0.0);
}

/// A share close to one can be drawn only lower. What it loses goes to those it competes with too, so that
/// it is not the drawing that makes most visitors leave whom nobody loses today.
#[test]
fn a_share_close_to_one_leaves_the_map_amid_its_draws() {
    let map = feed(
        Pull::Share(estimate(0.93, 0.65, 1.0)),
        Pull::Share(estimate(0.025, 0.017, 0.045)),
    );
    let captured = Wish {
        measure: Measure::Captured,
        ..wish(&map, 500)
    };
    let answer = robustness(&map, &captured, &|_| true).expect("an answer");
    let acme = &answer.changes[0].companies["acme"];
    assert!(acme.p5 < acme.base && acme.base < acme.p95, "{acme:?}");
    assert!((acme.p50 / acme.base - 1.0).abs() < 0.25, "{acme:?}");
}

/// A map with other numbers is the same as a map in which they were entered; the short account is the
/// same as the long one, and so is that of the map reduced like the one it varies.
#[test]
fn varied_maps_are_the_maps_with_those_numbers() {
    let mut compared = 0;
    for seed in 0..100 {
        let feedback = [Feedback::Off, Feedback::Mild][seed as usize % 2];
        let map = random_map(seed, feedback);
        let numbers = numbers(&map);
        let values: Vec<f64> = numbers
            .iter()
            .enumerate()
            .map(|(at, number)| number.value - (at % 5) as f64 / 5.0 * (number.value - number.low))
            .collect();
        let Ok(compiled) = Compiled::new(&map) else {
            continue;
        };
        let paths = numbers.iter().map(|number| &number.path);
        let variation = Variation::new(&compiled, paths).expect("numbers of the map");
        let varied = variation.with(&values).expect("a map");
        let set = numbers.iter().zip(&values);
        let scenario = Scenario {
            set: set
                .map(|(number, value)| (number.path.to_string(), (*value).into()))
                .collect(),
            ..Scenario::default()
        };
        let entered = map.with_overrides(&scenario);
        let entered = Compiled::new(&entered).expect("a map");
        let everything = Scenario {
            open: map.links().keys().cloned().collect(),
            ..Scenario::default()
        };
        let links: Vec<_> = map.links().keys().cloned().collect();
        let learned = compiled.reduced(None, &links).expect("a reduced map");
        let alike = varied
            .reduced_like(None, &links, &learned)
            .expect("a reduced map");
        for what_if in [None, Some(&everything)] {
            let Ok(expected) = entered.solve(what_if, Search::FromToday) else {
                continue;
            };
            let found = varied.companies(what_if).expect("a solution").flows;
            let open = match what_if {
                Some(_) => vec![true; links.len()],
                None => learned.open_today(),
            };
            let mut reduced = found.clone();
            alike
                .evaluate(&open, &mut alike.workspace(), &mut reduced)
                .expect("a solution");
            for (((id, expected), found), reduced) in expected.companies.iter().zip(&found).zip(&reduced) {
                compared += 1;
                for measure in Measure::ALL {
                    let what = format!("{} of {id}, map {seed}", measure.name());
                    close(found.get(measure), expected.get(measure), 1e-9, &what);
                    close(reduced.get(measure), expected.get(measure), 1e-9, &what);
                }
            }
        }
    }
    assert!(compared > 200, "only {compared} companies compared");
}

/// Draws are worked out on the reduced map; on the reference map, whose feedback is strong and in some
/// draws has several states of rest, they are those of full solves from today all the same.
#[test]
fn draws_on_the_reference_map_are_full_solves() {
    let bytes = include_bytes!("../../models/alibaba-tencent-2021.ron");
    let map = catchment::file::parse(bytes).expect("the reference map").map;
    let compiled = Compiled::new(&map).expect("a sound map");
    let numbers = uncertain(&map);
    let variation =
        Variation::new(&compiled, numbers.iter().map(|number| &number.path)).expect("numbers of the map");
    let open = &map.scenarios()["everything-open"];
    let links: Vec<_> = open.open.iter().cloned().collect();
    let learned = compiled.reduced(None, &links).expect("a reduced map");
    let mut random = fastrand::Rng::with_seed(1);
    for draw in 0..50 {
        let between = |number: &Uncertain, part: f64| number.low + part * (number.high - number.low);
        let values: Vec<f64> = numbers.iter().map(|n| between(n, random.f64())).collect();
        let varied = variation.with(&values).expect("a map");
        let reduced = varied
            .reduced_like(None, &links, &learned)
            .expect("a reduced map");
        for (scenario, open) in [(None, false), (Some(open), true)] {
            let expected = varied.companies(scenario).expect("a solution").flows;
            let mut found = expected.clone();
            let open = vec![open; links.len()];
            reduced
                .evaluate(&open, &mut reduced.workspace(), &mut found)
                .expect("a solution");
            for (found, expected) in found.iter().zip(&expected) {
                let what = format!("payoff in draw {draw}");
                close(found.payoff, expected.payoff, 1e-9, &what);
            }
        }
    }
}

/// A number without a range has the default one, cut to what its field allows; a bare zero has none.
#[test]
fn default_ranges_are_a_fifth_within_what_is_allowed() {
    let map = Build::new()
        .node("shop", platform(100.0, 0.0, 0.9), |node| {
            node.novelty = 0.95.into()
        })
        .0;
    let found: Vec<_> = uncertain(&map)
        .into_iter()
        .map(|n| (n.path.field, n.low, n.high, n.stated))
        .collect();
    let row = |field: &str, low, high| (field.to_owned(), low, high, false);
    assert_eq!(found[0], row("arrivals", 80.0, 120.0));
    assert_eq!(
        (&found[1].0[..], found[1].2),
        ("ad_rate", 1.0),
        "a share is at most 1"
    );
    assert_eq!((&found[2].0[..], found[2].2), ("novelty", 1.0));
    assert_eq!(found.len(), 3, "commission and network effect are zero");
}

/// Visits that would have stayed with acme go to sellers on its books but on bolt's surface: each brings
/// commission and costs the worth of the visit. The gain is x (commission · ticket − visit value).
#[test]
fn break_even_is_where_commission_pays_for_the_visit() {
    let mut map = Build::new()
        .company("acme")
        .company("bolt")
        .node("feed", channel(1000.0), |node| node.owner = Some("acme".into()))
        .node("shop", platform(0.0, 0.05, 0.0), |node| {
            node.owner = Some("acme".into())
        })
        .node("sellers", merchant("shop", 40.0), |node| {
            node.host = Some("bolt".into())
        })
        .node("wallet", payment(0.0), |_| {})
        .share("sellers", "wallet", 1.0)
        .take_up("feed", "sellers", 0.3)
        .0;
    let mut acme = map.companies()["acme"].clone();
    acme.visit_value = 0.5.into();
    map.apply(Edit::put_company("acme", acme));
    let output = Output {
        company: "acme".into(),
        measure: Measure::Payoff,
        change: gated_openings(&map).pop(),
    };
    let number = |path: &str| {
        let found = numbers(&map).into_iter().find(|n| n.path.to_string() == path);
        found.expect("the number")
    };
    let found = break_even(&map, &output, &number("nodes/shop/commission"), &|| true).expect("an answer");
    assert_eq!((found.from, found.to), (0.0, 1.0));
    assert!(found.gain > 0.0);
    assert_eq!(found.values.len(), 1);
    close(found.values[0], 0.5 / 40.0, 1e-9, "visit value / ticket");
    let found = break_even(&map, &output, &number("nodes/feed/arrivals"), &|| true).expect("an answer");
    assert_eq!(found.values, [0.0], "no visits, no gain, but more never turn it");
    let found = break_even(&map, &output, &number("nodes/wallet/fee"), &|| true).expect("an answer");
    assert!(found.values.is_empty(), "the fee is nobody's");
}

#[test]
fn odd_maps_and_giving_up() {
    let empty = Map::new("empty");
    let answer = robustness(&empty, &wish(&empty, 5), &|_| true).expect("an answer");
    assert!(answer.changes.is_empty() && answer.ranking.is_empty() && answer.deal.is_none());
    let map = one_uncertain_number();
    let given_up = robustness(&map, &wish(&map, 5), &|_| false).expect_err("given up");
    assert!(given_up[0].to_string().contains("given up"), "{}", given_up[0]);
    let locked_in = Scenario {
        set: [
            ("nodes/feed/leave".to_owned(), 0.0.into()),
            ("nodes/shop/leave".to_owned(), 0.0.into()),
        ]
        .into(),
        open: ["feed-shop".into()].into(),
        ..Scenario::default()
    };
    let unsolvable = Wish {
        changes: vec![Change::from(locked_in)],
        ..wish(&map, 5)
    };
    assert!(
        robustness(&map, &unsolvable, &|_| true).is_ok(),
        "an end without links is left"
    );
}
