//! The rows of a sheet, as nodes or as links, whichever it holds.

use std::collections::{BTreeMap, HashSet};

use super::remark::{Remark, quoted};
use super::sheet::{ENOUGH, Form, Laid};
use super::states::{self, Says};
use super::table::{Cells, RawLink, RawNode, Table, Taken, Way};
use super::words::{Role, fold};
use super::{ImportError, companies, matrix, stack};
use crate::text::plain;

/// Adds what the sheet has to `table`.
///
/// # Errors
/// It holds more than a table may.
pub(super) fn read(sheet: Laid, table: &mut Table) -> Result<(), ImportError> {
    tell(&sheet, table);
    match sheet.form {
        Form::Numbers => companies::tell_numbers(sheet.rows.len(), &sheet.places, table),
        Form::Matrix => matrix::read(&sheet, table)?,
        Form::Lists => matrix::read_lists(&sheet, table)?,
        Form::Stack => stack::read(sheet, table)?,
        Form::Companies => {
            companies::tell_results(sheet.heads.iter().map(String::as_str), &sheet.places, table);
            for (_, cells) in rows(&sheet) {
                companies::add(cells, table);
            }
        }
        Form::Segments => rows(&sheet).for_each(|(_, cells)| companies::add_segment(cells, table)),
        Form::Facts => rows(&sheet).for_each(|(_, cells)| companies::add_fact(&cells, table)),
        Form::Nodes => {
            let name = name_column(&sheet);
            take_columns(&sheet, name, table);
            for (number, cells) in rows(&sheet) {
                node(&sheet, name, number, cells, table)?;
            }
        }
        Form::Links => {
            take_columns(&sheet, None, table);
            for (number, cells) in rows(&sheet) {
                link(&sheet, number, cells, table)?;
            }
        }
    }
    Ok(())
}

/// Says what of the sheet is no table, and what it was taken for where its heads do not say so.
fn tell(sheet: &Laid, table: &mut Table) {
    let place = |number: usize| format!("{} {number}", sheet.places);
    for (number, row) in &sheet.above {
        let text: Vec<&str> = row
            .iter()
            .map(|cell| plain(cell))
            .filter(|cell| !cell.is_empty())
            .collect();
        let remark = Remark::new("row", "stands above the heads", "not read");
        table
            .left
            .push(remark.at(place(*number)).found(quoted(&text.join(" "))));
    }
    let first = sheet.rows.first().map_or(1, |(number, _)| *number);
    let columns: Vec<String> = sheet.heads.iter().map(|head| quoted(head)).collect();
    let columns = columns.join(", ");
    let done = match sheet.form {
        Form::Matrix => {
            table.left.push(
                Remark::new(
                    "table",
                    "looks like a matrix of links",
                    "each cell read as a link from its row to its column, 0 as none",
                )
                .at(place(first)),
            );
            return;
        }
        Form::Lists => "each row read as links from its first node to the others",
        Form::Links if sheet.bare => "read as links from column 1 to column 2",
        Form::Nodes if sheet.bare => "read as nodes, by the names in column 1",
        Form::Nodes => {
            let known = |role: &Role| !matches!(role, Role::Aside | Role::Look);
            if sheet.heads.len() > 1 && !sheet.roles.values().any(known) {
                let remark = Remark::new(
                    "table",
                    "no heads of nodes, and no two that tell where links start and lead to",
                    format!(
                        "read as nodes, by the names in column {}",
                        quoted(name_column(sheet).map_or("", String::as_str))
                    ),
                );
                table.left.push(remark.at(place(first)).found(columns));
            } else if sheet.heads.len() == 1 {
                let remark = Remark::new(
                    "table",
                    "has one column only: no comma, semicolon, tab or | between cells",
                    "read as the names of nodes",
                );
                table.left.push(remark.at(place(first)).found(columns));
            } else {
                tell_ends(sheet, table);
            }
            return;
        }
        _ => return,
    };
    let remark = Remark::new(
        "table",
        "has no heads: its first row looks like those below",
        done,
    );
    table.left.push(remark.at(place(first)));
}

/// Names the columns of a table of nodes whose cells are names that stand in another column, too.
fn tell_ends(sheet: &Laid, table: &mut Table) {
    let column = |head: &String| -> HashSet<&str> {
        let at = sheet.heads.iter().position(|found| found == head);
        let rows = sheet.rows.iter().take(ENOUGH);
        let cells = rows.filter_map(|(_, row)| row.get(at?)).map(|cell| plain(cell));
        let is_name = |cell: &&str| cell.chars().any(char::is_alphabetic);
        cells.filter(is_name).collect()
    };
    let Some(name) = name_column(sheet) else { return };
    let names = column(name);
    for head in sheet.heads.iter().filter(|head| *head != name) {
        let other = column(head);
        let shared = other.iter().filter(|cell| names.contains(*cell)).count();
        let is_known = matches!(
            sheet.roles.get(head),
            Some(Role::Owner | Role::Host | Role::SellsOn | Role::Name | Role::Id)
        );
        if shared > 0 && 2 * shared >= other.len() && !is_known {
            let remark = Remark::new(
                format!("column {}", quoted(head)),
                format!(
                    "names nodes of column {}, as the end of a link would",
                    quoted(name)
                ),
                "read as nodes; in the window's import the two can be read as From and To",
            );
            table.left.push(remark);
        }
    }
}

/// The cells of each row by head, without those that are empty.
fn rows(sheet: &Laid) -> impl Iterator<Item = (usize, Cells)> {
    sheet.rows.iter().map(|(number, row)| {
        let cells = sheet.heads.iter().zip(row);
        let cells = cells.map(|(head, cell)| (head.clone(), plain(cell).to_owned()));
        (*number, cells.filter(|(_, cell)| !cell.is_empty()).collect())
    })
}

fn taken(roles: &BTreeMap<String, Role>, cells: &mut Cells, role: &Role) -> Option<String> {
    let (column, _) = roles.iter().find(|(_, found)| *found == role)?;
    cells.remove(column)
}

/// The column by which nodes are called: that of names, else the first that is filled with words.
fn name_column(sheet: &Laid) -> Option<&String> {
    let named = sheet.roles.iter().find(|(_, role)| **role == Role::Name);
    if let Some((column, _)) = named {
        return Some(column);
    }
    let share = |at: usize, is: &dyn Fn(&str) -> bool| {
        let cells = sheet.rows.iter().filter_map(|(_, row)| row.get(at));
        let found = cells.filter(|cell| is(plain(cell))).count();
        found as f64 / sheet.rows.len().max(1) as f64
    };
    let is_free = |head: &String| matches!(sheet.roles.get(head), None | Some(Role::Aside));
    let is_word = |cell: &str| cell.chars().any(char::is_alphabetic);
    let first = sheet.heads.first()?;
    let mut columns = sheet.heads.iter().enumerate();
    let filled = columns.find(|(at, head)| is_free(head) && share(*at, &is_word) > 0.9);
    let first_is_filled = is_free(first) && share(0, &|cell| !cell.is_empty()) > 0.99;
    match filled {
        Some((_, head)) if !(first_is_filled && sheet.bare) => Some(head),
        _ => Some(first),
    }
}

/// Remembers the columns that tell what a row is, which are not among its cells.
fn take_columns(sheet: &Laid, name: Option<&String>, table: &mut Table) {
    let structural = |role: &Role| matches!(role, Role::Id | Role::From | Role::To | Role::Direction);
    let mut columns: Vec<(String, Role)> = sheet
        .roles
        .iter()
        .filter(|(_, role)| structural(role))
        .map(|(head, role)| (head.clone(), role.clone()))
        .collect();
    let has = |role: &Role| sheet.roles.values().any(|found| found == role);
    if !has(&Role::Name) && !has(&Role::Id) {
        columns.extend(name.map(|head| (head.clone(), Role::Name)));
    }
    for (column, role) in columns {
        let at = sheet.heads.iter().position(|head| *head == column);
        let mut cells = sheet.rows.iter().filter_map(|(_, row)| row.get(at?));
        let example = cells.find(|cell| !cell.trim().is_empty()).cloned();
        table.take(Taken {
            of_nodes: sheet.form == Form::Nodes,
            column,
            role,
            example: example.unwrap_or_default(),
        });
    }
}

/// Heads under which a table of nodes names those that each leads to.
const NEIGHBOURS: [&str; 12] = [
    "neighbors",
    "neighbours",
    "neighbor",
    "neighbour",
    "adjacent",
    "linksto",
    "linkedto",
    "connectsto",
    "connectedto",
    "targets",
    "successors",
    "邻居",
];

/// Adds the links that a column of neighbours names, and takes it from the cells.
fn neighbours(id: &str, cells: &mut Cells, place: &str, table: &mut Table) -> Result<(), ImportError> {
    let is_it = |head: &&String| NEIGHBOURS.contains(&fold(head).as_str());
    let Some(head) = cells.keys().find(is_it).cloned() else {
        return Ok(());
    };
    let text = cells.remove(&head).unwrap_or_default();
    let names = text.split([';', ',', '|', '、', '\n']).map(str::trim);
    for to in names.filter(|name| !name.is_empty()) {
        table.add_link(RawLink {
            from: id.to_owned(),
            to: to.to_owned(),
            place: place.to_owned(),
            ..RawLink::default()
        })?;
    }
    Ok(())
}

fn node(
    sheet: &Laid,
    name: Option<&String>,
    number: usize,
    mut cells: Cells,
    table: &mut Table,
) -> Result<(), ImportError> {
    let place = format!("{} {number}", sheet.places);
    let id = taken(&sheet.roles, &mut cells, &Role::Id);
    let id_is_name = id.is_none();
    let name = || {
        let column = name?;
        let is_name = sheet.roles.get(column) == Some(&Role::Name);
        let name = if is_name {
            cells.get(column).cloned()
        } else {
            cells.remove(column)
        };
        // A row of a list without heads of names, or one whose name is missing, is called what it has.
        name.or_else(|| {
            let free = |head: &String| matches!(sheet.roles.get(head), None | Some(Role::Aside | Role::Name));
            let head = sheet
                .heads
                .iter()
                .find(|head| free(head) && cells.contains_key(*head))?;
            cells.remove(head)
        })
    };
    match id.or_else(name) {
        Some(id) => {
            neighbours(&id, &mut cells, &place, table)?;
            table.add_node(RawNode {
                id,
                id_is_name,
                cells,
                place,
                ..RawNode::default()
            })
        }
        None => {
            let remark = Remark::new("row", "a node without a name", "left out").at(place);
            table.left.push(remark.found(listed(&cells)));
            Ok(())
        }
    }
}

fn link(sheet: &Laid, number: usize, mut cells: Cells, table: &mut Table) -> Result<(), ImportError> {
    let place = format!("{} {number}", sheet.places);
    let from = taken(&sheet.roles, &mut cells, &Role::From);
    let to = taken(&sheet.roles, &mut cells, &Role::To);
    let (Some(mut from), Some(mut to)) = (from.clone(), to.clone()) else {
        let ends: Vec<_> = from.into_iter().chain(to).collect();
        table.left.push(
            Remark::new("row", "a link without two ends", "left out")
                .at(place)
                .found(format!("{} {}", ends.join(" "), listed(&cells)).trim()),
        );
        return Ok(());
    };
    let id = taken(&sheet.roles, &mut cells, &Role::Id);
    let way = direct(&sheet.roles, &mut cells, &mut from, &mut to);
    table.add_link(RawLink {
        id,
        from,
        to,
        way,
        cells,
        place,
    })
}

/// Which way a link leads by its column of directions; one that leads back is turned round. A word that
/// nobody knows stays among the cells.
fn direct(roles: &BTreeMap<String, Role>, cells: &mut Cells, from: &mut String, to: &mut String) -> Way {
    let column = roles.iter().find(|(_, found)| **found == Role::Direction);
    let Some((column, word)) = column.and_then(|(column, _)| Some((column, cells.get(column)?))) else {
        return Way::There;
    };
    match way(word, from, to) {
        Some(way) => {
            cells.remove(column);
            way
        }
        None => Way::There,
    }
}

/// Which way a word says that a link leads; one that leads back is turned round.
pub(super) fn way(word: &str, from: &mut String, to: &mut String) -> Option<Way> {
    Some(match states::way(word)? {
        Says::There => Way::There,
        Says::Both => Way::Both,
        Says::Neither => Way::Unsaid,
        Says::Back => {
            std::mem::swap(from, to);
            Way::There
        }
    })
}

fn listed(cells: &Cells) -> String {
    let cells: Vec<_> = cells
        .iter()
        .map(|(head, cell)| format!("{head}: {cell}"))
        .collect();
    cells.join(", ")
}
