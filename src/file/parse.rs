//! From bytes to a checked map, or to every reason why not.

use std::cmp::Reverse;

use super::lines::Lines;
use super::load::MAX_BYTES;
use super::locate::Locator;
use super::place::place_in;
use super::screen::{self, Refusal};
use super::tokens::{Kind, Tokens};
use super::{explain, migrate, write};
use crate::model::{Diagnostic, Map, Object, Place, rules};

/// A map read from a file, with what is worth knowing about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The map. It breaks no rule, unless it is a [`draft`].
    pub map: Map,
    /// Warnings and notes, and the errors of a draft, each with its place.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the text has comments: a save does not keep them.
    pub has_comments: bool,
}

/// Reads and checks the text of a model file.
///
/// A byte-order mark is dropped, line ends may be those of any system.
///
/// # Errors
/// All that is wrong with it, each with its place; then there is no map.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Vec<Diagnostic>> {
    let parsed = draft(bytes)?;
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(parsed.diagnostics);
    }
    Ok(parsed)
}

/// As [`parse`], of a map that may break rules: its errors are among the diagnostics.
///
/// # Errors
/// All that keeps the text from being read as a map.
pub fn draft(bytes: &[u8]) -> Result<Parsed, Vec<Diagnostic>> {
    let text = text(bytes, "Model(…)")?;
    let map = read(text)?;
    let refusals = screen::refusals(text);
    if !refusals.is_empty() {
        let (locator, lines) = (Locator::new(text), Lines::new(text));
        let refused = |refusal| refused(text, &locator, &lines, refusal);
        return Err(refusals.into_iter().map(refused).collect());
    }
    let mut diagnostics = rules::check(&map);
    if !diagnostics.is_empty() {
        diagnostics = place_in(text, diagnostics);
        diagnostics.sort_by_key(|diagnostic| (Reverse(diagnostic.severity), diagnostic.place));
    }
    Ok(Parsed {
        map,
        diagnostics,
        has_comments: screen::has_comments(text),
    })
}

/// The bytes as text, without a byte-order mark. `content` is what the file should hold.
pub(super) fn text<'a>(bytes: &'a [u8], content: &str) -> Result<&'a str, Vec<Diagnostic>> {
    let start = Place { line: 1, column: 1 };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(vec![
            problem("a file that is too large", start)
                .found(format_args!("over {} MiB", MAX_BYTES >> 20))
                .allowed(format!("at most {} MiB", MAX_BYTES >> 20)),
        ]);
    }
    let (text, bad) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let (good, rest) = bytes.split_at(error.valid_up_to());
            (std::str::from_utf8(good).unwrap_or_default(), rest.first())
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let end_of = |text: &str| Lines::new(text).place(text.len());
    if let Some(byte) = bad {
        return Err(vec![
            problem("not a text in UTF-8", end_of(text))
                .found(format_args!("the byte 0x{byte:02x}"))
                .allowed("UTF-8"),
        ]);
    }
    if let Some(position) = text.find('\0') {
        return Err(vec![
            problem("not a text", end_of(&text[..position]))
                .found("a NUL character")
                .allowed("a text in UTF-8"),
        ]);
    }
    if Tokens::new(text).all(|token| token.kind == Kind::Comment) {
        return Err(vec![
            problem("an empty file", start).found("nothing").allowed(content),
        ]);
    }
    Ok(text)
}

/// The map that a text describes, whether or not it obeys the rules.
fn read(text: &str) -> Result<Map, Vec<Diagnostic>> {
    if let Err(unreadable) = migrate::check(text) {
        let at = unreadable.token.at;
        return Err(vec![
            problem(&unreadable.message, Lines::new(text).place(at.start))
                .field("format")
                .found(&text[at])
                .allowed(crate::model::FORMAT.to_string()),
        ]);
    }
    write::options().from_str(text).map_err(|error| {
        let place = Place {
            line: error.span.start.line,
            column: error.span.start.col,
        };
        vec![explain::explain(text).unwrap_or_else(|| problem(&error.code.to_string(), place))]
    })
}

fn refused(text: &str, locator: &Locator<'_>, lines: &Lines<'_>, refusal: Refusal) -> Diagnostic {
    let at = refusal.at.start;
    let (object, field) = locator
        .at(at)
        .map_or((Object::Map, String::new()), |entry| locator.subject(entry));
    Diagnostic {
        place: Some(lines.place(at)),
        ..Diagnostic::error(object, refusal.message)
            .field(field)
            .found(&text[refusal.at])
            .allowed(refusal.allowed)
    }
}

pub(super) fn problem(message: &str, place: Place) -> Diagnostic {
    Diagnostic {
        place: Some(place),
        ..Diagnostic::error(Object::Map, message)
    }
}
