//! Fields and what stands in them, in English, with the units of the map.

use crate::file::diff::{FieldChange, Value};
use crate::model::field::{self, Field, Unit};
use crate::model::{ESTIMATE_FIELDS, LinkId, Map, NumberPath, Object, SegmentId};
use crate::quantity::{exact, short};
use crate::text;

/// A longer text is cut to where it differs.
const LONGEST_TEXT: usize = 60;
/// A longer path is cut.
const LONGEST_PATH: usize = 400;
/// So much of what is the same is kept in front of where it differs.
const CONTEXT: usize = 20;

/// The words for changes between two maps. What is named is looked up in the map it stands in.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The map as it was.
    pub old: &'a Map,
    /// The map as it is now.
    pub new: &'a Map,
}

impl Words<'_> {
    /// What happened to a field of `object`: `opened`, `commission 0.6 % → 1 %`.
    pub fn change(self, object: &Object, change: &FieldChange) -> String {
        let FieldChange { field, old, new } = change;
        if let Some(said) = self.special(object, change) {
            return said;
        }
        let label = self.label(field);
        match (old, new) {
            (None, Some(new)) => format!("{label} {}", self.value(self.new, field, new)),
            (Some(old), None) => format!("{label} {} taken out", self.value(self.old, field, old)),
            (Some(Value::Text(old)), Some(Value::Text(new))) if is_prose(field) => {
                let (old, new) = cut(old, new);
                format!("{label} {old} → {new}")
            }
            (Some(Value::Number(before)), Some(Value::Number(after))) => {
                let (old, new) = numbers(unit(field), *before, *after);
                let counted = counted_in(self.new, unit(field));
                format!("{label} {old} → {new}{counted}")
            }
            (Some(old), Some(new)) => {
                let old = self.value(self.old, field, old);
                format!("{label} {old} → {}", self.value(self.new, field, new))
            }
            (None, None) => label,
        }
    }

    /// Changes that have a word of their own.
    fn special(self, object: &Object, change: &FieldChange) -> Option<String> {
        let FieldChange { field, old, new } = change;
        let (head, rest) = field.split_once('/').unwrap_or((field, ""));
        Some(match (object, head, old, new) {
            (Object::Link(_), "open", _, Some(Value::Flag(open))) => {
                (if *open { "opened" } else { "closed" }).to_owned()
            }
            (Object::Scenario(_), "open" | "close", old, _) => {
                let (verb, map) = match (head, old) {
                    ("open", None) => ("opens", self.new),
                    ("open", Some(_)) => ("no longer opens", self.old),
                    (_, None) => ("closes", self.new),
                    (_, Some(_)) => ("no longer closes", self.old),
                };
                let link = Object::Link(LinkId::from(rest));
                format!("{verb} {}", name(map, &link))
            }
            (Object::Map, ..) => return None,
            (_, "name" | "title", Some(Value::Text(old)), Some(_)) => {
                format!("renamed from {:?}", text::name(old))
            }
            _ => return None,
        })
    }

    /// What a field is called: `arrivals (Small tickets)`, `source of pull`.
    pub fn label(self, field: &str) -> String {
        match field.rsplit_once('/') {
            Some((of, "low")) => format!("low end of {}", self.whole(of)),
            Some((of, "high")) => format!("high end of {}", self.whole(of)),
            Some((of, "like")) => format!("model of {}", self.whole(of)),
            Some((of, part)) if part == "kind" || ESTIMATE_FIELDS.contains(&part) => {
                format!("{part} of {}", self.whole(of))
            }
            _ => self.whole(field),
        }
    }

    /// What a field is called as a whole.
    fn whole(self, field: &str) -> String {
        match field.split_once('/') {
            Some(("set", path)) => text::short(path, LONGEST_PATH).into_owned(),
            Some(("units", unit)) => format!("unit of {unit}"),
            Some((name, segment)) => {
                let segment = Object::Segment(SegmentId::from(segment));
                let of = [self.new, self.old].map(|map| self::name(map, &segment));
                let id = text::name(segment.id());
                let named = of.iter().find(|name| **name != id);
                let name = if name == "pull_by" { "pull" } else { name };
                format!("{name} ({})", named.map_or(&*id, |name| name.as_str()))
            }
            None => field.replace('_', " "),
        }
    }

    /// What stands in a field of `object` in `map`.
    pub fn value(self, map: &Map, field: &str, value: &Value) -> String {
        match value {
            Value::Number(number) => {
                let unit = unit(field);
                numbers(unit, *number, *number).0 + &counted_in(map, unit)
            }
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::Text(text) if is_prose(field) => cut(text, text).0,
            Value::Text(text) => named(map, field, text),
            Value::Pair(x, y) => format!("({x}, {y})"),
            Value::List(items) if items.is_empty() => "nobody".to_owned(),
            Value::List(items) => {
                let items = items.iter().map(|item| named(map, field, item));
                items.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// Whether a person writes there what he likes.
fn is_prose(field: &str) -> bool {
    let last = field.rsplit('/').next().unwrap_or(field);
    ["name", "title", "text", "note", "source", "date", "group"].contains(&last)
        || field.starts_with("units/")
}

/// An id by the name of what it stands for.
fn named(map: &Map, field: &str, id: &str) -> String {
    let section = match field {
        "owner" | "host" | "gatekeepers" => "companies",
        "from" | "to" | "sells_on" | "payer" => "nodes",
        _ if field.ends_with("/like") => "links",
        _ => return text::name(id).into_owned(),
    };
    let object = Object::of_section(section, id);
    object.map_or_else(|| text::name(id).into_owned(), |object| name(map, &object))
}

/// What `object` is called in `map`, as it may stand in a line.
fn name(map: &Map, object: &Object) -> String {
    text::name(&crate::file::diff::name(map, object)).into_owned()
}

/// Two texts, cut to where they differ if they are long.
fn cut(old: &str, new: &str) -> (String, String) {
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new);
    let same = same.count();
    let longest = old.chars().count().max(new.chars().count());
    let skipped = if longest > LONGEST_TEXT && old != new {
        same.saturating_sub(CONTEXT)
    } else {
        0
    };
    let show = |shown: &str| {
        let kept: String = shown.chars().skip(skipped).take(LONGEST_TEXT).collect();
        let start = if skipped > 0 { "…" } else { "" };
        let more = shown.chars().count() > skipped + LONGEST_TEXT;
        let end = if more { "…" } else { "" };
        let plain = text::one_line(&kept);
        format!("\"{start}{plain}{end}\"")
    };
    (show(old), show(new))
}

/// The field of a number, if it has a unit.
fn unit(path: &str) -> Unit {
    match path.strip_prefix("set/") {
        Some(path) => NumberPath::parse(path).map_or(Unit::None, |path| unit_of(&path.field)),
        None => unit_of(path),
    }
}

fn unit_of(path: &str) -> Unit {
    const FIELDS: [&Field; 13] = [
        &field::ARRIVALS,
        &field::LEAVE,
        &field::NOVELTY,
        &field::NETWORK_EFFECT,
        &field::HABIT_YEARS,
        &field::COMMISSION,
        &field::AD_RATE,
        &field::TICKET,
        &field::FEE,
        &field::VISIT_VALUE,
        &field::PAYMENT_VALUE,
        &field::AD_ELASTICITY,
        &field::REFERRAL,
    ];
    let name = path.split('/').next().unwrap_or(path);
    let found = FIELDS.iter().find(|field| field.name == name);
    found.map_or(Unit::None, |field| field.unit)
}

/// Two numbers of a field, with so many digits that they differ if they do.
fn numbers(unit: Unit, old: f64, new: f64) -> (String, String) {
    let written = |write: fn(f64) -> String| match unit {
        Unit::Share => {
            let percent = |share: f64| format!("{} %", write(share * 100.0));
            (percent(old), percent(new))
        }
        _ => (write(old), write(new)),
    };
    let (one, other) = written(short);
    if one != other || old.to_bits() == new.to_bits() {
        return (one, other);
    }
    let (one, other) = written(exact);
    if one != other {
        return (one, other);
    }
    (format!("{old:?}"), format!("{new:?}"))
}

/// What numbers are counted in, behind them.
fn counted_in(map: &Map, unit: Unit) -> String {
    let units = map.units();
    let [traffic, period, currency] =
        [&units.traffic, &units.period, &units.currency].map(|unit| text::unit(unit));
    match unit {
        Unit::None | Unit::Share => String::new(),
        Unit::VisitsPerPeriod => format!(" {traffic} a {period}"),
        Unit::CurrencyPerOrder => format!(" {currency} per order"),
        Unit::CurrencyPerVisit => format!(" {currency} per visit"),
        Unit::CurrencyPerPayment => format!(" {currency} per payment"),
        Unit::Years => " years".to_owned(),
    }
}
