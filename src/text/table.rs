//! Tables of text that programs of others read: cells with a mark between them, and HTML.
//!
//! Nothing else writes such a table, so that no cell gets out that a spreadsheet would take for a formula.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;

use serde::Serialize;

use super::guard::{guarded, harmless};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Words.
    Words(&'a str),
    /// A number with all its digits; one that is not finite stays empty.
    Number(f64),
    /// Words or a number, as it was written.
    Written(&'a str),
}

impl<'a> Cell<'a> {
    /// What stands in it, guarded.
    fn text(&self) -> Cow<'a, str> {
        match self {
            Self::Words(words) => guarded(words),
            Self::Written(written) => harmless(written),
            // Adding zero takes the sign off a zero.
            Self::Number(value) if value.is_finite() => Cow::Owned((value + 0.0).to_string()),
            Self::Number(_) => Cow::Borrowed(""),
        }
    }
}

/// Room for a row of usual length, in bytes.
const ROW: usize = 512;

/// Writes a table row by row, with a mark between the cells.
pub struct Delimited<W: Write> {
    to: csv::Writer<W>,
}

impl<W: Write> Delimited<W> {
    /// Writes to `to` with `mark` between the cells: a comma or a tab.
    pub fn new(to: W, mark: u8) -> Self {
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(mark).flexible(true);
        Self {
            to: writer.from_writer(to),
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// That of what is written to.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> csv::Result<()> {
        let cells = cells.into_iter();
        self.to
            .write_record(cells.map(|cell| cell.text().into_owned().into_bytes()))
    }

    /// Adds `row` as it is serialized: the fields of what stands in a tuple follow each other, whatever they
    /// are nested in.
    ///
    /// # Errors
    /// It has no form as a row, or that of what is written to.
    pub fn serialize(&mut self, row: impl Serialize) -> csv::Result<()> {
        let mut plain = csv::WriterBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(ROW)
            .from_writer(Vec::new());
        plain.serialize(row)?;
        let plain = plain.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(ROW)
            .from_reader(plain.as_slice());
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row)? {
            self.row(row.iter().map(Cell::Written))?;
        }
        Ok(())
    }

    /// Writes what waits to be written and hands back what was written to.
    ///
    /// # Errors
    /// That of what is written to.
    pub fn finish(self) -> csv::Result<W> {
        self.to
            .into_inner()
            .map_err(|error| csv::Error::from(error.into_error()))
    }
}

/// A table as HTML, as the clipboard brings it into slides and spreadsheets: each cell in one of its own,
/// numbers to the right.
pub fn html<'a, R>(head: impl IntoIterator<Item = Cell<'a>>, rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = Cell<'a>>,
{
    let mut text = String::from("<meta charset=\"utf-8\"><table border=\"1\" cellspacing=\"0\"><thead>");
    html_row(&mut text, "th", head);
    text.push_str("</thead><tbody>");
    for row in rows {
        html_row(&mut text, "td", row);
    }
    text.push_str("</tbody></table>");
    text
}

fn html_row<'a>(text: &mut String, tag: &str, cells: impl IntoIterator<Item = Cell<'a>>) {
    text.push_str("<tr>");
    for cell in cells {
        let words = cell.text();
        // Excel would make dates and numbers of words, unless told that they are words; LibreOffice is told a
        // number whatever its decimal mark is. Writing to a string cannot fail.
        let _ = match cell {
            Cell::Words(_) => write!(text, "<{tag} style=\"text-align:left;mso-number-format:'\\@'\">"),
            Cell::Number(value) if value.is_finite() => {
                write!(text, "<{tag} sdval=\"{words}\" style=\"text-align:right\">")
            }
            Cell::Number(_) | Cell::Written(_) => write!(text, "<{tag}>"),
        };
        escape(text, &words);
        let _ = write!(text, "</{tag}>");
    }
    text.push_str("</tr>");
}

fn escape(to: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            // Within the cell, not as one below it.
            '\n' => to.push_str("<br style=\"mso-data-placement:same-cell\">"),
            '\r' => {}
            letter => to.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(row: impl Serialize) -> String {
        let mut table = Delimited::new(Vec::new(), b',');
        let bytes = table.serialize(row).and_then(|()| table.finish());
        String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    #[test]
    fn what_is_serialized_is_guarded_and_its_numbers_are_not() {
        let row = ("=1+1", (-1.5, "-2"), ["@a", "plain, with a comma"], true);
        assert_eq!(written(row), "'=1+1,-1.5,-2,'@a,\"plain, with a comma\",true\n");
    }

    #[test]
    fn a_cell_of_html_holds_its_text_and_nothing_else() {
        let head = [Cell::Words("=Name"), Cell::Words("Visits")];
        let rows = [
            [Cell::Words("<b>A & \"B\"</b>"), Cell::Number(-0.5)],
            [Cell::Words("two\r\nlines"), Cell::Number(f64::NAN)],
        ];
        let html = html(head, rows);
        assert!(html.contains(">'=Name</th>"), "{html}");
        assert!(
            html.contains(">&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</td>"),
            "{html}"
        );
        assert!(html.contains("text-align:right\">-0.5</td>"), "{html}");
        assert!(
            html.contains(">two<br style=\"mso-data-placement:same-cell\">lines</td>"),
            "{html}"
        );
        assert_eq!(html.matches("<td").count(), 4);
    }

    #[test]
    fn no_row_of_any_words_is_a_formula() {
        let letters = [
            '=', '+', '-', '@', '\t', '\n', '\'', '1', 'a', ' ', ',', '"', '＝', '<',
        ];
        let mut random = fastrand::Rng::with_seed(11);
        for _ in 0..20_000 {
            let mut word = || -> String {
                (0..random.usize(0..6))
                    .map(|_| letters[random.usize(0..letters.len())])
                    .collect()
            };
            let words = [word(), word()];
            let mut table = Delimited::new(Vec::new(), b'\t');
            let bytes = table
                .row(words.iter().map(|word| Cell::Words(word)))
                .and_then(|()| table.finish());
            let bytes = bytes.unwrap_or_default();
            let mut reader = csv::ReaderBuilder::new();
            reader.has_headers(false).delimiter(b'\t');
            let read: Vec<csv::StringRecord> =
                reader.from_reader(bytes.as_slice()).records().flatten().collect();
            let cells: Vec<&str> = read.iter().flatten().collect();
            assert_eq!(cells.len(), 2, "{words:?}");
            for (cell, word) in cells.into_iter().zip(&words) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝']), "{cell:?}");
                assert_eq!(super::super::guard::plain(cell), word);
            }
        }
    }
}
