//! Gives the findings of the rules their place in the text, and what was found as it is written
//! there: `1e400` rather than the infinity it was read as.

use super::lines::Lines;
use super::locate::{Entry, Locator};
use crate::model::Diagnostic;

/// Places findings that were made about a map after it was read, in the `text` it was read from.
pub fn place_all(text: &[u8], diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Ok(text) = std::str::from_utf8(text) else {
        return diagnostics;
    };
    place_in(text.strip_prefix('\u{feff}').unwrap_or(text), diagnostics)
}

/// As [`place_all`], in a text without a byte-order mark.
pub(super) fn place_in(text: &str, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // To know where what stands takes a way through the whole text.
    if diagnostics.is_empty() {
        return diagnostics;
    }
    let (locator, lines) = (Locator::new(text), Lines::new(text));
    diagnostics
        .into_iter()
        .map(|diagnostic| place(diagnostic, &locator, &lines))
        .collect()
}

/// Places `diagnostic` at the value it speaks of; at its object if the text has no such value.
fn place(mut diagnostic: Diagnostic, locator: &Locator<'_>, lines: &Lines<'_>) -> Diagnostic {
    let Some(root) = locator.root() else {
        return diagnostic;
    };
    let path = match diagnostic.field.as_str() {
        "" if diagnostic.object == crate::model::Object::Map => String::new(),
        field => diagnostic.object.path(field),
    };
    let (entry, exact) = locator.find(root, &path);
    let (culprit, source) = match &diagnostic.found {
        Some(found) if exact => culprit(locator, entry, found),
        _ => (entry, None),
    };
    let speaks_of_value = exact && !diagnostic.field.is_empty();
    let span = if speaks_of_value {
        locator.span(culprit)
    } else {
        locator.key_span(entry)
    };
    diagnostic.place = Some(lines.place(span.start));
    if let Some(source) = source {
        diagnostic.found = Some(source.to_owned());
    } else if diagnostic.found.is_none() && speaks_of_value {
        diagnostic.found = locator.leaf(entry).map(str::to_owned);
    }
    diagnostic
}

/// The value in `entry` that `found` speaks of, and its text if it is a number.
fn culprit<'a>(locator: &Locator<'a>, entry: Entry, found: &str) -> (Entry, Option<&'a str>) {
    let is_number = |entry: &Entry| {
        locator
            .leaf(*entry)
            .is_some_and(|source| is_number(source, found))
    };
    if let Some(number) = number(locator, entry).filter(&is_number) {
        return (number, locator.leaf(number));
    }
    // The last one: of two that are the same, the second is one too many.
    if let Some(text) = quoted(found).and_then(|quoted| locator.last_text(entry, quoted)) {
        return (text, None);
    }
    match std::iter::once(entry)
        .chain(locator.inside(entry))
        .find(is_number)
    {
        Some(number) => (number, locator.leaf(number)),
        None => (entry, None),
    }
}

/// The value proper of a number: in `Share(Estimate(value: 0.2))` the `0.2`.
fn number(locator: &Locator<'_>, mut entry: Entry) -> Option<Entry> {
    while locator.leaf(entry).is_none() {
        entry = locator.child(entry, "value").or_else(|| locator.wrapped(entry))?;
    }
    Some(entry)
}

/// Whether a rule that read the number `source` would report it as `found`.
fn is_number(source: &str, found: &str) -> bool {
    let value = source.replace('_', "").parse::<f64>();
    value.is_ok_and(|value| value.to_string() == found)
}

/// The text that `found` speaks of, in its quotes: all of it, or what comes before a word on what it names.
fn quoted(found: &str) -> Option<&str> {
    let mut escaped = false;
    let end = found.strip_prefix('"')?.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let (quoted, rest) = found.split_at(end + 2);
    (rest.is_empty() || rest.starts_with(", ")).then_some(quoted)
}
