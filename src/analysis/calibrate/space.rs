//! The space in which free numbers are searched: any point of it stands for numbers that are allowed.
//!
//! A number from 0 to 1 is the logistic of its coordinate, one of 0 or more the exponential. The shares of
//! the open links out of one node are the choice probabilities of a logit whose outside option is leaving,
//! so that together with the shares that are not free they sum to less than one.

use std::collections::{BTreeMap, BTreeSet};

use nalgebra::DMatrix;

use crate::analysis::uncertainty::ranges::{Uncertain, bounds};
use crate::model::field::{self, Range};
use crate::model::{LinkId, Map, NodeId, Object, SegmentId};

/// How far from the ends of its range a number starts, in parts of the range.
const OFF_THE_END: f64 = 1e-4;

/// How the coordinates of some numbers stand for their values.
enum Part {
    /// Any finite number.
    Plain(usize),
    /// Zero or more.
    Positive(usize),
    /// Within bounds.
    Bounded(usize, f64, f64),
    /// Shares out of one node that sum to less than what the others leave.
    Shares(Vec<usize>, f64),
}

/// The space of the free numbers.
pub(super) struct Space {
    parts: Vec<Part>,
    given: Vec<f64>,
}

impl Space {
    /// The space of `numbers` of `map`.
    pub(super) fn new(map: &Map, numbers: &[Uncertain]) -> Self {
        let groups = share_groups(map, numbers);
        let shares: BTreeSet<usize> = groups.iter().flat_map(|(members, _)| members).copied().collect();
        let mut parts: Vec<Part> = groups
            .into_iter()
            .map(|(members, room)| Part::Shares(members, room))
            .collect();
        for (at, number) in numbers.iter().enumerate().filter(|(at, _)| !shares.contains(at)) {
            let (least, most) = bounds(number.field.range);
            parts.push(match number.field.range {
                Range::Finite => Part::Plain(at),
                Range::NotNegative => Part::Positive(at),
                Range::Share | Range::ShareBelowOne | Range::ShareAboveZero => Part::Bounded(at, least, most),
            });
        }
        Self {
            parts,
            given: numbers.iter().map(|number| number.value).collect(),
        }
    }

    /// The point of the values given, or one near them where they lie at an end.
    pub(super) fn start(&self) -> Vec<f64> {
        let mut point = vec![0.0; self.given.len()];
        for part in &self.parts {
            match part {
                Part::Plain(at) => point[*at] = self.given[*at],
                // Nothing leads away from a zero: it starts at one visit, or one unit of money.
                Part::Positive(at) if self.given[*at] <= 0.0 => point[*at] = 0.0,
                Part::Positive(at) => point[*at] = self.given[*at].ln(),
                Part::Bounded(at, low, high) => {
                    let part = (self.given[*at] - low) / (high - low);
                    let part = part.clamp(OFF_THE_END, 1.0 - OFF_THE_END);
                    point[*at] = (part / (1.0 - part)).ln();
                }
                Part::Shares(members, room) => {
                    let sum: f64 = members.iter().map(|&at| self.given[at]).sum();
                    let out = f64::max(1.0 - sum / room, OFF_THE_END);
                    for &at in members {
                        let part = f64::max(self.given[at] / room, OFF_THE_END);
                        point[at] = (part / out).ln();
                    }
                }
            }
        }
        point
    }

    /// The values of the numbers at `point`.
    pub(super) fn values(&self, point: &[f64]) -> Vec<f64> {
        let mut values = vec![0.0; point.len()];
        for part in &self.parts {
            match part {
                Part::Plain(at) => values[*at] = point[*at],
                Part::Positive(at) => values[*at] = point[*at].min(f64::MAX.ln()).exp(),
                Part::Bounded(at, low, high) => {
                    values[*at] = low + (high - low) / (1.0 + (-point[*at]).exp())
                }
                Part::Shares(members, room) => {
                    let most = members.iter().map(|&at| point[at]).fold(0.0, f64::max);
                    let sum = members.iter().map(|&at| (point[at] - most).exp()).sum::<f64>() + (-most).exp();
                    for &at in members {
                        values[at] = room * (point[at] - most).exp() / sum;
                    }
                }
            }
        }
        values
    }

    /// How each value (row) moves with each coordinate (column).
    pub(super) fn slope(&self, point: &[f64]) -> DMatrix<f64> {
        let values = self.values(point);
        let mut slope = DMatrix::zeros(point.len(), point.len());
        for part in &self.parts {
            match part {
                Part::Plain(at) => slope[(*at, *at)] = 1.0,
                Part::Positive(at) => slope[(*at, *at)] = values[*at],
                Part::Bounded(at, low, high) => {
                    slope[(*at, *at)] = (values[*at] - low) * (high - values[*at]) / (high - low);
                }
                Part::Shares(members, room) => {
                    for &row in members {
                        for &column in members {
                            let own = if row == column { 1.0 } else { 0.0 };
                            slope[(row, column)] = values[row] * (own - values[column] / room);
                        }
                    }
                }
            }
        }
        slope
    }
}

/// What is allowed for a number by itself.
pub(super) fn allowed(number: &Uncertain) -> (f64, f64) {
    bounds(number.field.range)
}

/// The free shares of open links, grouped by what they share visitors with, each group with the room that
/// the shares beside it leave.
fn share_groups(map: &Map, numbers: &[Uncertain]) -> Vec<(Vec<usize>, f64)> {
    let mut nodes: BTreeMap<&NodeId, Vec<(usize, BTreeSet<SegmentId>)>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        let Object::Link(id) = &number.path.object else {
            continue;
        };
        if let Some(link) = map.links().get(id)
            && link.open
            && *number.field == field::SHARE
        {
            let segments = segments_of(map, id, &number.path.field);
            nodes.entry(&link.from).or_default().push((at, segments));
        }
    }
    let mut groups = Vec::new();
    for (node, shares) in nodes {
        // Shares that have a segment in common belong together, and so do those that belong to these.
        let mut apart: Vec<(Vec<usize>, BTreeSet<SegmentId>)> = Vec::new();
        for (at, segments) in shares {
            let mut joined = (vec![at], segments);
            apart.retain(|(members, others)| {
                let meets = !others.is_disjoint(&joined.1);
                if meets {
                    joined.0.extend(members);
                    joined.1.extend(others.iter().cloned());
                }
                !meets
            });
            apart.push(joined);
        }
        for (members, segments) in apart {
            let free: BTreeSet<String> = members.iter().map(|&at| numbers[at].path.to_string()).collect();
            let room = segments
                .iter()
                .map(|segment| 1.0 - held(map, node, segment, &free));
            groups.push((members, room.fold(1.0, f64::min).max(OFF_THE_END)));
        }
    }
    groups
}

/// The segments that a number of a link's pull holds for.
fn segments_of(map: &Map, link: &LinkId, field: &str) -> BTreeSet<SegmentId> {
    if let Some(segment) = field.strip_prefix("pull_by/") {
        return [segment.into()].into();
    }
    let own = map.links().get(link).map(|link| &link.pull_by);
    let follows = |segment: &SegmentId| own.is_none_or(|own| !own.contains_key(segment));
    map.segment_ids().into_iter().filter(follows).collect()
}

/// What the shares out of `node` that are not `free` sum to in `segment`.
fn held(map: &Map, node: &NodeId, segment: &SegmentId, free: &BTreeSet<String>) -> f64 {
    let links = map.links().iter();
    let open = links.filter(|(_, link)| link.open && link.from == *node);
    let shares = open.filter(|(id, link)| {
        let field = match link.pull_by.contains_key(segment) {
            true => format!("pull_by/{segment}"),
            false => "pull".to_owned(),
        };
        !free.contains(&Object::Link((*id).clone()).path(&field))
    });
    shares
        .map(|(_, link)| link.pull_for(segment.as_str()).number().value)
        .sum()
}
