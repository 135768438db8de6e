//! Pulls: those of an export as they stand, shares from a column of strengths, or assumed ones.
//!
//! The shares at a node always leave room for some to leave, unless the source itself says otherwise.

use std::collections::{BTreeMap, HashMap};

use super::build::Build;
use super::nodes::{assumed, parse};
use super::remark::{Remark, count, quoted};
use super::words::{self, Role};
use crate::model::rules::SHARE_TOLERANCE;
use crate::model::{Edit, Evidence, Link, LinkId, NodeId, Number, Pull};

/// The share of visitors that assumed shares make go on, together.
const GO_ON: f64 = 0.9;
/// The take-up of a closed link of which nothing is known.
const TAKE_UP: f64 = 0.1;

/// What the source tells of a link's pull.
enum Told {
    /// The pull itself.
    Pull(Pull),
    /// How strong the link is.
    Strength(f64),
    /// Nothing.
    Nothing,
}

/// Gives every link its pull.
pub(super) fn put(build: &mut Build<'_>) {
    let links = std::mem::take(&mut build.links);
    let ids: HashMap<&str, LinkId> = links
        .iter()
        .enumerate()
        .filter(|(at, _)| !build.made.contains(at))
        .filter_map(|(_, (id, row))| Some((build.table.links.get(*row)?.id.as_deref()?, id.clone())))
        .collect();
    let mut told: Vec<(LinkId, Told)> = Vec::new();
    for (at, (id, row)) in links.iter().enumerate() {
        let is_made = build.made.contains(&at);
        let found = if is_made {
            Told::Nothing
        } else {
            tell(build, id, *row, &ids)
        };
        told.push((id.clone(), found));
    }
    // Strengths that are all between 0 and 1 are shares, unless they are all the same 1 that a
    // program writes where nobody entered any.
    let strengths = || told.iter().filter_map(|(_, told)| strength(told));
    let are_shares =
        strengths().all(|value| (0.0..=1.0).contains(&value)) && strengths().any(|value| value != 1.0);
    let mut by_node: BTreeMap<NodeId, Vec<(LinkId, Told)>> = BTreeMap::new();
    for (id, found) in told {
        let Some(link) = build.map.links().get(&id).cloned() else {
            continue;
        };
        if link.open {
            by_node.entry(link.from).or_default().push((id, found));
        } else {
            let value = strength(&found).filter(|_| are_shares);
            let pull = match (found, value) {
                (Told::Pull(pull), _) => pull,
                (_, Some(value)) => Pull::TakeUp(sourced(build, value)),
                (..) => Pull::TakeUp(assumed(TAKE_UP)),
            };
            set(build, &id, pull);
        }
    }
    let mut assumptions = 0;
    for (node, links) in by_node {
        assumptions += at_node(build, &node, links, are_shares);
    }
    if assumptions > 0 {
        build.remarks.push(Remark::new(
            count(assumptions, "open link"),
            "the source has no share of the visitors who take it",
            format!("shares assumed, so that {:.0} % at a node go on", GO_ON * 100.0),
        ));
    }
    build.links = links;
}

fn strength(told: &Told) -> Option<f64> {
    match told {
        Told::Strength(value) => Some(*value),
        _ => None,
    }
}

/// Gives the open links of a node their pulls; how many of them are assumed.
fn at_node(build: &mut Build<'_>, node: &NodeId, links: Vec<(LinkId, Told)>, are_shares: bool) -> usize {
    let is_weight = |told: &Told| matches!(told, Told::Pull(Pull::Weight(_) | Pull::Like(..)));
    let weights = links.iter().any(|(_, told)| is_weight(told));
    let mut fixed: Vec<(LinkId, Number)> = Vec::new();
    let mut open: Vec<(LinkId, Option<f64>)> = Vec::new();
    for (id, told) in links {
        match told {
            Told::Pull(Pull::Share(share)) if !weights => fixed.push((id, share)),
            Told::Pull(pull) => set(build, &id, pull),
            Told::Strength(value) if are_shares && !weights => {
                let share = sourced(build, value);
                fixed.push((id, share));
            }
            Told::Strength(value) => open.push((id, Some(value))),
            Told::Nothing => open.push((id, None)),
        }
    }
    if weights {
        let assumptions = open.len();
        for (id, _) in open {
            set(build, &id, Pull::Weight(assumed(1.0)));
        }
        return assumptions;
    }
    let mut sum: f64 = fixed.iter().map(|(_, share)| share.value).sum();
    if sum > 1.0 + SHARE_TOLERANCE {
        build.remarks.push(
            Remark::new(
                format!("node {node:?}"),
                "the shares of its open links sum to more than 100 %",
                format!("scaled so that {:.0} % go on", GO_ON * 100.0),
            )
            .found(format!("{:.1} %", sum * 100.0)),
        );
        for (_, share) in &mut fixed {
            *share = share.with_value(share.value * GO_ON / sum);
        }
        sum = GO_ON;
    }
    for (id, share) in fixed {
        set(build, &id, Pull::Share(share));
    }
    // What is left is split in proportion; a link without a strength counts as a middling one.
    let rest = if sum < GO_ON {
        GO_ON - sum
    } else {
        (1.0 - sum).max(0.0) / 2.0
    };
    let known: Vec<f64> = open.iter().filter_map(|(_, value)| *value).collect();
    let mean = match known.iter().sum::<f64>() {
        total if total > 0.0 => total / known.len() as f64,
        _ => 1.0,
    };
    let weight = |value: &Option<f64>| value.map_or(1.0, |value| value / mean);
    let total: f64 = open.iter().map(|(_, value)| weight(value)).sum();
    let mut assumptions = 0;
    for (id, value) in &open {
        let part = if total > 0.0 { weight(value) / total } else { 0.0 };
        let share = rest * part;
        let number = match value {
            Some(_) => sourced(build, share),
            None => assumed(share),
        };
        assumptions += usize::from(value.is_none());
        set(build, id, Pull::Share(number));
    }
    assumptions
}

/// A number that comes from the column of strengths.
fn sourced(build: &Build<'_>, value: f64) -> Number {
    let columns = &build.reading.link_columns;
    let column = columns.iter().find(|(_, role)| **role == Role::Pull);
    Number {
        value,
        evidence: Some(Box::new(Evidence {
            source: Some(format!(
                "imported from the column {}",
                column.map_or("of strengths", |(column, _)| column)
            )),
            ..Evidence::default()
        })),
    }
}

fn set(build: &mut Build<'_>, id: &LinkId, pull: Pull) {
    if let Some(mut link) = build.map.links().get(id).cloned() {
        link.pull = pull;
        build.map.apply(Edit::put_link(id.clone(), link));
    }
}

/// What the row tells; pulls of single segments are put in place at once.
fn tell(build: &mut Build<'_>, id: &LinkId, row: usize, ids: &HashMap<&str, LinkId>) -> Told {
    let (Some(raw), Some(mut link)) = (build.table.links.get(row), build.map.links().get(id).cloned()) else {
        return Told::Nothing;
    };
    let cells = &raw.cells;
    let mut problems: Vec<(String, String)> = Vec::new();
    let mut read = |role_of: &dyn Fn(&Role) -> Option<String>| -> Option<Pull> {
        let kind = role_of(&Role::PullKind)?;
        let number = role_of(&Role::Pull).unwrap_or_default();
        let like = role_of(&Role::PullLike);
        match exported(&kind, &number, like.as_deref(), link.open, ids) {
            Ok(pull) => Some(pull),
            Err(problem) => {
                problems.push((problem.to_owned(), format!("{kind} {number}")));
                None
            }
        }
    };
    let whole = |role: &Role| build.reading.link(cells, role).map(str::to_owned);
    let mut told = read(&whole).map_or(Told::Nothing, Told::Pull);
    let mut by = BTreeMap::new();
    for segment in &build.segments {
        let part = |role: &Role| {
            let columns = build.reading.link_columns.iter();
            let mut of_segment = columns
                .filter(|(column, found)| *found == role && words::segment(column) == Some(segment.as_str()));
            of_segment.find_map(|(column, _)| cells.get(column)).cloned()
        };
        if let Some(pull) = read(&part) {
            by.insert(segment.as_str().into(), pull);
        }
    }
    let is_own = whole(&Role::PullKind).is_some();
    if !is_own && let Some(text) = whole(&Role::Pull) {
        match parse(&text).filter(|value| *value >= 0.0) {
            Some(value) => told = Told::Strength(value),
            None => problems.push(("no strength of a link".to_owned(), text)),
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
        let (Role::Number(field), Some(text)) = (role, cells.get(column)) else {
            continue;
        };
        let mut changed = link.clone();
        let fits = parse(text).filter(|value| *value >= 0.0).and_then(|value| {
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

fn keep(link: &mut Link, text: &str) {
    if !link.note.is_empty() {
        link.note.push('\n');
    }
    link.note.push_str(text);
}

/// The pull that `catchment export` wrote in its three columns.
fn exported(
    kind: &str,
    number: &str,
    like: Option<&str>,
    open: bool,
    ids: &HashMap<&str, LinkId>,
) -> Result<Pull, &'static str> {
    let value = Number::bare(parse(number).ok_or("a pull without a number")?);
    let pull = match kind {
        "Weight" => Pull::Weight(value),
        "Share" if open => Pull::Share(value),
        "TakeUp" if open => return Err("a take-up once open on a link that is open"),
        "Share" | "TakeUp" => Pull::TakeUp(value),
        "Like" => {
            let other = like
                .and_then(|id| ids.get(id))
                .ok_or("like a link that is not there")?;
            Pull::Like(other.clone(), value)
        }
        _ => return Err("a pull of no known kind"),
    };
    if pull.field().range.holds(pull.number().value) {
        Ok(pull)
    } else {
        Err("a pull out of range")
    }
}
