//! XLSX: a workbook with every table on a sheet of its own.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::tables::{Cell, columns};
use super::{Export, Table};
use crate::text::kept;

/// No cell of a workbook holds more letters.
const MOST_LETTERS: usize = 32_767;

/// The bytes of a workbook. A cell of text is written as text, so that none becomes a formula; what is
/// longer than a cell of a workbook can be is cut there.
///
/// # Errors
/// The map has more rows than a sheet.
pub fn xlsx(export: &Export) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold();
    for table in Table::ALL {
        let rows = export.table(table);
        let columns = columns(rows.iter().map(|(_, row)| *row));
        let sheet = book.add_worksheet().set_name(table.name())?;
        sheet.write_string_with_format(0, 0, "id", &heading)?;
        for (column, name) in (1..).zip(columns.keys()) {
            sheet.write_string_with_format(0, column, *name, &heading)?;
        }
        for (line, (id, row)) in (1..).zip(&rows) {
            sheet.write_string(line, 0, cut(id))?;
            for (column, name) in (1..).zip(columns.keys()) {
                match row.get(*name) {
                    None => {}
                    Some(Cell::Truth(truth)) => drop(sheet.write_boolean(line, column, *truth)?),
                    Some(Cell::Number(number)) => drop(sheet.write_number(line, column, *number)?),
                    Some(Cell::Text(text)) => drop(sheet.write_string(line, column, cut(text))?),
                }
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        sheet.autofit();
    }
    book.save_to_buffer()
}

fn cut(text: &str) -> String {
    kept(text).chars().take(MOST_LETTERS).collect()
}
