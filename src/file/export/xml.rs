//! What GraphML and GEXF share: escaped text, and the types of columns.

use super::Cell;

/// `text` for an attribute or an element. XML 1.0 has no way to write most control characters: they
/// become U+FFFD.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Written plainly they would be read back as spaces.
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// The name of the cell's type, the same in both formats.
pub fn kind(cell: &Cell) -> &'static str {
    match cell {
        Cell::Truth(_) => "boolean",
        Cell::Number(_) => "double",
        Cell::Text(_) => "string",
    }
}

/// The cell's value, escaped.
pub fn value(cell: &Cell) -> String {
    match cell {
        Cell::Truth(truth) => truth.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => escape(text),
    }
}
