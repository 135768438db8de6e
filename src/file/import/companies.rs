//! Tables of companies and of numbers, such as `catchment export` writes beside nodes and links.

use std::collections::BTreeSet;

use super::remark::{Remark, count, quoted};
use super::table::{Cells, RawCompany, Table};

/// What a company is said to be; all else about it is a result.
const STATED: [&str; 4] = ["id", "name", "color", "note"];

/// Whether a table with these `heads` is one of companies; `named` tells that it is called so.
pub(super) fn is_companies(heads: &BTreeSet<&str>, named: bool) -> bool {
    let is_solved = ["id", "captured", "payoff"]
        .iter()
        .all(|head| heads.contains(head));
    let is_bare = heads.contains("id") && heads.iter().all(|head| STATED.contains(head));
    is_solved || (named && is_bare)
}

/// Whether a table with these `heads` is one of every number of a map.
pub(super) fn is_numbers(heads: &BTreeSet<&str>) -> bool {
    ["id", "of", "value"].iter().all(|head| heads.contains(head))
}

/// Adds the company called `id` by nodes.
pub(super) fn add(id: String, mut cells: Cells, table: &mut Table) {
    let company = RawCompany {
        name: cells.remove("name").unwrap_or_default(),
        color: cells.remove("color"),
        note: cells.remove("note").unwrap_or_default(),
    };
    table.companies.insert(id, company);
}

/// Says which columns of a table of companies are not read.
pub(super) fn tell_results(heads: &BTreeSet<&str>, place: &str, table: &mut Table) {
    let results: Vec<_> = heads
        .iter()
        .filter(|head| !STATED.contains(head))
        .copied()
        .collect();
    if !results.is_empty() {
        let remark = Remark::new(
            "companies",
            "columns that are results of solving",
            "not taken over",
        );
        table
            .left
            .push(remark.at(place).found(quoted(&results.join(", "))));
    }
}

/// Says that a table of numbers is not read.
pub(super) fn tell_numbers(rows: usize, place: &str, table: &mut Table) {
    let remark = Remark::new(
        count(rows, "number"),
        "in a table of their own, and with their nodes and links as well",
        "read there; their ranges and sources are not taken over",
    );
    table.left.push(remark.at(place));
}
