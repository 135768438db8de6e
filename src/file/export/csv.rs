//! CSV: one table, or all of them one below the other, for a spreadsheet.

use super::tables::{Cell, Export, Row, Table, columns};
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

/// All tables but that of numbers, one below the other; the column `table` says to which a row belongs.
///
/// # Errors
/// The writer's, which memory does not give.
pub fn stacked(export: &Export) -> Result<Vec<u8>, ::csv::Error> {
    let tables = [
        Table::Nodes,
        Table::Links,
        Table::Companies,
        Table::Segments,
        Table::Map,
    ];
    let rows = tables.iter().flat_map(|table| {
        let rows = export.table(*table).into_iter();
        rows.map(|(id, row)| {
            let mut row = row.clone();
            row.insert("table".to_owned(), Cell::Text(table.name().to_lowercase()));
            (id, row)
        })
    });
    let rows: Vec<(&str, Row)> = rows.collect();
    csv(rows.iter().map(|(id, row)| (*id, row)).collect())
}

fn cell(cell: Option<&Cell>) -> text::Cell<'_> {
    match cell {
        None => text::Cell::Words(""),
        Some(Cell::Truth(truth)) => text::Cell::Words(if *truth { "true" } else { "false" }),
        Some(Cell::Number(number)) => text::Cell::Number(*number),
        Some(Cell::Text(text)) => text::Cell::Words(text),
    }
}
