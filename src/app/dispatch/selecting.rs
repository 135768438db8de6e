//! What is asked of the selection.

use std::collections::BTreeSet;
use std::mem::discriminant;

use crate::app::state::State;
use crate::model::{CompanyId, LinkKind, Map, NodeId, NodeKind, Object};

/// Everything on the canvas.
pub(super) fn everything(map: &Map) -> BTreeSet<Object> {
    let mut all = BTreeSet::new();
    all.extend(map.nodes().keys().cloned().map(Object::Node));
    all.extend(map.links().keys().cloned().map(Object::Link));
    all.extend(map.notes().keys().cloned().map(Object::Note));
    all.extend(map.frames().keys().cloned().map(Object::Frame));
    all
}

impl State {
    /// The companies that the selection speaks of: those in it, the hosts of its nodes and of the
    /// nodes where its links start.
    pub(in crate::app) fn selected_companies(&self) -> BTreeSet<CompanyId> {
        let map = self.map();
        let host = |id: &NodeId| map.nodes().get(id).and_then(|node| map.host(node)).cloned();
        let company = |object: &Object| match object {
            Object::Company(id) => Some(id.clone()),
            Object::Node(id) => host(id),
            Object::Link(id) => map.links().get(id).and_then(|link| host(&link.from)),
            _ => None,
        };
        self.selection.iter().filter_map(company).collect()
    }

    /// All nodes that the companies of the selection host, and the links among them.
    pub(super) fn of_companies(&self) -> BTreeSet<Object> {
        let map = self.map();
        let companies = self.selected_companies();
        let hosted = |id: &NodeId| {
            let host = map.nodes().get(id).and_then(|node| map.host(node));
            host.is_some_and(|host| companies.contains(host))
        };
        let nodes = map.nodes().keys().filter(|id| hosted(id));
        let links = map.links().iter();
        let links = links.filter(|(_, link)| hosted(&link.from) && hosted(&link.to));
        let nodes = nodes.cloned().map(Object::Node);
        nodes
            .chain(links.map(|(id, _)| Object::Link(id.clone())))
            .collect()
    }

    /// All nodes of the kinds of the nodes selected, all links of the kinds of the links selected.
    pub(super) fn of_kinds(&self) -> BTreeSet<Object> {
        let map = self.map();
        let mut nodes: Vec<&NodeKind> = Vec::new();
        let mut links: BTreeSet<LinkKind> = BTreeSet::new();
        for object in &self.selection {
            match object {
                Object::Node(id) => nodes.extend(map.nodes().get(id).map(|node| &node.kind)),
                Object::Link(id) => links.extend(map.links().get(id).map(|link| link.kind)),
                _ => {}
            }
        }
        let alike = |kind: &NodeKind| {
            nodes
                .iter()
                .any(|other| discriminant(*other) == discriminant(kind))
        };
        let of_nodes = map.nodes().iter().filter(|(_, node)| alike(&node.kind));
        let of_links = map.links().iter().filter(|(_, link)| links.contains(&link.kind));
        let of_nodes = of_nodes.map(|(id, _)| Object::Node(id.clone()));
        of_nodes
            .chain(of_links.map(|(id, _)| Object::Link(id.clone())))
            .collect()
    }
}
