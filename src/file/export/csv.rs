//! CSV: one table, or all of them one below the other, for a spreadsheet.

use super::tables::{Cell, Export, Row, Table, columns};
use crate::text::guarded;

/// The rows as CSV under the headings `id` and every column that a row has.
///
/// Text that a spreadsheet would take for a formula gets an apostrophe in front, so that a map from
/// elsewhere cannot run anything.
///
/// # Errors
/// The writer's, which memory does not give.
pub fn csv<'r>(rows: Vec<(&'r str, &'r Row)>) -> Result<Vec<u8>, ::csv::Error> {
    let columns = columns(rows.iter().map(|(_, row)| *row));
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(
        std::iter::once("id".to_owned()).chain(columns.keys().map(|name| guarded(name).into_owned())),
    )?;
    for (id, row) in rows {
        let cells = columns
            .keys()
            .map(|name| row.get(*name).map_or_else(String::new, cell));
        writer.write_record(std::iter::once(guarded(id).into_owned()).chain(cells))?;
    }
    writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))
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

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Truth(truth) => truth.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => guarded(text).into_owned(),
    }
}
