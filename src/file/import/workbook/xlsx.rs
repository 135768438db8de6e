//! XLSX: the sheets that Excel and most other programs write.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use quick_xml::events::Event;

use super::super::remark::{Remark, quoted};
use super::super::{ImportError, too_many};
use super::{Area, Book, MOST_CELLS, MOST_UNPACKED};

const FORMAT: &str = "XLSX";

pub(super) fn read(bytes: &[u8], into: &mut Book) -> Result<(), ImportError> {
    screen(bytes)?;
    // Programs that cannot reckon write 0 for every result, and ask spreadsheets to reckon at once.
    let book = super::part(bytes, "xl/workbook.xml", FORMAT)?;
    let unreckoned = book.is_some_and(|book| book.contains("fullCalcOnLoad=\"1\""));
    // The reader of spreadsheets counts without a check in references such as `ZZZZZZZZ1`.
    let outcome = std::panic::catch_unwind(|| read_book(bytes, unreckoned));
    *into = outcome.unwrap_or_else(|_| Err(syntax("a reference to a cell that no sheet has")))?;
    Ok(())
}

fn read_book(bytes: &[u8], unreckoned: bool) -> Result<Book, ImportError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
    let mut into = Book::default();
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    for (name, hidden) in sheets {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = match book.worksheet_cells_reader(&name) {
            Ok(sheet) => sheet,
            // A sheet of charts, for one.
            Err(error) => {
                let remark = Remark::new(format!("sheet {}", quoted(&name)), "no cells in it", "not read");
                into.table.left.push(remark.found(error));
                continue;
            }
        };
        into.begin(&name, hidden);
        while let Some(cell) = sheet
            .next_cell_with_formula_metadata()
            .map_err(|error| bad(&error))?
        {
            let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
            let is_zero = matches!(cell.value, DataRef::Int(0)) || cell.value == DataRef::Float(0.0);
            match (&cell.value, &cell.formula) {
                (DataRef::Error(error), _) => {
                    into.say(row, column, "an error of the spreadsheet", &error.to_string());
                }
                (DataRef::Empty, Some(formula)) => into.says_no_result(row, column, &text(formula)),
                (_, Some(formula)) if is_zero && unreckoned => {
                    into.says_no_result(row, column, &text(formula));
                }
                _ => {}
            }
            let is_told = cell.formula.is_some() && is_zero && unreckoned;
            into.put(
                row,
                column,
                if is_told {
                    String::new()
                } else {
                    words(&cell.value)
                },
            )?;
        }
        let area = |(row, column): (u32, u32)| (row as usize, column as usize);
        let areas = merged.iter().map(|merged| (area(merged.start), area(merged.end)));
        into.merge(&areas.collect::<Vec<Area>>())?;
    }
    Ok(into)
}

fn text(formula: &XlsxFormulaMetadata) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula.clone()
        }
        // Shared with a cell before it.
        _ => "…".to_owned(),
    }
}

fn syntax(problem: impl std::fmt::Display) -> ImportError {
    super::syntax(FORMAT, problem)
}

fn bad(error: &XlsxError) -> ImportError {
    syntax(error)
}

/// Unpacks every part once into nothing: what a part says of its size need not be true.
fn screen(bytes: &[u8]) -> Result<(), ImportError> {
    let bad = |problem: &dyn std::fmt::Display| syntax(problem);
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
        DataRef::DateTime(time) => moment(time),
    }
}

/// A day, a time of the day or both as ISO 8601 writes them.
fn moment(time: &ExcelDateTime) -> String {
    let value = time.as_f64();
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    // A thousandth too few is what is left of a whole second.
    let second = second + u8::from(milli > 500 && second < 59);
    if time.is_duration() {
        let seconds = (value.abs() * 86_400.0).round();
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        let sign = if value < 0.0 { "-" } else { "" };
        return format!("{sign}{hours:02}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0);
    }
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&value) {
        clock
    } else if value.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}
