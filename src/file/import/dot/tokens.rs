//! The words and marks of DOT.

use super::super::{ImportError, too_many};

/// The most words and marks that are read.
const MOST_TOKENS: usize = 8_000_000;

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name, number or quoted text.
    Word(String),
    /// As [`Token::Word`], in quotes or angle brackets, so that it is no keyword.
    Quoted(String),
    /// `->`
    Arrow,
    /// `--`
    Line,
    /// Any of `{ } [ ] = ; , : +`.
    Mark(char),
}

/// The tokens of `text`, each with its line.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, ImportError> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    let mut line = 1;
    let mut line_begins = true;
    while let Some(c) = chars.next() {
        let begins = std::mem::replace(&mut line_begins, false);
        too_many("words and marks", tokens.len(), MOST_TOKENS)?;
        match c {
            '\n' => {
                line += 1;
                line_begins = true;
            }
            _ if c.is_whitespace() => line_begins = begins,
            // What a C preprocessor leaves.
            '#' if begins => while chars.next_if(|c| *c != '\n').is_some() {},
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            '/' if chars.peek() == Some(&'*') => {
                let began = line;
                chars.next();
                let mut last = ' ';
                loop {
                    match chars.next() {
                        Some('/') if last == '*' => break,
                        Some(c) => {
                            line += usize::from(c == '\n');
                            last = c;
                        }
                        None => return Err(super::syntax(began, "a comment that is not ended")),
                    }
                }
            }
            '"' => {
                let began = line;
                let mut word = String::new();
                loop {
                    match chars.next() {
                        Some('"') => break,
                        Some('\\') => match chars.next() {
                            Some('"') => word.push('"'),
                            // A line that goes on.
                            Some('\n') => line += 1,
                            Some('n' | 'l' | 'r') => word.push('\n'),
                            Some('\\') => word.push('\\'),
                            Some(other) => word.extend(['\\', other]),
                            None => return Err(super::syntax(began, "a text that is not ended")),
                        },
                        Some(c) => {
                            line += usize::from(c == '\n');
                            word.push(c);
                        }
                        None => return Err(super::syntax(began, "a text that is not ended")),
                    }
                }
                tokens.push((Token::Quoted(word), began));
            }
            '<' => {
                let (began, mut depth, mut html) = (line, 1, String::new());
                while depth > 0 {
                    let Some(c) = chars.next() else {
                        return Err(super::syntax(began, "a < that is not ended"));
                    };
                    line += usize::from(c == '\n');
                    match c {
                        '<' => depth += 1,
                        '>' => depth -= 1,
                        _ => {}
                    }
                    if depth > 0 {
                        html.push(c);
                    }
                }
                tokens.push((Token::Quoted(plain(&html)), began));
            }
            '-' if chars.peek() == Some(&'>') => {
                chars.next();
                tokens.push((Token::Arrow, line));
            }
            '-' if chars.peek() == Some(&'-') => {
                chars.next();
                tokens.push((Token::Line, line));
            }
            '{' | '}' | '[' | ']' | '=' | ';' | ',' | ':' | '+' => tokens.push((Token::Mark(c), line)),
            _ if is_word(c) || c == '-' => {
                let mut word = String::from(c);
                while let Some(c) = chars.next_if(|c| is_word(*c)) {
                    word.push(c);
                }
                tokens.push((Token::Word(word), line));
            }
            other => {
                return Err(super::syntax(
                    line,
                    &format!("a character that means nothing here: {other:?}"),
                ));
            }
        }
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.' || (!c.is_ascii() && !c.is_whitespace())
}

/// The words of an HTML label, without its tags.
fn plain(html: &str) -> String {
    let (mut plain, mut tag) = (String::new(), false);
    for c in html.chars() {
        match c {
            '<' => {
                tag = true;
                plain.push(' ');
            }
            '>' => tag = false,
            c if !tag => plain.push(c),
            _ => {}
        }
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    for (entity, meant) in entities {
        plain = plain.replace(entity, meant);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
