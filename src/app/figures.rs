//! Numbers as the window writes them in the language in use.

use super::i18n::{Language, fill, language, words};
use crate::quantity::{self, Scales};

fn scales() -> &'static Scales {
    match language() {
        Language::English => &quantity::THOUSANDS,
        Language::Chinese => &quantity::MYRIADS,
    }
}

/// Three significant digits with a scale: `38.0 m`, `3,800万`.
pub fn compact(value: f64) -> String {
    quantity::compact_in(scales(), value)
}

/// [`compact`] with a plus before what is above zero.
pub fn signed(value: f64) -> String {
    quantity::signed_in(scales(), value)
}

/// [`signed`] with two digits, where three have no room: `+1.1 m`.
pub fn signed_roughly(value: f64) -> String {
    let unit = 10f64.powf(value.abs().max(f64::MIN_POSITIVE).log10().floor() - 1.0);
    let text = short_digits((value / unit).round() * unit);
    if value > 0.0 && text != "0" {
        format!("+{text}")
    } else {
        text
    }
}

/// All digits before the point: `10,000`.
pub fn whole(value: f64) -> String {
    quantity::exact(value.round())
}

/// [`whole`] with a plus before what is above zero.
pub fn signed_whole(value: f64) -> String {
    let text = whole(value);
    if value.round() > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// All digits that matter in the fewest letters: `288 m`, `2.88亿`.
pub fn short(value: f64) -> String {
    quantity::short_in(scales(), value)
}

/// A number as a field shows it, to be typed over: its digits are grouped by blanks that break no line, as a
/// comma could be taken for a decimal one.
pub fn in_field(text: &str) -> String {
    text.replace(',', "\u{a0}")
}

/// Three significant digits without zeros that say nothing: `38 m`, `0.4`.
pub fn short_digits(value: f64) -> String {
    quantity::short_digits_in(scales(), value)
}

/// A share in per cent without zeros that say nothing: `4.1 %`.
pub fn short_percent(share: f64) -> String {
    fill(words().marks.percent, &[&short_digits(share * 100.0)])
}

/// A share in per cent: `4.08 %`, `4.08%`.
pub fn percent(share: f64) -> String {
    fill(words().marks.percent, &[&compact(share * 100.0)])
}

/// A change in per cent with its sign: `+2.1 %`, `−0.30%`.
pub fn signed_percent(share: f64) -> String {
    fill(words().marks.percent, &[&signed(share * 100.0)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::i18n::speak;

    #[test]
    fn two_digits_are_enough_where_there_is_no_room() {
        let roughly = [1_053_000.0, -396_412.0, 0.0456, 99_600.0, 0.0].map(signed_roughly);
        assert_eq!(roughly, ["+1.1 m", "−400 k", "+0.046", "+100 k", "0"]);
    }

    #[test]
    fn an_index_is_written_with_all_its_digits() {
        assert_eq!(
            (whole(10_000.0), signed_whole(1234.4)),
            ("10,000".into(), "+1,234".into())
        );
        assert_eq!(
            (whole(-0.2), signed_whole(-12.0)),
            ("0".into(), "\u{2212}12".into())
        );
    }

    #[test]
    fn what_a_field_shows_reads_back_whatever_the_decimal_mark() {
        use crate::quantity::{DecimalMark, read};
        let mut random = fastrand::Rng::with_seed(7);
        for language in [Language::English, Language::Chinese] {
            speak(language);
            for _ in 0..20_000 {
                let length = random.u32(1..12);
                let digits = random.u64(..10u64.pow(length)) as f64;
                let value = digits * 10f64.powi(random.i32(-6..8)) * [1.0, -1.0][random.usize(..2)];
                for text in [short(value), quantity::exact(value)] {
                    let text = in_field(&text);
                    let read = read(&text, DecimalMark::Unknown).unwrap();
                    assert!((read - value).abs() <= 1e-11 * value.abs(), "{value}: {text}");
                }
            }
        }
        speak(Language::English);
        assert_eq!(in_field(&short(72_000_001.0)), "72\u{a0}000\u{a0}001");
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(
            (compact(38e6), percent(0.0408)),
            ("38.0 m".into(), "4.08 %".into())
        );
        speak(Language::Chinese);
        assert_eq!(
            (compact(38e6), percent(0.0408)),
            ("3,800万".into(), "4.08%".into())
        );
        assert_eq!(signed_percent(-0.012), "\u{2212}1.20%");
    }
}
