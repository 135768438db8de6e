//! Putting part of a map onto a map.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fresh::Fresh;
use super::super::legal::is_platform;
use super::super::places::{bounds, places};
use super::super::{Pasted, Point, drawable};
use super::Spot;
use super::copy::only_named;
use super::segments::translated;
use crate::model::rules::MAX_NODES;
use crate::model::{
    Company, CompanyId, Diagnostic, Edit, Frame, Id, Link, LinkId, Map, Node, NodeId, NodeKind, Note, Object,
    Pull,
};

/// The new id of each object of the part.
struct Ids {
    companies: BTreeMap<CompanyId, CompanyId>,
    nodes: BTreeMap<NodeId, NodeId>,
    links: BTreeMap<LinkId, LinkId>,
    /// Nodes that are not pasted, since the map has them.
    there: BTreeSet<NodeId>,
}

pub(super) fn paste(map: &Map, part: &Map, spot: Spot) -> Result<Pasted, Vec<Diagnostic>> {
    let part = &translated(part, map);
    let ids = Ids::new(map, part);
    let nodes = part.nodes().len() - ids.there.len();
    if map.nodes().len() + nodes > MAX_NODES {
        return Err(vec![
            Diagnostic::error(Object::Map, "too many nodes")
                .field("nodes")
                .found(map.nodes().len() + nodes)
                .allowed(format!("at most {MAX_NODES}")),
        ]);
    }
    let offset = offset(part, &ids, spot);
    let moved = |at: Point| drawable((at.0 + offset.0, at.1 + offset.1));
    let mut pasted = Pasted::default();
    pasted.companies(map, part, &ids);
    let mut names = Fresh::name(map.nodes().values().map(|node| node.name.as_str()));
    for (id, node) in part.nodes().iter().filter(|(id, _)| !ids.there.contains(*id)) {
        let mut node = ids.node(node);
        (node.name, node.at) = (names.next(&node.name), moved(node.at));
        let id = ids.nodes[id].clone();
        pasted.objects.insert(Object::Node(id.clone()));
        pasted.edits.push(Edit::put_node(id, node));
    }
    for (id, link) in part.links() {
        let id = ids.links[id].clone();
        pasted.objects.insert(Object::Link(id.clone()));
        pasted.edits.push(Edit::put_link(id, ids.link(link)));
    }
    let mut fresh = Fresh::id(map.notes());
    for (id, note) in part.notes() {
        let id: Id<Note> = fresh.next(id.as_str()).into();
        let (text, at) = (note.text.clone(), moved(note.at));
        pasted.objects.insert(Object::Note(id.clone()));
        pasted.edits.push(Edit::Note(id, Some(Note { text, at })));
    }
    let mut fresh = Fresh::id(map.frames());
    for (id, frame) in part.frames() {
        let id: Id<Frame> = fresh.next(id.as_str()).into();
        let at = moved(frame.at);
        pasted.objects.insert(Object::Frame(id.clone()));
        pasted
            .edits
            .push(Edit::Frame(id, Some(Frame { at, ..frame.clone() })));
    }
    Ok(pasted)
}

/// How far the part is moved.
fn offset(part: &Map, ids: &Ids, spot: Spot) -> Point {
    let at = match spot {
        Spot::Offset(offset) => return offset,
        Spot::At(at) => at,
    };
    let nodes = part.nodes().keys().filter(|id| !ids.there.contains(*id));
    let mut all: BTreeSet<Object> = nodes.cloned().map(Object::Node).collect();
    all.extend(part.notes().keys().cloned().map(Object::Note));
    all.extend(part.frames().keys().cloned().map(Object::Frame));
    let Some((low, high)) = bounds(&places(part, &all)) else {
        return (0.0, 0.0);
    };
    let middle = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
    (at.0 - middle.0, at.1 - middle.1)
}

impl Pasted {
    /// The companies of the part that the map lacks.
    fn companies(&mut self, map: &Map, part: &Map, ids: &Ids) {
        let mut names = Fresh::name(map.companies().values().map(|company| company.name.as_str()));
        for (id, company) in part.companies() {
            let new = &ids.companies[id];
            if !map.companies().contains_key(new) {
                let name = names.next(&company.name);
                self.edits.push(Edit::put_company(
                    new.clone(),
                    Company {
                        name,
                        ..company.clone()
                    },
                ));
            }
        }
    }
}

impl Ids {
    fn new(map: &Map, part: &Map) -> Self {
        let mut fresh = Fresh::id(map.companies());
        let companies = part.companies().iter().map(|(id, company)| {
            let same = map
                .companies()
                .get(id)
                .is_some_and(|there| there.name == company.name);
            (
                id.clone(),
                if same {
                    id.clone()
                } else {
                    fresh.next(id.as_str()).into()
                },
            )
        });
        let companies = companies.collect();
        let mut there = only_named(part);
        there.retain(|id| map.nodes().get(id).is_some_and(is_platform));
        let mut fresh = Fresh::id(map.nodes());
        let nodes = part.nodes().keys().map(|id| {
            let same = there.contains(id);
            (
                id.clone(),
                if same {
                    id.clone()
                } else {
                    fresh.next(id.as_str()).into()
                },
            )
        });
        let nodes = nodes.collect();
        let mut fresh = Fresh::id(map.links());
        let links = part.links().keys();
        let links = links
            .map(|id| (id.clone(), fresh.next(id.as_str()).into()))
            .collect();
        Self {
            companies,
            nodes,
            links,
            there,
        }
    }

    fn node(&self, node: &Node) -> Node {
        let mut node = node.clone();
        for company in [&mut node.owner, &mut node.host].into_iter().flatten() {
            renamed(&self.companies, company);
        }
        if let NodeKind::Merchant { sells_on, .. } = &mut node.kind {
            renamed(&self.nodes, sells_on);
        }
        node
    }

    fn link(&self, link: &Link) -> Link {
        let mut link = link.clone();
        renamed(&self.nodes, &mut link.from);
        renamed(&self.nodes, &mut link.to);
        if let Some(payer) = &mut link.payer {
            renamed(&self.nodes, payer);
        }
        for company in link.gatekeepers.iter_mut().flatten() {
            renamed(&self.companies, company);
        }
        for pull in std::iter::once(&mut link.pull).chain(link.pull_by.values_mut()) {
            if let Pull::Like(other, _) = pull {
                renamed(&self.links, other);
            }
        }
        link
    }
}

/// Gives what names `id` its new id. What is named nowhere in the part stays as it is.
fn renamed<T>(new: &BTreeMap<Id<T>, Id<T>>, id: &mut Id<T>) {
    if let Some(new) = new.get(id) {
        *id = new.clone();
    }
}
