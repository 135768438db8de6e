//! The row of a sheet that has the heads, if one has.

use std::collections::BTreeSet;

use super::matrix;
use super::numbers::looks_like;
use super::sheet::{Form, Laid, Row};
use super::words::{self, Class, Role, fold};
use crate::text::plain;

/// How far down the heads are looked for.
const DEEPEST: usize = 20;
/// So many rows are compared with what could be heads.
const ENOUGH: usize = 200;

/// What was found.
pub(super) struct Heads {
    /// How many rows stand above them.
    pub(super) above: usize,
    /// The heads, each once and none empty.
    pub(super) names: Vec<String>,
    /// Whether no row has heads, so that these were made up.
    pub(super) bare: bool,
}

/// The heads of rows of which none is blank; nothing if there are no rows.
pub(super) fn find(rows: &[Row]) -> Option<Heads> {
    let width = rows.iter().map(|(_, row)| row.len()).max()?;
    let above = titles(rows);
    let (_, row) = rows.get(above)?;
    let below = rows.get(above + 1..).unwrap_or_default();
    if is_data(row, below) {
        let names = (1..=width).map(|number| format!("column {number}")).collect();
        return Some(Heads {
            above,
            names,
            bare: true,
        });
    }
    let mut names = distinct(row);
    while names.len() < width {
        names.push(format!("column {}", names.len() + 1));
    }
    Some(Heads {
        above,
        names,
        bare: false,
    })
}

/// How many rows stand above the heads: a title, remarks. They have fewer cells than the heads.
fn titles(rows: &[Row]) -> usize {
    let top = rows.get(..DEEPEST.min(rows.len())).unwrap_or_default();
    let stands_above = |(_, row): &Row, width: usize| filled(row) < width || is_comment(row);
    let known = top.iter().position(|(_, row)| tells(row));
    if let Some(at) = known {
        let width = top.get(at).map_or(0, |(_, row)| filled(row));
        let above = top.get(..at).unwrap_or_default();
        if above.iter().all(|row| stands_above(row, width)) {
            return at;
        }
    }
    // Heads that nobody knows under a title of one cell.
    let comments = top.iter().take_while(|(_, row)| is_comment(row)).count();
    let single = |(_, row): &Row| filled(row) == 1;
    let rest = top.get(comments..).unwrap_or_default();
    let titles = rest.iter().take_while(|row| single(row)).count();
    let is_title = (1..=3).contains(&titles) && rest.len() > titles + 1;
    comments.min(rows.len().saturating_sub(1)) + if is_title { titles } else { 0 }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// A line that programs skip: `# nodes of the network`. A list of edges may have its heads in one.
fn is_comment(row: &[String]) -> bool {
    let first = row.first().map_or("", |cell| cell.trim());
    first.starts_with('#') || first.starts_with("//") || first.starts_with("%%")
}

/// Whether the cells of a row are heads that are known: two ends, or two columns of nodes.
fn tells(row: &[String]) -> bool {
    let names = distinct(row);
    let heads: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let nothing = |_: &str| Vec::new();
    let links = words::roles(&heads, Class::Links, &nothing);
    let has = |role: Role| links.values().any(|found| *found == role);
    if has(Role::From) && has(Role::To) {
        return true;
    }
    known(&heads) >= 2
}

fn known(heads: &BTreeSet<&str>) -> usize {
    let roles = words::roles(heads, Class::Nodes, &|_| Vec::new());
    let is_known = |role: &&Role| !matches!(role, Role::Aside | Role::Look);
    roles.values().filter(is_known).count()
}

/// Whether a row that could be one of heads looks like the rows below it instead.
fn is_data(row: &[String], below: &[Row]) -> bool {
    if below.is_empty() || tells(row) {
        return false;
    }
    let below = below.get(..ENOUGH.min(below.len())).unwrap_or_default();
    let column = |at: usize| {
        let cells = below.iter().filter_map(move |(_, row)| row.get(at));
        cells.map(|cell| plain(cell)).filter(|cell| !cell.is_empty())
    };
    let is_number = |cell: &str| looks_like(cell);
    let cells: Vec<&str> = row.iter().map(|cell| plain(cell)).collect();
    // The heads of a matrix are the names of its rows.
    let firsts: BTreeSet<&str> = column(0).collect();
    let others = cells.get(1..).unwrap_or_default();
    let shared = others.iter().filter(|cell| firsts.contains(*cell)).count();
    let is_bare = cells.first().is_some_and(|cell| is_number(cell));
    if !is_bare && others.len() > 1 && 2 * shared > others.len() && matrix::are_marked(below) {
        return false;
    }
    let are_numbers = |at: usize| {
        let (all, found) = (
            column(at).count(),
            column(at).filter(|cell| is_number(cell)).count(),
        );
        found > 0 && found * 5 >= all * 4
    };
    // A word over numbers is a head.
    let is_word = |at: &usize| {
        cells
            .get(*at)
            .is_some_and(|cell| !cell.is_empty() && !is_number(cell))
    };
    if (0..cells.len()).filter(is_word).any(are_numbers) {
        return false;
    }
    let numbers: Vec<usize> = (0..cells.len())
        .filter(|at| cells.get(*at).is_some_and(|cell| is_number(cell)))
        .collect();
    // Years may well be heads.
    let is_year = |at: &&usize| {
        let year = cells.get(**at).and_then(|cell| cell.parse::<u32>().ok());
        year.is_some_and(|year| (1900..=2100).contains(&year))
    };
    let years = numbers.iter().filter(is_year).count();
    let over_numbers = numbers.iter().any(|at| are_numbers(*at));
    if over_numbers && !(years == numbers.len() && years >= 2) {
        return true;
    }
    if !numbers.is_empty() {
        return false;
    }
    // The same words stand below, where heads would not.
    let names: BTreeSet<&str> = cells.iter().copied().collect();
    let is_known = |at: usize| {
        let head: BTreeSet<&str> = cells.get(at).copied().into_iter().collect();
        known(&head) > 0
    };
    let again = |at: usize| {
        let cell = cells.get(at).copied().unwrap_or_default();
        let here = || column(at).any(|found| found == cell);
        let beside = || !is_known(at) && column(usize::from(at == 0)).any(|found| found == cell);
        !cell.is_empty() && (here() || beside())
    };
    let anywhere = || {
        let mut found = below.iter().flat_map(|(_, row)| row.iter());
        found.any(|cell| names.contains(plain(cell)) && !cell.trim().is_empty())
    };
    let lists = || known(&names) == 0 && matrix::are_lists(below) && anywhere();
    names.len() > 1 && ((0..cells.len().min(2)).any(again) || lists())
}

/// The roles of columns without heads: a name and a kind where one column has kinds only, else two ends and,
/// where the third column has numbers, how strong the link is.
pub(super) fn give_roles(laid: &mut Laid) {
    if matches!(laid.form, Form::Matrix | Form::Lists) || laid.heads.len() < 2 {
        return;
    }
    let all = |at: usize, is: &dyn Fn(&str) -> bool| {
        let cells = laid.rows.iter().filter_map(|(_, row)| row.get(at));
        let mut cells = cells
            .map(|cell| plain(cell))
            .filter(|cell| !cell.is_empty())
            .peekable();
        cells.peek().is_some() && cells.all(is)
    };
    const KINDS: [&str; 8] = [
        "channel", "platform", "merchant", "payment", "渠道", "平台", "商家", "支付",
    ];
    let is_kind = |cell: &str| KINDS.contains(&fold(cell).as_str());
    let kinds = (1..laid.heads.len()).find(|at| all(*at, &is_kind));
    let of_nodes = kinds.is_some() && !all(0, &is_kind);
    let is_strength = !of_nodes && all(2, &|cell| looks_like(cell));
    // A number beside a name is no other end.
    let is_number = |at: usize| all(at, &|cell| looks_like(cell));
    let has_no_ends = !of_nodes && is_number(1) && !is_number(0);
    let mut name = |at: usize, called: &str, role: Role| {
        if let Some(head) = laid.heads.get_mut(at) {
            laid.roles.remove(head);
            called.clone_into(head);
            laid.roles.insert(called.to_owned(), role);
        }
    };
    if let Some(kind) = kinds.filter(|_| of_nodes) {
        name(kind, "type", Role::Kind);
        return;
    }
    if has_no_ends {
        return;
    }
    name(0, "column 1", Role::From);
    name(1, "column 2", Role::To);
    if is_strength {
        name(2, "weight", Role::Pull);
    }
    laid.form = Form::Links;
}

/// The heads, each once and none empty.
pub(super) fn distinct(heads: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let heads = heads.iter().enumerate().map(|(at, head)| {
        let head = plain(head);
        let stem = if head.is_empty() {
            format!("column {}", at + 1)
        } else {
            head.to_owned()
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
