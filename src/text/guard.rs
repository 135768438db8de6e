//! Texts in the cells of a spreadsheet.
//!
//! A cell that begins with `=` and the like is taken for a formula, which could call a program or send what
//! stands beside it elsewhere. An apostrophe in front keeps it a text, and [`plain`] takes that off again.
//! What begins with apostrophes of its own gets one more where it could be mistaken, so that every text comes
//! back as it was.

use std::borrow::Cow;

/// Begins a formula, in East Asian settings also in its wide form.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// `text` as a cell that no spreadsheet takes for anything but a text.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_mistaken(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A cell of which nobody knows whether it is a text or a number, so that it is no formula. A number stays
/// one: `-1.5` harms nobody.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.parse::<f64>().is_ok_and(f64::is_finite) {
        Cow::Borrowed(cell)
    } else {
        guarded(cell)
    }
}

/// `text` as a cell that is known to be one of text, so that only what [`plain`] would change is guarded.
pub fn kept(text: &str) -> Cow<'_, str> {
    if plain(text) == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("'{text}"))
    }
}

/// The text of a cell, without outer blanks unless a guard stands before them.
pub fn plain(cell: &str) -> &str {
    unguarded(cell).unwrap_or_else(|| {
        let cell = cell.trim();
        unguarded(cell).unwrap_or(cell)
    })
}

fn unguarded(cell: &str) -> Option<&str> {
    cell.strip_prefix('\'').filter(|text| is_mistaken(text))
}

/// Whether `text`, with or without apostrophes before it, would not be read as it stands.
fn is_mistaken(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(BEGINS) || bare.trim() != bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_guarded() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-1.5", "'-1.5"),
            ("+7", "'+7"),
            ("-inf", "'-inf"),
            ("-1+1", "'-1+1"),
            ("＝1", "'＝1"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("a=b", "a=b"),
            ("'90s", "'90s"),
            ("'=x", "''=x"),
            (" a", "' a"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(plain(cell), text);
        }
    }

    #[test]
    fn every_text_comes_back_from_a_cell() {
        let letters = ['\'', '=', '-', ' ', '1', '\t', '\n', 'a', '＋', '"'];
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..100_000 {
            let text: String = (0..random.usize(0..7))
                .map(|_| letters[random.usize(0..letters.len())])
                .collect();
            assert_eq!(plain(&guarded(&text)), text, "{text:?}");
            assert_eq!(plain(&harmless(&text)), text, "{text:?}");
            assert_eq!(plain(&kept(&text)), text, "{text:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        for number in ["-1.5", "+7", "-1e-7", "0"] {
            assert_eq!(harmless(number), number);
        }
        for text in ["-inf", "-1+1", "-1.5 CNY"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
    }
}
