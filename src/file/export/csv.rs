//! CSV: one table, for a spreadsheet.

use super::tables::{Cell, Row, columns};
use crate::text::{self, Delimited};

/// The rows as CSV under the headings `id` and every column that a row has.
///
/// Text that a spreadsheet would take for a formula gets an apostrophe in front, so that a map from
/// elsewhere cannot run anything.
///
/// # Errors
/// The writer's, which memory does not give.
pub fn csv<'r>(rows: Vec<(&'r str, &'r Row)>) -> Result<Vec<u8>, ::csv::Error> {
    let columns = columns(rows.iter().map(|(_, row)| *row));
    let mut table = Delimited::new(Vec::new(), b',');
    let heads = std::iter::once("id").chain(columns.keys().copied());
    table.row(heads.map(text::Cell::Words))?;
    for (id, row) in rows {
        let cells = columns.keys().map(|name| cell(row.get(*name)));
        table.row(std::iter::once(text::Cell::Words(id)).chain(cells))?;
    }
    table.finish()
}

fn cell(cell: Option<&Cell>) -> text::Cell<'_> {
    match cell {
        None => text::Cell::Words(""),
        Some(Cell::Truth(truth)) => text::Cell::Words(if *truth { "true" } else { "false" }),
        Some(Cell::Number(number)) => text::Cell::Number(*number),
        Some(Cell::Text(text)) => text::Cell::Words(text),
    }
}
