//! Numbers are finite and in range, evidence brackets its value, positions and colours can be drawn.

use std::borrow::Cow;

use super::{MAX_COORDINATE, enough};
use crate::model::field::{Field, Range};
use crate::model::{Diagnostic, Map, Number, Object, color};

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    for (id, company) in &map.companies {
        if enough(found) {
            return;
        }
        let object = || Object::Company(id.clone());
        for (field, value) in company.numbers() {
            number(&object, Cow::Borrowed(field.name), field, value, found);
        }
        if let Some(color) = company
            .color
            .as_ref()
            .filter(|color| color::parse(color).is_none())
        {
            found.push(
                Diagnostic::error(object(), "not a colour")
                    .field("color")
                    .found(format_args!("{color:?}"))
                    .allowed("\"#rrggbb\", six hexadecimal digits"),
            );
        }
    }
    for (id, node) in &map.nodes {
        if enough(found) {
            return;
        }
        let object = || Object::Node(id.clone());
        for (path, field, value) in node.numbers() {
            number(&object, path, field, value, found);
        }
        position(&object, "at", node.at, found);
    }
    for (id, link) in &map.links {
        if enough(found) {
            return;
        }
        let object = || Object::Link(id.clone());
        for (path, field, value) in link.numbers() {
            number(&object, path, field, value, found);
        }
        if let Some(bend) = link.bend {
            position(&object, "bend", bend, found);
        }
    }
    for (id, note) in &map.notes {
        if enough(found) {
            return;
        }
        position(&|| Object::Note(id.clone()), "at", note.at, found);
    }
    for (id, frame) in &map.frames {
        if enough(found) {
            return;
        }
        let object = || Object::Frame(id.clone());
        position(&object, "at", frame.at, found);
        position(&object, "size", frame.size, found);
        if let Some(negative) = [frame.size.0, frame.size.1].into_iter().find(|side| *side < 0.0) {
            found.push(
                Diagnostic::error(object(), "a negative size")
                    .field("size")
                    .found(negative)
                    .allowed("0 or more"),
            );
        }
    }
}

/// Reports a value out of its field's range and evidence that does not bracket it.
pub(super) fn number(
    object: &dyn Fn() -> Object,
    path: Cow<'_, str>,
    field: &Field,
    number: &Number,
    found: &mut Vec<Diagnostic>,
) {
    if !field.range.holds(number.value) {
        let message = if number.value.is_finite() {
            "out of range"
        } else {
            "not a finite number"
        };
        found.push(
            Diagnostic::error(object(), message)
                .field(path.clone())
                .found(number.value)
                .allowed(field.range.words()),
        );
    }
    let Some(evidence) = &number.evidence else { return };
    for (end, value) in [("low", evidence.low), ("high", evidence.high)] {
        let Some(value) = value else { continue };
        if !Range::Finite.holds(value) {
            found.push(
                Diagnostic::error(object(), "not a finite number")
                    .field(format!("{path}/{end}"))
                    .found(value)
                    .allowed(Range::Finite.words()),
            );
        }
    }
    // An end that is no number is reported above, and brackets nothing.
    let end = |end: Option<f64>| end.filter(|end| end.is_finite());
    let low = end(evidence.low).unwrap_or(f64::NEG_INFINITY);
    let high = end(evidence.high).unwrap_or(f64::INFINITY);
    if number.value < low || number.value > high {
        found.push(
            Diagnostic::error(object(), "the value lies outside its own low and high")
                .field(path)
                .found(number.value)
                .allowed(between(low, high)),
        );
    }
}

/// The numbers from `low` to `high`, either of which may be infinite.
fn between(low: f64, high: f64) -> String {
    match (low.is_finite(), high.is_finite()) {
        (true, false) => format!("{low} or more"),
        (false, true) => format!("{high} or less"),
        _ if low > high => format!("a low of at most its high, {high}"),
        _ => format!("{low} to {high}"),
    }
}

fn position(object: &dyn Fn() -> Object, field: &str, (x, y): (f64, f64), found: &mut Vec<Diagnostic>) {
    // Written so that NaN fails too.
    let fits = |coordinate: &f64| coordinate.abs() <= MAX_COORDINATE;
    if let Some(coordinate) = [x, y].into_iter().find(|coordinate| !fits(coordinate)) {
        found.push(
            Diagnostic::error(object(), "a position that cannot be drawn")
                .field(field)
                .found(coordinate)
                .allowed(format!("-{MAX_COORDINATE} to {MAX_COORDINATE}")),
        );
    }
}
