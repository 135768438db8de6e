//! What may reach a terminal.
//!
//! Names come from files of strangers. An escape sequence among them could clear the screen, set the window's
//! title or write to the clipboard; a mark of direction could show a text in another order than it has; a
//! line break could look like a message of the program.

use std::borrow::Cow;
use std::path::Path;

/// Stands where something was that is not shown.
const HIDDEN: char = char::REPLACEMENT_CHARACTER;

/// `text` without what steers a terminal or hides in a text; its line breaks stay.
///
/// A tab becomes a blank, the rest the replacement character: two names that differ still do.
pub fn printable(text: &str) -> Cow<'_, str> {
    cleaned(text, '\n')
}

/// As [`printable`], on one line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    cleaned(text, ' ')
}

/// A path as it may stand in a message.
pub fn path(path: &Path) -> String {
    one_line(&path.display().to_string()).into_owned()
}

/// A JSON document in which every such character is escaped; what it says is the same.
pub fn in_json(document: &str) -> Cow<'_, str> {
    // Such a character can only stand in a string there, but for line breaks.
    if !document.chars().any(|c| c != '\n' && (steers(c) || joins(c))) {
        return Cow::Borrowed(document);
    }
    let mut escaped = String::with_capacity(document.len());
    for c in document.chars() {
        if c != '\n' && (steers(c) || joins(c)) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

fn cleaned(text: &str, line_break: char) -> Cow<'_, str> {
    let is_fine = |c: char| !steers(c) && !joins(c) && c != '\n';
    if text
        .chars()
        .all(|c| is_fine(c) || (c == '\n' && line_break == '\n'))
    {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '\n' => clean.push(line_break),
            '\r' if next == '\n' => {}
            '\t' => clean.push(' '),
            // Persian and Hindi join letters with them, and so do compound emoji.
            c if joins(c) && !(before.is_ascii() && next.is_ascii()) => clean.push(c),
            c if joins(c) || steers(c) => clean.push(HIDDEN),
            c => clean.push(c),
        }
        before = c;
    }
    Cow::Owned(clean)
}

/// Controls of a terminal, marks that turn the direction of what follows, and what takes no room.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Takes no room either, but has its use beside letters that are not of ASCII.
fn joins(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200c}'..='\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_not_printed() {
        for (text, expected) in [
            ("Sh\u{1b}[2Jop", "Sh�[2Jop"),
            ("\u{1b}]0;title\u{7}", "�]0;title�"),
            ("a\u{9b}2Jb\u{7f}", "a�2Jb�"),
            ("abc\u{202e}fdp", "abc�fdp"),
            ("\u{2066}x\u{2069}", "�x�"),
            ("pay\u{200b}pal\u{200d}x", "pay�pal�x"),
            ("a\tb\r\nc\rd", "a b\nc�d"),
        ] {
            assert_eq!(printable(text), expected);
        }
    }

    #[test]
    fn what_people_write_is_printed_as_it_is() {
        for text in [
            "微信 → 淘宝",
            "naïve",
            "می\u{200c}خواهم",
            "👩\u{200d}💻",
            "a\nb",
            "",
        ] {
            assert!(
                matches!(printable(text), Cow::Borrowed(_)) || printable(text) == text,
                "{text}"
            );
        }
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(one_line("a\nb\u{2028}c\r\nd"), "a b�c d");
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let text = "a\u{9b}b\u{202e}c\u{7f}\u{e0041}微";
        let json = serde_json::to_string(text).unwrap();
        let escaped = in_json(&json);
        assert!(escaped.chars().all(|c| !steers(c)), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
