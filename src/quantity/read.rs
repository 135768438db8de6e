//! Quantities as people type them: marks of either kind, scale words, sums.
//!
//! ```text
//! 1.2m   1,2 m   250k   38 %   1e6   1 200 000   1.234,5   12,5   7 200万   2*3   =250k*0.4
//! ```
//!
//! A comma or a point that groups thousands stands before each three digits and after one to three. Whatever
//! else has it is a decimal fraction. A single comma that could be either is not guessed.

use std::fmt::Write as _;

/// A true minus sign, as wide as a plus.
const MINUS: char = '\u{2212}';
/// Longer texts are no numbers that anybody typed.
const LONGEST: usize = 200;

/// Which mark stands before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecimalMark {
    /// Told by the number itself; a point where both would do, and nothing where a comma could be either.
    #[default]
    Unknown,
    /// As in English: `1,234.5`.
    Point,
    /// As in German or French: `1.234,5`.
    Comma,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// No number, or one too large to be told.
    NoNumber,
    /// A comma that could group thousands or stand before decimals.
    Either {
        /// The number as it was typed: `1,234`.
        typed: String,
        /// What it is if the comma groups thousands, with its scale word: 1234.
        grouped: f64,
        /// What it is if the comma stands before decimals, with its scale word: 1.234.
        decimal: f64,
    },
}

/// Reads a number as people type it, or a sum, difference, product or quotient of such: `72,000,000`, `72 m`,
/// `1,5 bn`, `−3`, `4.1 %` (as 4.1), `=250k*0.4`.
///
/// # Errors
/// It is no number, or has a comma that could be read in two ways.
pub fn read(text: &str, mark: DecimalMark) -> Result<f64, Unread> {
    if text.len() > LONGEST {
        return Err(Unread::NoNumber);
    }
    let text = plain(text.trim());
    let text = text.strip_prefix('=').unwrap_or(&text).trim();
    let value = match text.strip_suffix('%') {
        // A share of a sum could be meant of all of it or of its last number.
        Some(share) => signed(share.trim(), mark)?,
        None => signed(text, mark).or_else(|unread| match unread {
            Unread::NoNumber => reckon(text, mark),
            either => Err(either),
        })?,
    };
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Unread::NoNumber)
    }
}

/// [`read`], without why not.
pub fn parse(text: &str) -> Option<f64> {
    read(text, DecimalMark::Unknown).ok()
}

/// `text` with letters of the same meaning as one: wide digits and marks of Chinese and Japanese, blanks of all widths.
pub fn plain(text: &str) -> String {
    text.chars().map(plain_letter).collect()
}

fn plain_letter(letter: char) -> char {
    match letter {
        MINUS | '－' | '–' => '-',
        '×' | '·' | '＊' => '*',
        '÷' | '∕' | '／' => '/',
        '’' | '＇' => '\'',
        '０'..='９' | '，' | '．' | '％' | '＋' | '（' | '）' | '＝' => {
            // They stand in the same order as the narrow ones.
            char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter)
        }
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

/// One number with at most one sign.
fn signed(text: &str, mark: DecimalMark) -> Result<f64, Unread> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (value, rest) = literal(rest.trim_start(), mark)?;
    if rest.is_empty() {
        Ok(sign * value)
    } else {
        Err(Unread::NoNumber)
    }
}

/// A sum or product of numbers.
fn reckon(text: &str, mark: DecimalMark) -> Result<f64, Unread> {
    let mut sum = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if "+-*/() ".contains(next) {
            sum.push(next);
            rest = &rest[next.len_utf8()..];
        } else {
            let (value, after) = literal(rest, mark)?;
            // Without an exponent, which is not everybody's notation.
            let _ = write!(sum, "({value})");
            rest = after;
        }
    }
    exmex::eval_str::<f64>(&sum).map_err(|_| Unread::NoNumber)
}

/// The number without a sign at the start of `text`, its scale word included, and what follows it.
fn literal(text: &str, mark: DecimalMark) -> Result<(f64, &str), Unread> {
    let digits = digits(text);
    let (number, rest) = text.split_at(digits);
    let (exponent, rest) = exponent(rest);
    let word_at = rest.len() - rest.trim_start().len();
    let word_end = rest[word_at..].find(|letter: char| !letter.is_alphabetic());
    let (word, after) = rest.split_at(word_end.map_or(rest.len(), |end| word_at + end));
    let scale = scale(word.trim()).ok_or(Unread::NoNumber)?;
    let value = |number: &str| {
        // Read with its power of ten, which is exact where a product would not be.
        let value = format!("{number}{exponent}").parse::<f64>();
        value.map_err(|_| Unread::NoNumber).map(|value| value * scale)
    };
    let value = match shape(number, mark).ok_or(Unread::NoNumber)? {
        Shape::Plain(number) => value(&number)?,
        Shape::Either { grouped, decimal } => {
            return Err(Unread::Either {
                typed: text[..text.len() - after.len()].trim_end().to_owned(),
                grouped: value(&grouped)?,
                decimal: value(&decimal)?,
            });
        }
    };
    Ok((value, after.trim_start()))
}

/// How much of `text` is digits and the marks among them.
fn digits(text: &str) -> usize {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while let Some(letter) = text.as_bytes().get(end) {
        let goes_on = match letter {
            b'0'..=b'9' => true,
            b'.' | b',' => true,
            // A blank or an apostrophe only ever groups thousands.
            b' ' | b'\'' => end > 0 && (1..=3).all(|next| is_digit(end + next)) && !is_digit(end + 4),
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// The power of ten at the start of `text`, as it is written, and what follows it.
fn exponent(text: &str) -> (&str, &str) {
    let end = text
        .strip_prefix(['e', 'E'])
        .map(|power| power.strip_prefix(['-', '+']).unwrap_or(power))
        .map(|power| {
            let digits = power.bytes().take_while(u8::is_ascii_digit).count();
            (digits, text.len() - power.len() + digits)
        });
    match end {
        Some((1.., end)) => text.split_at(end),
        _ => ("", text),
    }
}

fn scale(word: &str) -> Option<f64> {
    Some(match word.to_lowercase().as_str() {
        "" => 1.0,
        "k" | "thousand" | "千" => 1e3,
        "万" | "萬" => 1e4,
        "m" | "mn" | "mio" | "million" | "millions" | "百万" => 1e6,
        "千万" => 1e7,
        "亿" | "億" => 1e8,
        "b" | "bn" | "mrd" | "billion" | "billions" => 1e9,
        "t" | "tn" | "trn" | "trillion" | "trillions" | "万亿" => 1e12,
        _ => return None,
    })
}

/// A number whose marks are understood.
enum Shape {
    /// Digits with a point before the decimals.
    Plain(String),
    Either {
        grouped: String,
        decimal: String,
    },
}

fn shape(number: &str, mark: DecimalMark) -> Option<Shape> {
    use DecimalMark::{Comma, Point, Unknown};
    // Blanks and apostrophes group the whole part, all of it.
    let blank = number.contains([' ', '\'']);
    let last = number.rfind(['.', ',']);
    let Some(last) = last else {
        return grouped(number, [' ', '\'']).map(Shape::Plain);
    };
    let (whole, decimals) = (&number[..last], &number[last + 1..]);
    let is_comma = number.as_bytes().get(last) == Some(&b',');
    let own: &[char] = if is_comma { &[','] } else { &['.'] };
    let other: &[char] = if blank {
        &[' ', '\'']
    } else if is_comma {
        &['.']
    } else {
        &[',']
    };
    // The mark more than once: it groups.
    if whole.contains(own) {
        return grouped(number, own).map(Shape::Plain);
    }
    let decimal = || {
        let is_fraction = decimals.bytes().all(|digit| digit.is_ascii_digit());
        let whole = if whole.is_empty() {
            "0".to_owned()
        } else {
            grouped(whole, other)?
        };
        (is_fraction && number.len() > 1).then(|| format!("{whole}.{decimals}"))
    };
    let as_thousands = || grouped(number, own);
    // The other mark before it, or blanks: it can only stand before decimals.
    if whole.contains(other) {
        return decimal().map(Shape::Plain);
    }
    match (mark, is_comma) {
        (Comma, true) | (Point, false) => decimal(),
        (Point, true) => as_thousands(),
        (Comma, false) => as_thousands().or_else(decimal),
        (Unknown, false) => decimal(),
        (Unknown, true) => match (as_thousands(), decimal()) {
            (Some(grouped), Some(decimal)) => return Some(Shape::Either { grouped, decimal }),
            (grouped, decimal) => grouped.or(decimal),
        },
    }
    .map(Shape::Plain)
}

/// The digits of `number` without the `marks` that group them by thousands, if they do. No group of
/// thousands follows a 0.
fn grouped(number: &str, marks: impl AsRef<[char]>) -> Option<String> {
    let mut groups = number.split(marks.as_ref());
    let first = groups.next()?;
    let mut digits = first.to_owned();
    let mut any = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
        any = true;
    }
    let leads = !any || (first.len() <= 3 && !first.starts_with('0'));
    let is_number = !first.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    (leads && is_number).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn either(typed: &str, grouped: f64, decimal: f64) -> Result<f64, Unread> {
        let typed = typed.to_owned();
        Err(Unread::Either {
            typed,
            grouped,
            decimal,
        })
    }

    #[test]
    fn people_write_numbers_in_many_ways() {
        for (text, value) in [
            ("1.2m", 1.2e6),
            ("1,2 m", 1.2e6),
            ("1,5 m", 1.5e6),
            ("250k", 250e3),
            ("38%", 38.0),
            ("4.1 %", 4.1),
            ("4,1\u{a0}％", 4.1),
            ("1e6", 1e6),
            ("1,5e-3", 1.5e-3),
            ("1 200 000", 1.2e6),
            ("1\u{202f}200\u{202f}000,25", 1_200_000.25),
            ("1'200'000.5", 1_200_000.5),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("72,000,000", 72e6),
            ("12,5", 12.5),
            ("1,2", 1.2),
            ("0,125", 0.125),
            ("1234,567", 1234.567),
            ("12,50", 12.5),
            (",5", 0.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.234", 1.234),
            ("7 200万", 72e6),
            ("1.5亿", 1.5e8),
            ("2 万亿", 2e12),
            ("１２．５", 12.5),
            ("\u{2212}3", -3.0),
            ("- 1,25 bn", -1.25e9),
            ("3 Mio", 3e6),
        ] {
            assert_eq!(read(text, DecimalMark::Unknown), Ok(value), "{text}");
        }
    }

    #[test]
    fn a_comma_that_could_be_either_is_asked() {
        let unknown = |text| read(text, DecimalMark::Unknown);
        assert_eq!(unknown("1,234"), either("1,234", 1234.0, 1.234));
        assert_eq!(unknown("-12,500 k"), either("12,500 k", 12.5e6, 12.5e3));
        assert_eq!(unknown("2*1,500"), either("1,500", 1500.0, 1.5));
        for (text, point, comma) in [
            ("1,234", Ok(1234.0), Ok(1.234)),
            ("12,500", Ok(12_500.0), Ok(12.5)),
            ("1.234", Ok(1.234), Ok(1234.0)),
            ("1.5", Ok(1.5), Ok(1.5)),
            ("1,5", Err(Unread::NoNumber), Ok(1.5)),
        ] {
            assert_eq!(read(text, DecimalMark::Point), point, "{text}");
            assert_eq!(read(text, DecimalMark::Comma), comma, "{text}");
        }
    }

    #[test]
    fn sums_are_reckoned() {
        for (text, value) in [
            ("2*3", 6.0),
            ("1/3", 1.0 / 3.0),
            ("=250k*0.4", 100e3),
            ("1,5 m + 2,5 m", 4e6),
            ("(1 200 + 300) × 2", 3000.0),
            ("10 - -2", 12.0),
            ("1e-7*2", 2e-7),
        ] {
            let read = read(text, DecimalMark::Unknown).unwrap();
            assert!((read - value).abs() <= 1e-15 * value.abs(), "{text}: {read}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let long = "(".repeat(100_000);
        for text in [
            "",
            " ",
            "abc",
            "1 lightyear",
            "1e400",
            "nan",
            "inf",
            "1 2",
            "1,2,3",
            "1,23,456",
            "1.2.3",
            "0,123,456",
            "1..2",
            ".",
            ",",
            "-",
            "1/0",
            "2 3",
            "pi",
            "x+1",
            "sin(1)",
            "10 % + 5 %",
            "50%*2",
            "5 5%",
            "1e",
            "1e5.5",
            "=",
            "(1",
            "1,234.567,8",
            "1 234 56",
            "1,2 3,4",
            &long,
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
