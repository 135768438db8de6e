//! Rows that say the same again make a link so much stronger.

use super::super::build::Build;
use super::super::remark::{Remark, count};
use super::super::words::{self, Role};
use super::Told;
use crate::model::LinkId;

/// Adds them up: by their strengths, or by their number where
/// the source has no strengths.
pub(super) fn add_up(build: &mut Build<'_>, links: &[(LinkId, usize)], told: &mut [(LinkId, Told)]) {
    let again = std::mem::take(&mut build.again);
    if again.is_empty() {
        return;
    }
    let counted = told.iter().all(|(_, told)| matches!(told, Told::Nothing));
    let mut repeated: Vec<(usize, Vec<usize>)> = again.into_iter().collect();
    repeated.sort_unstable();
    for (at, rows) in &repeated {
        let (Some((id, found)), Some((_, first))) = (told.get_mut(*at), links.get(*at)) else {
            continue;
        };
        let strengths = rows.iter().filter_map(|row| strength_of(build, *row));
        let more: f64 = strengths.sum();
        let total = match found {
            Told::Strength(value) => {
                *value += more;
                *value
            }
            Told::Nothing if counted => {
                let number = rows.len() as f64 + 1.0;
                *found = Told::Strength(number);
                number
            }
            _ => continue,
        };
        let raw = |row: &usize| build.table.links.get(*row);
        let place = raw(first).map_or("", |raw| raw.place.as_str());
        let done = if counted {
            format!("counted: one link of strength {total}")
        } else {
            format!("added up: one link of strength {total}")
        };
        let remark = Remark::new(
            format!("link {id:?}"),
            format!("{} more like that at {place}", count(rows.len(), "row")),
            done,
        );
        let last = rows.last().and_then(raw).map(|raw| raw.place.clone());
        build.remarks.push(remark.at(last.unwrap_or_default()));
    }
    build.counted = counted;
    if counted {
        for (_, found) in told.iter_mut().filter(|(_, told)| matches!(told, Told::Nothing)) {
            *found = Told::Strength(1.0);
        }
    }
}

/// What a row says on how strong its link is.
fn strength_of(build: &Build<'_>, row: usize) -> Option<f64> {
    let raw = build.table.links.get(row)?;
    let is_pull =
        |(column, role): &(&String, &Role)| **role == Role::Pull && words::segment(column).is_none();
    let (column, _) = build.reading.link_columns.iter().find(is_pull)?;
    let read = build.link_number(column, raw.cells.get(column)?)?;
    Some(read.value()).filter(|value| *value >= 0.0)
}
