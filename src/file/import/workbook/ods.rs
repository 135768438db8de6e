//! ODS: the sheets of LibreOffice.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::{ImportError, MAX_COLUMNS, too_many, xml};
use super::{Area, Book};

const FORMAT: &str = "ODS";
/// A row or cell that is repeated more often is what is left of an empty sheet.
const MOST_REPEATED: usize = 100_000;

pub(super) fn read(bytes: &[u8], book: &mut Book) -> Result<(), ImportError> {
    let text = super::part(bytes, "content.xml", FORMAT)?;
    let text = text.ok_or_else(|| super::syntax(FORMAT, "no content.xml in it"))?;
    let mut reader = Reader::from_str(&text);
    let mut sheets = Sheets {
        book,
        hidden: HashSet::new(),
        style: String::new(),
        row: 0,
        column: 0,
        repeat: 1,
        cells: Vec::new(),
        cell: None,
        areas: Vec::new(),
        skipped: 0,
    };
    loop {
        let event = reader
            .read_event()
            .map_err(|error| super::syntax(FORMAT, error))?;
        match event {
            Event::Start(start) => sheets.start(&start)?,
            Event::Empty(start) => {
                sheets.start(&start)?;
                sheets.end(start.local_name().as_ref())?;
            }
            Event::End(end) => sheets.end(end.local_name().as_ref())?,
            Event::Text(piece) => sheets.add(&piece.into_inner()),
            Event::CData(piece) => sheets.add(&piece.into_inner()),
            Event::GeneralRef(reference) => {
                if let Some(meant) = xml::entity(&reference.into_inner()) {
                    sheets.add(meant.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A cell that has begun.
#[derive(Default)]
struct Cell {
    value: Option<String>,
    words: String,
    formula: Option<String>,
    is_error: bool,
    repeat: usize,
    rows: usize,
}

/// What is known on the way through the file.
struct Sheets<'b> {
    book: &'b mut Book,
    /// The styles of sheets that are not shown.
    hidden: HashSet<String>,
    style: String,
    row: usize,
    column: usize,
    /// How often the row stands there.
    repeat: usize,
    cells: Vec<(usize, String)>,
    cell: Option<Cell>,
    areas: Vec<Area>,
    /// How deep in what is no part of a cell's value: a comment on it.
    skipped: usize,
}

fn get(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    xml::unescaped(&found.value).ok()
}

fn number(start: &BytesStart<'_>, name: &str) -> usize {
    let found = get(start, name).and_then(|text| text.parse().ok());
    found.unwrap_or(1).max(1)
}

impl Sheets<'_> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ImportError> {
        let name = start.local_name();
        let name = name.as_ref();
        if self.skipped > 0 || name == "annotation" {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            "style" => self.style = get(start, "style:name").unwrap_or_default(),
            "table-properties" if get(start, "table:display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table" => {
                let hidden = get(start, "table:style-name").is_some_and(|style| self.hidden.contains(&style));
                let name = get(start, "table:name").unwrap_or_default();
                self.book.begin(&name, hidden);
                (self.row, self.areas) = (0, Vec::new());
            }
            "table-row" => {
                self.repeat = number(start, "table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => {
                let value = [
                    "office:value",
                    "office:date-value",
                    "office:boolean-value",
                    "office:string-value",
                ];
                let value = value.iter().find_map(|name| get(start, name));
                let time = || get(start, "office:time-value").map(|time| clock(&time));
                self.cell = Some(Cell {
                    value: value.or_else(time),
                    formula: get(start, "table:formula"),
                    is_error: get(start, "calcext:value-type").as_deref() == Some("error"),
                    repeat: number(start, "table:number-columns-repeated"),
                    rows: number(start, "table:number-rows-spanned"),
                    ..Cell::default()
                });
            }
            "p" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.words.is_empty()) {
                    cell.words.push('\n');
                }
            }
            "s" => {
                let blanks = number(start, "text:c").min(1_000);
                self.add(&" ".repeat(blanks));
            }
            "tab" => self.add("\t"),
            "line-break" => self.add("\n"),
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.skipped == 0) {
            cell.words.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ImportError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.end_cell(cell)?;
                }
            }
            "table-row" => self.end_row()?,
            "table" => {
                let areas = std::mem::take(&mut self.areas);
                self.book.merge(&areas)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, cell: Cell) -> Result<(), ImportError> {
        let is_number = cell.value.as_ref().is_some_and(|value| !value.is_empty());
        let mut value = if is_number {
            cell.value.unwrap_or_default()
        } else {
            cell.words.clone()
        };
        if cell.is_error {
            self.book.say(
                self.row,
                self.column,
                "an error of the spreadsheet",
                cell.words.trim(),
            );
            value.clear();
        } else if let Some(formula) = cell.formula.filter(|_| value.is_empty()) {
            self.book.says_no_result(self.row, self.column, &formula);
        }
        if !value.is_empty() {
            let end = self.column.saturating_add(cell.repeat);
            too_many("columns", end, MAX_COLUMNS)?;
            self.cells
                .extend((self.column..end).map(|column| (column, value.clone())));
            if cell.rows > 1 {
                let bottom = self.row.saturating_add(cell.rows - 1);
                self.areas.push(((self.row, self.column), (bottom, self.column)));
            }
        }
        self.column = self.column.saturating_add(cell.repeat);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        if !self.cells.is_empty() {
            too_many("repeated rows", self.repeat, MOST_REPEATED)?;
            for row in self.row..self.row.saturating_add(self.repeat) {
                for (column, value) in &self.cells {
                    self.book.put(row, *column, value.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeat);
        Ok(())
    }
}

/// `PT08H30M00S` as `08:30:00`.
fn clock(duration: &str) -> String {
    let mut parts = [0_u64; 3];
    let mut digits = String::new();
    for c in duration.chars() {
        let unit = match c {
            'H' => 0,
            'M' => 1,
            'S' => 2,
            _ if c.is_ascii_digit() => {
                digits.push(c);
                continue;
            }
            // What is less than a second is left out.
            '.' | ',' => {
                if let Some(part) = parts.get_mut(2) {
                    *part = digits.parse().unwrap_or(0);
                }
                break;
            }
            _ => {
                digits.clear();
                continue;
            }
        };
        if let Some(part) = parts.get_mut(unit) {
            *part = digits.parse().unwrap_or(0);
        }
        digits.clear();
    }
    let [hours, minutes, seconds] = parts;
    format!("{hours:02}:{minutes:02}:{seconds:02}")
}
