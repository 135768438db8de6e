//! Numbers in cells, by the mark that the column they stand in has before decimals.

use crate::quantity::{DecimalMark, Unread, read};

/// What a cell with a number says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Read {
    /// A number.
    Number(f64),
    /// A number with a comma that nothing tells the meaning of: taken to group thousands, else decimals.
    Either(f64, f64),
}

impl Read {
    /// What it is taken for.
    pub(super) fn value(&self) -> f64 {
        match self {
            Self::Number(value) | Self::Either(value, _) => *value,
        }
    }
}

/// The marks of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// What a comma is.
    comma: DecimalMark,
    /// Whether a point groups thousands.
    points_group: bool,
}

impl Marks {
    /// Those of a column with these cells in a source whose cells are apart by what tells `told`: where a
    /// semicolon stands between cells, a comma stands before decimals.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>, told: DecimalMark) -> Self {
        let (mut decimal_commas, mut grouping_commas) = (false, false);
        let (mut decimal_points, mut grouping_points) = (false, false);
        for cell in cells.filter(|cell| looks_like(cell)) {
            let cell = trimmed(cell).0;
            match (cell.rfind(','), cell.rfind('.')) {
                (Some(comma), Some(point)) => {
                    let comma_last = comma > point;
                    decimal_commas |= comma_last;
                    grouping_points |= comma_last;
                    decimal_points |= !comma_last;
                    grouping_commas |= !comma_last;
                }
                (Some(_), None) => match read(cell, DecimalMark::Unknown) {
                    Ok(_) if cell.matches(',').count() > 1 => grouping_commas = true,
                    Ok(_) => decimal_commas = true,
                    Err(_) => {}
                },
                (None, Some(_)) if cell.matches('.').count() > 1 => grouping_points = true,
                // A group of thousands has three digits and follows one to three of which the first is no 0.
                (None, Some(_)) => {
                    decimal_points |= read(cell, DecimalMark::Comma) == read(cell, DecimalMark::Point)
                }
                (None, None) => {}
            }
        }
        let comma = match (decimal_commas, grouping_commas) {
            (true, false) => DecimalMark::Comma,
            (false, true) => DecimalMark::Point,
            (true, true) => DecimalMark::Unknown,
            (false, false) if decimal_points && told != DecimalMark::Comma => DecimalMark::Point,
            (false, false) => told,
        };
        Self {
            comma,
            points_group: !decimal_points && (grouping_points || told == DecimalMark::Comma),
        }
    }

    /// The number in a cell, or in per cent.
    pub(super) fn read(self, cell: &str) -> Option<Read> {
        if !looks_like(cell) {
            return None;
        }
        let (text, per) = trimmed(cell);
        if let Some(value) = written(text).filter(|_| !self.points_group) {
            return Some(Read::Number(value / per));
        }
        let mark = if text.contains(',') {
            self.comma
        } else if self.points_group {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        };
        let found = match read(text, mark) {
            Ok(value) => Read::Number(value / per),
            Err(Unread::Either { grouped, decimal, .. }) => {
                let sign = if text.starts_with(['-', '\u{2212}']) {
                    -1.0
                } else {
                    1.0
                };
                Read::Either(sign * grouped / per, sign * decimal / per)
            }
            // A column may have numbers of either way.
            Err(Unread::NoNumber) => Read::Number(read(text, DecimalMark::Unknown).ok()? / per),
        };
        found.value().is_finite().then_some(found)
    }
}

/// A number as programs write it, however many digits it has.
fn written(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '+']);
    let begins = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    text.parse()
        .ok()
        .filter(|value: &f64| begins && value.is_finite())
}

/// The cell without its sign for per cent, and what it is to be divided by.
fn trimmed(cell: &str) -> (&str, f64) {
    let cell = cell.trim();
    for (sign, per) in [('%', 100.0), ('％', 100.0), ('‰', 1000.0)] {
        if let Some(rest) = cell.strip_suffix(sign) {
            return (rest.trim(), per);
        }
    }
    (cell, 1.0)
}

/// Whether a cell has a number in it, perhaps one that could be read in two ways. What only looks like a sum
/// is none (`10-20` is a range, `2024-05-01` a day, `1/2` a house) unless a `=` begins it.
pub(super) fn looks_like(cell: &str) -> bool {
    let cell = trimmed(cell).0;
    if written(cell).is_some() {
        return true;
    }
    if cell.starts_with('=') {
        return read(cell, DecimalMark::Unknown).is_ok();
    }
    let mut before = ' ';
    for (at, c) in cell.chars().enumerate() {
        let is_sign = "+-*/()×÷·\u{2212}–＋＊／（）∕".contains(c);
        if is_sign && at > 0 && !(matches!(before, 'e' | 'E') && matches!(c, '+' | '-')) {
            return false;
        }
        before = c;
    }
    !matches!(read(cell, DecimalMark::Unknown), Err(Unread::NoNumber))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str], told: DecimalMark) -> Vec<Option<Read>> {
        let marks = Marks::of(cells.iter().copied(), told);
        cells.iter().map(|cell| marks.read(cell)).collect()
    }

    #[test]
    fn the_column_tells_what_a_comma_is() {
        use DecimalMark::{Comma, Point, Unknown};
        let number = |value: f64| Some(Read::Number(value));
        for (cells, told, read) in [
            (&["0,125", "0,250"][..], Comma, vec![number(0.125), number(0.25)]),
            (&["12,500", "1,5"], Unknown, vec![number(12.5), number(1.5)]),
            (&["12,500", "1.5"], Unknown, vec![number(12_500.0), number(1.5)]),
            (&["12,500"], Comma, vec![number(12.5)]),
            (&["12,500"], Point, vec![number(12_500.0)]),
            (&["12,500"], Unknown, vec![Some(Read::Either(12_500.0, 12.5))]),
            (&["12.500"], Comma, vec![number(12_500.0)]),
            (&["12.500", "0.5"], Comma, vec![number(12.5), number(0.5)]),
            (&["12.500", "1,5"], Unknown, vec![number(12.5), number(1.5)]),
            (
                &["1.234,5", "12.500"],
                Unknown,
                vec![number(1234.5), number(12_500.0)],
            ),
            (
                &["1,234.5", "12,500"],
                Unknown,
                vec![number(1234.5), number(12_500.0)],
            ),
            (&["1234,567"], Unknown, vec![number(1234.567)]),
            (&["12,5 %", "1.5m"], Comma, vec![number(0.125), number(1.5e6)]),
            (
                &["10-20", "1/2", "2024-05-01", "=1/50"],
                Comma,
                vec![None, None, None, number(0.02)],
            ),
        ] {
            assert_eq!(of(cells, told), read, "{cells:?} {told:?}");
        }
    }
}
