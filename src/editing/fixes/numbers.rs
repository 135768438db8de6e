//! Numbers out of range, ranges that are none, values outside their own range.

use super::{Fix, FixKind, fix};
use crate::model::field::{Field, Range};
use crate::model::{Diagnostic, Edit, Number};

/// The nearest allowed value that a person would enter.
fn nearest(range: Range, value: f64) -> f64 {
    let (low, high) = match range {
        Range::Finite => (f64::MIN, f64::MAX),
        Range::NotNegative => (0.0, f64::MAX),
        Range::Share => (0.0, 1.0),
        Range::ShareBelowOne => (0.0, 0.99),
        Range::ShareAboveZero => (0.01, 1.0),
    };
    if value.is_finite() {
        value.clamp(low, high)
    } else {
        low.max(0.0)
    }
}

/// `number` with another value, its range widened to hold it.
pub(super) fn holding(number: &Number, value: f64) -> Number {
    let mut number = number.with_value(value);
    if let Some(evidence) = &mut number.evidence {
        evidence.low = evidence.low.map(|low| low.min(value));
        evidence.high = evidence.high.map(|high| high.max(value));
    }
    number
}

/// The fixes for what is wrong with one of `numbers`; `put` gives the edit that puts another number
/// in the place of the one at a path.
pub(super) fn of_number<'a, P: AsRef<str>>(
    numbers: impl IntoIterator<Item = (P, &'static Field, &'a Number)>,
    diagnostic: &Diagnostic,
    put: impl Fn(&str, Number) -> Option<Edit>,
) -> Vec<Fix> {
    let numbers: Vec<_> = numbers.into_iter().collect();
    let at = |path: &str| numbers.iter().find(|(other, ..)| other.as_ref() == path);
    let done = |kind: FixKind, path: &str, number: Number| {
        put(path, number)
            .map(|edit| fix(kind, vec![edit]))
            .into_iter()
            .collect()
    };
    let path = diagnostic.field.as_str();
    match (diagnostic.message.as_str(), at(path)) {
        ("out of range" | "not a finite number", Some((_, field, number))) => {
            let value = nearest(field.range, number.value);
            done(FixKind::Number(value), path, holding(number, value))
        }
        ("the value lies outside its own low and high", Some((_, _, number))) => {
            done(FixKind::Widen, path, holding(number, number.value))
        }
        ("not a finite number", None) => {
            let Some((path, end)) = path.rsplit_once('/') else {
                return Vec::new();
            };
            let Some((_, _, number)) = at(path) else {
                return Vec::new();
            };
            let mut number = (*number).clone();
            if let Some(evidence) = &mut number.evidence {
                match end {
                    "low" => evidence.low = None,
                    _ => evidence.high = None,
                }
            }
            done(FixKind::Clear(diagnostic.field.clone()), path, number)
        }
        _ => Vec::new(),
    }
}
