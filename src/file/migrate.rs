//! The number of a file's format: which ones this version reads.
//!
//! It is looked up before anything else is read, so that a file of a newer version is told apart
//! from a broken one. An older format would be rewritten to the newest one here.

use super::locate::decoded;
use super::syntax::{Event, Events};
use super::tokens::{Kind, Token};
use crate::model::FORMAT;

/// A format number that this version cannot read.
pub(super) struct Unreadable {
    pub(super) token: Token,
    pub(super) message: String,
}

/// Refuses a format that this version cannot read. A file that names none is left to the reader.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    let Some(token) = format(text) else {
        return Ok(());
    };
    let source = &text[token.at.clone()];
    let digits = token.kind == Kind::Word && source.bytes().all(|byte| byte.is_ascii_digit());
    let message = match source.parse::<u32>() {
        Ok(FORMAT) => return Ok(()),
        Ok(older) if older < FORMAT => format!("there is no format {older}"),
        // Digits that do not parse are more than any number we know.
        _ if digits => {
            format!("written by a newer version: format {source}; this version reads format {FORMAT}")
        }
        _ => "not the number of a format".to_owned(),
    };
    Err(Unreadable { token, message })
}

/// The value of the outermost `format`, which may be written `r#format`.
fn format(text: &str) -> Option<Token> {
    let mut depth = 0_usize;
    for event in Events::new(text) {
        match event {
            Event::Enter { .. } => depth += 1,
            Event::Leave(_) => depth = depth.saturating_sub(1),
            Event::Leaf {
                key: Some(key),
                value,
            } if depth == 1 && decoded(&text[key.at.clone()]) == "format" => {
                return Some(value);
            }
            Event::Leaf { .. } => {}
        }
    }
    None
}
