//! The nodes to be laid out and what holds between them, by index.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Point;
use crate::model::{CompanyId, Map, NodeId, NodeKind, Object};

/// Nodes, the company that hosts each, and the links among them: none twice, none from a node to
/// itself.
pub(super) struct Graph {
    pub(super) ids: Vec<NodeId>,
    /// Where each node stands.
    pub(super) at: Vec<Point>,
    /// The host of each node, by a number.
    pub(super) host: Vec<Option<usize>>,
    /// Where on its way to paying a visitor usually comes by: channel, platform, merchant, payment.
    pub(super) stage: Vec<usize>,
    pub(super) edges: Vec<(usize, usize)>,
}

impl Graph {
    /// The selected nodes, or all if none is selected.
    pub(super) fn new(map: &Map, selection: &BTreeSet<Object>) -> Self {
        let selected = selection.iter().filter_map(|object| match object {
            Object::Node(id) => map.nodes().get_key_value(id),
            _ => None,
        });
        let mut nodes: Vec<_> = selected.collect();
        if nodes.is_empty() {
            nodes = map.nodes().iter().collect();
        }
        let index: BTreeMap<&NodeId, usize> = nodes.iter().enumerate().map(|(i, (id, _))| (*id, i)).collect();
        let hosts: BTreeMap<&CompanyId, usize> = map.companies().keys().zip(0..).collect();
        let ends = map.links().values().filter_map(|link| {
            let (from, to) = (*index.get(&link.from)?, *index.get(&link.to)?);
            (from != to).then_some((from, to))
        });
        let edges: BTreeSet<(usize, usize)> = ends.collect();
        let stage = |kind: &NodeKind| match kind {
            NodeKind::Channel { .. } => 0,
            NodeKind::Platform { .. } => 1,
            NodeKind::Merchant { .. } => 2,
            NodeKind::Payment { .. } => 3,
        };
        Self {
            ids: nodes.iter().map(|(id, _)| (*id).clone()).collect(),
            at: nodes
                .iter()
                .map(|(_, node)| super::super::drawable(node.at))
                .collect(),
            host: nodes
                .iter()
                .map(|(_, node)| map.host(node).and_then(|host| hosts.get(host)).copied())
                .collect(),
            stage: nodes.iter().map(|(_, node)| stage(&node.kind)).collect(),
            edges: edges.into_iter().collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// For each node those it is linked with, in either direction, each once.
    pub(super) fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut neighbours = vec![BTreeSet::new(); self.len()];
        for &(from, to) in &self.edges {
            neighbours[from].insert(to);
            neighbours[to].insert(from);
        }
        neighbours
            .into_iter()
            .map(|set| set.into_iter().collect())
            .collect()
    }
}
