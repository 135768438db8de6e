//! Loops that nobody who enters could ever leave, as shares that sum to 1 all round make them: such a map has
//! no steady state.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Build;
use super::pulls::GO_ON;
use super::remark::{Remark, count, quoted};
use super::words::Role;
use crate::model::{Edit, LinkId, Map, NodeId, Pull};

/// Shares that miss 1 by less leave nobody.
const NOBODY: f64 = 1e-9;
/// So many nodes are named before the rest is counted.
const MOST_NAMED: usize = 8;

/// Lets some visitors leave at the nodes of such loops; in an export of this program, which has the shares
/// that somebody entered, it is only said.
pub(super) fn open(build: &mut Build<'_>) {
    let closed = closed(&build.map);
    if closed.is_empty() {
        return;
    }
    let own = build
        .reading
        .link_columns
        .values()
        .any(|role| *role == Role::PullKind);
    let names: Vec<String> = closed
        .iter()
        .take(MOST_NAMED)
        .map(|id| {
            build
                .map
                .nodes()
                .get(id)
                .map_or_else(|| quoted(id.as_str()), |node| quoted(&node.name))
        })
        .collect();
    let more = match closed.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if !own {
        let links: Vec<LinkId> = build
            .map
            .links()
            .iter()
            .filter(|(_, link)| link.open && closed.contains(&link.from))
            .map(|(id, _)| id.clone())
            .collect();
        for id in links {
            let Some(mut link) = build.map.links().get(&id).cloned() else {
                continue;
            };
            if let Pull::Share(share) = &mut link.pull {
                *share = share.with_value(share.value * GO_ON);
            }
            build.map.apply(Edit::put_link(id, link));
        }
    }
    build.remarks.push(
        Remark::new(
            count(closed.len(), "node"),
            "the shares of their links sum to 100 % all round a loop, which nobody who enters could leave",
            if own {
                "left as it is: the map has no steady state".to_owned()
            } else {
                format!("scaled so that {:.0} % go on at each", GO_ON * 100.0)
            },
        )
        .found(format!("{}{more}", names.join(", "))),
    );
}

/// The nodes that nobody who comes there can leave.
fn closed(map: &Map) -> BTreeSet<NodeId> {
    let mut shares: BTreeMap<&NodeId, f64> = BTreeMap::new();
    let mut from: BTreeMap<&NodeId, Vec<&NodeId>> = BTreeMap::new();
    for link in map.links().values().filter(|link| link.open) {
        let share = match &link.pull {
            Pull::Share(share) => share.value,
            // Beside weights there is one of leaving.
            _ => f64::NEG_INFINITY,
        };
        *shares.entry(&link.from).or_default() += share;
        if share != 0.0 {
            from.entry(&link.to).or_default().push(&link.from);
        }
    }
    let leaves = |id: &NodeId| shares.get(id).is_none_or(|sum| *sum < 1.0 - NOBODY);
    let mut open: Vec<&NodeId> = map.nodes().keys().filter(|id| leaves(id)).collect();
    let mut ends: BTreeSet<&NodeId> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        for start in from.get(id).into_iter().flatten() {
            if ends.insert(start) {
                open.push(start);
            }
        }
    }
    let mut closed: BTreeSet<&NodeId> = map.nodes().keys().filter(|id| !ends.contains(id)).collect();
    // What only leads into a loop is no part of it: once the loop lets visitors leave, so does that.
    let inner = map
        .links()
        .values()
        .filter(|link| link.open && closed.contains(&link.from));
    let mut to: BTreeMap<&NodeId, Vec<&NodeId>> = BTreeMap::new();
    let mut into: BTreeMap<&NodeId, usize> = BTreeMap::new();
    for link in inner {
        to.entry(&link.from).or_default().push(&link.to);
        *into.entry(&link.to).or_default() += 1;
    }
    let mut outside: Vec<&NodeId> = closed
        .iter()
        .filter(|id| !into.contains_key(**id))
        .copied()
        .collect();
    while let Some(id) = outside.pop() {
        closed.remove(id);
        for end in to.get(id).into_iter().flatten() {
            let left = into.entry(end).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                outside.push(end);
            }
        }
    }
    closed.into_iter().cloned().collect()
}
