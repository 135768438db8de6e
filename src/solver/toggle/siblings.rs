//! The links out of one node.

use std::sync::Arc;

use crate::model::{Link, LinkId};
use crate::solver::Table;
use crate::solver::system::System;

/// The links out of one node, in the order of their ids, which all tables of them share.
pub(super) struct Siblings {
    ids: Arc<[LinkId]>,
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
    pub(super) fn table(&self, toggled: usize, change: impl Fn(usize) -> f64) -> Table<Link, f64> {
        let of = |&edge: &usize| if edge == toggled { 0.0 } else { change(edge) };
        Table::new(self.ids.clone(), self.edges.iter().map(of).collect())
    }
}
