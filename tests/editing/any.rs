//! What holds of every operation on any map.

use fastrand::Rng;
use proptest::prelude::*;

use crate::common::any_map::any_map;
use crate::common::operations::{OPERATIONS, QUICK, operation, raw};
use crate::sound;

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
