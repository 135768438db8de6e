//! The objects of a map taken apart into fields, and put together again: what `diff` compares and
//! `merge` merges.
//!
//! A field is what the file calls by a name. What stands there by entry (numbers by segment, the
//! links that a scenario opens, its overrides) is a field for each entry, `arrivals/micro`. What the
//! file leaves out because it is the default is there all the same. The fields are found by
//! serialization, so that no new field of the model is forgotten here.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map as Entries, Value as Json, json};

use crate::model::{Edit, Map, Number, Object, Units};

/// The fields of an object by path. An estimate and a pull are one field each.
pub(super) type Fields = BTreeMap<String, Json>;

/// Fields that hold one number a segment, or one for all.
pub(super) const PER_SEGMENT: [&str; 2] = ["arrivals", "ticket"];

/// Every object of `map` with its fields, in the order of the file.
pub(super) fn of(map: &Map) -> BTreeMap<Object, Fields> {
    let mut all = BTreeMap::from([(Object::Map, of_map(map))]);
    for (id, company) in map.companies() {
        let numbers = company.numbers();
        let numbers = numbers.iter().map(|(field, number)| (field.name, *number));
        all.insert(Object::Company(id.clone()), filled(written(company), numbers));
    }
    for (id, segment) in map.segments() {
        all.insert(Object::Segment(id.clone()), written(segment));
    }
    for (id, node) in map.nodes() {
        let numbers = node.numbers();
        let numbers = numbers.iter().map(|(path, _, number)| (path.as_ref(), *number));
        all.insert(Object::Node(id.clone()), filled(written(node), numbers));
    }
    for (id, link) in map.links() {
        let mut fields = written(link);
        fields.entry("open".to_owned()).or_insert(json!(link.open));
        fields.entry("pull".to_owned()).or_insert(json!(link.pull));
        let numbers = link.numbers();
        let numbers = numbers.iter().map(|(path, _, number)| (path.as_ref(), *number));
        all.insert(Object::Link(id.clone()), filled(fields, numbers));
    }
    for (id, scenario) in map.scenarios() {
        all.insert(Object::Scenario(id.clone()), written(scenario));
    }
    for (id, note) in map.notes() {
        all.insert(Object::Note(id.clone()), written(note));
    }
    for (id, frame) in map.frames() {
        all.insert(Object::Frame(id.clone()), written(frame));
    }
    all
}

fn of_map(map: &Map) -> Fields {
    let Units {
        traffic,
        period,
        currency,
    } = map.units();
    let texts = [
        ("name", map.name()),
        ("note", map.note()),
        ("units/traffic", traffic),
        ("units/period", period),
        ("units/currency", currency),
    ];
    // A note that says nothing is none, as in every other object.
    let said = texts
        .into_iter()
        .filter(|(field, text)| *field != "note" || !text.is_empty());
    said.map(|(field, text)| (field.to_owned(), json!(text)))
        .collect()
}

/// The fields that a file would hold of `object`.
fn written(object: &impl Serialize) -> Fields {
    // Nothing of a map fails to be written; if it did, it would have no fields, and `put` would
    // refuse to make an object of them.
    let Ok(Json::Object(mut entries)) = serde_json::to_value(object) else {
        return Fields::new();
    };
    let mut fields = Fields::new();
    // A node is written as its kind, with the fields in it.
    if entries.len() == 1
        && let Some((kind, Json::Object(_))) = entries.iter().next()
        && let kind = kind.clone()
        && let Some(Json::Object(inner)) = entries.remove(&kind)
    {
        fields.insert("kind".to_owned(), json!(kind));
        entries = inner;
    }
    for (name, value) in entries {
        match value {
            Json::Object(by) if is_by_entry(&name) && !by.contains_key("value") => {
                let entries = by.into_iter();
                fields.extend(entries.map(|(key, value)| (format!("{name}/{key}"), value)));
            }
            Json::Array(ids) if is_listed(&name) => {
                let ids = ids.iter().filter_map(Json::as_str);
                fields.extend(ids.map(|id| (format!("{name}/{id}"), json!(true))));
            }
            value => {
                fields.insert(name, value);
            }
        }
    }
    fields
}

fn is_by_entry(field: &str) -> bool {
    PER_SEGMENT.contains(&field) || ["pull_by", "set", "units"].contains(&field)
}

fn is_listed(field: &str) -> bool {
    ["open", "close"].contains(&field)
}

/// With the numbers that a file leaves out, which are bare.
fn filled<'a>(mut fields: Fields, numbers: impl Iterator<Item = (&'a str, &'a Number)>) -> Fields {
    for (path, number) in numbers {
        // A negative zero is left out like any other, so that it must look like any other.
        let value = number.value + 0.0;
        fields.entry(path.to_owned()).or_insert_with(|| json!(value));
    }
    fields
}

/// The edits that put in place the object that has `fields`.
///
/// # Errors
/// No such object can have these fields.
pub(super) fn put(object: &Object, fields: &Fields) -> serde_json::Result<Vec<Edit>> {
    let mut entries = Entries::new();
    for (path, value) in fields {
        let Some((name, key)) = path.split_once('/') else {
            entries.insert(path.clone(), value.clone());
            continue;
        };
        if is_listed(name) {
            let list = entries.entry(name).or_insert_with(|| json!([]));
            if let Json::Array(list) = list {
                list.push(json!(key));
            }
        } else if let Json::Object(by) = entries.entry(name).or_insert_with(|| json!({})) {
            by.insert(key.to_owned(), value.clone());
        }
    }
    let read = |entries| Json::Object(entries);
    Ok(vec![match object {
        Object::Map => return put_map(entries),
        Object::Company(id) => Edit::Company(id.clone(), Some(serde_json::from_value(read(entries))?)),
        Object::Segment(id) => Edit::Segment(id.clone(), Some(serde_json::from_value(read(entries))?)),
        Object::Node(id) => {
            let kind = entries.remove("kind");
            let kind = kind.as_ref().and_then(Json::as_str).unwrap_or_default();
            let node = json!({ kind: entries });
            Edit::Node(id.clone(), Some(serde_json::from_value(node)?))
        }
        Object::Link(id) => Edit::Link(id.clone(), Some(serde_json::from_value(read(entries))?)),
        Object::Scenario(id) => Edit::Scenario(id.clone(), Some(serde_json::from_value(read(entries))?)),
        Object::Note(id) => Edit::Note(id.clone(), Some(serde_json::from_value(read(entries))?)),
        Object::Frame(id) => Edit::Frame(id.clone(), Some(serde_json::from_value(read(entries))?)),
    }])
}

fn put_map(mut entries: Entries<String, Json>) -> serde_json::Result<Vec<Edit>> {
    let mut text = |field: &str| entries.remove(field).unwrap_or_else(|| json!(""));
    let (name, note) = (text("name"), text("note"));
    let units = entries.remove("units").unwrap_or_else(|| json!({}));
    Ok(vec![
        Edit::Name(serde_json::from_value(name)?),
        Edit::MapNote(serde_json::from_value(note)?),
        Edit::Units(serde_json::from_value(units)?),
    ])
}

/// Whether two values are written alike: unlike `==`, this tells a negative zero from zero.
pub(super) fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => {
            one.as_f64().map(f64::to_bits) == other.as_f64().map(f64::to_bits)
        }
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

/// [`same`] of all fields.
pub(super) fn all_same(one: &Fields, other: &Fields) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|((path, one), (other_path, other))| path == other_path && same(one, other))
}
