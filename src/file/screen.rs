//! What the RON reader lets pass and a model file may not say.
//!
//! Where a number stands, the reader takes any struct and any map that has the right keys, bytes
//! (`b'a'`), ranges and numbers cut down to 32 bits.

use std::ops::Range;

use super::locate::decoded;
use super::syntax::{Event, Events};
use super::tokens::{Kind, Token, Tokens};
use crate::model::ESTIMATE_FIELDS;

/// Something written in a way that is refused.
pub(super) struct Refusal {
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
    pub(super) message: &'static str,
    pub(super) allowed: String,
}

/// So many are enough to refuse a text.
const MOST_FINDINGS: usize = 100_000;

/// How many brackets stand open around the fields of an object: `Model(`, `nodes: {`, `Platform(`.
const IN_AN_OBJECT: usize = 3;

/// Whether the text has a comment.
pub(super) fn has_comments(text: &str) -> bool {
    Tokens::new(text).any(|token| token.kind == Kind::Comment)
}

/// What is to be refused in a text that the RON reader took.
pub(super) fn refusals(text: &str) -> Vec<Refusal> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut events = Events::new(text).peekable();
    while found.len() < MOST_FINDINGS
        && let Some(event) = events.next()
    {
        match event {
            Event::Leave(_) => depth = depth.saturating_sub(1),
            Event::Leaf { key, value } => {
                found.extend(key.and_then(|key| text_refusal(text, &key)));
                found.extend(text_refusal(text, &value));
                found.extend(number_refusal(text, &value));
            }
            Event::Enter { key, name, open } => {
                found.extend(key.and_then(|key| text_refusal(text, &key)));
                if depth >= IN_AN_OBJECT
                    && let Some(Event::Leaf { key: Some(first), .. } | Event::Enter { key: Some(first), .. }) =
                        events.peek()
                {
                    found.extend(estimate_refusal(text, name, &open, first));
                }
                depth += 1;
            }
        }
    }
    found
}

/// The only value with named fields in an object is an estimate; only a map has texts as keys.
fn estimate_refusal(text: &str, name: Option<Token>, open: &Token, first: &Token) -> Option<Refusal> {
    let key = decoded(&text[first.at.clone()]);
    let is_word = ESTIMATE_FIELDS.contains(&key.as_ref());
    let is_struct = text[open.at.clone()].starts_with('(');
    match name {
        Some(name) if is_struct && &text[name.at.clone()] != "Estimate" => Some(Refusal {
            at: name.at,
            message: "not the name of a number with evidence",
            allowed: "Estimate".to_owned(),
        }),
        _ if is_struct && !is_word => Some(Refusal {
            at: first.at.clone(),
            message: "unknown field",
            allowed: ESTIMATE_FIELDS.join(", "),
        }),
        _ if !is_struct && is_word => Some(Refusal {
            at: first.at.clone(),
            message: "a word of Estimate(…) as a key",
            allowed: "Estimate(value: …), or the id of a segment".to_owned(),
        }),
        _ => None,
    }
}

fn number_refusal(text: &str, value: &Token) -> Option<Refusal> {
    let source = &text[value.at.clone()];
    let starts_number = source.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let names_infinity = source.contains("inf") || source.contains("NaN");
    let decimal = |c: char| c.is_ascii_digit() || "+-._eE".contains(c);
    let plain = names_infinity || source.chars().all(decimal) && !source.contains("..");
    (value.kind == Kind::Word && (source.starts_with("b'") || starts_number && !plain)).then(|| Refusal {
        at: value.at.clone(),
        message: "not a number in decimal digits",
        allowed: "a number such as 12, 0.04 or 3.8e9".to_owned(),
    })
}

fn text_refusal(text: &str, token: &Token) -> Option<Refusal> {
    let source = &text[token.at.clone()];
    (token.kind == Kind::Text && source.contains('\\') && decoded(source).contains('\0')).then(|| Refusal {
        at: token.at.clone(),
        message: "a text with a NUL character",
        allowed: "a text without it".to_owned(),
    })
}
