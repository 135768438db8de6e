//! Positions: those of the source, spread where they lie too close; columns by kind where it has none.

use super::build::Build;
use super::kinds::Kind;
use super::remark::{Remark, count};
use super::words::Role;
use crate::model::Edit;
use crate::model::rules::MAX_COORDINATE;

/// How far apart columns and rows are laid out.
const COLUMN: f64 = 260.0;
const ROW: f64 = 110.0;
/// The fewest rows of a column before another is begun beside it.
const FEWEST_ROWS: usize = 12;

/// Gives every node its position.
pub(super) fn put(build: &mut Build<'_>) {
    let mut found: Vec<Option<(f64, f64)>> = Vec::new();
    let mut far = 0;
    for raw in &build.table.nodes {
        let columns = &build.reading.node_columns;
        let cell = |wanted: &Role| {
            let (column, _) = columns.iter().find(|(_, role)| *role == wanted)?;
            let read = build.node_number(column, raw.cells.get(column)?)?;
            Some(read.value())
        };
        let at = match (cell(&Role::X), cell(&Role::Y)) {
            (Some(x), Some(y)) => Some((x, y)),
            _ => raw.at,
        };
        let fits = |(x, y): &(f64, f64)| x.abs() <= MAX_COORDINATE && y.abs() <= MAX_COORDINATE;
        let fitting = at.filter(fits);
        far += usize::from(at.is_some() && fitting.is_none());
        found.push(fitting);
    }
    if far > 0 {
        build.remarks.push(Remark::new(
            count(far, "position"),
            "too far out to be drawn",
            "laid out anew",
        ));
    }
    // What this program wrote stands as it stood.
    let columns = &build.reading.node_columns;
    if !columns.values().any(|role| *role == Role::Number("habit_years")) {
        spread(build, &mut found);
    }
    fill(build, &mut found);
    for (id, at) in build.nodes.iter().zip(found) {
        if let (Some(mut node), Some(at)) = (build.map.nodes().get(id).cloned(), at) {
            node.at = at;
            build.map.apply(Edit::put_node(id.clone(), node));
        }
    }
}

/// Draws positions apart that were made for another scale, such as that from 0 to 1.
fn spread(build: &mut Build<'_>, found: &mut [Option<(f64, f64)>]) {
    let placed: Vec<(f64, f64)> = found.iter().flatten().copied().collect();
    let extent = |of: fn(&(f64, f64)) -> f64| {
        let low = placed.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = placed.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        high - low
    };
    let extent = extent(|at| at.0).max(extent(|at| at.1));
    let side = (placed.len() as f64).sqrt();
    // Half of what nodes in a square would take at arm's length, or more, is left as it is.
    if placed.len() < 2 || extent <= 0.0 || extent >= 0.2 * COLUMN * side {
        return;
    }
    let factor = COLUMN * side / extent;
    if !factor.is_finite() {
        return;
    }
    let limit = |value: f64| (value * factor).clamp(-MAX_COORDINATE, MAX_COORDINATE).round();
    for at in found.iter_mut().flatten() {
        *at = (limit(at.0), limit(at.1));
    }
    build.remarks.push(Remark::new(
        count(placed.len(), "position"),
        "too close to each other to be read",
        format!("drawn apart {factor:.0} times"),
    ));
}

/// Lays out the nodes without a position: a column for each kind, below all that has one.
fn fill(build: &mut Build<'_>, found: &mut [Option<(f64, f64)>]) {
    let missing = found.iter().filter(|at| at.is_none()).count();
    if missing == 0 {
        return;
    }
    let placed = found.iter().flatten();
    let low = placed.clone().map(|at| at.1).fold(f64::NEG_INFINITY, f64::max);
    let left = placed.map(|at| at.0).fold(f64::INFINITY, f64::min);
    let (left, top) = if low.is_finite() {
        (left, low + 2.0 * ROW)
    } else {
        (0.0, 0.0)
    };
    let rows = FEWEST_ROWS.max((missing as f64).sqrt().ceil() as usize);
    let mut column = 0;
    for kind in Kind::ALL {
        let mut row = 0;
        for (at, read) in found.iter_mut().zip(&build.reading.nodes) {
            if at.is_some() || read.kind != kind {
                continue;
            }
            if row == rows {
                (row, column) = (0, column + 1);
            }
            let limit = |value: f64| value.clamp(-MAX_COORDINATE, MAX_COORDINATE);
            *at = Some((
                limit(left + COLUMN * column as f64),
                limit(top + ROW * row as f64),
            ));
            row += 1;
        }
        column += usize::from(row > 0);
    }
    if low.is_finite() {
        build.remarks.push(Remark::new(
            count(missing, "node"),
            "without a position",
            "laid out below the others",
        ));
    }
}
