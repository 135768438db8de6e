//! Elimination of the nodes that are not kept: where visits that come to one of them get back to the
//! kept nodes, and what they leave behind on the way.
//!
//! Of a visit to an eliminated node the chances of the next kept node are `(I − P_EE)^{-1} P_EK`, the
//! stochastic complement of the chain (Meyer 1989). They are sums and products of chances only, so
//! that nothing is lost to subtraction.

use super::super::chain::{Chain, Order};
use super::super::choice::Chances;
use super::super::system::System;
use super::tally::{Entry, Tally};

/// What becomes of visits of one segment after they come to some eliminated nodes, or start there.
#[derive(Clone, Debug, Default)]
pub(super) struct Landing {
    /// How many reach which kept node next.
    pub(super) kept: Vec<(usize, f64)>,
    /// How many end before they reach one.
    pub(super) ended: f64,
    /// What they add to the counts before they reach one.
    pub(super) entries: Vec<Entry>,
}

/// The eliminated part of a system.
pub(super) struct Eliminated<'a> {
    system: &'a System,
    tally: &'a Tally,
    is_kept: &'a [bool],
    /// Whether each edge is open and starts at an eliminated node.
    open: Vec<bool>,
    order: Order,
}

impl<'a> Eliminated<'a> {
    /// Of `system`, all nodes but those that are kept, `open` telling which edges of theirs are open.
    pub(super) fn new(system: &'a System, tally: &'a Tally, is_kept: &'a [bool], open: &[bool]) -> Self {
        let starts = system.from.iter().map(|&from| is_kept[from as usize]);
        let open: Vec<bool> = starts.zip(open).map(|(kept, open)| !kept && *open).collect();
        let order = Order::new(&system.graph, &open);
        Self {
            system,
            tally,
            is_kept,
            open,
            order,
        }
    }

    /// Where the arrivals of `segment` land, and where visits to each of `targets`.
    pub(super) fn landings(&self, segment: usize, targets: &[usize]) -> (Landing, Vec<Landing>) {
        let system = self.system;
        let mut chances = Chances::new(system);
        let none = vec![0.0; system.from.len()];
        for node in (0..system.nodes()).filter(|&node| !self.is_kept[node]) {
            chances.choose(system, segment, node, &self.open, &none);
        }
        let chain = Chain::new(&system.graph, &self.order, &chances.edge, &chances.leave);
        let landing = |arrivals: &[f64]| self.land(segment, &chances, &chain.visits(arrivals));
        let mut start = vec![0.0; system.nodes()];
        let of_targets = targets.iter().map(|&target| {
            let mut edges = system.graph.edges_of(target);
            if !edges.any(|edge| chances.edge[edge] > 0.0) {
                return Landing {
                    ended: 1.0,
                    entries: self.tally.leaving(system, target).into_iter().collect(),
                    ..Landing::default()
                };
            }
            start[target] = 1.0;
            let landing = landing(&start);
            start[target] = 0.0;
            landing
        });
        let of_targets = of_targets.collect();
        (landing(&system.arrivals[segment]), of_targets)
    }

    fn land(&self, segment: usize, chances: &Chances, visits: &[f64]) -> Landing {
        let system = self.system;
        let mut landing = Landing::default();
        for (node, &come) in visits.iter().enumerate().filter(|(_, come)| **come > 0.0) {
            if self.is_kept[node] {
                landing.kept.push((node, come));
                continue;
            }
            let left = come * chances.leave[node];
            landing.ended += left;
            let leaving = self.tally.leaving(system, node).filter(|_| left > 0.0);
            let scaled = |by: f64| {
                move |entry: Entry| Entry {
                    value: by * entry.value,
                    ..entry
                }
            };
            landing.entries.extend(leaving.map(scaled(left)));
            for edge in system.graph.edges_of(node) {
                let moved = come * chances.edge[edge];
                if moved > 0.0 {
                    let paid = self.tally.paying(system, segment, edge);
                    landing.entries.extend(paid.into_iter().map(scaled(moved)));
                }
            }
        }
        landing.entries = summed(landing.entries);
        landing
    }
}

/// One entry a count.
fn summed(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.count);
    entries.dedup_by(|next, kept| {
        let same = next.count == kept.count;
        if same {
            kept.value += next.value;
        }
        same
    });
    entries
}
