//! Every combination of links: the table is that of as many full solves.

use crate::common::build::{Build, channel, close};
use crate::common::random_map::{Feedback, random_map};
use catchment::analysis::combos::{Combos, Request, SAMPLE, SEED, Unanswered, gated, with_bundle};
use catchment::model::{Link, LinkId, LinkKind, Map};
use catchment::solver::{CompanyFlow, Compiled, Measure, Search};

fn request(links: &[LinkId]) -> Request {
    Request {
        links: links.to_vec(),
        measures: Measure::ALL.to_vec(),
        seed: SEED,
    }
}

fn combos(map: &Map, links: &[LinkId]) -> Combos {
    Combos::new(map, None, &request(links), &|_| true).expect("a table")
}

/// The same numbers, or the same lack of a steady state, as solving each bundle in full.
#[track_caller]
fn same_as_full_solves(map: &Map, combos: &Combos, bundles: impl Iterator<Item = u64>) -> usize {
    let compiled = Compiled::new(map).expect("a sound map");
    let mut rows = 0;
    for bundle in bundles {
        let scenario = with_bundle(map, None, combos.links(), bundle);
        let full = match compiled.solve(Some(&scenario), Search::FromToday) {
            Ok(full) => full,
            Err(found) => {
                assert_eq!(combos.problem(bundle), Some(found[0].to_string().as_str()));
                continue;
            }
        };
        assert_eq!(combos.problem(bundle), None);
        rows += 1;
        for (company, id) in combos.companies().iter().enumerate() {
            for (at, measure) in combos.measures().iter().enumerate() {
                let value = combos.value(bundle, company, at).expect("a value");
                let words = format!("{} of {id} in bundle {bundle:b}", measure.name());
                close(value, full.measure(id, *measure), 1e-9, &words);
            }
        }
    }
    rows
}

#[test]
fn on_random_maps_every_row_is_a_full_solve() {
    let mut rows = 0;
    for seed in 0..200 {
        let feedback = if seed % 2 == 0 {
            Feedback::Off
        } else {
            Feedback::Mild
        };
        let map = random_map(seed, feedback);
        let links: Vec<LinkId> = map.links().keys().take(5).cloned().collect();
        let combos = combos(&map, &links);
        rows += same_as_full_solves(&map, &combos, combos.bundles());
    }
    assert!(rows > 3000, "{rows}");
}

#[test]
fn nobody_can_open_what_has_no_gatekeeper() {
    let closed = |keepers: Option<Vec<&'static str>>| {
        move |link: &mut Link| {
            link.open = false;
            link.gatekeepers = keepers.map(|keepers| keepers.into_iter().map(Into::into).collect());
        }
    };
    let pull = || catchment::model::Pull::TakeUp(0.2.into());
    let map = Build::new()
        .company("acme")
        .node("feed", channel(10.0), |node| node.owner = Some("acme".into()))
        .channel("shop", 0.0, 1.0)
        .link("by-owner", "feed", "shop", pull(), closed(None))
        .link("by-name", "shop", "feed", pull(), closed(Some(vec!["acme"])))
        .link("by-nobody", "feed", "shop", pull(), closed(Some(vec![])))
        .link("unowned", "shop", "feed", pull(), closed(None))
        .weight("feed", "shop", 1.0)
        .0;
    assert_eq!(gated(&map, None), ["by-name".into(), "by-owner".into()]);
    let mut opened = catchment::model::Scenario::default();
    opened.open.insert("by-owner".into());
    opened.close.insert("feed-shop".into());
    let links = gated(&map, Some(&opened));
    assert_eq!(links, ["by-name".into(), "feed-shop".into()]);
}

#[test]
fn a_combination_that_locks_visitors_in_says_so_in_its_row() {
    let map = Build::new()
        .company("acme")
        .channel("a", 1.0, 0.0)
        .channel("b", 0.0, 0.0)
        .channel("out", 0.0, 1.0)
        .weight("a", "b", 1.0)
        .weight("b", "a", 1.0)
        .weight("b", "out", 1.0)
        .0;
    let links = ["b-a".into(), "b-out".into()];
    let combos = combos(&map, &links);
    assert_eq!(combos.unsolvable(), 1);
    let problem = combos.problem(0b01).expect("a closed loop");
    assert!(problem.contains("closed loop: a → b → a"), "{problem}");
    assert_eq!(combos.value(0b01, 0, 0), None);
    assert_eq!(combos.value(0b10, 0, 0), Some(0.0));
}

#[test]
fn a_map_without_links_or_companies_has_its_one_row() {
    let combos = combos(&Map::new("empty"), &[]);
    assert_eq!((combos.len(), combos.is_sampled()), (1, false));
    assert_eq!(combos.value(0, 0, 0), None);
}

/// A feed with `links` closed links to one shop.
fn many(links: usize) -> Map {
    let mut build = Build::new()
        .company("acme")
        .node("feed", channel(100.0), |node| node.owner = Some("acme".into()))
        .channel("shop", 0.0, 1.0);
    for i in 0..links {
        let pull = catchment::model::Pull::Weight(0.1.into());
        build = build.link(&format!("l{i:02}"), "feed", "shop", pull, |link| {
            link.kind = LinkKind::Share;
            link.open = false;
        });
    }
    build.0
}

#[test]
fn beyond_twenty_links_a_seeded_sample_stands_for_all() {
    let map = many(24);
    let links = gated(&map, None);
    let a = combos(&map, &links);
    assert!(a.is_sampled());
    assert_eq!(a.len(), SAMPLE);
    let bundles: Vec<u64> = a.bundles().collect();
    assert!(bundles.is_sorted());
    // None, all, each alone, all but each, and each pair are always among them.
    for must in [
        0,
        (1 << 24) - 1,
        1 << 7,
        (1 << 24) - 1 - (1 << 9),
        1 << 3 | 1 << 20,
    ] {
        assert!(bundles.binary_search(&must).is_ok(), "{must:b}");
    }
    assert!(
        a.bundles().eq(combos(&map, &links).bundles()),
        "the same seed, the same sample"
    );
    let other = Request {
        seed: 1,
        ..request(&links)
    };
    let other = Combos::new(&map, None, &other, &|_| true).expect("a table");
    assert!(!a.bundles().eq(other.bundles()));
    same_as_full_solves(&map, &a, a.bundles().step_by(4096));
}

#[test]
fn what_cannot_be_combined_is_refused() {
    let ask = |map: &Map, links: &[LinkId]| Combos::new(map, None, &request(links), &|_| true).map(|_| ());
    let map = many(65);
    let links = gated(&map, None);
    let words = |answer: Result<(), Unanswered>| answer.expect_err("a refusal").to_string();
    assert!(words(ask(&map, &links)).starts_with("65 links are too many"));
    assert_eq!(words(ask(&map, &["x".into()])), "there is no link \"x\"");
    let twice = [links[0].clone(), links[0].clone()];
    assert_eq!(words(ask(&map, &twice)), "link \"l00\" is named twice");
}

#[test]
fn it_stops_when_it_is_not_wanted_any_more() {
    let map = many(12);
    let request = request(&gated(&map, None));
    let answer = Combos::new(&map, None, &request, &|part| {
        assert!((0.0..=1.0).contains(&part));
        false
    });
    assert!(matches!(answer, Err(Unanswered::GivenUp)));
}

/// Three segments, ads, network effects, a cycle that a toggle closes: a seeded sample of the half
/// million combinations, and the ends.
#[test]
fn on_the_reference_map_rows_are_full_solves() {
    let bytes = include_bytes!("../../models/alibaba-tencent-2021.ron");
    let map = catchment::file::parse(bytes).expect("the reference map").map;
    let links = gated(&map, None);
    let compiled = Compiled::new(&map).expect("a sound map");
    let reduced = compiled.reduced(None, &links).expect("a reduced map");
    let mut workspace = reduced.workspace();
    let mut row = vec![CompanyFlow::default(); map.companies().len()];
    let mut random = fastrand::Rng::with_seed(4);
    let all = (1u64 << links.len()) - 1;
    let singles = (0..links.len()).map(|i| 1 << i);
    let bundles = [0, all].into_iter().chain(singles);
    for bundle in bundles.chain((0..200).map(|_| random.u64(..) & all)) {
        let open: Vec<bool> = (0..links.len()).map(|i| bundle >> i & 1 == 1).collect();
        reduced
            .evaluate(&open, &mut workspace, &mut row)
            .expect("a steady state");
        let scenario = with_bundle(&map, None, &links, bundle);
        let full = compiled
            .solve(Some(&scenario), Search::FromToday)
            .expect("a steady state");
        for ((id, solved), reduced) in full.companies.iter().zip(&row) {
            for measure in Measure::ALL {
                let words = format!("{} of {id} in {bundle:b}", measure.name());
                close(reduced.get(measure), solved.get(measure), 1e-9, &words);
            }
        }
    }
}
