//! What holds of every operation on any map.

use fastrand::Rng;
use proptest::prelude::*;

use crate::common::any_map::any_map;
use crate::common::build::{Build, platform};
use crate::common::operations::{OPERATIONS, QUICK, operation, raw};
use crate::editing::sound;
use catchment::editing::clipboard;
use catchment::model::{Map, Object};

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn operations_break_nothing_and_can_be_taken_back(map in any_map(), seed in any::<u64>()) {
        let mut random = Rng::with_seed(seed);
        let count = if seed % 16 == 0 { OPERATIONS } else { QUICK };
        for number in 0..count {
            sound(&map, operation(number, &map, &mut random));
        }
    }

    /// A map may be broken while it is edited; then operations may do little, but do not panic.
    #[test]
    fn operations_bear_broken_maps(map in any_map(), seed in any::<u64>()) {
        let mut random = Rng::with_seed(seed);
        let mut map = map;
        for _ in 0..10 {
            map.apply_all(raw(&map.clone(), &mut random));
        }
        for number in 0..QUICK {
            let edits = operation(number, &map, &mut random);
            let mut edited = map.clone();
            let back = edited.apply_all(edits);
            edited.apply_all(back);
            // Written out, for a place that is no number equals nothing.
            prop_assert_eq!(format!("{edited:?}"), format!("{map:?}"));
        }
    }
}

/// Without optimisation, on a busy machine: far more than it takes, but less than a square of the
/// nodes would.
const MOST_SECONDS: f64 = 3.0;

#[test]
fn operations_on_a_large_map_are_quick() {
    let mut random = Rng::with_seed(3);
    let map = large();
    for number in 0..QUICK {
        let start = std::time::Instant::now();
        let edits = operation(number, &map, &mut random);
        let time = start.elapsed().as_secs_f64();
        println!("operation {number}: {:.1} ms, {} edits", time * 1e3, edits.len());
        assert!(time < MOST_SECONDS, "operation {number} took {time:.2} s");
    }
    let start = std::time::Instant::now();
    let all = map.nodes().keys().cloned().map(Object::Node).collect();
    let pasted = clipboard::duplicate(&map, &all, (1.0, 1.0)).unwrap();
    println!("duplicate all: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    assert_eq!(pasted.objects.len(), 10_000 + map.links().len());
    assert!(start.elapsed().as_secs_f64() < MOST_SECONDS);
}

/// Ten thousand nodes of one name, and twenty thousand links.
fn large() -> Map {
    let mut build = Build::new().company("acme").company("other");
    for id in 0..10_000 {
        build = build.node(&format!("node-{id}"), platform(1.0, 0.0, 0.0), |node| {
            node.name = "Node".to_owned();
            node.owner = Some(if id % 20 == 0 { "acme" } else { "other" }.into());
            node.at = (f64::from(id % 100) * 200.0, f64::from(id / 100) * 150.0);
        });
    }
    for id in 0..20_000 {
        let to = (id * 7 + 1) % 10_000;
        build = build.share(&format!("node-{}", id % 10_000), &format!("node-{to}"), 0.1);
    }
    build.0
}
