//! What a table or a plot shows, as a table for a spreadsheet.

use std::path::Path;

use crate::text::{self, Delimited};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number with all its digits; one that is not finite stays empty.
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl Cell {
    fn written(&self) -> text::Cell<'_> {
        match self {
            Self::Text(text) => text::Cell::Words(text),
            Self::Number(value) => text::Cell::Number(*value),
        }
    }
}

/// A table with a head; the units stand in the head, so that the cells are bare numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A table without rows.
    pub fn new<T: Into<String>>(head: impl IntoIterator<Item = T>) -> Self {
        Self {
            head: head.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of as many cells as the head has.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Tab-separated, as the clipboard brings it into a spreadsheet.
    pub fn tab_separated(&self) -> String {
        self.delimited(b'\t').unwrap_or_default()
    }

    /// As a table of HTML, as the clipboard brings it into slides.
    pub fn html(&self) -> String {
        text::html(
            self.heads(),
            self.rows.iter().map(|row| row.iter().map(Cell::written)),
        )
    }

    /// Comma-separated.
    pub fn comma_separated(&self) -> String {
        self.delimited(b',').unwrap_or_default()
    }

    /// The bytes of a file at `path`: tab-separated if its extension says so, else comma-separated.
    pub fn file(&self, path: &Path) -> Vec<u8> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let tabs = extension.is_some_and(|extension| matches!(extension, "tsv" | "tab" | "txt"));
        let text = if tabs {
            self.tab_separated()
        } else {
            self.comma_separated()
        };
        // Spreadsheets take a file without this mark for one in the system's old code page.
        format!("\u{feff}{text}").into_bytes()
    }

    fn heads(&self) -> impl Iterator<Item = text::Cell<'_>> {
        self.head.iter().map(|head| text::Cell::Words(head))
    }

    fn delimited(&self, mark: u8) -> csv::Result<String> {
        let mut table = Delimited::new(Vec::new(), mark);
        table.row(self.heads())?;
        for row in &self.rows {
            table.row(row.iter().map(Cell::written))?;
        }
        Ok(String::from_utf8_lossy(&table.finish()?).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(["Company", "Visits per day"]);
        sheet.row(["Acme, Inc.".into(), 38_000_000.5.into()]);
        sheet.row(["a\ttab".into(), f64::NAN.into()]);
        sheet.row(["\u{817e}\u{8baf}".into(), (-0.0).into()]);
        sheet
    }

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        let mut sheet = Sheet::new(["=1+1", "Change"]);
        sheet.row(["@SUM(A1)".into(), (-1.5).into()]);
        sheet.row(["'90s".into(), "-2".into()]);
        assert_eq!(
            sheet.tab_separated(),
            "'=1+1\tChange\n'@SUM(A1)\t-1.5\n'90s\t'-2\n"
        );
        assert_eq!(
            sheet.comma_separated(),
            "'=1+1,Change\n'@SUM(A1),-1.5\n'90s,'-2\n"
        );
        let html = sheet.html();
        for cell in [
            ">'=1+1</th>",
            ">'@SUM(A1)</td>",
            ">-1.5</td>",
            ">'90s</td>",
            ">'-2</td>",
        ] {
            assert!(html.contains(cell), "{cell} in {html}");
        }
    }

    #[test]
    fn words_that_hold_the_separator_are_quoted() {
        assert_eq!(
            sheet().tab_separated(),
            "Company\tVisits per day\nAcme, Inc.\t38000000.5\n\"a\ttab\"\t\n腾讯\t0\n"
        );
        assert_eq!(
            sheet().comma_separated(),
            "Company,Visits per day\n\"Acme, Inc.\",38000000.5\na\ttab,\n腾讯,0\n"
        );
    }
}
