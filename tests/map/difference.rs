//! What differs between two maps, whatever they hold.

use crate::common::any_map::any_map;
use crate::common::operations::{QUICK, operation};
use catchment::file::diff::{Change, diff};
use catchment::file::to_text;
use catchment::model::Map;
use fastrand::Rng;
use proptest::prelude::*;

/// `map` after a few things that a person may do to it.
pub fn edited(map: &Map, seed: u64) -> Map {
    let mut random = Rng::with_seed(seed);
    let mut edited = map.clone();
    for _ in 0..random.usize(0..5) {
        let edits = operation(random.usize(..QUICK), &edited, &mut random);
        let before = edited.clone();
        edited.apply_all(edits);
        // A place far outside or no number at all cannot be saved, so it cannot be compared.
        if !catchment::model::rules::errors(&edited).is_empty() {
            edited = before;
        }
    }
    edited
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn something_differs_if_and_only_if_the_texts_do(map in any_map(), other in any_map(), seed: u64) {
        prop_assert!(diff(&map, &map).is_empty());
        for new in [&other, &edited(&map, seed)] {
            let same = to_text(&map).unwrap() == to_text(new).unwrap();
            prop_assert_eq!(diff(&map, new).is_empty(), same, "{:?}", diff(&map, new));
        }
    }

    #[test]
    fn the_edits_to_another_map_lead_there_and_undo_leads_back(map in any_map(), other in any_map(), seed: u64) {
        for new in [&map, &other, &edited(&map, seed)] {
            let edits = map.edits_to(new);
            prop_assert_eq!(edits.is_empty(), map == *new);
            let mut there = map.clone();
            let back = there.apply_all(edits);
            prop_assert_eq!(&there, new);
            there.apply_all(back);
            prop_assert_eq!(&there, &map);
        }
    }

    #[test]
    fn backwards_old_is_new_and_added_is_removed(map in any_map(), other in any_map()) {
        let (there, back) = (diff(&map, &other), diff(&other, &map));
        prop_assert_eq!(there.all(Change::Added), back.all(Change::Removed));
        prop_assert_eq!(there.all(Change::Changed), back.all(Change::Changed));
        for differing in &there.objects {
            let reverse = back.of(&differing.object).unwrap();
            prop_assert_eq!(differing.fields.len(), reverse.fields.len());
            for (field, reverse) in differing.fields.iter().zip(&reverse.fields) {
                prop_assert_eq!(&field.field, &reverse.field);
                prop_assert_eq!((&field.old, &field.new), (&reverse.new, &reverse.old));
            }
        }
    }

    #[test]
    fn an_object_is_added_if_only_the_new_map_has_it(map in any_map(), other in any_map()) {
        let difference = diff(&map, &other);
        let added = other.links().keys().filter(|id| !map.links().contains_key(*id));
        for id in added {
            let object = catchment::model::Object::Link(id.clone());
            prop_assert_eq!(difference.of(&object).map(|link| link.change), Some(Change::Added));
        }
    }
}
