//! What is too long for a line.

use std::borrow::Cow;

use super::one_line;

/// A name longer than this is cut where it is shown among others.
pub const LONGEST_NAME: usize = 120;

/// The first `most` characters of `text`, with `…` for the rest.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    // Without counting all: a text may be as long as the file.
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let kept = text.char_indices().nth(most.saturating_sub(1));
            let end = kept.map_or(0, |(end, _)| end);
            Cow::Owned(format!("{}…", text[..end].trim_end()))
        }
    }
}

/// `text` as it stands among others: on one line and not longer than [`LONGEST_NAME`].
pub fn name(text: &str) -> Cow<'_, str> {
    short(text, LONGEST_NAME)
}

/// A unit as it stands in the heads of narrow columns: on one line and short.
pub fn unit(text: &str) -> Cow<'_, str> {
    short(text, 40)
}

/// The first `most` characters of `text` on one line, with `…` for the rest.
pub fn short(text: &str, most: usize) -> Cow<'_, str> {
    match cut(text, most) {
        Cow::Borrowed(text) => one_line(text),
        Cow::Owned(text) => Cow::Owned(one_line(&text).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_long_is_cut() {
        assert_eq!(cut("微信支付", 4), "微信支付");
        assert_eq!(cut("微信支付", 3), "微信…");
        assert_eq!(cut("ab  cd", 4), "ab…");
        assert_eq!(cut("", 0), "");
        assert_eq!(cut("a", 0), "…");
    }

    #[test]
    fn a_name_is_a_short_line() {
        assert_eq!(name("Sh\nop"), "Sh op");
        assert_eq!(name(&"x".repeat(1_000_000)).chars().count(), LONGEST_NAME);
    }
}
