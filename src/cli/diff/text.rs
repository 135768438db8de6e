//! The answer of `diff` in words: an object a line, what only moved counted at the end.

use super::words::Words;
use crate::file::diff::{Change, Difference, Differing, FieldChange, Value};
use crate::model::{Map, Object};
use crate::text;

/// As many columns as the tables of the other commands.
const WIDTH: usize = 100;

/// The difference in words, each line with its end; nothing if nothing differs.
pub fn report(difference: &Difference, old: &Map, new: &Map) -> String {
    let words = Words { old, new };
    let mut text = String::new();
    for differing in &difference.objects {
        if !differing.is_layout() {
            text.push_str(&object(words, differing));
        }
    }
    text + &moved(difference)
}

fn object(words: Words<'_>, differing: &Differing) -> String {
    let Differing {
        object,
        name,
        change,
        fields,
    } = differing;
    let (head, shown): (_, Vec<_>) = match change {
        Change::Added => {
            let told = fields.iter().filter(|field| introduces(object, field));
            (format!("Added {}", subject(object, name)), told.collect())
        }
        Change::Removed => (format!("Removed {}", subject(object, name)), Vec::new()),
        Change::Changed => {
            let head = capitalized(&subject(object, name));
            let told = fields.iter().filter(|field| !field.is_layout());
            (head, told.collect())
        }
    };
    let told: Vec<_> = shown.iter().map(|field| words.change(object, field)).collect();
    if told.is_empty() {
        return head + "\n";
    }
    let line = format!("{head}: {}", told.join("; "));
    if line.chars().count() <= WIDTH {
        return line + "\n";
    }
    let lines = told.iter().map(|told| format!("  {told}\n"));
    format!("{head}:\n{}", lines.collect::<String>())
}

/// What says best what an added object is; the rest can be looked up in the map.
fn introduces(object: &Object, change: &FieldChange) -> bool {
    match (object, change.field.as_str()) {
        (Object::Node(_), "kind" | "owner" | "sells_on") | (Object::Link(_), "kind" | "pull") => true,
        (Object::Link(_), "open") => change.new == Some(Value::Flag(false)),
        (Object::Scenario(_), field) => {
            ["open/", "close/"].iter().any(|part| field.starts_with(part))
                || (field.starts_with("set/") && matches!(change.new, Some(Value::Number(_))))
        }
        _ => false,
    }
}

/// An object by its name and id: `link Feed → Sellers (feed-sellers)`.
pub fn subject(object: &Object, name: &str) -> String {
    let noun = match object {
        Object::Map => return "map".to_owned(),
        Object::Company(_) => "company",
        Object::Segment(_) => "segment",
        Object::Node(_) => "node",
        Object::Link(_) => return format!("link {} ({})", text::name(name), text::name(object.id())),
        Object::Scenario(_) => "scenario",
        Object::Note(_) => "note",
        Object::Frame(_) => "frame",
    };
    format!("{noun} \"{}\" ({})", text::name(name), text::name(object.id()))
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// How many objects have moved, also among those that changed otherwise.
fn moved(difference: &Difference) -> String {
    let moved = |is: fn(&Object) -> bool| {
        let those = difference
            .objects
            .iter()
            .filter(|differing| differing.change == Change::Changed && is(&differing.object));
        those
            .filter(|differing| differing.fields.iter().any(FieldChange::is_layout))
            .count()
    };
    let counts = [
        (moved(|object| matches!(object, Object::Node(_))), "node"),
        (moved(|object| matches!(object, Object::Link(_))), "link"),
        (moved(|object| matches!(object, Object::Note(_))), "note"),
        (moved(|object| matches!(object, Object::Frame(_))), "frame"),
    ];
    let counted = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| match count {
            1 => format!("1 {noun}"),
            more => format!("{more} {noun}s"),
        });
    let counted: Vec<_> = counted.collect();
    if counted.is_empty() {
        return String::new();
    }
    format!("Moved on the canvas: {}\n", counted.join(", "))
}
