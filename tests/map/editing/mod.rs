//! Editing: what each operation does to a map, and what none of them may do.

mod add;
mod any;
mod arrange;
mod clipboard;
mod fixes;
mod fresh;

mod kind;
mod layout;
mod link;
mod multi;
mod pieces;
mod segment;

use std::collections::BTreeSet;

use catchment::file::to_text;
use catchment::model::{Edit, Map, Object, rules};

/// The map with the edits made, which break no rule that held before, change something each, and can
/// be taken back exactly.
#[track_caller]
fn sound(map: &Map, edits: Vec<Edit>) -> Map {
    let mut edited = map.clone();
    for edit in &edits {
        assert_ne!(edited.current(edit), *edit, "an edit that changes nothing");
        edited.apply(edit.clone());
    }
    let mut back = map.clone();
    let inverse = back.apply_all(edits.clone());
    assert_eq!(back, edited);
    back.apply_all(inverse);
    assert_eq!(to_text(&back).unwrap(), to_text(map).unwrap());
    let before = rules::errors(map).len();
    let found = rules::errors(&edited);
    assert!(found.len() <= before, "{found:#?}\n{edits:#?}");
    edited
}

/// A selection.
fn these<const N: usize>(objects: [Object; N]) -> BTreeSet<Object> {
    objects.into()
}

fn node(id: &str) -> Object {
    Object::Node(id.into())
}

fn link(id: &str) -> Object {
    Object::Link(id.into())
}
