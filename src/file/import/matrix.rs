//! Tables that are no lists of nodes or links: matrices of adjacency, and lists of neighbours.

use std::collections::{BTreeSet, HashSet};

use super::ImportError;
use super::numbers::looks_like;
use super::sheet::{Form, Laid, Row};
use super::table::{RawLink, RawNode, Table};
use crate::text::plain;

/// What the rows of a sheet that tells no ends are, if they are no nodes.
pub(super) fn form(sheet: &Laid) -> Option<Form> {
    if sheet.bare {
        return if is_bare_matrix(&sheet.rows) {
            Some(Form::Matrix)
        } else {
            are_lists(&sheet.rows).then_some(Form::Lists)
        };
    }
    let others = sheet.heads.get(1..).unwrap_or_default();
    is_matrix(sheet, others).then_some(Form::Matrix)
}

/// Adds the links of a matrix, and the nodes that it names.
///
/// # Errors
/// It holds more than a table may.
pub(super) fn read(sheet: &Laid, table: &mut Table) -> Result<(), ImportError> {
    for (number, id) in names(sheet) {
        table.add_node(RawNode {
            id,
            id_is_name: true,
            place: format!("{} {number}", sheet.places),
            ..RawNode::default()
        })?;
    }
    for (number, from, to, cell) in links(sheet) {
        table.add_link(RawLink {
            from,
            to,
            cells: Some(("weight".to_owned(), cell))
                .into_iter()
                .filter(|(_, cell)| !cell.is_empty())
                .collect(),
            place: format!("{} {number}", sheet.places),
            ..RawLink::default()
        })?;
    }
    Ok(())
}

/// Adds a link from the first node of each line to each further one.
///
/// # Errors
/// They hold more than a table may.
pub(super) fn read_lists(sheet: &Laid, table: &mut Table) -> Result<(), ImportError> {
    for (number, row) in &sheet.rows {
        let place = format!("{} {number}", sheet.places);
        let mut cells = row.iter().map(|cell| plain(cell)).filter(|cell| !cell.is_empty());
        let Some(first) = cells.next() else { continue };
        table.add_node(RawNode {
            id: first.to_owned(),
            id_is_name: true,
            place: place.clone(),
            ..RawNode::default()
        })?;
        for to in cells {
            table.add_link(RawLink {
                from: first.to_owned(),
                to: to.to_owned(),
                place: place.clone(),
                ..RawLink::default()
            })?;
        }
    }
    Ok(())
}

/// The names of rows are those of the columns, or there is nothing but zeros and ones under names.
fn is_matrix(sheet: &Laid, columns: &[String]) -> bool {
    if columns.len() < 2 || sheet.rows.len() < 2 {
        return false;
    }
    if !are_marked(&sheet.rows) {
        return false;
    }
    let columns: HashSet<&str> = columns.iter().map(String::as_str).collect();
    let rows: Vec<&str> = sheet.rows.iter().map(|(_, row)| name(row)).collect();
    let shared = rows.iter().filter(|row| columns.contains(*row)).count();
    if 2 * shared > rows.len() && 2 * shared > columns.len() {
        return true;
    }
    let is_made_up = sheet.heads.first().is_some_and(|head| head == "column 1");
    let is_name = |column: &&str| !looks_like(column);
    let mut cells = sheet.rows.iter().flat_map(|(_, row)| row.iter().skip(1));
    let is_mark = |cell: &String| {
        let cell = plain(cell);
        is_none(cell) || MARKS.contains(&cell) || matches!(cell, "0" | "1" | "0.0" | "1.0")
    };
    let distinct: HashSet<&&str> = rows.iter().collect();
    is_made_up && columns.iter().all(is_name) && cells.all(is_mark) && distinct.len() == rows.len()
}

/// Says in a cell that there is a link.
const MARKS: [&str; 7] = ["x", "X", "✓", "✔", "*", "•", "●"];

/// Whether a cell says that there is no link.
fn is_none(cell: &str) -> bool {
    matches!(cell, "" | "-" | "–" | "—" | "." | "·")
}

/// Whether beside the first cell of each row stand only numbers, or marks that there is a link or none.
pub(super) fn are_marked(rows: &[Row]) -> bool {
    let mut cells = rows
        .iter()
        .flat_map(|(_, row)| row.iter().skip(1))
        .map(|cell| plain(cell));
    cells.all(|cell| is_none(cell) || MARKS.contains(&cell) || looks_like(cell))
}

/// As many rows as columns, numbers only, and nothing that leads from a node to itself.
fn is_bare_matrix(rows: &[Row]) -> bool {
    let side = rows.len();
    let is_row = |(_, row): &Row| row.len() == side && row.iter().all(|cell| looks_like(plain(cell)));
    if side < 3 || !rows.iter().all(is_row) {
        return false;
    }
    let zero = |at: usize| {
        let cell = rows.get(at).and_then(|(_, row)| row.get(at));
        cell.is_some_and(|cell| plain(cell).parse() == Ok(0.0))
    };
    side > 3 || (0..side).all(zero)
}

/// Rows of different lengths, without numbers, of which some name more than two.
pub(super) fn are_lists(rows: &[Row]) -> bool {
    let filled = |(_, row): &Row| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let lengths: BTreeSet<usize> = rows.iter().map(filled).collect();
    let gaps = |(_, row): &Row| {
        let mut cells = row.iter().skip_while(|cell| !cell.trim().is_empty());
        cells.any(|cell| !cell.trim().is_empty())
    };
    let words = |(_, row): &Row| row.iter().all(|cell| !looks_like(plain(cell)));
    lengths.len() > 1
        && lengths.last().is_some_and(|most| *most > 2)
        && !rows.iter().any(gaps)
        && rows.iter().all(words)
}

/// What the first cell of a row calls it.
pub(super) fn name(row: &[String]) -> &str {
    row.first().map_or("", |cell| plain(cell))
}

/// The links of a matrix: between what names, and how strong each is, with the number of its row.
pub(super) fn links(sheet: &Laid) -> Vec<(usize, String, String, String)> {
    let skipped = usize::from(!sheet.bare);
    let mut links = Vec::new();
    for (at, (number, row)) in sheet.rows.iter().enumerate() {
        let from = if sheet.bare {
            (at + 1).to_string()
        } else {
            name(row).to_owned()
        };
        for (column, cell) in row.iter().enumerate().skip(skipped) {
            let cell = plain(cell);
            let is_zero = cell.parse::<f64>().is_ok_and(|value| value == 0.0);
            if is_none(cell) || is_zero {
                continue;
            }
            let to = if sheet.bare {
                Some((column + 1).to_string())
            } else {
                sheet.heads.get(column).cloned()
            };
            links.extend(to.map(|to| {
                (
                    *number,
                    from.clone(),
                    to,
                    if MARKS.contains(&cell) {
                        String::new()
                    } else {
                        cell.to_owned()
                    },
                )
            }));
        }
    }
    links
}

/// Every name in a matrix, each once, in the order in which they stand.
pub(super) fn names(sheet: &Laid) -> Vec<(usize, String)> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    let first = sheet.rows.first().map_or(0, |(number, _)| *number);
    for (at, (number, row)) in sheet.rows.iter().enumerate() {
        let name = if sheet.bare {
            (at + 1).to_string()
        } else {
            name(row).to_owned()
        };
        if !name.is_empty() && seen.insert(name.clone()) {
            names.push((*number, name));
        }
    }
    for head in sheet.heads.iter().skip(1).filter(|_| !sheet.bare) {
        if seen.insert(head.clone()) {
            names.push((first.saturating_sub(1), head.clone()));
        }
    }
    names
}
