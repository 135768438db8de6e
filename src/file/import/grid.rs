//! A sheet of rows under heads, as nodes or as links, whichever its heads say.

use std::collections::{BTreeMap, BTreeSet};

use super::companies;
use super::remark::Remark;
use super::table::{Cells, RawLink, RawNode, Table, Way};
use super::words::{self, Class, Role, fold};
use super::{ImportError, MAX_COLUMNS, too_many};
use crate::text::plain;

/// A sheet: its first row with anything in it are the heads.
pub(super) struct Grid {
    /// What places in it begin with: `line`, or `sheet "Elements", row`.
    pub(super) places: String,
    /// Whether it is called a table of companies.
    pub(super) is_companies: bool,
    /// The rows with their numbers, counted from 1.
    pub(super) rows: Vec<(usize, Vec<String>)>,
}

impl Grid {
    /// Adds what the sheet has to `table`.
    ///
    /// # Errors
    /// It has more columns than anything could mean.
    pub(super) fn read(self, table: &mut Table) -> Result<(), ImportError> {
        let is_blank = |row: &[String]| row.iter().all(|cell| cell.trim().is_empty());
        let mut rows = self.rows.into_iter().filter(|(_, row)| !is_blank(row));
        let Some((_, heads)) = rows.next() else {
            return Ok(());
        };
        too_many("columns", heads.len(), MAX_COLUMNS)?;
        let mut heads = distinct(&heads);
        let known: BTreeSet<&str> = heads.iter().map(String::as_str).collect();
        if companies::is_numbers(&known) {
            companies::tell_numbers(rows.count(), &self.places, table);
            return Ok(());
        }
        let is_companies = companies::is_companies(&known, self.is_companies);
        if is_companies {
            companies::tell_results(&known, &self.places, table);
        }
        let class = class(&known);
        let roles = words::roles(&known, class);
        for (number, row) in rows {
            too_many("columns", row.len(), MAX_COLUMNS)?;
            let place = format!("{} {number}", self.places);
            while heads.len() < row.len() {
                heads.push(format!("column {}", heads.len() + 1));
            }
            let mut cells: Cells = heads
                .iter()
                .zip(row)
                .map(|(head, cell)| (head.clone(), plain(&cell).to_owned()))
                .filter(|(_, cell)| !cell.is_empty())
                .collect();
            match class {
                _ if is_companies => {
                    if let Some(id) = cells.remove("id") {
                        companies::add(id, cells, table);
                    }
                }
                Class::Nodes => node(&roles, heads.first(), cells, place, table)?,
                Class::Links => link(&roles, cells, place, table)?,
            }
        }
        Ok(())
    }
}

/// Links have a start and an end; everything else is taken for nodes.
fn class(heads: &BTreeSet<&str>) -> Class {
    let roles = words::roles(heads, Class::Links);
    let has = |role: Role| roles.values().any(|found| *found == role);
    if has(Role::From) && has(Role::To) {
        Class::Links
    } else {
        Class::Nodes
    }
}

fn taken(roles: &BTreeMap<String, Role>, cells: &mut Cells, role: &Role) -> Option<String> {
    let (column, _) = roles.iter().find(|(_, found)| *found == role)?;
    cells.remove(column)
}

fn node(
    roles: &BTreeMap<String, Role>,
    first: Option<&String>,
    mut cells: Cells,
    place: String,
    table: &mut Table,
) -> Result<(), ImportError> {
    let id = taken(roles, &mut cells, &Role::Id);
    let id_is_name = id.is_none();
    let name = || match roles.iter().find(|(_, role)| **role == Role::Name) {
        Some((column, _)) => cells.get(column).cloned(),
        // No head says what the objects are called: the first column does.
        None => cells.remove(first?),
    };
    match id.or_else(name) {
        Some(id) => table.add_node(RawNode {
            id,
            id_is_name,
            cells,
            place,
            ..RawNode::default()
        }),
        None => {
            let remark = Remark::new("row", "a node without a name", "left out").at(place);
            table.left.push(remark.found(listed(&cells)));
            Ok(())
        }
    }
}

fn link(
    roles: &BTreeMap<String, Role>,
    mut cells: Cells,
    place: String,
    table: &mut Table,
) -> Result<(), ImportError> {
    let from = taken(roles, &mut cells, &Role::From);
    let to = taken(roles, &mut cells, &Role::To);
    let (Some(mut from), Some(mut to)) = (from.clone(), to.clone()) else {
        let ends: Vec<_> = from.into_iter().chain(to).collect();
        table.left.push(
            Remark::new("row", "a link without two ends", "left out")
                .at(place)
                .found(format!("{} {}", ends.join(" "), listed(&cells)).trim()),
        );
        return Ok(());
    };
    let id = taken(roles, &mut cells, &Role::Id);
    let direction = taken(roles, &mut cells, &Role::Direction);
    let way = way(direction.as_deref(), &mut from, &mut to);
    table.add_link(RawLink {
        id,
        from,
        to,
        way,
        cells,
        place,
    })
}

/// Which way a link leads; one that leads back is turned round.
pub(super) fn way(direction: Option<&str>, from: &mut String, to: &mut String) -> Way {
    match direction.map(fold).as_deref() {
        Some("mutual" | "both" | "bidirectional" | "twoway" | "双向") => Way::Both,
        Some("undirected" | "none" | "无向" | "false") => Way::Unsaid,
        Some("reverse" | "back" | "backward" | "反向") => {
            std::mem::swap(from, to);
            Way::There
        }
        _ => Way::There,
    }
}

fn listed(cells: &Cells) -> String {
    let cells: Vec<_> = cells
        .iter()
        .map(|(head, cell)| format!("{head}: {cell}"))
        .collect();
    cells.join(", ")
}

/// The heads, each once and none empty.
fn distinct(heads: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let heads = heads.iter().enumerate().map(|(at, head)| {
        let head = plain(head).to_owned();
        let stem = if head.is_empty() {
            format!("column {}", at + 1)
        } else {
            head
        };
        let mut name = stem.clone();
        let mut number = 2;
        while !seen.insert(name.clone()) {
            name = format!("{stem} ({number})");
            number += 1;
        }
        name
    });
    heads.collect()
}
