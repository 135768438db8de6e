//! Pulls: those of an export as they stand, shares from a column of strengths, or assumed ones.
//!
//! The shares at a node always leave room for some to leave, unless the source itself says otherwise.

mod again;
mod told;

use std::collections::{BTreeMap, HashMap};

use super::build::Build;
use super::nodes::assumed;
use super::remark::{Remark, count};
use super::words::Role;
use crate::model::rules::SHARE_TOLERANCE;
use crate::model::{Edit, Evidence, LinkId, NodeId, Number, Pull, SegmentId};

/// The share of visitors that assumed shares make go on, together.
pub(super) const GO_ON: f64 = 0.9;
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
            told::tell(build, id, *row, &ids)
        };
        told.push((id.clone(), found));
    }
    again::add_up(build, &links, &mut told);
    // Strengths that are all between 0 and 1 are shares, unless they are all the same 1 that a
    // program writes where nobody entered any.
    let strengths = || told.iter().filter_map(|(_, told)| strength(told));
    let counted = build.counted;
    let are_shares = !counted
        && strengths().all(|value| (0.0..=1.0).contains(&value))
        && strengths().any(|value| value != 1.0);
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
                (found, _) => {
                    if let Told::Strength(value) = found {
                        keep_strength(build, &id, value);
                    }
                    Pull::TakeUp(assumed(TAKE_UP))
                }
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
    let mut sum = most(build, &fixed);
    if sum > 1.0 + SHARE_TOLERANCE {
        build.remarks.push(
            Remark::new(
                format!("node {node:?}"),
                "the shares of its open links sum to more than 100 %",
                format!("scaled so that {:.0} % go on", GO_ON * 100.0),
            )
            .found(format!("{:.1} %", sum * 100.0)),
        );
        let factor = GO_ON / sum;
        for (id, share) in &mut fixed {
            *share = share.with_value(share.value * factor);
            scale(build, id, factor);
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

/// What the shares sum to in the segment where that is most: the share of a segment stands in place of the one
/// for all.
fn most(build: &Build<'_>, shares: &[(LinkId, Number)]) -> f64 {
    let in_segment = |segment: Option<&SegmentId>| -> f64 {
        let share = |(id, plain): &(LinkId, Number)| {
            let by = build
                .map
                .links()
                .get(id)
                .and_then(|link| link.pull_by.get(segment?));
            match by {
                Some(Pull::Share(share)) => share.value,
                // Rules say what they think of it.
                Some(_) => 0.0,
                None => plain.value,
            }
        };
        shares.iter().map(share).sum()
    };
    let segments = build.map.segments().keys().map(Some);
    let sums = segments.map(in_segment);
    sums.fold(None, |most: Option<f64>, sum| {
        Some(most.map_or(sum, |most| most.max(sum)))
    })
    .unwrap_or_else(|| in_segment(None))
}

/// Makes the shares that a link has in single segments so many times as large.
fn scale(build: &mut Build<'_>, id: &LinkId, factor: f64) {
    if let Some(mut link) = build.map.links().get(id).cloned() {
        for pull in link.pull_by.values_mut() {
            if let Pull::Share(share) = pull {
                *share = share.with_value(share.value * factor);
            }
        }
        build.map.apply(Edit::put_link(id.clone(), link));
    }
}

/// Keeps how strong a closed link is in its note, where that is no share that could be taken up.
fn keep_strength(build: &mut Build<'_>, id: &LinkId, value: f64) {
    if let Some(mut link) = build.map.links().get(id).cloned() {
        told::keep(&mut link, &format!("strength: {value}"));
        build.map.apply(Edit::put_link(id.clone(), link));
        build.remarks.push(
            Remark::new(
                format!("link {id:?}"),
                "closed, and its strength is no share of visitors",
                format!(
                    "{:.0} % assumed to take it up once open; the strength kept in the note",
                    TAKE_UP * 100.0
                ),
            )
            .found(value),
        );
    }
}

/// A number that comes from the column of strengths.
fn sourced(build: &Build<'_>, value: f64) -> Number {
    let columns = &build.reading.link_columns;
    let column = columns.iter().find(|(_, role)| **role == Role::Pull);
    Number {
        value,
        evidence: Some(Box::new(Evidence {
            source: Some(match column {
                _ if build.counted => "counted on import: rows that say the same".to_owned(),
                Some((column, _)) => format!("imported from the column {column}"),
                None => "imported from the column of strengths".to_owned(),
            }),
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
