//! Diagrams of flows from left to right, whose bands are as wide as what flows (Sankey diagrams), on
//! graphs that may have cycles.
//!
//! [`levels`] puts the nodes into columns such that little flows backwards, [`gather`] joins the small
//! nodes of a crowded column, [`place`] gives nodes and bands their places. Nothing here draws.

mod gather;
mod levels;
mod place;

pub(super) use gather::{Drawn, gather};
pub(super) use levels::levels;
pub(super) use place::{Band, Bar, Chart, most_nodes, place};

/// A graph with flows on it: the nodes are numbered from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Graph {
    /// What starts and what ends at each node, beside what the flows bring and take.
    pub(super) nodes: Vec<Ends>,
    /// The flows, at most one from one node to another.
    pub(super) flows: Vec<Flow>,
}

/// What starts and what ends at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ends {
    pub(super) starts: f64,
    pub(super) ends: f64,
}

/// A flow between two different nodes, above zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Flow {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) value: f64,
}

impl Graph {
    /// What comes to each node and what goes on from it.
    fn sums(&self) -> Vec<(f64, f64)> {
        let mut sums: Vec<_> = self.nodes.iter().map(|ends| (ends.starts, ends.ends)).collect();
        for flow in &self.flows {
            sums[flow.to].0 += flow.value;
            sums[flow.from].1 += flow.value;
        }
        sums
    }

    /// What passes each node: the larger of what comes and what goes.
    fn throughputs(&self) -> Vec<f64> {
        self.sums().into_iter().map(|(come, go)| come.max(go)).collect()
    }
}
