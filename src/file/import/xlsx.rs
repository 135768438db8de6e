//! XLSX: sheets of nodes and of links, as Kumu and spreadsheets write them.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::ImportError;
use super::grid::Grid;
use super::remark::{Remark, quoted};
use super::table::Table;

/// The most bytes that the parts of the file may take when they are unpacked.
const MOST_UNPACKED: u64 = 256 << 20;
/// The most cells, and bytes of text in them, that are read.
const MOST_CELLS: usize = 5_000_000;
const MOST_TEXT: usize = 64 << 20;

pub(super) fn read(bytes: &[u8]) -> Result<Table, ImportError> {
    unpacks(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
    let mut table = Table::default();
    let (mut cells, mut text) = (0, 0);
    for name in book.sheet_names() {
        let mut sheet = match book.worksheet_cells_reader(&name) {
            Ok(sheet) => sheet,
            // A sheet of charts, for one.
            Err(error) => {
                let remark = Remark::new(format!("sheet {}", quoted(&name)), "no cells in it", "not read");
                table.left.push(remark.found(error));
                continue;
            }
        };
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        while let Some(cell) = sheet.next_cell().map_err(|error| bad(&error))? {
            let (row, column) = cell.get_position();
            let value = words(cell.get_value());
            cells += 1;
            text += value.len();
            too_many("cells", cells, MOST_CELLS)?;
            too_many("bytes of text", text, MOST_TEXT)?;
            if value.is_empty() {
                continue;
            }
            let (number, column) = (row as usize + 1, column as usize);
            too_many("columns", column, super::MAX_COLUMNS)?;
            if rows.last().is_none_or(|(last, _)| *last != number) {
                rows.push((number, Vec::new()));
            }
            if let Some((_, row)) = rows.last_mut() {
                // What lies between two cells counts as well: a row may hold one far to the right.
                cells += column.saturating_sub(row.len());
                if row.len() <= column {
                    row.resize(column + 1, String::new());
                }
                if let Some(slot) = row.get_mut(column) {
                    *slot = value;
                }
            }
        }
        Grid {
            places: format!("sheet {}, row", quoted(&name)),
            rows,
        }
        .read(&mut table)?;
    }
    Ok(table)
}

fn too_many(what: &'static str, found: usize, most: usize) -> Result<(), ImportError> {
    if found > most {
        return Err(ImportError::TooMany { what, found, most });
    }
    Ok(())
}

fn syntax(problem: String) -> ImportError {
    ImportError::Syntax {
        place: "the file".to_owned(),
        format: "XLSX",
        problem,
    }
}

fn bad(error: &XlsxError) -> ImportError {
    syntax(error.to_string())
}

/// Unpacks every part once into nothing: what a part says of its size need not be true.
fn unpacks(bytes: &[u8]) -> Result<(), ImportError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| syntax(error.to_string()))?;
    let mut unpacked = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| syntax(error.to_string()))?;
        let mut part = part.take(MOST_UNPACKED + 1 - unpacked);
        unpacked +=
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| syntax(error.to_string()))?;
        if unpacked > MOST_UNPACKED {
            return Err(ImportError::TooLarge);
        }
    }
    Ok(())
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DateTime(time) => time.as_f64().to_string(),
    }
}
