//! Merging whatever two people may have done to a map.

use crate::common::any_map::any_map;
use crate::difference::edited;
use catchment::file::merge::merge;
use catchment::file::{parse, to_text};
use catchment::model::Map;
use proptest::prelude::*;

/// The text of a merge without conflicts.
fn clean(base: &Map, mine: &Map, theirs: &Map) -> Result<String, TestCaseError> {
    let merged = merge(base, mine, theirs);
    prop_assert_eq!(&merged.conflicts, &[]);
    Ok(to_text(&merged.map).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_one_side_did_is_taken_as_it_is(base in any_map(), other in any_map(), seed: u64) {
        for changed in [&other, &edited(&base, seed)] {
            let text = to_text(changed).unwrap();
            prop_assert_eq!(clean(&base, &base, changed)?, text.clone());
            prop_assert_eq!(clean(&base, changed, &base)?, text.clone());
            prop_assert_eq!(clean(&base, changed, changed)?, text);
        }
    }

    #[test]
    fn sides_may_be_exchanged_unless_they_conflict(base in any_map(), one: u64, other: u64) {
        let (mine, theirs) = (edited(&base, one), edited(&base, other));
        let (here, there) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        prop_assert_eq!(here.conflicts.is_empty(), there.conflicts.is_empty());
        if here.conflicts.is_empty() {
            let text = to_text(&here.map).unwrap();
            prop_assert_eq!(&text, &to_text(&there.map).unwrap());
            prop_assert!(parse(text.as_bytes()).is_ok(), "{}", text);
        }
    }

    #[test]
    fn maps_that_share_nothing_are_merged_or_tell_why_not(
        base in any_map(), mine in any_map(), theirs in any_map(),
    ) {
        let merged = merge(&base, &mine, &theirs);
        let text = to_text(&merged.map).unwrap();
        if merged.conflicts.is_empty() {
            prop_assert!(parse(text.as_bytes()).is_ok(), "{}", text);
        }
        let exchanged = merge(&base, &theirs, &mine);
        prop_assert_eq!(merged.conflicts.is_empty(), exchanged.conflicts.is_empty());
    }
}
