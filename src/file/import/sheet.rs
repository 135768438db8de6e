//! Sheets of rows: which of a file's are read, and what each of them is.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::remark::{Remark, count, quoted};
use super::table::Table;
use super::words::{self, Class, Role};
use super::{ImportError, companies, grid, heads, matrix, stack};
use crate::text::plain;

/// So many rows tell what stands in a column.
pub(super) const ENOUGH: usize = 2_000;

/// A row with its number in the source, counted from 1.
pub(super) type Row = (usize, Vec<String>);

/// What somebody chose that columns are, which tells what a row is: a start, an end, an id.
pub type Chosen = BTreeMap<String, Role>;

/// A sheet as it stands in its file.
#[derive(Default)]
pub(super) struct Sheet {
    /// What places in it begin with: `line`, or `sheet "Elements", row`.
    pub(super) places: String,
    /// Its name where the file has several.
    pub(super) name: String,
    /// Whether it is hidden from who opens the file.
    pub(super) hidden: bool,
    pub(super) rows: Vec<Row>,
}

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A node in each row.
    Nodes,
    /// A link in each row.
    Links,
    /// A node for each row, a node for each column, and how strong the link is.
    Matrix,
    /// In each row a node and those that it leads to.
    Lists,
    /// What `catchment export` writes beside nodes and links.
    Companies,
    Segments,
    Facts,
    Numbers,
    /// All tables of an export, one below the other.
    Stack,
}

/// A sheet of which it is known what it holds.
pub(super) struct Laid {
    pub(super) places: String,
    pub(super) name: String,
    pub(super) hidden: bool,
    /// The rows above the heads.
    pub(super) above: Vec<Row>,
    /// The heads, each once and none empty.
    pub(super) heads: Vec<String>,
    /// Whether the sheet has no heads, so that these were made up.
    pub(super) bare: bool,
    pub(super) form: Form,
    pub(super) rows: Vec<Row>,
    /// What each column is read as.
    pub(super) roles: BTreeMap<String, Role>,
}

/// Adds what the sheets have to `table`.
///
/// # Errors
/// There is more in them than anything could mean.
pub(super) fn read(sheets: Vec<Sheet>, chosen: &Chosen, table: &mut Table) -> Result<(), ImportError> {
    let mut laid = Vec::new();
    for sheet in sheets {
        laid.extend(lay(sheet, chosen)?);
    }
    let sure = |sheet: &&Laid| !sheet.hidden && sheet.is_sure();
    let ends: HashSet<String> = laid.iter().filter(sure).flat_map(Laid::ends).collect();
    let any = laid.iter().any(|sheet| sure(&sheet));
    let shown = laid.iter().any(|sheet| !sheet.hidden);
    for sheet in laid {
        let why = if sheet.hidden && shown {
            Some("hidden in the workbook")
        } else if any && !sheet.is_sure() && !sheet.names(&ends) {
            Some("no heads of nodes or links in it")
        } else {
            None
        };
        match why {
            Some(why) => {
                let object = format!("sheet {}", quoted(&sheet.name));
                let rows = count(sheet.rows.len() + 1, "row");
                table
                    .left
                    .push(Remark::new(object, why, format!("not read ({rows})")));
            }
            None => grid::read(sheet, table)?,
        }
    }
    Ok(())
}

/// Finds out what a sheet holds; nothing if it is empty.
fn lay(sheet: Sheet, chosen: &Chosen) -> Result<Option<Laid>, ImportError> {
    let is_blank = |row: &[String]| row.iter().all(|cell| cell.trim().is_empty());
    let mut rows: Vec<Row> = sheet.rows.into_iter().filter(|(_, row)| !is_blank(row)).collect();
    for (_, row) in &rows {
        super::too_many("columns", row.len(), super::MAX_COLUMNS)?;
    }
    let Some(found) = heads::find(&rows) else {
        return Ok(None);
    };
    let above: Vec<Row> = rows.drain(..found.above).collect();
    let mut laid = Laid {
        places: sheet.places,
        name: sheet.name,
        hidden: sheet.hidden,
        above,
        heads: found.names,
        bare: found.bare,
        form: Form::Nodes,
        rows,
        roles: BTreeMap::new(),
    };
    if !laid.bare {
        laid.rows.remove(0);
    }
    laid.decide(chosen);
    Ok(Some(laid))
}

impl Laid {
    fn decide(&mut self, chosen: &Chosen) {
        let known: BTreeSet<&str> = self.heads.iter().map(String::as_str).collect();
        let named = |names: &[&str]| names.contains(&words::fold(&self.name).as_str());
        let own = if stack::is_stack(&self.heads, &self.rows) {
            Some(Form::Stack)
        } else if companies::is_numbers(&known) {
            Some(Form::Numbers)
        } else if companies::is_companies(&known, named(&["companies", "公司", "企业"])) {
            Some(Form::Companies)
        } else if companies::is_segments(&known, named(&["segments"])) {
            Some(Form::Segments)
        } else if companies::is_facts(&known, named(&["map"])) {
            Some(Form::Facts)
        } else {
            None
        };
        if let Some(form) = own {
            self.form = form;
            return;
        }
        let is_chosen = self.heads.iter().any(|head| chosen.contains_key(head));
        let (class, roles) = self.structure(&known, chosen);
        let by_shape = (class == Class::Nodes && !is_chosen)
            .then(|| matrix::form(self))
            .flatten();
        self.form = by_shape.unwrap_or(match class {
            Class::Links => Form::Links,
            Class::Nodes => Form::Nodes,
        });
        self.roles = roles;
        if self.bare && !is_chosen {
            heads::give_roles(self);
        }
    }

    /// Links have a start and an end; everything else is taken for nodes.
    fn structure(&self, known: &BTreeSet<&str>, chosen: &Chosen) -> (Class, BTreeMap<String, Role>) {
        let under = |head: &str| -> Vec<&str> {
            let at = self.heads.iter().position(|found| found == head);
            let rows = self.rows.iter().take(ENOUGH);
            rows.filter_map(|(_, row)| row.get(at?).map(String::as_str))
                .collect()
        };
        // Heads that were made up say nothing.
        let mut links = match self.bare {
            true => known
                .iter()
                .map(|head| ((*head).to_owned(), Role::Aside))
                .collect(),
            false => words::roles(known, Class::Links, &under),
        };
        choose(&mut links, chosen);
        let has = |role: Role| links.values().any(|found| *found == role);
        if has(Role::From) && has(Role::To) {
            return (Class::Links, links);
        }
        let mut nodes = words::roles(known, Class::Nodes, &under);
        choose(&mut nodes, chosen);
        // An end that waits for the other one names no node.
        nodes.retain(|_, role| !matches!(role, Role::From | Role::To));
        (Class::Nodes, nodes)
    }

    /// Gives the columns the roles that their heads have in a table of its form.
    pub(super) fn give_roles(&mut self) {
        let known: BTreeSet<&str> = self.heads.iter().map(String::as_str).collect();
        let class = match self.form {
            Form::Links => Class::Links,
            _ => Class::Nodes,
        };
        self.roles = words::roles(&known, class, &|_| Vec::new());
    }

    /// Whether its heads tell that there are nodes or links in it.
    fn is_sure(&self) -> bool {
        let has = |role: &Role| self.roles.values().any(|found| found == role);
        match self.form {
            Form::Nodes => {
                let more = |role: &Role| {
                    matches!(
                        role,
                        Role::Owner | Role::Host | Role::SellsOn | Role::Number(_) | Role::Group
                    )
                };
                let named = has(&Role::Name) || has(&Role::Id);
                let is_called = || ["nodes", "elements", "节点"].contains(&words::fold(&self.name).as_str());
                named && (has(&Role::Kind) || self.roles.values().any(more) || is_called())
            }
            _ => true,
        }
    }

    /// Whether a node that links lead from or to is named in it.
    fn names(&self, ends: &HashSet<String>) -> bool {
        let columns = self.columns(&[Role::Name, Role::Id]);
        let mut cells = self.rows.iter().flat_map(|(_, row)| {
            let cells = columns.iter().filter_map(|at| row.get(*at));
            cells.map(|cell| plain(cell))
        });
        self.form == Form::Nodes && cells.any(|cell| ends.contains(cell))
    }

    /// What its links call their ends.
    fn ends(&self) -> Vec<String> {
        let columns = if self.form == Form::Links {
            self.columns(&[Role::From, Role::To])
        } else {
            Vec::new()
        };
        let cells = self
            .rows
            .iter()
            .flat_map(|(_, row)| columns.iter().filter_map(|at| row.get(*at)));
        cells.map(|cell| plain(cell).to_owned()).collect()
    }

    fn columns(&self, roles: &[Role]) -> Vec<usize> {
        let is_one = |head: &String| self.roles.get(head).is_some_and(|role| roles.contains(role));
        let heads = self.heads.iter().enumerate();
        heads.filter(|(_, head)| is_one(head)).map(|(at, _)| at).collect()
    }
}

/// Gives the columns the roles that somebody chose for them, each to one column only.
fn choose(roles: &mut BTreeMap<String, Role>, chosen: &Chosen) {
    for (head, role) in chosen {
        if !roles.contains_key(head) {
            continue;
        }
        for found in roles.values_mut().filter(|found| *found == role) {
            *found = Role::Aside;
        }
        roles.insert(head.clone(), role.clone());
    }
}
