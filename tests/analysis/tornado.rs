//! Each number alone from one end of its range to the other: the widest first, and shares within what is left.

use super::uncertainty::{estimate, feed, one_uncertain_number};
use crate::common::build::close;
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::uncertainty::break_even::break_even;
use catchment::analysis::uncertainty::ranges::numbers;
use catchment::analysis::uncertainty::tornado::{Output, tornado};
use catchment::analysis::uncertainty::{Change, gated_openings};
use catchment::model::{Edit, Map, Pull, Scenario};
use catchment::solver::{Compiled, Measure, Search};

#[test]
fn a_tornado_has_the_widest_number_first() {
    let mut map = one_uncertain_number();
    let mut shop = map.nodes()["shop"].clone();
    shop.habit_years = estimate(2.0, 0.1, 20.0);
    map.apply(Edit::put_node("shop", shop));
    let mut link = map.links()["feed-shop"].clone();
    link.pull = Pull::Weight(estimate(1.0, 0.9, 1.1));
    map.apply(Edit::put_link("feed-shop", link));
    let output = Output {
        company: "bolt".into(),
        measure: Measure::Captured,
        change: gated_openings(&map).pop(),
    };
    let answer = tornado(&map, &output, &|| true).expect("a tornado");
    close(answer.base, 500.0, 1e-12, "base");
    let rows: Vec<&str> = answer.rows.iter().map(|bar| bar.number.as_str()).collect();
    assert_eq!(
        rows,
        ["nodes/feed/arrivals", "links/feed-shop/pull"],
        "habits move no steady state"
    );
    let [arrivals, pull] = &answer.rows[..] else {
        panic!("two rows")
    };
    close(arrivals.at_low.expect("solved"), 250.0, 1e-12, "half of the low");
    close(
        arrivals.at_high.expect("solved"),
        2000.0,
        1e-12,
        "half of the high",
    );
    close(
        pull.at_low.expect("solved"),
        1000.0 * 0.9 / 1.9,
        1e-12,
        "weight 0.9 against leaving",
    );
    assert!(tornado(&map, &output, &|| false).is_err(), "given up");
}

/// What acme keeps of `map` with these numbers entered, once `change` is made.
fn kept(map: &Map, set: &[(&str, f64)], change: &Change) -> f64 {
    let set = set
        .iter()
        .map(|(path, value)| ((*path).to_owned(), (*value).into()));
    let entered = map.with_overrides(&Scenario {
        set: set.collect(),
        ..Scenario::default()
    });
    let compiled = Compiled::new(&entered).expect("numbers that are allowed");
    let captured = |scenario| {
        let solution = compiled.solve(scenario, Search::FromToday).expect("a solution");
        solution.measure(&"acme".into(), Measure::Captured)
    };
    captured(Some(&change.scenario)) - captured(None)
}

fn of_acme(map: &Map) -> Output {
    Output {
        company: "acme".into(),
        measure: Measure::Captured,
        change: gated_openings(map).pop(),
    }
}

/// Shares of one node sum to one at most: the high end of each is what the other leaves, and says so.
#[test]
fn a_share_alone_goes_as_far_as_the_others_leave() {
    let map = feed(
        Pull::Share(estimate(0.45, 0.1, 1.0)),
        Pull::Share(estimate(0.35, 0.3, 0.5)),
    );
    let output = of_acme(&map);
    let change = output.change.clone().expect("a link to open");
    let answer = tornado(&map, &output, &|| true).expect("a tornado");
    let row = |path: &str| answer.rows.iter().find(|bar| bar.number == path).expect("a row");
    let (a, b) = (row("links/a/pull"), row("links/b/pull"));
    close(a.high, 0.65, 1e-12, "what b leaves");
    assert_eq!((a.low, a.cut, a.filled_up), (0.1, Some(1.0), false));
    assert_eq!((b.high, b.cut), (0.5, None), "its range leaves room for a");
    for (bar, path) in [(a, "links/a/pull"), (b, "links/b/pull")] {
        for (end, at) in [(bar.low, bar.at_low), (bar.high, bar.at_high)] {
            let expected = kept(&map, &[(path, end.min(bar.high - 1e-12))], &change);
            close(at.expect("solved"), expected, 1e-9, path);
        }
    }
    let number = numbers(&map)
        .into_iter()
        .find(|n| n.path.to_string() == "links/a/pull");
    let found = break_even(&map, &output, &number.expect("a number"), &|| true).expect("an answer");
    close(found.to, 0.65, 1e-12, "searched as far");
}

/// Where nobody leaves, the other shares make room, and the number is what it is said to be.
#[test]
fn where_nobody_leaves_the_other_shares_make_room() {
    let map = feed(
        Pull::Share(estimate(0.6, 0.5, 0.9)),
        Pull::Share(estimate(0.4, 0.4, 0.4)),
    );
    let output = of_acme(&map);
    let change = output.change.clone().expect("a link to open");
    let answer = tornado(&map, &output, &|| true).expect("a tornado");
    let bar = answer
        .rows
        .iter()
        .find(|bar| bar.number == "links/a/pull")
        .expect("a row");
    assert_eq!(
        (bar.low, bar.high, bar.cut, bar.filled_up),
        (0.5, 0.9, None, true)
    );
    for (end, at) in [(0.5, bar.at_low), (0.9, bar.at_high)] {
        let expected = kept(
            &map,
            &[("links/a/pull", end), ("links/b/pull", 1.0 - end)],
            &change,
        );
        close(at.expect("solved"), expected, 1e-9, "the other fills up");
    }
}

/// On any map every end of a tornado is a number that can be entered, but for shares that others fill up.
#[test]
fn the_ends_of_a_tornado_are_numbers_that_are_allowed() {
    let mut ends = 0;
    for seed in 0..60 {
        let map = random_map(seed, Feedback::Off);
        // Ranges as wide as their fields allow.
        let set = numbers(&map)
            .into_iter()
            .filter(|n| n.field.name == "share" && n.value > 0.0);
        let wide = map.with_overrides(&Scenario {
            set: set
                .map(|n| (n.path.to_string(), estimate(n.value, 0.0, 1.0)))
                .collect(),
            ..Scenario::default()
        });
        let output = Output {
            company: "c0".into(),
            measure: Measure::Captured,
            change: None,
        };
        let Ok(answer) = tornado(&wide, &output, &|| true) else {
            continue;
        };
        for bar in answer
            .rows
            .iter()
            .filter(|bar| bar.cut.is_some() && !bar.filled_up)
        {
            let entered = wide.with_overrides(&Scenario {
                set: [(bar.number.clone(), (bar.high - 1e-12).into())].into(),
                ..Scenario::default()
            });
            assert!(
                catchment::model::rules::errors(&entered).is_empty(),
                "map {seed}: {bar:?}"
            );
            let Ok(solved) = output.of(&Compiled::new(&entered).expect("a sound map")) else {
                continue;
            };
            close(bar.at_high.expect("solved"), solved, 1e-6, &bar.number);
            ends += 1;
        }
    }
    assert!(ends > 30, "{ends}");
}
