//! What differs between two maps, by object and field, in no language.
//!
//! The window shows it on the map, `catchment diff` puts it into words.

mod value;

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{self, Fields};
use crate::model::{Map, NodeId, Object};

pub use value::Value;
pub(super) use value::parts;

/// What differs between an old map and a new one: nothing if their canonical texts are the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// The objects that differ, in the order of the file.
    pub objects: Vec<Differing>,
}

/// An object that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    /// The object.
    pub object: Object,
    /// Its name as [`name`] gives it, in the new map if it is there.
    pub name: String,
    /// What happened to it.
    pub change: Change,
    /// The fields that differ, in the order of their paths; of an object added or removed, all.
    pub fields: Vec<FieldChange>,
}

/// What happened to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Change {
    Added,
    Removed,
    Changed,
}

impl Change {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Its path below the object: `commission`, `arrivals/micro`. Below a number's own path stands
    /// its evidence: `commission/source`; below a pull's also its `kind` and the link it is `like`.
    pub field: String,
    /// What stood there; `None` if nothing did.
    pub old: Option<Value>,
    /// What stands there now; `None` if nothing does.
    pub new: Option<Value>,
}

impl FieldChange {
    /// Whether it says only where something is drawn.
    pub fn is_layout(&self) -> bool {
        ["at", "bend", "size"].contains(&self.field.as_str())
    }
}

impl Differing {
    /// Whether only the place where it is drawn has changed.
    pub fn is_layout(&self) -> bool {
        self.change == Change::Changed && self.fields.iter().all(FieldChange::is_layout)
    }
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// What differs in `object`.
    pub fn of(&self, object: &Object) -> Option<&Differing> {
        let at = self
            .objects
            .binary_search_by(|differing| differing.object.cmp(object));
        at.ok().and_then(|at| self.objects.get(at))
    }

    /// The objects to which this happened: what a picture of the difference colours alike.
    pub fn all(&self, change: Change) -> BTreeSet<&Object> {
        let those = self.objects.iter().filter(|differing| differing.change == change);
        those.map(|differing| &differing.object).collect()
    }
}

/// What differs between `old` and `new`.
pub fn diff(old: &Map, new: &Map) -> Difference {
    let (before, mut after) = (fields::of(old), fields::of(new));
    let mut objects = Vec::new();
    for (object, before) in before {
        let after = after.remove(&object);
        if after
            .as_ref()
            .is_some_and(|after| fields::all_same(&before, after))
        {
            continue;
        }
        let (change, map) = match after {
            Some(_) => (Change::Changed, new),
            None => (Change::Removed, old),
        };
        objects.push(Differing {
            name: name(map, &object),
            fields: changes(&before, &after.unwrap_or_default()),
            object,
            change,
        });
    }
    objects.extend(after.into_iter().map(|(object, after)| Differing {
        name: name(new, &object),
        fields: changes(&Fields::new(), &after),
        object,
        change: Change::Added,
    }));
    objects.sort_by(|one, other| one.object.cmp(&other.object));
    Difference { objects }
}

/// The fields that differ between `old` and `new`.
pub(super) fn changes(old: &Fields, new: &Fields) -> Vec<FieldChange> {
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Vec::new();
    for path in paths {
        let (old, new) = (old.get(path), new.get(path));
        if let (Some(old), Some(new)) = (old, new)
            && fields::same(old, new)
        {
            continue;
        }
        let of = |json: Option<&_>| json.map(|json| parts(path, json)).unwrap_or_default();
        found.extend(part_changes(of(old), of(new)));
    }
    found
}

fn part_changes(
    mut old: BTreeMap<String, Value>,
    new: BTreeMap<String, Value>,
) -> impl Iterator<Item = FieldChange> {
    let mut found: BTreeMap<String, (Option<Value>, Option<Value>)> = BTreeMap::new();
    for (field, new) in new {
        let old = old.remove(&field);
        found.insert(field, (old, Some(new)));
    }
    found.extend(old.into_iter().map(|(field, old)| (field, (Some(old), None))));
    found
        .into_iter()
        .filter(|(_, (old, new))| !is_written_alike(old.as_ref(), new.as_ref()))
        .map(|(field, (old, new))| FieldChange { field, old, new })
}

/// Tells a negative zero from zero, as the file does.
pub(super) fn is_written_alike(one: Option<&Value>, other: Option<&Value>) -> bool {
    let bits = |value: f64| value.to_bits();
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => bits(*one) == bits(*other),
        (Some(Value::Pair(x, y)), Some(Value::Pair(other_x, other_y))) => {
            (bits(*x), bits(*y)) == (bits(*other_x), bits(*other_y))
        }
        _ => one == other,
    }
}

/// What `object` of `map` is called: a link by the names of its ends, a note by its first line, what
/// has no name by its id.
pub fn name(map: &Map, object: &Object) -> String {
    let found = match object {
        Object::Map => Some(map.name().to_owned()),
        Object::Company(id) => map.companies().get(id).map(|company| company.name.clone()),
        Object::Segment(id) => map.segments().get(id).map(|segment| segment.name.clone()),
        Object::Node(id) => Some(node_name(map, id)),
        Object::Link(id) => map.links().get(id).map(|link| {
            let (from, to) = (node_name(map, &link.from), node_name(map, &link.to));
            format!("{from} → {to}")
        }),
        Object::Scenario(id) => map.scenarios().get(id).map(|scenario| scenario.name.clone()),
        Object::Note(id) => map.notes().get(id).map(|note| note.text.clone()),
        Object::Frame(id) => map.frames().get(id).map(|frame| frame.title.clone()),
    };
    let found = found.unwrap_or_default();
    match found.trim().lines().next() {
        Some(line) => line.trim_end().to_owned(),
        None => object.id().to_owned(),
    }
}

fn node_name(map: &Map, id: &NodeId) -> String {
    let name = map.nodes().get(id).map(|node| node.name.trim());
    let named = name.filter(|name| !name.is_empty());
    named.unwrap_or(id.as_str()).to_owned()
}
