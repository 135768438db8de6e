//! What holds on every map, tried on thousands of random ones.
//!
//! `CATCHMENT_MAPS=100000 cargo test --test solver` tries more of them.

use std::collections::BTreeMap;

use crate::common::build::Build;
use crate::common::random_map::{Feedback, random_map};
use catchment::model::{
    Company, CompanyId, Edit, LinkId, Map, NodeId, NodeKind, Number, PerSegment, Pull, Scenario, SegmentId,
};
use catchment::solver::{Compiled, Measure, Search, Solution};

/// How many maps each property is tried on.
fn maps() -> u64 {
    std::env::var("CATCHMENT_MAPS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(10_000)
}

/// Solves `map`; a closed loop, which random maps have now and then, gives `None`.
fn solved(map: &Map, scenario: Option<&Scenario>) -> Option<Solution> {
    let solution = Compiled::new(map).and_then(|compiled| compiled.solve(scenario, Search::FromToday));
    match solution {
        Ok(solution) => Some(solution),
        Err(problems) => {
            let loops = problems
                .iter()
                .all(|problem| problem.message.starts_with("closed loop"));
            assert!(loops, "{problems:?}");
            None
        }
    }
}

fn everything_open(map: &Map) -> Scenario {
    Scenario {
        open: map.links().keys().cloned().collect(),
        ..Scenario::default()
    }
}

#[track_caller]
fn same(a: f64, b: f64, scale: f64, seed: u64, what: &str) {
    assert!(
        (a - b).abs() <= 1e-9 * scale.max(1e-30),
        "{what} of map {seed}: {a} against {b}"
    );
}

/// All visits, money and captured visits of two solutions agree, ids being translated.
fn agree(a: &Solution, b: &Solution, seed: u64, rename: impl Fn(&str) -> String) {
    let scale = a.arrivals;
    for (id, flow) in a.nodes.iter() {
        let other = b.nodes.get(&rename(id.as_str())).expect("the node");
        same(flow.visits, other.visits, scale, seed, &format!("visits at {id}"));
        same(flow.exits, other.exits, scale, seed, &format!("exits at {id}"));
    }
    for (id, flow) in a.links.iter().filter(|(_, flow)| flow.open) {
        let other = b.links.get(&rename(id.as_str())).expect("the link");
        same(flow.visits, other.visits, scale, seed, &format!("visits on {id}"));
    }
    let money: f64 = a.platforms.iter().map(|(_, flow)| flow.gmv).sum();
    for (id, flow) in a.companies.iter() {
        let other = b.companies.get(&rename(id.as_str())).expect("the company");
        for measure in Measure::ALL {
            let scale = if measure.is_money() { money + scale } else { scale };
            same(
                flow.get(measure),
                other.get(measure),
                scale,
                seed,
                &format!("{} of {id}", measure.name()),
            );
        }
    }
}

/// Counted anew from the answer by id, in no way the solver's own: what comes goes, what is sold is
/// paid, what is budgeted is spent or left, what is paid is received.
#[test]
fn visits_and_money_are_conserved() {
    let mut count = 0;
    for seed in 0..maps() {
        let feedback = if seed % 2 == 0 {
            Feedback::Off
        } else {
            Feedback::Mild
        };
        let map = random_map(seed, feedback);
        let scenario = (seed % 3 == 0).then(|| everything_open(&map));
        let Some(solution) = solved(&map, scenario.as_ref()) else {
            continue;
        };
        count += 1;
        let scale = solution.arrivals;
        let mut come: BTreeMap<&str, f64> = BTreeMap::new();
        let mut gone: BTreeMap<&str, f64> = BTreeMap::new();
        for (id, node) in map.nodes() {
            for segment in map.segment_ids() {
                let starting = node.arrivals().map_or(0.0, |by| by.value(segment.as_str()));
                *come.entry(id.as_str()).or_default() += starting;
            }
            let flow = solution.nodes.get(id.as_str()).expect("a node");
            *gone.entry(id.as_str()).or_default() += flow.exits + flow.paid;
        }
        for (id, link) in map.links() {
            let flow = solution.links.get(id.as_str()).expect("a link");
            assert!(flow.open || flow.visits == 0.0, "a closed link carries visits");
            *come.entry(link.to.as_str()).or_default() += flow.visits;
            *gone.entry(link.from.as_str()).or_default() += flow.visits;
        }
        for (id, flow) in solution.nodes.iter() {
            same(
                flow.visits,
                come[id.as_str()],
                scale,
                seed,
                &format!("what comes to {id}"),
            );
            same(
                flow.visits,
                gone[id.as_str()],
                scale,
                seed,
                &format!("what goes from {id}"),
            );
        }
        let captured: f64 = solution.companies.iter().map(|(_, flow)| flow.captured).sum();
        same(
            solution.arrivals,
            captured + solution.leaked,
            scale,
            seed,
            "captured and leaked",
        );
        let gmv: f64 = solution.platforms.iter().map(|(_, flow)| flow.gmv).sum();
        let volume: f64 = solution.payments.iter().map(|(_, flow)| flow.volume).sum();
        same(gmv, volume, gmv, seed, "GMV and payment volume");
        let budget: f64 = solution.platforms.iter().map(|(_, flow)| flow.ad_budget).sum();
        let unspent: f64 = solution.platforms.iter().map(|(_, flow)| flow.ad_unspent).sum();
        let spent: f64 = solution.links.iter().map(|(_, flow)| flow.ad_spend).sum();
        same(budget, spent + unspent, gmv, seed, "ad budgets");
        let balances: f64 = solution.ledger.balances().values().sum();
        same(balances, 0.0, gmv, seed, "ledger");
        assert!(solution.residuals.worst() <= 1e-9);
    }
    assert!(
        count > maps() * 3 / 4,
        "most random maps have a steady state, {count} of {}",
        maps()
    );
}

/// Ratios are taken to today, so today is the same however strong the feedback.
#[test]
fn today_is_reproduced_at_any_feedback() {
    for seed in 0..maps() / 4 {
        let plain = random_map(seed, Feedback::Off);
        let mut fed = plain.clone();
        let mut random = fastrand::Rng::with_seed(seed);
        for (id, node) in plain.nodes().iter().filter(|(_, node)| !node.is_payment()) {
            let mut node = node.clone();
            node.network_effect = (3.0 * random.f64()).into();
            fed.apply(Edit::put_node(id.clone(), node));
        }
        for (id, link) in plain.links().iter().filter(|(_, link)| link.payer.is_some()) {
            let mut link = link.clone();
            link.ad_elasticity = random.f64().into();
            fed.apply(Edit::put_link(id.clone(), link));
        }
        let (Some(a), Some(b)) = (solved(&plain, None), solved(&fed, None)) else {
            continue;
        };
        for (id, flow) in a.nodes.iter() {
            same(
                flow.visits,
                b.visits_at(id),
                a.arrivals,
                seed,
                &format!("visits at {id}"),
            );
        }
    }
}

/// Other ids, and so another order of everything, change nothing.
#[test]
fn renaming_and_reordering_change_nothing() {
    for seed in 0..maps() / 4 {
        let map = random_map(seed, Feedback::Mild);
        let rename = |id: &str| {
            // The last character first: it turns the order of ids about.
            let turned: String = id.chars().rev().collect();
            format!("{turned}x")
        };
        let renamed = renamed(&map, &rename);
        let scenario = |map: &Map| (seed % 2 == 0).then(|| everything_open(map));
        let (a, b) = (
            solved(&map, scenario(&map).as_ref()),
            solved(&renamed, scenario(&renamed).as_ref()),
        );
        assert_eq!(a.is_some(), b.is_some(), "map {seed}");
        if let (Some(a), Some(b)) = (a, b) {
            agree(&a, &b, seed, rename);
        }
    }
}

fn renamed(map: &Map, rename: &dyn Fn(&str) -> String) -> Map {
    let mut build = Build::new();
    for id in map.companies().keys() {
        build
            .0
            .apply(Edit::put_company(rename(id.as_str()), Company::default()));
    }
    for id in map.segments().keys() {
        build = build.segment(&rename(id.as_str()));
    }
    let company = |id: &CompanyId| CompanyId::from(rename(id.as_str()));
    let by_segment = |values: &PerSegment| match values {
        PerSegment::One(number) => PerSegment::One(number.clone()),
        PerSegment::By(by) => {
            let entry = |(id, number): (&SegmentId, &Number)| (rename(id.as_str()).into(), number.clone());
            PerSegment::By(by.iter().map(entry).collect())
        }
    };
    for (id, node) in map.nodes() {
        let mut node = node.clone();
        node.owner = node.owner.as_ref().map(company);
        node.host = node.host.as_ref().map(company);
        match &mut node.kind {
            NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } => {
                *arrivals = by_segment(arrivals);
            }
            NodeKind::Merchant { sells_on, ticket } => {
                *sells_on = NodeId::from(rename(sells_on.as_str()));
                *ticket = by_segment(ticket);
            }
            NodeKind::Payment { .. } => {}
        }
        build.0.apply(Edit::put_node(rename(id.as_str()), node));
    }
    for (id, link) in map.links() {
        let mut link = link.clone();
        link.from = rename(link.from.as_str()).into();
        link.to = rename(link.to.as_str()).into();
        link.payer = link.payer.map(|payer| rename(payer.as_str()).into());
        link.group = link.group.map(|group| rename(&group));
        build.0.apply(Edit::put_link(rename(id.as_str()), link));
    }
    build.0
}

/// Half of a node's arrivals may as well come through a channel of their own.
#[test]
fn splitting_an_arrival_in_two_changes_nothing() {
    for seed in 0..maps() / 4 {
        let map = random_map(seed, Feedback::Mild);
        let target = NodeId::from("channel0");
        let mut node = map.nodes()["channel0"].clone();
        let halved = |values: &PerSegment| match values {
            PerSegment::One(number) => PerSegment::One((number.value / 2.0).into()),
            PerSegment::By(by) => PerSegment::By(
                by.iter()
                    .map(|(s, n)| (s.clone(), (n.value / 2.0).into()))
                    .collect(),
            ),
        };
        let half = halved(node.arrivals().expect("a channel has arrivals"));
        node.kind = NodeKind::Channel {
            arrivals: half.clone(),
        };
        let mut split = Build(map.clone()).node("extra", NodeKind::Channel { arrivals: half }, |extra| {
            extra.leave = Some(0.0.into());
        });
        split.0.apply(Edit::put_node(target, node));
        let split = split
            .link(
                "extra-link",
                "extra",
                "channel0",
                Pull::Weight(1.0.into()),
                |_| {},
            )
            .0;
        let open = everything_open(&map);
        for scenario in [None, Some(&open)] {
            let (a, b) = (solved(&map, scenario), solved(&split, scenario));
            assert_eq!(a.is_some(), b.is_some(), "map {seed}");
            if let (Some(a), Some(b)) = (a, b) {
                agree(&a, &b, seed, str::to_owned);
            }
        }
    }
}

/// A closed link is as good as none.
#[test]
fn a_closed_link_equals_an_absent_one() {
    for seed in 0..maps() / 4 {
        let map = random_map(seed, Feedback::Mild);
        let mut without = map.clone();
        let closed: Vec<LinkId> = map
            .links()
            .iter()
            .filter(|(_, link)| !link.open)
            .map(|(id, _)| id.clone())
            .collect();
        without.apply_all(closed.into_iter().map(|id| Edit::Link(id, None)));
        if let (Some(a), Some(b)) = (solved(&map, None), solved(&without, None)) {
            agree(&a, &b, seed, str::to_owned);
        }
    }
}

/// A sum of nothing is 0 and not −0, which JSON would show.
#[test]
fn nothing_is_zero_without_a_sign() {
    let mut tried = vec![Map::new("empty"), Build::new().company("nobody").0];
    tried.extend((0..300).map(|seed| random_map(seed, Feedback::Mild)));
    for map in tried {
        if let Some(solution) = solved(&map, None) {
            let json = serde_json::to_string(&solution).expect("JSON");
            assert!(!json.contains("-0.0"), "{json}");
        }
    }
}
