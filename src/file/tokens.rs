//! The words of a RON text with their places: a lexer that never fails.
//!
//! It reads broken text too, so that a finding in it can be placed; the RON reader is the judge of
//! what is well formed.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `:`.
    Colon,
    /// `,`.
    Comma,
    /// A text in quotes, raw or not.
    Text,
    /// A name, a number or anything else without blanks.
    Word,
    /// A line or block comment.
    Comment,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
}

/// The tokens of a text, in order.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    next: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self::from(text, 0)
    }

    /// The tokens from byte `start` on, which must be the start of a character.
    pub(super) fn from(text: &'a str, start: usize) -> Self {
        Self { text, next: start }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let blank = |rest: &str| rest.len() - rest.trim_start().len();
        self.next += blank(&self.text[self.next..]);
        // `#![enable(…)]` names extensions of RON and belongs to no value.
        while self.text[self.next..].starts_with("#![") {
            self.next += length_through(&self.text[self.next..], "]");
            self.next += blank(&self.text[self.next..]);
        }
        let rest = &self.text[self.next..];
        let first = rest.chars().next()?;
        let (kind, length) = match first {
            '(' | '[' | '{' => (Kind::Open, 1),
            ')' | ']' | '}' => (Kind::Close, 1),
            ':' => (Kind::Colon, 1),
            ',' => (Kind::Comma, 1),
            '"' => (Kind::Text, quoted(rest, '"')),
            _ if rest.starts_with("//") => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
            _ if rest.starts_with("/*") => (Kind::Comment, block_comment(rest)),
            '\'' => (Kind::Word, character(rest)),
            _ => match prefixed(rest) {
                Some(length) => (Kind::Text, length),
                None => (Kind::Word, word(rest)),
            },
        };
        let at = self.next..self.next + length;
        self.next = at.end;
        Some(Token { kind, at })
    }
}

/// The bytes up to and with the first `end`, or all.
fn length_through(rest: &str, end: &str) -> usize {
    rest.find(end).map_or(rest.len(), |found| found + end.len())
}

/// A text or character that starts with `quote` and may hold escapes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (position, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return position + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// A character literal, or a lone quote where there is none.
fn character(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) => quoted(rest, '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1,
    }
}

/// A raw text (`r"…"`, `r#"…"#`) or one of bytes (`b"…"`, `br#"…"#`).
fn prefixed(rest: &str) -> Option<usize> {
    let bytes = rest.strip_prefix('b').unwrap_or(rest);
    let raw = bytes.strip_prefix('r').unwrap_or(bytes);
    let body = raw.trim_start_matches('#');
    let hashes = raw.len() - body.len();
    if !body.starts_with('"') || raw.len() == rest.len() {
        return None;
    }
    let prefix = rest.len() - body.len();
    if raw.len() == bytes.len() {
        return (hashes == 0).then(|| prefix + quoted(body, '"'));
    }
    let end = format!("\"{}", "#".repeat(hashes));
    Some(prefix + 1 + length_through(&body[1..], &end))
}

/// A block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let (mut depth, mut position) = (0_usize, 0);
    while position < bytes.len() {
        match &bytes[position..] {
            [b'/', b'*', ..] => {
                depth += 1;
                position += 2;
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                position += 2;
                if depth == 0 {
                    return position;
                }
            }
            _ => position += 1,
        }
    }
    rest.len()
}

/// A run of what no other token starts with: at least one character.
fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let ends = |c: char| c.is_whitespace() || "()[]{}:,\"/".contains(c);
    chars.next();
    chars
        .find(|(_, c)| ends(*c))
        .map_or(rest.len(), |(position, _)| position)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Tokens::new(text).map(|token| &text[token.at]).collect()
    }

    #[test]
    fn every_kind_of_token_is_told_apart() {
        assert_eq!(
            words("#![enable(implicit_some)]\nModel(a: -1.5e3, r#b: \"x\\\"y\") // end"),
            [
                "Model",
                "(",
                "a",
                ":",
                "-1.5e3",
                ",",
                "r#b",
                ":",
                "\"x\\\"y\"",
                ")",
                "// end"
            ]
        );
        assert_eq!(
            words("r#\"a\"b\"# br\"q\" b\"\\\"\" b'a' '\"' '\\'' /* a /* b */ c */ [1]"),
            [
                "r#\"a\"b\"#",
                "br\"q\"",
                "b\"\\\"\"",
                "b'a'",
                "'\"'",
                "'\\''",
                "/* a /* b */ c */",
                "[",
                "1",
                "]"
            ]
        );
        assert_eq!(words("微信:\"微\"/x"), ["微信", ":", "\"微\"", "/x"]);
    }

    #[test]
    fn broken_text_is_read_to_its_end() {
        for (text, count) in [
            ("\"abc", 1),
            ("r##\"a\"#", 1),
            ("/* /*", 1),
            ("'", 1),
            ("#![x", 0),
            ("\\", 1),
        ] {
            assert_eq!(words(text).len(), count, "{text}");
        }
    }
}
