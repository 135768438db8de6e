//! Fields that differ and what stands in them, in the window's words.

use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::file::diff::{FieldChange, Value};
use crate::model::{CompanyId, LinkId, LinkKind, Map, NodeId, Object};

/// What a field is called: `Commission`, `Source of Commission`, `Arrivals (Small tickets)`. What it names
/// stands in `map`, or else in `other`.
pub(super) fn label(path: &str, map: &Map, other: &Map) -> String {
    let words = words();
    let of = |template: &str, rest: &str| fill(template, &[&label(rest, map, other)]);
    match path.rsplit_once('/') {
        Some((rest, "low")) => return of(words.comparison.low_of, rest),
        Some((rest, "high")) => return of(words.comparison.high_of, rest),
        Some((rest, "source")) => return of(words.comparison.source_of, rest),
        Some((rest, "date")) => return of(words.comparison.date_of, rest),
        Some((rest, "confidence")) => return of(words.comparison.confidence_of, rest),
        Some((rest, "note")) => return of(words.comparison.note_of, rest),
        Some((rest, "kind")) => return of(words.comparison.kind_of, rest),
        Some((rest, "like")) => return of(words.comparison.model_of, rest),
        _ => {}
    }
    match path.split_once('/') {
        Some(("set", number)) => number.to_owned(),
        Some((name @ ("open" | "close"), link)) => {
            let link = LinkId::from(link);
            let has = |map: &&Map| map.links().contains_key(&link);
            let of = [map, other].into_iter().find(has).unwrap_or(map);
            let link = naming::link(of, &link);
            fill(words.marks.in_brackets, &[&naming::path(name), &link])
        }
        Some((name, segment)) => {
            let has = |map: &&Map| map.segments().contains_key(segment);
            let of = [map, other].into_iter().find(has).unwrap_or(map);
            let segment = naming::segment(of, segment);
            fill(words.marks.in_brackets, &[&naming::path(name), &segment])
        }
        None => naming::path(path),
    }
}

/// What stands in a field in the other version and in `map`.
pub(super) fn sides(object: &Object, change: &FieldChange, other: &Map, map: &Map) -> (String, String) {
    let side = |value: &Option<Value>, map: &Map| match value {
        Some(value) => self::value(object, &change.field, value, map),
        None => "–".to_owned(),
    };
    (side(&change.old, other), side(&change.new, map))
}

fn value(object: &Object, field: &str, value: &Value, map: &Map) -> String {
    match value {
        Value::Number(number) => crate::quantity::exact(*number),
        Value::Flag(true) => words().comparison.yes.to_owned(),
        Value::Flag(false) => words().comparison.no.to_owned(),
        Value::Pair(x, y) => format!("({}, {})", figures::compact(*x), figures::compact(*y)),
        Value::Text(text) => reference(object, field, text, map),
        Value::List(items) => {
            let names = items.iter().map(|item| reference(object, field, item, map));
            names.collect::<Vec<_>>().join(words().marks.comma)
        }
    }
}

/// What an id or a word of the format stands for, or the text itself.
fn reference(object: &Object, field: &str, text: &str, map: &Map) -> String {
    match (object, field) {
        (_, "owner" | "host" | "gatekeepers") => naming::company(map, &CompanyId::from(text)).to_owned(),
        (_, "from" | "to" | "sells_on" | "payer") => naming::node(map, &NodeId::from(text)).to_owned(),
        (Object::Link(_), "kind") => {
            let kind = LinkKind::ALL.into_iter().find(|kind| kind.name() == text);
            kind.map_or_else(|| text.to_owned(), |kind| naming::link_kind(kind).to_owned())
        }
        (_, field) if field.ends_with("/like") => naming::link(map, &LinkId::from(text)),
        _ => text.replace('\n', " "),
    }
}
