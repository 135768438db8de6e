//! One field merged.
//!
//! A value and its evidence belong together: a source speaks of the value it stands beside. Only
//! where both sides have the same value is the evidence merged by its own fields.

use std::collections::BTreeSet;

use serde_json::{Map as Entries, Value as Json, json};

use super::Clash;
use crate::file::diff::{is_written_alike, parts};
use crate::file::fields;

/// Base, mine and theirs of a field, `None` where it is absent.
type Sides<'a> = [Option<&'a Json>; 3];

/// Whether a field is the same on two sides.
pub(super) fn same(one: Option<&Json>, other: Option<&Json>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => fields::same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The field at `path` merged, and what of it clashed.
pub(super) fn merge(path: &str, sides: Sides<'_>) -> (Option<Json>, Vec<Clash>) {
    let [base, mine, theirs] = sides;
    if same(theirs, base) || same(theirs, mine) {
        return (mine.cloned(), Vec::new());
    }
    if same(mine, base) {
        return (theirs.cloned(), Vec::new());
    }
    let merged = match path {
        "gatekeepers" => list(sides).map(|list| (list, false)),
        _ => pull(sides).or_else(|| number(sides)),
    };
    match merged {
        Some((value, false)) => (Some(value), Vec::new()),
        Some((value, true)) => (Some(value), clash(path, sides)),
        None => (mine.cloned(), clash(path, sides)),
    }
}

/// The parts of a field in which mine and theirs differ and both from base, or all in which mine and
/// theirs differ if there is no such part.
pub(super) fn clash(path: &str, sides: Sides<'_>) -> Vec<Clash> {
    let [base, mine, theirs] = sides.map(|side| side.map(|json| parts(path, json)).unwrap_or_default());
    let names: BTreeSet<_> = mine.keys().chain(theirs.keys()).collect();
    let differing = names.into_iter().filter_map(|name| {
        let (base, mine, theirs) = (base.get(name), mine.get(name), theirs.get(name));
        let clash = || Clash::Field {
            field: name.clone(),
            base: base.cloned(),
            mine: mine.cloned(),
            theirs: theirs.cloned(),
        };
        let by_both = !is_written_alike(base, mine) && !is_written_alike(base, theirs);
        (!is_written_alike(mine, theirs)).then(|| (by_both, clash()))
    });
    let differing: Vec<_> = differing.collect();
    let any_by_both = differing.iter().any(|(by_both, _)| *by_both);
    differing
        .into_iter()
        .filter(|(by_both, _)| *by_both || !any_by_both)
        .map(|(_, clash)| clash)
        .collect()
}

/// A list of ids whose order means nothing, by entry: base's first, then what was added, in order.
fn list(sides: Sides<'_>) -> Option<Json> {
    let ids = |side: Option<&Json>| -> Option<Vec<String>> {
        let ids = side?.as_array()?.iter();
        ids.map(|id| id.as_str().map(str::to_owned)).collect()
    };
    let [base, mine, theirs] = sides.map(ids);
    let (base, mine, theirs) = (base?, mine?, theirs?);
    let kept = base.iter().filter(|id| mine.contains(id) && theirs.contains(id));
    let added: BTreeSet<_> = mine
        .iter()
        .chain(&theirs)
        .filter(|id| !base.contains(id))
        .collect();
    Some(json!(kept.chain(added).collect::<Vec<_>>()))
}

/// A pull that is of the same kind on both sides; whether it clashed.
fn pull(sides: Sides<'_>) -> Option<(Json, bool)> {
    let [base, mine, theirs] = sides.map(|side| side.and_then(taken_apart));
    let ((kind, like, mine), (other_kind, other_like, theirs)) = (mine?, theirs?);
    if (kind, like) != (other_kind, other_like) {
        return None;
    }
    let base = base.filter(|(base_kind, base_like, _)| (*base_kind, *base_like) == (kind, like));
    let (number, clashed) = number([base.map(|(.., number)| number), Some(mine), Some(theirs)])?;
    let inner = match like {
        Some(like) => json!([like, number]),
        None => number,
    };
    Some((json!({ kind: inner }), clashed))
}

/// The kind, the link that it is like and the number of a pull.
fn taken_apart(pull: &Json) -> Option<(&str, Option<&Json>, &Json)> {
    let pull = pull.as_object().filter(|pull| !pull.contains_key("value"))?;
    let (kind, inner) = pull.iter().next()?;
    Some(match inner.as_array().map(Vec::as_slice) {
        Some([like, number]) => (kind, Some(like), number),
        _ => (kind, None, inner),
    })
}

/// A number that has the same value on both sides, its evidence merged; whether that clashed.
fn number(sides: Sides<'_>) -> Option<(Json, bool)> {
    let [base, mine, theirs] = sides.map(|side| side.and_then(estimate));
    let (base, mine, theirs) = (base.unwrap_or_default(), mine?, theirs?);
    if !same(mine.get("value"), theirs.get("value")) {
        return None;
    }
    let names: BTreeSet<_> = mine.keys().chain(theirs.keys()).collect();
    let (mut merged, mut clashed) = (Entries::new(), false);
    for name in names {
        let (base, mine, theirs) = (base.get(name), mine.get(name), theirs.get(name));
        let taken = if same(mine, base) { theirs } else { mine };
        clashed |= !same(mine, theirs) && !same(mine, base) && !same(theirs, base);
        merged.extend(taken.map(|value| (name.clone(), value.clone())));
    }
    Some(match merged.len() {
        1 => (merged.remove("value")?, clashed),
        _ => (Json::Object(merged), clashed),
    })
}

/// A number as an estimate.
fn estimate(number: &Json) -> Option<Entries<String, Json>> {
    match number {
        Json::Number(_) => Some(Entries::from_iter([("value".to_owned(), number.clone())])),
        Json::Object(estimate) if estimate.contains_key("value") => Some(estimate.clone()),
        _ => None,
    }
}
