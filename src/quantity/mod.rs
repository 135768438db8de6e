//! Quantities as a person reads them, few digits, a scale word, a sign where it matters; and as a person types
//! them ([`read`]).
//!
//! Imports nothing else of this crate. Units are the map's own words and are added by the caller.

mod read;

pub use read::{DecimalMark, Unread, parse, plain, read};

/// A true minus sign, as wide as a plus.
const MINUS: char = '\u{2212}';

/// Words for large numbers.
#[derive(Debug)]
pub struct Scales {
    /// Largest first: the size from which the word is used, the power it stands for, the word.
    steps: &'static [(f64, f64, &'static str)],
    /// The size from which on there is no word.
    end: f64,
}

// 999.5 rounds to 1,000, so each scale starts a little below its power.

/// Scales of a thousand each, as in English.
pub const THOUSANDS: Scales = Scales {
    steps: &[
        (999.5e9, 1e12, " trn"),
        (999.5e6, 1e9, " bn"),
        (999.5e3, 1e6, " m"),
        (9_999.5, 1e3, " k"),
    ],
    end: 999.5e12,
};

/// Scales of ten thousand each, as in Chinese.
pub const MYRIADS: Scales = Scales {
    steps: &[
        (9_999.5e8, 1e12, "万亿"),
        (9_999.5e4, 1e8, "亿"),
        (9_999.5, 1e4, "万"),
    ],
    end: 9_999.5e12,
};

/// Three significant digits with a scale: `38.0 m`, `1.25 bn`, `940`, `0.0412`, `0`.
pub fn compact(value: f64) -> String {
    compact_in(&THOUSANDS, value)
}

/// [`compact`] with the words of `scales`: `3,800万`, `12.5亿`.
pub fn compact_in(scales: &Scales, value: f64) -> String {
    if !value.is_finite() {
        return "\u{2013}".to_owned();
    }
    let size = value.abs();
    if size == 0.0 || size < 1e-9 {
        return "0".to_owned();
    }
    let sign = if value < 0.0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    if size >= scales.end {
        return format!("{sign}{size:.2e}");
    }
    let step = scales.steps.iter().find(|(from, ..)| size >= *from);
    let (power, word) = step.map_or((1.0, ""), |(_, power, word)| (*power, *word));
    format!("{sign}{}{word}", three_digits(size / power))
}

/// [`compact`] with a plus before what is above zero: `+1.2 m`, `−40.0`, `0`.
pub fn signed(value: f64) -> String {
    signed_in(&THOUSANDS, value)
}

/// [`signed`] with the words of `scales`.
pub fn signed_in(scales: &Scales, value: f64) -> String {
    let text = compact_in(scales, value);
    if value > 0.0 && text != "0" {
        format!("+{text}")
    } else {
        text
    }
}

/// A share in per cent: `4.08 %`, `38.0 %`, `0 %`.
pub fn percent(share: f64) -> String {
    format!("{} %", compact(share * 100.0))
}

/// A change in per cent with its sign: `+2.1 %`, `−0.30 %`.
pub fn signed_percent(share: f64) -> String {
    format!("{} %", signed(share * 100.0))
}

/// All digits that matter: `72,000,000`, `0.0417`, `−1.25`. [`read`] reads it back where the decimal mark is
/// known to be a point.
pub fn exact(value: f64) -> String {
    if !value.is_finite() {
        return "\u{2013}".to_owned();
    }
    // Twelve digits hide what binary fractions add: 7.000000000000001.
    let decimals = (11.0 - value.abs().max(1e-12).log10().floor()).clamp(0.0, 15.0) as usize;
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 && (fraction, whole) != ("", "0") {
        MINUS.to_string()
    } else {
        String::new()
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// All digits that matter in the fewest letters: `288 m` rather than `288,000,000`, but `72,000,001`.
/// [`read`] reads it back where the decimal mark is known to be a point.
pub fn short(value: f64) -> String {
    short_in(&THOUSANDS, value)
}

/// [`short`] with the words of `scales`: `2.88亿`.
pub fn short_in(scales: &Scales, value: f64) -> String {
    let plain = exact(value);
    // A word for a thousand saves nothing that is worth a word.
    let mut steps = scales.steps.iter().filter(|(_, power, _)| *power > 1e3);
    let step = steps.find(|(_, power, _)| value.abs() >= *power);
    match step.map(|(_, power, word)| format!("{}{word}", exact(value / power))) {
        Some(scaled) if scaled.chars().count() < plain.chars().count() => scaled,
        _ => plain,
    }
}

/// Three significant digits without zeros that say nothing: `38`, `0.4`, `12.5`.
pub fn short_digits(value: f64) -> String {
    short_digits_in(&THOUSANDS, value)
}

/// [`short_digits`] with the words of `scales`.
pub fn short_digits_in(scales: &Scales, value: f64) -> String {
    let text = compact_in(scales, value);
    let word = text.trim_start_matches(|letter: char| {
        letter == MINUS || letter.is_ascii_punctuation() || letter.is_ascii_digit()
    });
    let number = &text[..text.len() - word.len()];
    let number = match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => number,
    };
    format!("{number}{word}")
}

fn three_digits(value: f64) -> String {
    let decimals = match value {
        v if v >= 99.95 => 0,
        v if v >= 9.995 => 1,
        v if v >= 0.9995 => 2,
        v => (2.0 - v.log10().floor()).clamp(0.0, 12.0) as usize,
    };
    let text = format!("{value:.decimals$}");
    if value >= 1000.0 {
        // Only up to 9,999: larger values carry a scale word.
        let (thousands, rest) = text.split_at(text.len() - 3);
        return format!("{thousands},{rest}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_significant_digits_and_a_scale() {
        for (value, text) in [
            (0.0, "0"),
            (38e6, "38.0 m"),
            (1_251_000_000.0, "1.25 bn"),
            (999_950.0, "1.00 m"),
            (20_532_000_000_000.0, "20.5 trn"),
            (940.0, "940"),
            (1_234.0, "1,234"),
            (12_340.0, "12.3 k"),
            (0.0408, "0.0408"),
            (-43.5, "\u{2212}43.5"),
            (f64::NAN, "\u{2013}"),
        ] {
            assert_eq!(compact(value), text, "{value}");
        }
        assert_eq!(signed(1.5), "+1.50");
        assert_eq!(percent(0.0408), "4.08 %");
        assert_eq!(signed_percent(-0.012), "\u{2212}1.20 %");
    }

    #[test]
    fn round_numbers_are_short_and_read_back() {
        for (value, text) in [
            (288e6, "288 m"),
            (273_600_000.0, "273.6 m"),
            (72_000_001.0, "72,000,001"),
            (1.25e9, "1.25 bn"),
            (-5e12, "\u{2212}5 trn"),
            (40_000.0, "40,000"),
            (0.417, "0.417"),
        ] {
            assert_eq!(short(value), text);
            assert_eq!(read(text, DecimalMark::Point), Ok(value), "{text}");
        }
        assert_eq!(short_digits(38.0), "38");
        assert_eq!(short_digits(0.4), "0.4");
        assert_eq!(short_digits(100.0), "100");
        assert_eq!(short_digits(12e6), "12 m");
    }

    #[test]
    fn scales_of_ten_thousand() {
        for (value, text) in [
            (9_999.0, "9,999"),
            (9_999.6, "1.00万"),
            (38e6, "3,800万"),
            (99_996_000.0, "1.00亿"),
            (1_251_000_000.0, "12.5亿"),
            (-20_532_000_000_000.0, "\u{2212}20.5万亿"),
            (0.0408, "0.0408"),
        ] {
            assert_eq!(compact_in(&MYRIADS, value), text, "{value}");
        }
    }

    #[test]
    fn what_is_edited_reads_back() {
        for (value, text) in [
            (72_000_000.0, "72,000,000"),
            (0.07 * 100.0, "7"),
            (41.7342, "41.7342"),
            (-1.25, "\u{2212}1.25"),
            (0.0, "0"),
            (1e-9, "0.000000001"),
            (999.0, "999"),
            (1_000.5, "1,000.5"),
        ] {
            assert_eq!(exact(value), text);
            assert!(
                (read(text, DecimalMark::Point).unwrap() - value).abs() <= 1e-11 * value.abs(),
                "{text}"
            );
        }
    }
}
