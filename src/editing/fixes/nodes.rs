//! Companies and nodes: references to nothing, one number where there are segments, places, numbers.

use super::numbers::of_number;
use super::{Fix, FixKind, delete, fix, moved, shares};
use crate::editing::add::platform_near;
use crate::model::{
    CompanyId, Diagnostic, Edit, Map, Node, NodeId, NodeKind, Number, Object, PerSegment, SegmentId,
};

pub(super) fn of_company(map: &Map, id: &CompanyId, diagnostic: &Diagnostic) -> Vec<Fix> {
    let Some(company) = map.companies().get(id) else {
        return Vec::new();
    };
    if diagnostic.message == "not a colour" {
        let mut company = company.clone();
        company.color = None;
        let edits = vec![Edit::put_company(id.clone(), company)];
        return vec![fix(FixKind::Clear("color".to_owned()), edits)];
    }
    let numbers = company
        .numbers()
        .map(|(field, number)| (field.name, field, number));
    of_number(numbers, diagnostic, |path, number| {
        let mut company = company.clone();
        *company.number_mut(path)? = number;
        Some(Edit::put_company(id.clone(), company))
    })
}

pub(super) fn of_node(map: &Map, id: &NodeId, diagnostic: &Diagnostic) -> Vec<Fix> {
    let Some(node) = map.nodes().get(id) else {
        return Vec::new();
    };
    let field = diagnostic.field.as_str();
    let changed = |kind: FixKind, change: &dyn Fn(&mut Node)| {
        let mut node = node.clone();
        change(&mut node);
        vec![fix(kind, vec![Edit::put_node(id.clone(), node)])]
    };
    let clear = || FixKind::Clear(field.to_owned());
    match diagnostic.message.as_str() {
        "no such company" if field == "owner" => changed(clear(), &|node| node.owner = None),
        "no such company" => changed(clear(), &|node| node.host = None),
        "no such node" | "not a platform" => sells_on(map, id, node),
        "one number where the map has segments" => changed(FixKind::Spread, &|node| spread(map, node)),
        "no such segment" => changed(clear(), &|node| forget_segment(node, field)),
        "a position that cannot be drawn" => moved(map, &Object::Node(id.clone()), node.at),
        "the weight of leaving follows from the shares; the one entered is not used" => {
            changed(clear(), &|node| node.leave = None)
        }
        message if message.starts_with("the shares of its open links sum to more than 1") => {
            shares::scale(map, id)
        }
        message if message.starts_with("shares and weights mixed") => shares::all_shares(map, id),
        message if message.starts_with("closed loop") => shares::let_leave(map, id, node),
        _ => of_number(node.numbers(), diagnostic, |path, number| {
            let mut node = node.clone();
            *node.number_mut(path)? = number;
            Some(Edit::put_node(id.clone(), node))
        }),
    }
}

/// Another platform for a merchant, or none of the merchant.
fn sells_on(map: &Map, id: &NodeId, node: &Node) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let company = node.host.as_ref().or(node.owner.as_ref());
    if let Some(platform) = platform_near(map, node.at, company) {
        let mut node = node.clone();
        if let NodeKind::Merchant { sells_on, .. } = &mut node.kind {
            *sells_on = platform.clone();
        }
        let edits = vec![Edit::put_node(id.clone(), node)];
        fixes.push(fix(FixKind::SellOn(platform.clone()), edits));
    }
    fixes.push(delete(map, Object::Node(id.clone())));
    fixes
}

/// Enters the arrivals of all segments for each alike.
fn spread(map: &Map, node: &mut Node) {
    if let NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } = &mut node.kind
        && let PerSegment::One(number) = &*arrivals
    {
        let segments: Vec<SegmentId> = map.segment_ids();
        let each = match segments.len() {
            1 => number.clone(),
            count => Number::bare(number.value / count as f64),
        };
        *arrivals = PerSegment::By(segments.into_iter().map(|id| (id, each.clone())).collect());
    }
}

/// Takes the entry at `arrivals/SEGMENT` or `ticket/SEGMENT` out.
fn forget_segment(node: &mut Node, field: &str) {
    if let NodeKind::Channel { arrivals: by }
    | NodeKind::Platform { arrivals: by, .. }
    | NodeKind::Merchant { ticket: by, .. } = &mut node.kind
        && let PerSegment::By(by) = by
        && let Some((_, segment)) = field.split_once('/')
    {
        by.remove(segment);
    }
}
