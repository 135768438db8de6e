//! Typed text as a number within its field's range, or the reason why not.

use crate::app::figures;
use crate::app::i18n::{fill, words};
use crate::app::typing::Refused;
use crate::model::field::{Range, Unit};
use crate::quantity::{self, DecimalMark, Unread};

/// The number that `text` in the field called `name` gives, in the field's own unit: `35 %` and, for a
/// share, `35` is 0.35.
///
/// # Errors
/// Why it is refused, in a sentence that names the range; for a comma that could be either, what could be
/// meant.
pub(in crate::app::panels::inspector) fn read(
    name: &str,
    text: &str,
    unit: Unit,
    range: Range,
) -> Result<f64, Refused> {
    let allowed = range_words(unit, range);
    let typed = text.trim();
    let refused = |why| Refused {
        field: name.to_owned(),
        text: typed.to_owned(),
        why,
        readings: Vec::new(),
    };
    if typed.is_empty() {
        return Err(refused(fill(words().numbers.refused_empty, &[allowed])));
    }
    let per_cent = unit == Unit::Share || typed.ends_with(['%', '％']);
    match quantity::read(typed, DecimalMark::Unknown) {
        Ok(value) => {
            let value = if per_cent { value / 100.0 } else { value };
            if range.holds(value) {
                Ok(value)
            } else {
                Err(refused(fill(words().numbers.refused_range, &[typed, allowed])))
            }
        }
        Err(Unread::NoNumber) => Err(refused(fill(words().numbers.refused_text, &[typed, allowed]))),
        Err(Unread::Either {
            typed: number,
            grouped,
            decimal,
        }) => {
            let whole = quantity::plain(typed);
            let readings = [grouped, decimal]
                .map(|value| whole.replacen(&number, &figures::in_field(&quantity::exact(value)), 1));
            let why = fill(
                words().numbers.refused_either,
                &[&number, &readings[0], &readings[1]],
            );
            Err(Refused {
                readings: readings.to_vec(),
                ..refused(why)
            })
        }
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
            ("1,5 m", Unit::VisitsPerPeriod, Range::NotNegative, 1.5e6),
            ("=250k*0.4", Unit::VisitsPerPeriod, Range::NotNegative, 1e5),
            ("35%", Unit::Share, Range::Share, 0.35),
            ("35", Unit::Share, Range::Share, 0.35),
            ("1,2", Unit::Share, Range::Share, 0.012),
            (" 35 % ", Unit::None, Range::ShareAboveZero, 0.35),
            ("３５％", Unit::None, Range::ShareAboveZero, 0.35),
            ("0.2", Unit::None, Range::ShareAboveZero, 0.2),
        ] {
            assert_eq!(read("Number", text, unit, range), Ok(value), "{text}");
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
            let reason = read("Number", text, unit, range).unwrap_err().why;
            assert!(reason.contains("0 to 100 %"), "{text}: {reason}");
        }
        assert!(read("Number", "0", Unit::None, Range::ShareAboveZero).is_err());
        assert!(read("Number", "100", Unit::Share, Range::ShareBelowOne).is_err());
    }

    #[test]
    fn each_reading_of_a_comma_reads_back_as_it_is_meant() {
        for (text, values) in [
            ("1,234", [1234.0, 1.234]),
            ("-12,500 k", [-12.5e6, -12.5e3]),
            ("2*1,500", [3000.0, 3.0]),
            ("１，２５０", [1250.0, 1.25]),
        ] {
            let refused = read("Number", text, Unit::None, Range::Finite).unwrap_err();
            let read = |text: &String| quantity::read(text, DecimalMark::Unknown).unwrap();
            let readings: Vec<f64> = refused.readings.iter().map(read).collect();
            assert_eq!(readings, values, "{text}: {:?}", refused.readings);
        }
    }
}
