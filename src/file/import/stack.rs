//! All tables that `catchment export` writes into one sheet, one below the other.

use std::collections::BTreeMap;

use super::remark::{Remark, count, quoted};
use super::sheet::{Form, Laid, Row};
use super::table::Table;
use super::{ImportError, grid};
use crate::text::plain;

/// The column that tells which table a row belongs to.
const COLUMN: &str = "table";

/// What the table is that this column calls so.
fn form(part: &str) -> Option<Form> {
    Some(match part {
        "nodes" => Form::Nodes,
        "links" => Form::Links,
        "companies" => Form::Companies,
        "segments" => Form::Segments,
        "map" => Form::Facts,
        "numbers" => Form::Numbers,
        _ => return None,
    })
}

/// What a row says it belongs to in the column `at`.
fn part_of(row: &[String], at: Option<usize>) -> &str {
    at.and_then(|at| row.get(at)).map_or("", |cell| plain(cell))
}

/// Whether a sheet with these heads and rows is one: by the columns of its nodes, or, if it has none, by what
/// every row says it belongs to.
pub(super) fn is_stack(heads: &[String], rows: &[Row]) -> bool {
    let has = |name: &str| heads.iter().any(|head| head == name);
    if [COLUMN, "id", "kind", "habit_years"].into_iter().all(has) {
        return true;
    }
    let at = heads.iter().position(|head| head == COLUMN);
    let is_part = |(_, row): &Row| form(part_of(row, at)).is_some();
    has("id") && !rows.is_empty() && rows.iter().all(is_part)
}

/// Reads each of the tables.
///
/// # Errors
/// They hold more than a table may.
pub(super) fn read(sheet: Laid, table: &mut Table) -> Result<(), ImportError> {
    let at = sheet.heads.iter().position(|head| head == COLUMN);
    let mut parts: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (number, row) in sheet.rows {
        let part = part_of(&row, at).to_owned();
        parts.entry(part).or_default().push((number, row));
    }
    for (part, rows) in parts {
        let Some(form) = form(&part) else {
            let object = count(rows.len(), "row");
            let remark = Remark::new(object, "in a table of no known name", "not read");
            table.left.push(remark.found(quoted(&part)));
            continue;
        };
        // Each has the columns of which it fills any cell.
        let is_filled = |column: &usize| {
            Some(*column) != at
                && rows
                    .iter()
                    .any(|(_, row)| row.get(*column).is_some_and(|cell| !cell.is_empty()))
        };
        let columns: Vec<usize> = (0..sheet.heads.len()).filter(is_filled).collect();
        let heads: Vec<String> = columns
            .iter()
            .filter_map(|at| sheet.heads.get(*at).cloned())
            .collect();
        let mut only = Laid {
            places: sheet.places.clone(),
            name: part,
            hidden: false,
            above: Vec::new(),
            heads,
            bare: false,
            form,
            rows: Vec::new(),
            roles: BTreeMap::new(),
        };
        for (number, mut row) in rows {
            let cells = columns
                .iter()
                .map(|at| row.get_mut(*at).map(std::mem::take).unwrap_or_default());
            let cells: Vec<String> = cells.collect();
            only.rows.push((number, cells));
        }
        only.give_roles();
        grid::read(only, table)?;
    }
    Ok(())
}
