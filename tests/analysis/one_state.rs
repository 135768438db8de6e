//! Where a map has several steady states, every analysis tells the same one: that which the habit path
//! reaches from today.

use std::ops::ControlFlow;

use catchment::analysis::combos::{self, Combos, Request};
use catchment::analysis::credit::exact;
use catchment::analysis::path::{Change, path};
use catchment::analysis::sensitivity::sensitivity;
use catchment::analysis::uncertainty::robustness::{Wish, robustness};
use catchment::analysis::whatif::{Action, whatif};
use catchment::model::{Edit, Map, Scenario};
use catchment::solver::{Compiled, Measure, Output, Search, Stage};
use fastrand::Rng;

use crate::common::build::{Build, channel, platform};
use crate::common::random_map::{Feedback, random_map};

/// What `fresh` captures once a place that nobody knows opens beside the old one: with γ/λ = 1.5 it stays at
/// the lower end of its range, r = 1e-3, of 600 visits.
const NOBODY_KNOWS_IT: f64 = 600.0 * 3.162_277_660_168_379_5e-5 / (1.0 + 3.162_277_660_168_379_5e-5);

/// A square that leads to an old place and, closed, to a new one that is as attractive where it is known.
fn square() -> Map {
    let owned = |owner: &'static str| {
        move |node: &mut catchment::model::Node| {
            node.owner = Some(owner.into());
            node.network_effect = if owner == "fresh" { 0.9.into() } else { 0.0.into() };
        }
    };
    let mut build = Build::new().company("fresh").company("old");
    for company in ["fresh", "old"] {
        let mut worth = build.0.companies()[company].clone();
        worth.visit_value = 1.0.into();
        build.0.apply(Edit::put_company(company, worth));
    }
    build
        .node("square", channel(600.0), |node| {
            node.leave = Some(0.0.into());
            node.novelty = 0.6.into();
        })
        .node("new", platform(0.0, 0.0, 0.0), owned("fresh"))
        .node("known", platform(0.0, 0.0, 0.0), owned("old"))
        .weight("square", "known", 1.0)
        .link(
            "square-new",
            "square",
            "new",
            catchment::model::Pull::Weight(1.0.into()),
            |link| {
                link.open = false;
                link.gatekeepers = Some(vec!["fresh".into()]);
            },
        )
        .0
}

#[track_caller]
fn assert_unknown(told: f64, by: &str) {
    assert!((told - NOBODY_KNOWS_IT).abs() < 1e-9, "{by} tells {told}");
}

/// Half of the visits are a steady state, too: the one that rounds from r = 1 end at. Nobody gets there from
/// today, and no analysis says so.
#[test]
fn every_analysis_tells_the_state_reached_from_today() {
    let map = square();
    let opened = Scenario {
        open: ["square-new".into()].into(),
        ..Scenario::default()
    };
    let compiled = Compiled::new(&map).unwrap();
    let captured =
        |solution: &catchment::solver::Solution| solution.measure(&"fresh".into(), Measure::Captured);

    for search in [Search::FromToday, Search::Several] {
        assert_unknown(captured(&compiled.solve(Some(&opened), search).unwrap()), "solve");
    }
    let solution = compiled.solve(Some(&opened), Search::Several).unwrap();
    let others = &solution.status.other_states;
    assert!(
        others.iter().any(|other| other.captured["fresh"] > 290.0),
        "{others:?}"
    );

    let changes = [Change {
        years: 0.0,
        link: "square-new".into(),
        action: Action::Open,
    }];
    let way = path(&map, None, &changes, 1.0, &|| true).unwrap();
    assert_unknown(way.steady.companies.get("fresh").unwrap().captured, "path");

    let base = compiled.solve(None, Search::FromToday).unwrap();
    let toggled = whatif(&compiled, None, &base, &|| true);
    let row = toggled
        .links
        .iter()
        .find(|row| row.link.as_str() == "square-new")
        .unwrap();
    assert_unknown(row.companies.get("fresh").unwrap().captured, "whatif");
    assert!(row.several_states, "and it says that there are several");
    let back = compiled.solve(Some(&opened), Search::FromToday).unwrap();
    let toggled = whatif(&compiled, Some(&opened), &back, &|| true);
    let row = toggled
        .links
        .iter()
        .find(|row| row.link.as_str() == "square-new")
        .unwrap();
    assert_unknown(-row.companies.get("fresh").unwrap().captured, "whatif, back");

    let request = Request {
        links: vec!["square-new".into()],
        measures: vec![Measure::Captured],
        seed: 1,
    };
    let table = Combos::new(&map, None, &request, &|_| true).unwrap();
    assert_unknown(table.value(1, 0, 0).unwrap(), "combos");
    assert_eq!(table.several_states(), 1);
    let credit = exact(&table, Measure::Captured).unwrap();
    assert_unknown(credit.total["fresh"], "credit");
    assert_eq!(credit.several_states, 1);

    let wish = Wish {
        draws: 20,
        seed: 7,
        measure: Measure::Captured,
        changes: vec![opened.clone().into()],
        players: Vec::new(),
    };
    let draws = robustness(&map, &wish, &|_| true).unwrap();
    let interval = draws.changes[0].companies["fresh"];
    assert_unknown(interval.base, "robustness");
    assert!(interval.p95 < 1.0, "nor do the draws: {interval:?}");
    assert_eq!(draws.several_states, 20);

    let output = Output {
        company: "fresh".into(),
        measure: Measure::Captured,
    };
    assert_unknown(
        sensitivity(&compiled, Some(&opened), &output, false)
            .unwrap()
            .value,
        "sensitivity",
    );
}

/// A random map whose nodes draw by their traffic with γ/λ between `weak` and `strong`.
fn near_tipping(seed: u64, weak: f64, strong: f64) -> Map {
    let mut map = random_map(seed, Feedback::Mild);
    let mut random = Rng::with_seed(seed);
    let ids: Vec<_> = map.nodes().keys().cloned().collect();
    for id in ids {
        let mut node = map.nodes()[&id].clone();
        if !node.is_payment() {
            let of_novelty = weak + (strong - weak) * random.f64();
            node.network_effect = (of_novelty * node.novelty.value).into();
            map.apply(Edit::put_node(id.as_str(), node));
        }
    }
    map
}

/// On maps near tipping and beyond, what each change alone and all combinations of a few lead to is what the
/// habit path, followed month by month, leads to; whatever names the links have.
#[test]
fn near_tipping_all_analyses_follow_the_path() {
    let (mut told, mut several) = (0, 0);
    for seed in 0..40 {
        // Every other one well below tipping, where steps may be accelerated.
        let (weak, strong) = if seed % 2 == 0 { (0.5, 1.8) } else { (0.3, 0.95) };
        let map = near_tipping(seed, weak, strong);
        let Ok(compiled) = Compiled::new(&map) else {
            continue;
        };
        let Ok(base) = compiled.solve(None, Search::FromToday) else {
            continue;
        };
        let mut random = Rng::with_seed(seed);
        let mut links: Vec<_> = map.links().keys().cloned().collect();
        random.shuffle(&mut links);
        links.truncate(3);
        let end_of_path = |scenario: &Scenario| {
            let stage = Stage {
                from_years: 0.0,
                scenario: scenario.clone(),
            };
            compiled.follow_habits(&[stage], 0.0, &|| true, &mut |_| ()).ok()
        };
        let toggled = whatif(&compiled, None, &base, &|| true);
        let all = combos::each::<()>(&map, None, &links, 1, &|_| true, |bundle, solved| {
            let scenario = combos::with_bundle(&map, None, &links, bundle);
            let (Ok(solved), Some(end)) = (solved, end_of_path(&scenario)) else {
                return ControlFlow::Continue(());
            };
            for (flow, (id, end)) in solved.flows.iter().zip(end.companies.iter()) {
                assert_near(
                    flow.captured,
                    end.captured,
                    &format!("map {seed}, bundle {bundle:b}: {id}"),
                );
            }
            told += 1;
            several += usize::from(solved.several_states);
            ControlFlow::Continue(())
        });
        assert!(all.is_ok());
        for row in toggled
            .links
            .iter()
            .filter(|row| links.contains(&row.link) && row.problem.is_none())
        {
            let mut scenario = Scenario::default();
            scenario.toggle(&row.link, map.links()[&row.link].open);
            let Some(end) = end_of_path(&scenario) else {
                continue;
            };
            for (id, change) in row.companies.iter() {
                let before = base.measure(id, Measure::Captured);
                let end = end.measure(id, Measure::Captured);
                assert_near(
                    before + change.captured,
                    end,
                    &format!("map {seed}, {}: {id}", row.link),
                );
            }
        }
    }
    assert!(
        told > 200 && several > 10,
        "{told} told, {several} one of several"
    );
}

#[track_caller]
fn assert_near(told: f64, end: f64, what: &str) {
    assert!(
        (told - end).abs() <= 1e-6 * (1.0 + end.abs()),
        "{what}: {told}, the path leads to {end}"
    );
}

/// A hall that leads to a shop and on to a feed of slow habits, from which a way back into the shop opens: the
/// shop first draws the feed's visits for decades, and loses them when the feed's own habits have faded.
fn slow_feed(years: f64) -> Map {
    let node = |network: f64, novelty: f64, habit: f64, leave: f64| {
        move |node: &mut catchment::model::Node| {
            node.network_effect = network.into();
            node.novelty = novelty.into();
            node.habit_years = habit.into();
            node.leave = Some(leave.into());
            node.owner = Some("one".into());
        }
    };
    Build::new()
        .company("one")
        .node("hall", channel(1000.0), node(1.1, 0.5, 2.0, 0.0))
        .node("feed", channel(0.0), node(1.1, 0.5, years, 0.0))
        .node("corner", platform(0.0, 0.01, 0.05), node(0.4, 0.3, 0.0, 0.3))
        .node("shop", platform(0.0, 0.01, 0.05), node(0.4, 1.0, 2.0, 0.3))
        .node("stall", platform(0.0, 0.01, 0.05), node(0.8, 0.3, 0.2, 1.0))
        .weight("feed", "corner", 0.3)
        .weight("hall", "shop", 1.0)
        .weight("shop", "feed", 0.3)
        .weight("feed", "stall", 0.05)
        .link(
            "back",
            "feed",
            "shop",
            catchment::model::Pull::Weight(0.3.into()),
            |link| link.open = false,
        )
        .0
}

/// Habits of very different lengths lead somewhere else than habits that all fade at once, and no step of the
/// path may be so long as to miss where.
#[test]
fn habits_of_different_lengths_are_followed_to_where_they_lead() {
    for years in [50.0, 20.0, 10.0] {
        let map = slow_feed(years);
        let compiled = Compiled::new(&map).unwrap();
        let opened = Scenario {
            open: ["back".into()].into(),
            ..Scenario::default()
        };
        let stage = Stage {
            from_years: 0.0,
            scenario: opened.clone(),
        };
        let end = compiled
            .follow_habits(&[stage], 0.0, &|| true, &mut |_| ())
            .unwrap();
        let told = compiled.solve(Some(&opened), Search::FromToday).unwrap();
        let base = compiled.solve(None, Search::FromToday).unwrap();
        let toggled = whatif(&compiled, None, &base, &|| true);
        let row = toggled
            .links
            .iter()
            .find(|row| row.link.as_str() == "back")
            .unwrap();
        let (id, change) = row.companies.iter().next().unwrap();
        let told_alone = base.measure(id, Measure::Captured) + change.captured;
        // An independent follower of the months, ten thousand of them, ends at 0.22 visits.
        for (told, by) in [(&told, "solve"), (&end, "path")] {
            let visits = told.visits_at(&"corner".into());
            assert!((visits - 0.2204).abs() < 1e-3, "{years} years, {by}: {visits}");
        }
        let captured = end.measure(id, Measure::Captured);
        assert_near(told_alone, captured, &format!("{years} years, alone"));
    }
}
