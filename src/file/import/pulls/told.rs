//! What the row of a link tells of its pull.

use std::collections::{BTreeMap, HashMap};

use super::super::build::Build;
use super::super::remark::{Remark, quoted};
use super::super::table::RawLink;
use super::super::words::{self, Role};
use super::Told;
use crate::model::{Edit, Link, LinkId, Number, Pull};

/// What the row tells; pulls of single segments are put in place at once.
pub(super) fn tell(build: &mut Build<'_>, id: &LinkId, row: usize, ids: &HashMap<&str, LinkId>) -> Told {
    let (Some(raw), Some(mut link)) = (build.table.links.get(row), build.map.links().get(id).cloned()) else {
        return Told::Nothing;
    };
    let mut problems: Vec<(&str, String)> = Vec::new();
    let mut told = Told::Nothing;
    let own = part(build, raw, None, &Role::PullKind).is_some();
    if own {
        match exported(build, raw, None, link.open, ids) {
            Ok(pull) => told = Told::Pull(pull),
            Err(problem) => problems.push(problem),
        }
    } else if let Some((column, text)) = part(build, raw, None, &Role::Pull) {
        match build.link_number(column, text).filter(|read| read.value() >= 0.0) {
            Some(read) => {
                build.tell_comma(&format!("link {id:?}, pull"), &raw.place, text, &read);
                told = Told::Strength(read.value());
            }
            None => problems.push(("no strength of a link", text.to_owned())),
        }
    }
    let mut by = BTreeMap::new();
    for segment in &build.segments {
        let segment = segment.as_str();
        let pull = if part(build, raw, Some(segment), &Role::PullKind).is_some() {
            exported(build, raw, Some(segment), link.open, ids)
        } else if let Some((column, text)) = part(build, raw, Some(segment), &Role::Pull) {
            let share = build
                .link_number(column, text)
                .map(|read| Number::bare(read.value()));
            match share.filter(|share| (0.0..=1.0).contains(&share.value)) {
                Some(share) if link.open => Ok(Pull::Share(share)),
                Some(share) => Ok(Pull::TakeUp(share)),
                None => Err(("no share of a segment", format!("{segment}: {text}"))),
            }
        } else {
            continue;
        };
        match pull {
            Ok(pull) => drop(by.insert(segment.into(), pull)),
            Err(problem) => problems.push(problem),
        }
    }
    for (problem, found) in problems {
        keep(&mut link, &found);
        let done = "a pull assumed, this kept in the note";
        let remark = Remark::new(format!("link {id:?}, pull"), problem, done);
        build.remarks.push(remark.at(&raw.place).found(quoted(&found)));
    }
    link.pull_by = by;
    for (column, role) in &build.reading.link_columns {
        let (Role::Number(field), Some(text)) = (role, raw.cells.get(column)) else {
            continue;
        };
        let mut changed = link.clone();
        let read = build.link_number(column, text).map(|read| read.value());
        let fits = read.filter(|value| *value >= 0.0).and_then(|value| {
            *changed.number_mut(field)? = Number::bare(value);
            // Ad money needs somebody to pay it.
            (*field != "ad_elasticity" || value == 0.0 || link.payer.is_some()).then_some(())
        });
        let holds = || {
            changed
                .numbers()
                .iter()
                .all(|(_, field, number)| field.range.holds(number.value))
        };
        if fits.is_some() && holds() {
            link = changed;
        } else {
            keep(&mut link, &format!("{column}: {text}"));
            build.remarks.push(
                Remark::new(
                    format!("link {id:?}, {column}"),
                    "a number that does not fit",
                    "kept in the note",
                )
                .at(&raw.place)
                .found(quoted(text)),
            );
        }
    }
    build.map.apply(Edit::put_link(id.clone(), link));
    told
}

pub(super) fn keep(link: &mut Link, text: &str) {
    if !link.note.is_empty() {
        link.note.push('\n');
    }
    link.note.push_str(text);
}

/// The column of a role that speaks of this segment, or of none, and what the row has in it.
fn part<'a>(
    build: &Build<'a>,
    raw: &'a RawLink,
    segment: Option<&str>,
    role: &Role,
) -> Option<(&'a str, &'a str)> {
    let reading = build.reading;
    let is_it = |(column, _): &(&String, &String)| {
        reading.link_columns.get(*column) == Some(role) && words::segment(column) == segment
    };
    let (column, cell) = raw.cells.iter().find(is_it)?;
    Some((column, cell))
}

/// The pull that `catchment export` wrote in its three columns.
fn exported(
    build: &Build<'_>,
    raw: &RawLink,
    segment: Option<&str>,
    open: bool,
    ids: &HashMap<&str, LinkId>,
) -> Result<Pull, (&'static str, String)> {
    let (_, kind) = part(build, raw, segment, &Role::PullKind).unwrap_or_default();
    let number = part(build, raw, segment, &Role::Pull);
    let refused = |problem| (problem, format!("{kind} {}", number.unwrap_or_default().1));
    let value = number.and_then(|(column, text)| build.link_number(column, text));
    let value = Number::bare(value.ok_or_else(|| refused("a pull without a number"))?.value());
    let pull = match kind {
        "Weight" => Pull::Weight(value),
        "Share" if open => Pull::Share(value),
        "TakeUp" if open => return Err(refused("a take-up once open on a link that is open")),
        "Share" | "TakeUp" => Pull::TakeUp(value),
        "Like" => {
            let like = part(build, raw, segment, &Role::PullLike);
            let other = like.and_then(|(_, id)| ids.get(id));
            Pull::Like(
                other
                    .ok_or_else(|| refused("like a link that is not there"))?
                    .clone(),
                value,
            )
        }
        _ => return Err(refused("a pull of no known kind")),
    };
    if pull.field().range.holds(pull.number().value) {
        Ok(pull)
    } else {
        Err(refused("a pull out of range"))
    }
}
