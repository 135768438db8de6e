//! A map as canonical text: one object a line, ids in order, defaults left out.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;

use super::load::MAX_BYTES;
use crate::model::Map;

/// Why a map has no text.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The writer's own reason; none is known.
    #[error("the map cannot be written as text: {0}")]
    Notation(#[from] ron::Error),
    /// The text would be so long that it could not be read again.
    #[error("the map is longer than {} MiB, the most that is read again; shorten its notes", MAX_BYTES >> 20)]
    TooLong,
}

/// How the model file departs from plain RON: an optional value is written without `Some`.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The canonical text of `map`: the same map always gives the same bytes. All maps that are written are
/// written by this.
///
/// # Errors
/// It could not be read again for its length; of the writer's own none is known.
pub fn to_text(map: &Map) -> Result<String, WriteError> {
    // Down to the sections and their objects; an object stays on its line.
    let config = PrettyConfig::new()
        .new_line("\n")
        .struct_names(true)
        .depth_limit(2);
    let text = options().to_string_pretty(map, config)?;
    within_length(readable(&units_on_a_line(text)) + "\n")
}

/// Refuses what could not be read again.
pub(super) fn within_length(text: String) -> Result<String, WriteError> {
    match text.len() as u64 > MAX_BYTES {
        true => Err(WriteError::TooLong),
        false => Ok(text),
    }
}

/// Puts the units on one line like any other object: the writer breaks all that stands so high up.
/// Line ends in texts are escaped, so the lines looked for are no part of a text.
fn units_on_a_line(text: String) -> String {
    let parts = text
        .split_once("    units: Units(\n")
        .and_then(|(before, rest)| Some((before, rest.split_once("\n    ),\n")?)));
    let Some((before, (fields, after))) = parts else {
        return text;
    };
    let fields: Vec<&str> = fields.lines().map(str::trim).collect();
    let fields = fields.join(" ");
    format!(
        "{before}    units: Units({}),\n{after}",
        fields.trim_end_matches(',')
    )
}

/// Takes back escapes that a person would not write: of apostrophes, and of the marks that Indic
/// scripts, emoji and others put on the character before.
fn readable(text: &str) -> String {
    let mut readable = String::with_capacity(text.len() + 1);
    let mut rest = text;
    while let Some(slash) = rest.find('\\') {
        let (before, escape) = rest.split_at(slash);
        readable.push_str(before);
        let (length, plain) = unescaped(escape);
        match plain {
            // At its start a text has nothing that a mark could stand on but its quote.
            Some(plain) if plain == '\'' || !readable.ends_with('"') => readable.push(plain),
            _ => readable.push_str(&escape[..length]),
        }
        rest = &escape[length..];
    }
    readable.push_str(rest);
    readable
}

/// The length of the escape that `text` starts with, and the character to write in its place.
fn unescaped(text: &str) -> (usize, Option<char>) {
    if text.starts_with("\\'") {
        return (2, Some('\''));
    }
    let code = text
        .strip_prefix("\\u{")
        .and_then(|rest| rest.split_once('}'))
        .map(|(code, _)| code);
    match code {
        None => (2, None),
        Some(code) => {
            let mark = u32::from_str_radix(code, 16)
                .ok()
                .and_then(char::from_u32)
                .filter(is_mark);
            ("\\u{}".len() + code.len(), mark)
        }
    }
}

/// Whether a character is drawn on the one before it. Escaped where it stands alone, only.
fn is_mark(c: &char) -> bool {
    let mut escaped = ['a', *c].iter().collect::<String>();
    let length = escaped.len();
    escaped = escaped.escape_debug().collect();
    escaped.len() == length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_as_a_person_would() {
        for (text, written) in [
            ("Tencent's \"WeChat\"", r#""Tencent's \"WeChat\"""#),
            ("微信支付", r#""微信支付""#),
            ("नमस्ते ⚠\u{fe0f}", "\"नमस्ते ⚠\u{fe0f}\""),
            ("\u{301}e\u{301}", "\"\\u{301}e\u{301}\""),
            ("a\\'\n\t\u{0}\u{200b}\u{2028}", r#""a\\'\n\t\0\u{200b}\u{2028}""#),
            ("\\u{301}", r#""\\u{301}""#),
        ] {
            let map = Map::new(text);
            let file = to_text(&map).unwrap();
            assert!(file.contains(&format!("name: {written},\n")), "{file}");
        }
    }
}
