//! Ids are well formed and lead to an object of the right kind.

use std::collections::{BTreeMap, BTreeSet};

use super::enough;
use crate::model::{
    ALL_SEGMENT, CompanyId, Diagnostic, Id, Link, LinkId, Map, NodeId, NodeKind, Object, PerSegment,
};

/// So many wrong entries of one list are told; a list may have millions.
pub(super) const MOST_TOLD: usize = 100;
/// So many ids are named where one of them should stand.
const MOST_NAMED: usize = 8;

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    ids(&map.companies, Object::Company, found);
    ids(&map.segments, Object::Segment, found);
    ids(&map.nodes, Object::Node, found);
    ids(&map.links, Object::Link, found);
    ids(&map.scenarios, Object::Scenario, found);
    ids(&map.notes, Object::Note, found);
    ids(&map.frames, Object::Frame, found);
    for id in map
        .segments
        .keys()
        .filter(|id| super::super::number::is_reserved_segment(id.as_str()))
    {
        found.push(
            Diagnostic::error(Object::Segment(id.clone()), "an id that is a word of Estimate(…)")
                .found(format_args!("{id:?}"))
                .allowed(format!("any but {}", crate::model::ESTIMATE_FIELDS.join(", ")))
                .hint("give the segment another id"),
        );
    }
    // As many as are named.
    let platforms = map
        .nodes
        .iter()
        .filter(|(_, node)| matches!(node.kind, NodeKind::Platform { .. }));
    let platforms: Vec<&NodeId> = platforms.map(|(id, _)| id).take(MOST_NAMED + 1).collect();
    nodes(map, &platforms, found);
    links(map, &platforms, found);
}

fn ids<T, V>(objects: &BTreeMap<Id<T>, V>, object: fn(Id<T>) -> Object, found: &mut Vec<Diagnostic>) {
    for id in objects.keys() {
        if enough(found) {
            return;
        }
        if let Some(problem) = id.problem() {
            found.push(
                Diagnostic::error(object(id.clone()), problem)
                    .found(format_args!("{id:?}"))
                    .allowed("1 to 100 characters without slash, control characters or outer blanks"),
            );
        }
    }
}

fn company(map: &Map, object: Object, field: &str, id: &CompanyId, found: &mut Vec<Diagnostic>) {
    if !map.companies.contains_key(id) {
        found.push(
            Diagnostic::error(object, "no such company")
                .field(field)
                .found(format_args!("{id:?}"))
                .allowed(known("the id of a company", map.companies.keys())),
        );
    }
}

/// Reports a node id that is missing or, where `platforms` are given, none of a platform.
fn node(
    map: &Map,
    object: Object,
    field: &str,
    id: &NodeId,
    platforms: Option<&[&NodeId]>,
    found: &mut Vec<Diagnostic>,
) {
    let (platform, platforms) = (platforms.is_some(), platforms.unwrap_or_default());
    let platforms = || platforms.iter().copied();
    match map.nodes.get(id) {
        None if platform => found.push(
            Diagnostic::error(object, "no such node")
                .field(field)
                .found(format_args!("{id:?}"))
                .allowed(known("the id of a platform", platforms())),
        ),
        None => found.push(
            Diagnostic::error(object, "no such node")
                .field(field)
                .found(format_args!("{id:?}"))
                .allowed(known("the id of a node", map.nodes.keys())),
        ),
        Some(node) if platform && !matches!(node.kind, NodeKind::Platform { .. }) => found.push(
            Diagnostic::error(object, "not a platform")
                .field(field)
                .found(format_args!("{id:?}, a {}", node.kind.name()))
                .allowed(known("the id of a platform", platforms())),
        ),
        Some(_) => {}
    }
}

/// `what`, with the ids there are, if they are few.
pub(super) fn known<'a, T: 'a>(what: &str, ids: impl Iterator<Item = &'a Id<T>>) -> String {
    let ids: Vec<_> = ids.take(MOST_NAMED + 1).map(|id| format!("{id:?}")).collect();
    match ids.len() {
        0 => format!("{what} (there is none)"),
        1..=MOST_NAMED => format!("{what}: {}", ids.join(", ")),
        _ => what.to_owned(),
    }
}

fn nodes(map: &Map, platforms: &[&NodeId], found: &mut Vec<Diagnostic>) {
    for (id, node_) in &map.nodes {
        if enough(found) {
            return;
        }
        let object = || Object::Node(id.clone());
        for (field, reference) in [("owner", &node_.owner), ("host", &node_.host)] {
            if let Some(reference) = reference {
                company(map, object(), field, reference, found);
            }
        }
        match &node_.kind {
            NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } => {
                if matches!(arrivals, PerSegment::One(_)) && !map.segments.is_empty() {
                    found.push(
                        Diagnostic::error(object(), "one number where the map has segments")
                            .field("arrivals")
                            .allowed(known("a map by segment", map.segments.keys())),
                    );
                }
                segments(map, object(), "arrivals", arrivals, found);
            }
            NodeKind::Merchant { sells_on, ticket } => {
                node(map, object(), "sells_on", sells_on, Some(platforms), found);
                segments(map, object(), "ticket", ticket, found);
            }
            NodeKind::Payment { .. } => {}
        }
    }
}

fn segments(map: &Map, object: Object, field: &str, values: &PerSegment, found: &mut Vec<Diagnostic>) {
    let PerSegment::By(by) = values else { return };
    for segment in by.keys() {
        segment_exists(
            map,
            object.clone(),
            &format!("{field}/{segment}"),
            segment.as_str(),
            found,
        );
    }
}

fn segment_exists(map: &Map, object: Object, field: &str, segment: &str, found: &mut Vec<Diagnostic>) {
    let exists = if map.segments.is_empty() {
        segment == ALL_SEGMENT
    } else {
        map.segments.contains_key(segment)
    };
    if !exists {
        found.push(
            Diagnostic::error(object, "no such segment")
                .field(field)
                .found(format_args!("{segment:?}"))
                .allowed(if map.segments.is_empty() {
                    known("the id of a segment", map.segment_ids().iter())
                } else {
                    known("the id of a segment", map.segments.keys())
                }),
        );
    }
}

fn gatekeepers(map: &Map, id: &LinkId, link: &Link, found: &mut Vec<Diagnostic>) {
    let object = || Object::Link(id.clone());
    let before = found.len();
    let mut seen = BTreeSet::new();
    for keeper in link.gatekeepers.iter().flatten() {
        company(map, object(), "gatekeepers", keeper, found);
        if !seen.insert(keeper) {
            found.push(
                Diagnostic::error(object(), "a gatekeeper named twice")
                    .field("gatekeepers")
                    .found(format_args!("{keeper:?}"))
                    .allowed("each company once"),
            );
        }
        if found.len() - before >= MOST_TOLD {
            return;
        }
    }
}

fn links(map: &Map, platforms: &[&NodeId], found: &mut Vec<Diagnostic>) {
    for (id, link) in &map.links {
        if enough(found) {
            return;
        }
        let object = || Object::Link(id.clone());
        node(map, object(), "from", &link.from, None, found);
        node(map, object(), "to", &link.to, None, found);
        gatekeepers(map, id, link, found);
        if let Some(payer) = &link.payer {
            node(map, object(), "payer", payer, Some(platforms), found);
        }
        for segment in link.pull_by.keys() {
            segment_exists(
                map,
                object(),
                &format!("pull_by/{segment}"),
                segment.as_str(),
                found,
            );
        }
        for (field, pull) in link
            .pull_by
            .iter()
            .map(|(segment, pull)| (format!("pull_by/{segment}"), pull))
            .chain([("pull".to_owned(), &link.pull)])
        {
            if let crate::model::Pull::Like(other, _) = pull
                && !map.links.contains_key(other)
            {
                found.push(
                    Diagnostic::error(object(), "no such link")
                        .field(field)
                        .found(format_args!("{other:?}"))
                        .allowed(known("the id of a link", map.links.keys())),
                );
            }
        }
    }
}
