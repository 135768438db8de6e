//! Three-way merge of maps, by object and field.
//!
//! What one side changed is taken; what both changed alike is taken; what they changed differently
//! is a conflict, and so is an object that one removed and the other changed. A conflict keeps what
//! is mine, so that the result can be loaded. The rules of the map are asked last: both sides may be
//! sound and break one together, or a side may be a draft that breaks one already.

mod field;

use std::collections::{BTreeMap, BTreeSet};

use super::diff::{self, FieldChange, Value};
use super::fields::{self, Fields};
use crate::model::{Diagnostic, Edit, Map, Object, rules};

/// A merged map.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The map, with what is mine wherever there is a conflict.
    pub map: Map,
    /// What a person must decide, in the order of the file, rules last; nothing if all went well.
    pub conflicts: Vec<Conflict>,
}

/// What a person must decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The object.
    pub object: Object,
    /// Its name as [`diff::name`] gives it.
    pub name: String,
    /// What clashes.
    pub clash: Clash,
}

/// What clashes.
#[derive(Clone, Debug, PartialEq)]
pub enum Clash {
    /// Both sides changed a field, differently. `None` where nothing stands.
    Field {
        /// Its path, as in [`FieldChange`].
        field: String,
        /// What stood there before both.
        base: Option<Value>,
        /// What stands there in mine, and in the result.
        mine: Option<Value>,
        /// What stands there in theirs.
        theirs: Option<Value>,
    },
    /// One side removed the object, the other changed it.
    Removed {
        /// Whether mine removed it, so that it is not in the result.
        by_mine: bool,
        /// What the other side changed.
        changed: Vec<FieldChange>,
    },
    /// The result breaks a rule.
    Rule {
        /// Who breaks it.
        by: Breaker,
        /// Which rule, and where in the result.
        problem: Diagnostic,
    },
}

/// Who breaks a rule that a merged map breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaker {
    /// Mine does so by itself.
    Mine,
    /// Theirs does so by itself.
    Theirs,
    /// Each does so by itself.
    Both,
    /// Neither does alone.
    Together,
}

impl Breaker {
    /// The word for it in a list of conflicts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
            Self::Both => "both",
            Self::Together => "together",
        }
    }
}

/// What both sides made of `base`, in one map.
pub fn merge(base: &Map, mine: &Map, theirs: &Map) -> Merged {
    let of_base = fields::of(base);
    let (of_mine, of_theirs) = (fields::of(mine), fields::of(theirs));
    let mut merged = mine.clone();
    let mut conflicts = Vec::new();
    let sides = [&of_base, &of_mine, &of_theirs];
    let objects: BTreeSet<&Object> = sides.into_iter().flat_map(BTreeMap::keys).collect();
    for object in objects {
        let sides = sides.map(|side| side.get(object));
        let [base_fields, mine_fields, theirs_fields] = sides;
        if alike(theirs_fields, base_fields) || alike(theirs_fields, mine_fields) {
            continue;
        }
        if alike(mine_fields, base_fields) {
            merged.apply_all(whole(theirs, object));
            continue;
        }
        let mut clash = |clash| {
            let map = if mine_fields.is_some() { mine } else { theirs };
            conflicts.push(Conflict {
                object: object.clone(),
                name: diff::name(map, object),
                clash,
            });
        };
        let none = Fields::new();
        match (base_fields.unwrap_or(&none), mine_fields, theirs_fields) {
            (base, Some(mine), Some(theirs)) => {
                let (edits, clashes) = object_of(object, [base, mine, theirs]);
                merged.apply_all(edits);
                clashes.into_iter().for_each(&mut clash);
            }
            (base, mine, theirs) => clash(Clash::Removed {
                by_mine: mine.is_none(),
                changed: diff::changes(base, mine.or(theirs).unwrap_or(&none)),
            }),
        }
    }
    conflicts.extend(broken(&merged, mine, theirs));
    Merged {
        map: merged,
        conflicts,
    }
}

/// The rules that `merged` breaks, each with who does so.
fn broken(merged: &Map, mine: &Map, theirs: &Map) -> Vec<Conflict> {
    let errors = rules::errors(merged);
    if errors.is_empty() {
        return Vec::new();
    }
    let alone = [mine, theirs].map(rules::errors);
    let [mine, theirs] = alone
        .each_ref()
        .map(|errors| errors.iter().map(rule).collect::<BTreeSet<_>>());
    let conflict = |problem: Diagnostic| {
        let by = match (mine.contains(&rule(&problem)), theirs.contains(&rule(&problem))) {
            (true, true) => Breaker::Both,
            (true, false) => Breaker::Mine,
            (false, true) => Breaker::Theirs,
            (false, false) => Breaker::Together,
        };
        Conflict {
            object: problem.object.clone(),
            name: diff::name(merged, &problem.object),
            clash: Clash::Rule { by, problem },
        }
    };
    errors.into_iter().map(conflict).collect()
}

/// What tells one broken rule from another.
fn rule(error: &Diagnostic) -> (&Object, &str, &str, Option<&str>) {
    (
        &error.object,
        &error.field,
        &error.message,
        error.found.as_deref(),
    )
}

fn alike(one: Option<&Fields>, other: Option<&Fields>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => fields::all_same(one, other),
        _ => false,
    }
}

/// The edits that make `object` what it is in `map`.
fn whole(map: &Map, object: &Object) -> Vec<Edit> {
    let edit = match object {
        Object::Map => {
            let units = map.units().clone();
            return vec![
                Edit::Name(map.name().to_owned()),
                Edit::MapNote(map.note().to_owned()),
                Edit::Units(units),
            ];
        }
        Object::Company(id) => Edit::Company(id.clone(), None),
        Object::Segment(id) => Edit::Segment(id.clone(), None),
        Object::Node(id) => Edit::Node(id.clone(), None),
        Object::Link(id) => Edit::Link(id.clone(), None),
        Object::Scenario(id) => Edit::Scenario(id.clone(), None),
        Object::Note(id) => Edit::Note(id.clone(), None),
        Object::Frame(id) => Edit::Frame(id.clone(), None),
    };
    vec![map.current(&edit)]
}

/// An object that is base, mine and theirs, in this order, put together from its fields.
fn object_of(object: &Object, sides: [&Fields; 3]) -> (Vec<Edit>, Vec<Clash>) {
    let [base, mine, theirs] = sides;
    let mut merged = Fields::new();
    let mut clashes = Vec::new();
    let paths: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    for path in paths {
        let (value, clashed) = field::merge(path, [base.get(path), mine.get(path), theirs.get(path)]);
        merged.extend(value.map(|value| (path.clone(), value)));
        clashes.extend(clashed);
    }
    one_form(&mut merged, sides, &mut clashes);
    match fields::put(object, &merged) {
        Ok(edits) => (edits, clashes),
        // Fields that no object has together, such as those of a platform in a channel: mine stays,
        // and all that theirs changed is to be decided on.
        Err(_) => {
            let paths = base.keys().chain(theirs.keys()).collect::<BTreeSet<_>>();
            let lost = paths.into_iter().filter(|path| {
                let (base, theirs) = (base.get(*path), theirs.get(*path));
                !field::same(base, theirs) && !field::same(mine.get(*path), theirs)
            });
            let clashes = lost
                .flat_map(|path| field::clash(path, sides.map(|side| side.get(path))))
                .collect();
            (Vec::new(), clashes)
        }
    }
}

/// One number for all segments and one by segment exclude each other: if both came together, mine
/// stays.
fn one_form(merged: &mut Fields, sides: [&Fields; 3], clashes: &mut Vec<Clash>) {
    for name in fields::PER_SEGMENT {
        let below = format!("{name}/");
        let by_segment = merged.keys().any(|path| path.starts_with(&below));
        if !(by_segment && merged.contains_key(name)) {
            continue;
        }
        let is_of = |path: &String| path == name || path.starts_with(&below);
        merged.retain(|path, _| !is_of(path));
        let [base, mine, theirs] = sides;
        let of_mine = mine.iter().filter(|(path, _)| is_of(path));
        merged.extend(of_mine.map(|(path, value)| (path.clone(), value.clone())));
        clashes.retain(|clash| !matches!(clash, Clash::Field { field, .. } if is_of(field)));
        let paths = [base, mine, theirs].into_iter().flat_map(BTreeMap::keys);
        let paths: BTreeSet<_> = paths.filter(|path| is_of(path)).collect();
        clashes.extend(
            paths
                .into_iter()
                .flat_map(|path| field::clash(path, sides.map(|side| side.get(path)))),
        );
    }
}
