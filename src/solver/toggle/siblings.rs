//! The links out of one node.

use std::sync::Arc;

use crate::model::LinkId;
use crate::solver::system::System;

/// The links out of one node, in the order of their ids.
pub(super) struct Siblings {
    /// Shared by all tables of them.
    pub(super) ids: Arc<[LinkId]>,
    edges: Vec<usize>,
}

impl Siblings {
    pub(super) fn new(system: &System, node: usize) -> Self {
        let mut edges: Vec<usize> = system.graph.edges_of(node).collect();
        edges.sort_unstable_by_key(|&edge| system.link_of[edge]);
        Self {
            ids: edges.iter().map(|&edge| system.link_id(edge).clone()).collect(),
            edges,
        }
    }

    /// What changes on each of them when `toggled` is: 0 on that one itself.
    pub(super) fn others(&self, toggled: usize, change: impl Fn(usize) -> f64) -> impl Iterator<Item = f64> {
        let of = move |&edge: &usize| if edge == toggled { 0.0 } else { change(edge) };
        self.edges.iter().map(of)
    }
}
