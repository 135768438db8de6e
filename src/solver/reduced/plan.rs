//! Which nodes are kept, in the order of flow, and how visits get from one to the next.

use std::ops::Range;

use super::super::chain::{Graph, Order};
use super::super::system::System;
use super::landing::{Eliminated, Landing};
use super::tally::{Entry, Tally};

/// Where an edge leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// To a kept node.
    Kept(usize),
    /// To an eliminated node, by its place among the targets.
    Target(usize),
}

/// An edge out of a kept node that is open or can be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) edge: usize,
    /// The toggled link that it is, if it is one.
    pub(super) toggle: Option<usize>,
    pub(super) end: End,
}

/// Kept nodes that may lie on common cycles, by their places.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) nodes: Range<usize>,
    /// Whether visits may come back to where they were. Without, there is one node.
    pub(super) is_cyclic: bool,
}

/// The kept part of a system, for all segments. Kept nodes are counted in the order of flow.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The node at each place.
    pub(super) nodes: Vec<usize>,
    pub(super) ways: Vec<Way>,
    /// First way out of each kept node, and one past the last.
    first: Vec<usize>,
    pub(super) blocks: Vec<Block>,
    /// Eliminated nodes that ways lead to.
    pub(super) targets: Vec<usize>,
    /// By segment.
    pub(super) streams: Vec<Stream>,
}

/// How visits of one segment get from kept nodes to kept nodes, and what they add on the way.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    pub(super) segment: usize,
    /// Whether any visit can come to each kept node.
    pub(super) is_reached: Vec<bool>,
    /// Visits that come to each kept node without having met another.
    pub(super) arrivals: Vec<f64>,
    /// What they have added by then.
    pub(super) entries: Vec<Entry>,
    /// Of visits to each target, where they land: the first of `landings`, and one past the last.
    first_landing: Vec<usize>,
    landings: Vec<(u32, f64)>,
    /// Of visits to each target, how many end before they land.
    pub(super) ended: Vec<f64>,
    /// What each visit adds to the counts that leaves a kept node.
    pub(super) of_leaving: Vec<(u32, Entry)>,
    /// What each visit adds that takes a way.
    pub(super) of_ways: Vec<(u32, Entry)>,
    /// What each visit adds that comes to a target.
    pub(super) of_targets: Vec<(u32, Entry)>,
}

impl Plan {
    /// Keeps the nodes of `system` that `is_kept` says. `toggles` are the edges that may be open or
    /// not; of the others, `open` are. `is_reached` tells by segment which nodes a visit can come to.
    pub(super) fn new(
        system: &System,
        tally: &Tally,
        is_kept: &[bool],
        open: &[bool],
        toggles: &[usize],
        is_reached: &[Vec<bool>],
    ) -> Self {
        let mut toggle_of = vec![None; open.len()];
        for (toggle, &edge) in toggles.iter().enumerate() {
            if let Some(slot) = toggle_of.get_mut(edge) {
                *slot = Some(toggle);
            }
        }
        let ways_of = |node: usize| {
            let edges = system.graph.edges_of(node);
            edges.filter(|&edge| open[edge] || toggle_of[edge].is_some())
        };
        let kept: Vec<usize> = (0..system.nodes()).filter(|&node| is_kept[node]).collect();
        let mut target_of = vec![None; system.nodes()];
        let mut targets = Vec::new();
        for &node in &kept {
            for to in ways_of(node).map(|edge| system.graph.to(edge) as usize) {
                if !is_kept[to] && target_of[to].is_none() {
                    target_of[to] = Some(targets.len());
                    targets.push(to);
                }
            }
        }
        let segments: Vec<usize> = (0..system.segments())
            .filter(|&segment| is_reached[segment].contains(&true))
            .collect();
        let eliminated = Eliminated::new(system, tally, is_kept, open);
        let landings: Vec<(Landing, Vec<Landing>)> = segments
            .iter()
            .map(|&segment| eliminated.landings(segment, &targets))
            .collect();

        // Arcs from kept node to kept node, by any way and in any segment.
        let mut place = vec![0usize; system.nodes()];
        for (at, &node) in kept.iter().enumerate() {
            place[node] = at;
        }
        let mut arcs: Vec<(u32, u32)> = Vec::new();
        for (at, &node) in kept.iter().enumerate() {
            for to in ways_of(node).map(|edge| system.graph.to(edge) as usize) {
                match target_of[to] {
                    None => arcs.push((at as u32, place[to] as u32)),
                    Some(target) => {
                        let all = landings.iter().flat_map(|(_, targets)| &targets[target].kept);
                        arcs.extend(all.map(|&(to, _)| (at as u32, place[to] as u32)));
                    }
                }
            }
        }
        arcs.sort_unstable();
        arcs.dedup();
        let order = Order::new(&Graph::new(kept.len(), &arcs), &vec![true; arcs.len()]);
        let mut nodes = Vec::with_capacity(kept.len());
        let mut blocks = Vec::new();
        for component in order.components() {
            let start = nodes.len();
            nodes.extend(component.iter().map(|&at| kept[at as usize]));
            let returns = arcs.binary_search(&(component[0], component[0])).is_ok();
            blocks.push(Block {
                nodes: start..nodes.len(),
                is_cyclic: component.len() > 1 || returns,
            });
        }
        for (at, &node) in nodes.iter().enumerate() {
            place[node] = at;
        }
        let (mut ways, mut first) = (Vec::new(), vec![0]);
        for &node in &nodes {
            ways.extend(ways_of(node).map(|edge| {
                let to = system.graph.to(edge) as usize;
                Way {
                    edge,
                    toggle: toggle_of[edge],
                    end: target_of[to].map_or(End::Kept(place[to]), End::Target),
                }
            }));
            first.push(ways.len());
        }
        let streams = segments
            .iter()
            .zip(landings)
            .map(|(&segment, (arrivals, of_targets))| {
                let mut stream = Stream::new(&place, nodes.len(), segment, arrivals, of_targets);
                stream.is_reached = nodes.iter().map(|&node| is_reached[segment][node]).collect();
                for (at, &node) in nodes.iter().enumerate() {
                    let leaving = tally.leaving(system, node).into_iter();
                    stream.of_leaving.extend(leaving.map(|entry| (at as u32, entry)));
                }
                for (at, way) in ways.iter().enumerate() {
                    let paid = tally.paying(system, segment, way.edge).into_iter();
                    stream.of_ways.extend(paid.map(|entry| (at as u32, entry)));
                }
                stream
            })
            .collect();
        Self {
            nodes,
            ways,
            first,
            blocks,
            targets,
            streams,
        }
    }

    /// The ways out of the kept node at `place`.
    pub(super) fn ways_of(&self, place: usize) -> Range<usize> {
        self.first[place]..self.first[place + 1]
    }
}

impl Stream {
    fn new(
        place: &[usize],
        kept: usize,
        segment: usize,
        arrivals: Landing,
        of_targets: Vec<Landing>,
    ) -> Self {
        let mut stream = Self {
            segment,
            is_reached: Vec::new(),
            arrivals: vec![0.0; kept],
            entries: arrivals.entries,
            first_landing: vec![0],
            landings: Vec::new(),
            ended: Vec::new(),
            of_leaving: Vec::new(),
            of_ways: Vec::new(),
            of_targets: Vec::new(),
        };
        for (node, come) in arrivals.kept {
            stream.arrivals[place[node]] = come;
        }
        for (target, landing) in of_targets.into_iter().enumerate() {
            let kept = landing.kept.into_iter();
            stream
                .landings
                .extend(kept.map(|(node, part)| (place[node] as u32, part)));
            stream.first_landing.push(stream.landings.len());
            stream.ended.push(landing.ended);
            let entries = landing.entries.into_iter();
            stream
                .of_targets
                .extend(entries.map(|entry| (target as u32, entry)));
        }
        stream
    }

    /// Of visits to `target`, how many reach which kept node next.
    pub(super) fn landings(&self, target: usize) -> &[(u32, f64)] {
        &self.landings[self.first_landing[target]..self.first_landing[target + 1]]
    }
}
