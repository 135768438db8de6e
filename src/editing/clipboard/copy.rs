//! Part of a map as a map of its own.

use std::collections::BTreeSet;

use crate::model::{CompanyId, Edit, Link, Map, Node, NodeId, NodeKind, Number, Object, PerSegment, Pull};

/// The first line of the note of a part: the lines after it name what is not copied itself.
const MARK: &str = "Part of a map. Named here, but not copied:";

/// What is selected, and what that names, as a map that obeys the rules if `map` does.
pub(super) fn part(map: &Map, selection: &BTreeSet<Object>) -> Map {
    let mut part = Map::new(map.name());
    let (mut companies, mut named) = (BTreeSet::new(), BTreeSet::new());
    let mut edits = vec![Edit::Units(map.units().clone())];
    let selected = |id: &NodeId| selection.contains(&Object::Node(id.clone()));
    for object in selection {
        match object {
            Object::Company(id) => drop(companies.insert(id.clone())),
            Object::Note(id) => edits.push(Edit::Note(id.clone(), map.notes().get(id).cloned())),
            Object::Frame(id) => edits.push(Edit::Frame(id.clone(), map.frames().get(id).cloned())),
            Object::Node(id) => {
                let Some(node) = map.nodes().get(id) else { continue };
                companies.extend(named_by(node));
                if let NodeKind::Merchant { sells_on, .. } = &node.kind {
                    named.insert(sells_on.clone());
                }
                edits.push(Edit::put_node(id.clone(), node.clone()));
            }
            _ => {}
        }
    }
    for (id, link) in map.links() {
        if selected(&link.from) && selected(&link.to) {
            companies.extend(link.gatekeepers.iter().flatten().cloned());
            named.extend(link.payer.clone());
            edits.push(Edit::put_link(id.clone(), alone(map, link, &selected)));
        }
    }
    named.retain(|id| !selected(id));
    let mut note = MARK.to_owned();
    for id in &named {
        let Some(node) = map.nodes().get(id) else { continue };
        companies.extend(named_by(node));
        edits.push(Edit::put_node(id.clone(), without_arrivals(node)));
        note.push('\n');
        note.push_str(id.as_str());
    }
    if !named.is_empty() {
        edits.push(Edit::MapNote(note));
    }
    let known = companies
        .into_iter()
        .filter_map(|id| Some((map.companies().get(&id)?.clone(), id)));
    edits.extend(known.map(|(company, id)| Edit::put_company(id, company)));
    let segments = map.segments().iter();
    edits.extend(segments.map(|(id, segment)| Edit::put_segment(id.clone(), segment.clone())));
    part.apply_all(edits);
    part
}

/// The nodes of a part that it only names: none of them has a link there.
pub(super) fn only_named(part: &Map) -> BTreeSet<NodeId> {
    let mut lines = part.note().lines();
    if lines.next() != Some(MARK) {
        return BTreeSet::new();
    }
    let linked: BTreeSet<&NodeId> = part
        .links()
        .values()
        .flat_map(|link| [&link.from, &link.to])
        .collect();
    lines
        .map(NodeId::from)
        .filter(|id| part.nodes().contains_key(id) && !linked.contains(id))
        .collect()
}

fn named_by(node: &Node) -> impl Iterator<Item = CompanyId> {
    node.owner.clone().into_iter().chain(node.host.clone())
}

fn without_arrivals(node: &Node) -> Node {
    let mut node = node.clone();
    if let NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } = &mut node.kind {
        *arrivals = PerSegment::default();
    }
    node
}

/// A link whose pulls name no link that is left behind.
fn alone(map: &Map, link: &Link, selected: &dyn Fn(&NodeId) -> bool) -> Link {
    let mut link = link.clone();
    for pull in std::iter::once(&mut link.pull).chain(link.pull_by.values_mut()) {
        let Pull::Like(other, factor) = pull else { continue };
        let like = map.links().get(other);
        if !like.is_some_and(|like| selected(&like.from) && selected(&like.to)) {
            let base = match like.map(|like| &like.pull) {
                Some(Pull::Weight(weight)) => weight.value,
                _ => 1.0,
            };
            let product = factor.value * base;
            let weight = if base != 1.0 && product.is_finite() {
                Number::bare(product)
            } else {
                factor.clone()
            };
            *pull = Pull::Weight(weight);
        }
    }
    link
}
