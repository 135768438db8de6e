//! Where visits start: what the source says, else what is assumed so that the whole network is reached.

use std::collections::HashSet;

use super::build::Build;
use super::kinds::Kind;
use super::nodes::{assumed, each_segment};
use super::remark::{Remark, count, quoted};
use super::words::Role;
use crate::model::{Edit, Node, NodeKind, PerSegment};

/// Visits that are assumed to start at a node, where no column says.
const ASSUMED_ARRIVALS: f64 = 1000.0;
/// So many nodes are named before the rest is counted.
const MOST_NAMED: usize = 8;

/// Lets visits start where nothing leads to, if the source has no word on where they do, and in each ring
/// that nothing leads into at the node that leads to most.
pub(super) fn assume(build: &mut Build<'_>) {
    let says = |(column, role): (&String, &Role)| {
        let mut cells = build.table.nodes.iter().filter_map(|node| node.cells.get(column));
        *role == Role::Number("arrivals") && cells.any(|cell| build.node_number(column, cell).is_some())
    };
    if build.reading.node_columns.iter().any(says) {
        return;
    }
    let outside: Vec<usize> = (0..build.nodes.len())
        .filter(|at| !build.senders.contains_key(at) && kind(build, *at) == Some(Kind::Channel))
        .collect();
    let assumed = outside.iter().filter(|at| put(build, **at)).count();
    if assumed > 0 {
        build.remarks.push(Remark::new(
            count(assumed, "channel"),
            "no column says how many visits start here",
            format!("{ASSUMED_ARRIVALS} assumed at each that no link leads to"),
        ));
    }
    let rings = Network::of(build).unreached(&outside, |at| {
        matches!(kind(build, at), Some(Kind::Channel | Kind::Platform))
    });
    let mut names: Vec<String> = Vec::new();
    for at in rings {
        if put(build, at) {
            let node = build.nodes.get(at).and_then(|id| build.map.nodes().get(id));
            names.extend(node.map(|node| quoted(&node.name)));
        }
    }
    if !names.is_empty() {
        let more = match names.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = names
            .iter()
            .take(MOST_NAMED)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        build.remarks.push(
            Remark::new(
                count(names.len(), "node"),
                "no column says where visits start, and nothing would be visited without these",
                format!("{ASSUMED_ARRIVALS} assumed at each, as it leads to most"),
            )
            .found(format!("{shown}{more}")),
        );
    }
}

fn kind(build: &Build<'_>, at: usize) -> Option<Kind> {
    build.reading.nodes.get(at).map(|node| node.kind)
}

/// Lets visits start at a node; whether they can.
fn put(build: &mut Build<'_>, at: usize) -> bool {
    let Some(id) = build.nodes.get(at).cloned() else {
        return false;
    };
    let Some(mut node) = build.map.nodes().get(&id).cloned() else {
        return false;
    };
    let (NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. }) = &mut node.kind else {
        return false;
    };
    *arrivals = match each_segment(&build.map, ASSUMED_ARRIVALS) {
        PerSegment::One(number) => PerSegment::One(assumed(number.value)),
        PerSegment::By(by) => {
            let by = by
                .into_iter()
                .map(|(segment, number)| (segment, assumed(number.value)));
            PerSegment::By(by.collect())
        }
    };
    build.map.apply(Edit::put_node(id, node));
    true
}

/// Says that no visit starts anywhere, where the source has it so.
pub(super) fn tell(build: &mut Build<'_>) {
    let starts = |node: &Node| match node.arrivals() {
        Some(PerSegment::One(number)) => number.value > 0.0,
        Some(PerSegment::By(by)) => by.values().any(|number| number.value > 0.0),
        None => false,
    };
    if !build.map.links().is_empty() && !build.map.nodes().values().any(starts) {
        build.remarks.push(Remark::new(
            "map",
            "no visits start anywhere, so that every result is 0",
            "left so: enter where they start",
        ));
    }
}

/// Who leads to whom.
struct Network {
    to: Vec<Vec<usize>>,
    from: Vec<Vec<usize>>,
}

impl Network {
    fn of(build: &Build<'_>) -> Self {
        let mut network = Self {
            to: vec![Vec::new(); build.nodes.len()],
            from: vec![Vec::new(); build.nodes.len()],
        };
        for (to, senders) in &build.senders {
            for from in senders {
                if let Some(ends) = network.to.get_mut(*from) {
                    ends.push(*to);
                }
            }
            if let Some(starts) = network.from.get_mut(*to) {
                starts.clone_from(senders);
            }
        }
        for ends in &mut network.to {
            ends.sort_unstable();
        }
        network
    }

    /// Marks what can be reached from `start`.
    fn reach(&self, start: usize, reached: &mut [bool]) {
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if let Some(mark) = reached.get_mut(at).filter(|mark| !**mark) {
                *mark = true;
                open.extend(self.to.get(at).into_iter().flatten());
            }
        }
    }

    /// The nodes to start at, besides `starts`, so that all that lead anywhere are reached: one of each ring
    /// that nothing unreached leads into, that which leads to most of those where visits `can` start.
    fn unreached(&self, starts: &[usize], can: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut reached = vec![false; self.to.len()];
        for start in starts {
            self.reach(*start, &mut reached);
        }
        let mut found = Vec::new();
        // In this order whoever comes first of what is left is in a ring that nothing else left leads into.
        for at in self.last_finished_first() {
            let leads = self.to.get(at).is_some_and(|ends| !ends.is_empty());
            if !leads || reached.get(at).copied().unwrap_or(true) {
                continue;
            }
            let ring = self.behind(at, &reached);
            let most = ring
                .into_iter()
                .filter(|at| can(*at))
                .max_by_key(|at| (self.to.get(*at).map_or(0, Vec::len), std::cmp::Reverse(*at)));
            if let Some(start) = most {
                found.push(start);
            }
            self.reach(most.unwrap_or(at), &mut reached);
        }
        found
    }

    /// What leads to `end` among what is not reached.
    fn behind(&self, end: usize, reached: &[bool]) -> HashSet<usize> {
        let mut found = HashSet::new();
        let mut open = vec![end];
        while let Some(at) = open.pop() {
            if !reached.get(at).copied().unwrap_or(true) && found.insert(at) {
                open.extend(self.from.get(at).into_iter().flatten());
            }
        }
        found
    }

    fn last_finished_first(&self) -> Vec<usize> {
        let mut seen = vec![false; self.to.len()];
        let mut finished = Vec::with_capacity(self.to.len());
        for root in 0..self.to.len() {
            let mut open = vec![(root, 0)];
            while let Some((at, next)) = open.pop() {
                if next == 0 && std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                match self.to.get(at).and_then(|ends| ends.get(next)) {
                    Some(end) => {
                        open.push((at, next + 1));
                        open.push((*end, 0));
                    }
                    None => finished.push(at),
                }
            }
        }
        finished.reverse();
        finished
    }
}
