//! What the RON reader objects to, in the words of a model file: object, field, found and allowed.

use ron::error::{Error, Position, SpannedError};
use serde::Deserialize;
use serde_path_to_error::{Deserializer, Path, Segment, Track};

use super::lines::Lines;
use super::locate::{Entry, Locator};
use super::tokens::Tokens;
use super::write::options;
use crate::model::{Diagnostic, LinkKind, Map, Object};

/// Why `text` is no map. `None` if it is one.
pub(super) fn explain(text: &str) -> Option<Diagnostic> {
    let (path, error) = failure(text)?;
    let lines = Lines::new(text);
    let stop = lines.offset(error.span.end.line, error.span.end.col);
    let locator = Locator::until(text, stop);
    let followed = locator.root().map(|root| follow(&locator, root, &path));
    let subject = followed.map(|(entry, _)| locator.subject(entry));
    let (object, field) = subject.unwrap_or((Object::Map, String::new()));
    let finding = match followed {
        Some((entry, true)) => in_value(text, &locator, entry, &error.code),
        _ => None,
    };
    Some(match finding {
        Some(Finding {
            about,
            diagnostic,
            at,
        }) => {
            let (object, field) = about.map_or((object, field), |about| locator.subject(about));
            let field = match &error.code {
                Error::MissingStructField { field: missing, .. } if field.is_empty() => (*missing).to_owned(),
                Error::MissingStructField { field: missing, .. } => format!("{field}/{missing}"),
                _ => field,
            };
            Diagnostic {
                object,
                field,
                place: Some(lines.place(at)),
                ..diagnostic
            }
        }
        None => {
            let at = cursor(text, &lines, &error);
            let diagnostic = in_grammar(&error.code).found(token(text, at));
            Diagnostic {
                object,
                field,
                place: Some(lines.place(at)),
                ..diagnostic
            }
        }
    })
}

/// Reads the text again, this time keeping track of the path to where reading stops.
fn failure(text: &str) -> Option<(Path, SpannedError)> {
    let mut reader = match ron::Deserializer::from_str_with_options(text, &options()) {
        Ok(reader) => reader,
        Err(error) => return Some((Track::new().path(), error)),
    };
    let mut track = Track::new();
    let result = Map::deserialize(Deserializer::new(&mut reader, &mut track));
    let error = result.err().or_else(|| reader.end().err())?;
    Some((track.path(), reader.span_error(error)))
}

/// The value that a path leads to, or the last one on it that the text has; and whether it is the
/// very one.
fn follow(locator: &Locator<'_>, root: Entry, path: &Path) -> (Entry, bool) {
    let mut entry = root;
    for segment in path {
        let next = match segment {
            Segment::Map { key } => locator.child(entry, key),
            Segment::Seq { index } => locator.child(entry, &index.to_string()),
            Segment::Enum { .. } => Some(entry),
            Segment::Unknown => None,
        };
        match next {
            Some(next) => entry = next,
            None => return (entry, false),
        }
    }
    if let Some(Segment::Enum { .. }) = path.iter().next_back() {
        // The value in `Share(…)`; the fields of a node are not wrapped.
        entry = locator.wrapped(entry).unwrap_or(entry);
    }
    (entry, true)
}

/// An objection to a value.
struct Finding {
    /// The value it is about, if not the one the path led to.
    about: Option<Entry>,
    diagnostic: Diagnostic,
    /// Where it stands.
    at: usize,
}

/// The objection, if it is to what `entry` says rather than to how the text is put together.
fn in_value(text: &str, locator: &Locator<'_>, entry: Entry, error: &Error) -> Option<Finding> {
    let bad = |message: &str| Diagnostic::error(Object::Map, message);
    let at_value = |diagnostic: Diagnostic| Finding {
        about: None,
        diagnostic,
        at: locator.span(entry).start,
    };
    let at_key = |entry: Entry, diagnostic: Diagnostic| Finding {
        about: Some(entry),
        diagnostic,
        at: locator.key_span(entry).start,
    };
    let wrong = |allowed: &str| {
        let source = excerpt(&text[locator.span(entry)]);
        Some(at_value(
            bad("the wrong kind of value").found(source).allowed(allowed),
        ))
    };
    match error {
        Error::NoSuchStructField { expected, found, .. } => {
            let own = (locator.key(entry) == found.as_str()).then_some(entry);
            let Some(about) = locator.last_key(entry, found).or(own) else {
                // The reader takes a range, `1..2`, for fields called `start` and `end`.
                return wrong("a number or Estimate(value: …)");
            };
            let diagnostic = bad("unknown field").found(found).allowed(expected.join(", "));
            Some(at_key(about, diagnostic))
        }
        Error::DuplicateStructField { field, .. } => {
            let about = locator.last_key(entry, field)?;
            let diagnostic = bad("a field that stands twice")
                .found(field)
                .allowed("each field once");
            Some(at_key(about, diagnostic))
        }
        Error::MissingStructField { field, .. } => {
            let diagnostic = bad("a field that must be there is missing").allowed(format!("{field}: …"));
            Some(at_value(diagnostic))
        }
        // Our own words, see `model::map::unique`.
        Error::Message(message) if message.starts_with("duplicate id") => {
            let diagnostic = bad("an id that stands twice").allowed("each id once");
            if let Some(about) = locator.repeated_key(entry) {
                return Some(at_key(about, diagnostic.found(&text[locator.key_span(about)])));
            }
            let about = locator.repeated_text(entry)?;
            Some(Finding {
                about: None,
                at: locator.span(about).start,
                diagnostic: diagnostic.found(&text[locator.span(about)]),
            })
        }
        Error::NoSuchEnumVariant { expected, found, .. } => Some(at_value(
            bad("unknown name").found(found).allowed(expected.join(", ")),
        )),
        Error::ExpectedDifferentStructName { expected, found } => Some(at_value(
            bad("the wrong name")
                .found(found)
                .allowed(format!("{expected}(…)")),
        )),
        Error::ExpectedNamedStructLike(name) => wrong(&format!("{name}(…)")),
        Error::InvalidValueForType { expected, .. } => wrong(expected),
        Error::ExpectedDifferentLength { .. } => wrong(match locator.keys(entry).as_slice() {
            [section, ..] if section == "links" && locator.leaf(entry).is_some() => "Like(\"ID\", 1.0)",
            _ => "two numbers, (x, y)",
        }),
        Error::ExpectedString => wrong("a text in quotes"),
        Error::ExpectedBoolean => wrong("true or false"),
        Error::ExpectedFloat => wrong("a number"),
        Error::ExpectedInteger | Error::IntegerOutOfBounds => wrong("a whole number"),
        Error::ExpectedArray => wrong("a list, […]"),
        Error::ExpectedMap => wrong("a map, {…}"),
        Error::ExpectedStructLike => match locator.leaf(entry) {
            Some(name) if name.starts_with(char::is_alphabetic) => wrong(&format!("{name}(…)")),
            _ => wrong("two numbers, (x, y)"),
        },
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            wrong(&names(&locator.keys(entry))?)
        }
        Error::InvalidEscape(_) => {
            let source = excerpt(&text[locator.span(entry)]);
            let diagnostic = bad("a backslash that escapes nothing").found(source);
            Some(at_value(
                diagnostic.allowed("\\\\ for a backslash, \\n, \\t, \\\", \\u{…}"),
            ))
        }
        Error::ExpectedStringEnd => {
            let source = excerpt(&text[locator.span(entry)]);
            Some(at_value(
                bad("a text that does not end")
                    .found(source)
                    .allowed("a closing quote"),
            ))
        }
        _ => None,
    }
}

/// The names that may stand at the end of these keys.
fn names<K: AsRef<str>>(keys: &[K]) -> Option<String> {
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    Some(match keys.as_slice() {
        ["nodes", _] => "Channel(…), Platform(…), Merchant(…) or Payment(…)".to_owned(),
        ["links", _, "pull"] | ["links", _, "pull_by", _] => {
            "Weight(…), Share(…), TakeUp(…) or Like(…)".to_owned()
        }
        ["links", _, "kind"] => LinkKind::ALL.map(LinkKind::name).join(", "),
        [.., "confidence"] => "High, Medium, Low or Judgement".to_owned(),
        _ => return None,
    })
}

/// An objection to how the text is put together.
fn in_grammar(error: &Error) -> Diagnostic {
    let allowed = match error {
        Error::ExpectedComma => "a comma or a closing bracket",
        Error::ExpectedMapColon => "a colon",
        Error::ExpectedMapEnd => "}",
        Error::ExpectedArrayEnd => "]",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => ")",
        Error::ExpectedStructLike => "(…)",
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "a field or a closing bracket"
        }
        Error::ExpectedString => "a text in quotes",
        Error::ExpectedFloat => "a number",
        // A value that has no name of its own stands where a field should.
        Error::NoSuchStructField { expected, .. } => {
            return Diagnostic::error(Object::Map, "not well formed").allowed(expected.join(", "));
        }
        Error::ExpectedNamedStructLike(_) => "Model(…)",
        Error::InvalidValueForType { expected, .. } => {
            return Diagnostic::error(Object::Map, "not well formed").allowed(expected);
        }
        Error::Eof | Error::UnexpectedChar(_) => "a value",
        Error::ExpectedStringEnd => "a closing quote",
        Error::TrailingCharacters => "nothing after the closing bracket of the model",
        Error::UnclosedBlockComment => "*/ at the end of the comment",
        Error::ExceededRecursionLimit => {
            return Diagnostic::error(Object::Map, "brackets nested too deep").allowed("at most 128 deep");
        }
        Error::NoSuchExtension(_) => {
            return Diagnostic::error(Object::Map, "no such extension of RON").allowed("implicit_some");
        }
        other => return Diagnostic::error(Object::Map, other.to_string().to_lowercase()),
    };
    Diagnostic::error(Object::Map, "not well formed").allowed(allowed)
}

/// Where the reader stood: before what it could not close, else after what it read.
fn cursor(text: &str, lines: &Lines<'_>, error: &SpannedError) -> usize {
    let offset = |position: &Position| lines.offset(position.line, position.col);
    match error.code {
        Error::UnclosedBlockComment => {
            let inside = offset(&error.span.start);
            text[..inside].rfind("/*").unwrap_or(inside)
        }
        Error::ExpectedStringEnd | Error::NoSuchExtension(_) => offset(&error.span.start),
        _ => offset(&error.span.end),
    }
}

/// The token at a byte, in the words of a finding.
fn token(text: &str, at: usize) -> String {
    match Tokens::from(text, at).next() {
        Some(token) => excerpt(&text[token.at]),
        None => "the end of the file".to_owned(),
    }
}

/// The first line of a source, cut where it grows long.
fn excerpt(source: &str) -> String {
    const LONGEST: usize = 40;
    let line = source.lines().next().unwrap_or_default();
    let cut = line.char_indices().nth(LONGEST).map(|(position, _)| position);
    match cut {
        Some(position) => format!("{}…", &line[..position]),
        None if line.len() < source.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
