//! One-click fixes: after any of them, that very finding is gone.

use std::collections::BTreeSet;

use catchment::editing::fixes::{FixKind, fixes};
use catchment::model::{Diagnostic, Edit, Map, Segment, rules};
use catchment::solver::solve;
use fastrand::Rng;
use proptest::prelude::*;
use ron::Options;
use ron::extensions::Extensions;

use crate::common::any_map::any_map;
use crate::common::build::{Build, channel};
use crate::common::operations::raw;

const SOUND: &str = include_str!("../bad_input/sound.ron");
const TABLES: [&str; 3] = [
    include_str!("../bad_input/references.txt"),
    include_str!("../bad_input/numbers.txt"),
    include_str!("../bad_input/links.txt"),
];

/// Findings that only a person can mend.
const HARD: [&str; 2] = [
    "commission, ad rate, fee and the highest referral together exceed the sale",
    "with an elasticity of 1 or more the split of the ad budget is no optimum",
];

/// Whether two findings are the same, wherever they stand.
fn same(a: &Diagnostic, b: &Diagnostic) -> bool {
    (&a.object, &a.field, &a.message, &a.found) == (&b.object, &b.field, &b.message, &b.found)
}

/// Tries every fix of every finding; gives the messages that have one and those that have none.
fn try_all(map: &Map, what: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut mended, mut left) = (BTreeSet::new(), BTreeSet::new());
    let found = rules::check(map);
    let errors = found.iter().filter(|problem| problem.is_error()).count();
    for problem in &found {
        let offered = fixes(map, problem);
        let list = if offered.is_empty() {
            &mut left
        } else {
            &mut mended
        };
        list.insert(problem.message.clone());
        for fix in offered {
            let mut after = map.clone();
            let back = after.apply_all(fix.edits.clone());
            let now = rules::check(&after);
            assert!(
                !now.iter().any(|other| same(other, problem)),
                "{what}: {problem}\n{fix:#?}"
            );
            let errors_now = now.iter().filter(|problem| problem.is_error()).count();
            assert!(errors_now <= errors, "{what}: {problem}\n{fix:#?}\n{now:#?}");
            after.apply_all(back);
            assert_eq!(format!("{after:?}"), format!("{map:?}"));
        }
    }
    (mended, left)
}

#[test]
fn every_fix_of_every_broken_model_mends_it() {
    let (mut mended, mut left) = (BTreeSet::new(), BTreeSet::new());
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    for case in TABLES
        .iter()
        .flat_map(|table| table.lines())
        .filter(|line| !line.starts_with(' '))
    {
        let (old, new) = case.split_once(" =>").unwrap();
        let Ok(map) = options.from_str::<Map>(&SOUND.replace(old, new.trim_start())) else {
            continue;
        };
        let (some, none) = try_all(&map, case);
        mended.extend(some);
        left.extend(none);
    }
    for hard in HARD {
        left.remove(hard);
    }
    assert_eq!(left, BTreeSet::new(), "findings without a fix");
    assert!(mended.len() >= 20, "{mended:#?}");
}

#[test]
fn the_most_obvious_fix_comes_first() {
    let map = Build::new()
        .node("a", channel(1.0), |_| {})
        .node("b", channel(1.0), |n| n.at = (f64::INFINITY, 0.0))
        .share("a", "b", 0.9)
        .share("a", "gone", 0.6)
        .0;
    let kinds: Vec<FixKind> = rules::check(&map)
        .iter()
        .filter_map(|problem| fixes(&map, problem).into_iter().next())
        .map(|fix| fix.kind)
        .collect();
    assert!(kinds.contains(&FixKind::Scale), "{kinds:?}");
    assert!(kinds.contains(&FixKind::Move), "{kinds:?}");
    assert!(
        kinds.contains(&FixKind::Delete(crate::editing::link("a-gone"))),
        "{kinds:?}"
    );
}

#[test]
fn arrivals_are_spread_where_segments_come() {
    let mut map = Build::new().node("a", channel(10.0), |_| {}).0;
    map.apply_all(["x", "y"].map(|id| Edit::put_segment(id, Segment::default())));
    let [problem] = &rules::errors(&map)[..] else {
        panic!()
    };
    let fix = fixes(&map, problem).remove(0);
    assert_eq!(fix.kind, FixKind::Spread);
    map.apply_all(fix.edits);
    assert_eq!(map.nodes()["a"].arrivals().unwrap().value("y"), 5.0);
}

#[test]
fn a_closed_loop_is_opened() {
    for map in [
        Build::new()
            .channel("a", 1.0, 0.0)
            .channel("b", 0.0, 0.0)
            .weight("a", "b", 1.0)
            .weight("b", "a", 1.0)
            .0,
        Build::new()
            .node("a", channel(1.0), |_| {})
            .node("b", channel(0.0), |_| {})
            .share("a", "b", 1.0)
            .share("b", "a", 1.0)
            .0,
    ] {
        let problems = solve(&map, None).unwrap_err();
        let fix = fixes(&map, &problems[0]).remove(0);
        assert_eq!(fix.kind, FixKind::Leave);
        let mut after = map.clone();
        after.apply_all(fix.edits);
        assert!(solve(&after, None).is_ok(), "{map:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fix_of_any_broken_map_mends_it(map in any_map(), seed in any::<u64>()) {
        let mut random = Rng::with_seed(seed);
        let mut map = map;
        for _ in 0..random.usize(1..8) {
            map.apply_all(raw(&map.clone(), &mut random));
        }
        try_all(&map, "");
    }
}
