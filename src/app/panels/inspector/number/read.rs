//! Typed text as a number within its field's range, or the reason why not.

use crate::app::i18n::{fill, words};
use crate::model::field::{Range, Unit};
use crate::quantity;

/// The number that `text` gives, in the field's own unit: `35 %` and, for a share, `35` is 0.35.
///
/// # Errors
/// Why it is refused, in a sentence that names the range.
pub(super) fn read(text: &str, unit: Unit, range: Range) -> Result<f64, String> {
    let allowed = range_words(unit, range);
    let typed = text.trim();
    if typed.is_empty() {
        return Err(fill(words().numbers.refused_empty, &[allowed]));
    }
    let per_cent = unit == Unit::Share || typed.ends_with('%');
    let value = quantity::parse(typed).map(|value| if per_cent { value / 100.0 } else { value });
    match value {
        None => Err(fill(words().numbers.refused_text, &[typed, allowed])),
        Some(value) if !range.holds(value) => Err(fill(words().numbers.refused_range, &[typed, allowed])),
        Some(value) => Ok(value),
    }
}

/// The values a field takes, in words.
pub(in crate::app::panels::inspector) fn range_words(unit: Unit, range: Range) -> &'static str {
    let words = words();
    match (unit, range) {
        (_, Range::Finite) => words.numbers.range_finite,
        (_, Range::NotNegative) => words.numbers.range_not_negative,
        (Unit::Share, Range::Share) => words.numbers.range_per_cent,
        (Unit::Share, Range::ShareBelowOne) => words.numbers.range_below_hundred,
        (Unit::Share, Range::ShareAboveZero) => words.numbers.range_above_zero_per_cent,
        (_, Range::Share) => words.numbers.range_share,
        (_, Range::ShareBelowOne) => words.numbers.range_below_one,
        (_, Range::ShareAboveZero) => words.numbers.range_above_zero,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, unit, range, value) in [
            ("38m", Unit::VisitsPerPeriod, Range::NotNegative, 38e6),
            ("1.2k", Unit::CurrencyPerOrder, Range::NotNegative, 1200.0),
            ("35%", Unit::Share, Range::Share, 0.35),
            ("35", Unit::Share, Range::Share, 0.35),
            (" 35 % ", Unit::None, Range::ShareAboveZero, 0.35),
            ("0.2", Unit::None, Range::ShareAboveZero, 0.2),
        ] {
            assert_eq!(read(text, unit, range), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_refused_is_told_with_the_range() {
        for (text, unit, range) in [
            ("150", Unit::Share, Range::Share),
            ("-1", Unit::Share, Range::Share),
            ("lots", Unit::Share, Range::Share),
            ("", Unit::Share, Range::Share),
        ] {
            let reason = read(text, unit, range).unwrap_err();
            assert!(reason.contains("0 to 100 %"), "{text}: {reason}");
        }
        assert!(read("0", Unit::None, Range::ShareAboveZero).is_err());
        assert!(read("100", Unit::Share, Range::ShareBelowOne).is_err());
    }
}
