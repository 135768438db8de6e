//! XLSX: sheets of nodes and of links, as Kumu and spreadsheets write them.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use quick_xml::events::Event;

use super::grid::Grid;
use super::remark::{Remark, quoted};
use super::table::Table;
use super::words::fold;
use super::{ImportError, too_many};

/// The most bytes that the parts of the file may take when they are unpacked.
const MOST_UNPACKED: u64 = 160 << 20;
/// The most cells, and bytes of text in them, that are read.
const MOST_CELLS: usize = 5_000_000;
const MOST_TEXT: usize = 64 << 20;

pub(super) fn read(bytes: &[u8]) -> Result<Table, ImportError> {
    screen(bytes)?;
    // The reader of spreadsheets counts without a check in references such as `ZZZZZZZZ1`.
    let outcome = std::panic::catch_unwind(|| read_book(bytes));
    outcome.unwrap_or_else(|_| Err(syntax("a reference to a cell that no sheet has".to_owned())))
}

fn read_book(bytes: &[u8]) -> Result<Table, ImportError> {
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
            is_companies: ["companies", "公司", "企业"].contains(&fold(&name).as_str()),
            rows,
        }
        .read(&mut table)?;
    }
    Ok(table)
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
fn screen(bytes: &[u8]) -> Result<(), ImportError> {
    let bad = |problem: &dyn std::fmt::Display| syntax(problem.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
    let mut unpacked = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| bad(&error))?;
        let is_strings = part
            .name()
            .is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        let mut part = part.take(MOST_UNPACKED + 1 - unpacked);
        unpacked += if is_strings {
            let mut strings = Vec::new();
            part.read_to_end(&mut strings).map_err(|error| bad(&error))?;
            screen_strings(&strings)?;
            strings.len() as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| bad(&error))?
        };
        if unpacked > MOST_UNPACKED {
            return Err(ImportError::TooLarge);
        }
    }
    Ok(())
}

/// Room is made for as many shared strings as their part says that it holds, so it may not say too many.
fn screen_strings(part: &[u8]) -> Result<(), ImportError> {
    let mut reader = quick_xml::Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) if start.local_name().as_ref() == "sst" => {
                for attribute in start.attributes().with_checks(false).flatten() {
                    if attribute.key.as_ref() == "uniqueCount" {
                        let found = attribute.value.trim().parse().unwrap_or(0);
                        too_many("shared strings", found, MOST_CELLS)?;
                    }
                }
                return Ok(());
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(time) => time.as_f64().to_string(),
    }
}
