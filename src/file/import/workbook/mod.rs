//! Workbooks: sheets of nodes and of links, as Kumu and spreadsheets write them.

mod ods;
mod xlsx;

use std::io::{Cursor, Read};

use super::remark::{Remark, quoted};
use super::sheet::{self, Chosen, Row, Sheet};
use super::table::Table;
use super::{ImportError, too_many};

/// The most bytes that the parts of the file may take when they are unpacked.
const MOST_UNPACKED: u64 = 160 << 20;
/// The most cells, and bytes of text in them, that are read.
const MOST_CELLS: usize = 5_000_000;
const MOST_TEXT: usize = 64 << 20;

/// Reads the workbook of a file with this ending.
pub(super) fn read(bytes: &[u8], ending: &str, chosen: &Chosen) -> Result<Table, ImportError> {
    let mut book = Book::default();
    match ending {
        "ods" => ods::read(bytes, &mut book)?,
        _ => xlsx::read(bytes, &mut book)?,
    }
    let Book {
        sheets, mut table, ..
    } = book;
    sheet::read(sheets, chosen, &mut table)?;
    Ok(table)
}

fn syntax(format: &'static str, problem: impl std::fmt::Display) -> ImportError {
    ImportError::Syntax {
        place: "the file".to_owned(),
        format,
        problem: problem.to_string(),
    }
}

/// The sheets that have been read so far, with what of their cells could not be.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    table: Table,
    cells: usize,
    text: usize,
}

/// A rectangle of cells: rows and columns from and to, from 0.
type Area = ((usize, usize), (usize, usize));

impl Book {
    fn begin(&mut self, name: &str, hidden: bool) {
        self.sheets.push(Sheet {
            places: format!("sheet {}, row", quoted(name)),
            name: name.to_owned(),
            hidden,
            rows: Vec::new(),
        });
    }

    /// Puts a value into a cell of the sheet begun last. Rows come one after the other.
    ///
    /// # Errors
    /// There are too many.
    fn put(&mut self, row: usize, column: usize, value: String) -> Result<(), ImportError> {
        self.cells += 1;
        self.text += value.len();
        too_many("cells", self.cells, MOST_CELLS)?;
        too_many("bytes of text", self.text, MOST_TEXT)?;
        if value.is_empty() {
            return Ok(());
        }
        too_many("columns", column, super::MAX_COLUMNS)?;
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        let (number, rows) = (row + 1, &mut sheet.rows);
        if rows.last().is_none_or(|(last, _)| *last != number) {
            rows.push((number, Vec::new()));
        }
        if let Some((_, row)) = rows.last_mut() {
            // What lies between two cells counts as well: a row may hold one far to the right.
            self.cells += column.saturating_sub(row.len());
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(slot) = row.get_mut(column) {
                *slot = value;
            }
        }
        Ok(())
    }

    /// Says that a cell has nothing that can be read.
    fn say(&mut self, row: usize, column: usize, message: &str, found: &str) {
        let name = self.sheets.last().map_or("", |sheet| sheet.name.as_str());
        let place = format!("sheet {}, cell {}{}", quoted(name), letters(column), row + 1);
        let remark = Remark::new("cell", message, "read as empty");
        self.table.left.push(remark.at(place).found(found));
    }

    fn says_no_result(&mut self, row: usize, column: usize, formula: &str) {
        const MESSAGE: &str = "a formula without a result: no spreadsheet has reckoned it and saved the file";
        let formula = formula.trim_start_matches("of:").trim_start_matches('=');
        self.say(row, column, MESSAGE, &format!("={formula}"));
    }

    /// Lets what stands in a merged cell hold for each row that it covers.
    ///
    /// # Errors
    /// They cover too much.
    fn merge(&mut self, areas: &[Area]) -> Result<(), ImportError> {
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        let mut merged = 0;
        for ((top, left), (bottom, _)) in areas.iter().filter(|((top, _), (bottom, _))| bottom > top) {
            let value = |row: &Row| row.1.get(*left).filter(|cell| !cell.is_empty()).cloned();
            let first = sheet.rows.partition_point(|(number, _)| *number < top + 1);
            let last = sheet.rows.partition_point(|(number, _)| *number <= bottom + 1);
            let covered = sheet.rows.get_mut(first..last).unwrap_or_default();
            let Some((head, rest)) = covered.split_first_mut() else {
                continue;
            };
            let Some(value) = value(head).filter(|_| head.0 == top + 1) else {
                continue;
            };
            for (_, row) in rest {
                self.cells += 1 + left.saturating_sub(row.len());
                self.text += value.len();
                too_many("cells", self.cells, MOST_CELLS)?;
                too_many("bytes of text", self.text, MOST_TEXT)?;
                if row.len() <= *left {
                    row.resize(left + 1, String::new());
                }
                if let Some(slot) = row.get_mut(*left).filter(|slot| slot.is_empty()) {
                    slot.clone_from(&value);
                }
            }
            merged += 1;
        }
        if merged > 0 {
            let remark = Remark::new(
                super::remark::count(merged, "merged cell"),
                "stand over several rows",
                "what stands in them holds for each of these",
            );
            let place = format!("sheet {}", quoted(&sheet.name));
            self.table.left.push(remark.at(place));
        }
        Ok(())
    }
}

/// The letters of a column: A, Z, AA.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A part of a packed file, as text; nothing if there is none of this name.
fn part(bytes: &[u8], name: &str, format: &'static str) -> Result<Option<String>, ImportError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| syntax(format, error))?;
    let Ok(part) = archive.by_name(name) else {
        return Ok(None);
    };
    let mut text = Vec::new();
    let read = part.take(MOST_UNPACKED + 1).read_to_end(&mut text);
    read.map_err(|error| syntax(format, error))?;
    if text.len() as u64 > MOST_UNPACKED {
        return Err(ImportError::TooLarge);
    }
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}
