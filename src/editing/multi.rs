//! One field of many objects at once, as the inspector shows it for a selection.
//!
//! Each function leaves out the objects that have no such field, that may not have such a value, or
//! that have it already.

use std::collections::BTreeSet;

use super::legal::{self, is_platform};
use super::{NewNode, add, changes, open};
use crate::model::{
    CompanyId, Edit, Link, LinkId, LinkKind, Map, Node, NodeId, NodeKind, Number, NumberPath, Object,
    PerSegment,
};

/// Sets the number at `path` below each object (`commission`, `arrivals/micro`, `pull`).
///
/// As if it were typed into each: several links out of one node may then have shares that sum to
/// more than one, which the rules report.
pub fn set_number(map: &Map, selection: &BTreeSet<Object>, path: &str, number: &Number) -> Vec<Edit> {
    let edits = selection.iter().filter_map(|object| match object {
        Object::Company(id) => {
            let mut company = map.companies().get(id)?.clone();
            *company.number_mut(path)? = number.clone();
            let (field, _) = company
                .numbers()
                .into_iter()
                .find(|(field, _)| field.name == path)?;
            field
                .range
                .holds(number.value)
                .then(|| Edit::put_company(id.clone(), company))
        }
        Object::Node(id) => {
            let mut node = map.nodes().get(id)?.clone();
            *node.number_mut(path)? = number.clone();
            let fits = fits(node.numbers(), path, number.value) && has_segment(map, path);
            (fits && !is_one_for_segments(map, &node)).then(|| Edit::put_node(id.clone(), node))
        }
        Object::Link(id) => {
            let mut link = map.links().get(id)?.clone();
            *link.number_mut(path)? = number.clone();
            let fits = fits(link.numbers(), path, number.value) && has_segment(map, path);
            fits.then(|| Edit::put_link(id.clone(), link))
        }
        _ => None,
    });
    changes(map, edits.collect())
}

type Numbers<'a> = Vec<(
    std::borrow::Cow<'static, str>,
    &'static crate::model::field::Field,
    &'a Number,
)>;

fn fits(numbers: Numbers<'_>, path: &str, value: f64) -> bool {
    let mut numbers = numbers.into_iter();
    numbers.any(|(at, field, _)| at == path && field.range.holds(value))
}

fn has_segment(map: &Map, path: &str) -> bool {
    match path.split_once('/') {
        Some((_, segment)) => map.segment_ids().iter().any(|id| id.as_str() == segment),
        None => true,
    }
}

/// Whether a node has one number of arrivals where the map wants one by segment.
fn is_one_for_segments(map: &Map, node: &Node) -> bool {
    !map.segments().is_empty() && matches!(node.arrivals(), Some(PerSegment::One(_)))
}

/// Changes each selected node with `change`.
pub fn nodes(map: &Map, selection: &BTreeSet<Object>, change: impl Fn(&NodeId, &mut Node)) -> Vec<Edit> {
    let edits = selection.iter().filter_map(|object| match object {
        Object::Node(id) => {
            let mut node = map.nodes().get(id)?.clone();
            change(id, &mut node);
            Some(Edit::put_node(id.clone(), node))
        }
        _ => None,
    });
    changes(map, edits.collect())
}

/// Changes each selected link with `change`.
pub fn links(map: &Map, selection: &BTreeSet<Object>, change: impl Fn(&LinkId, &mut Link)) -> Vec<Edit> {
    let edits = selection.iter().filter_map(|object| match object {
        Object::Link(id) => {
            let mut link = map.links().get(id)?.clone();
            change(id, &mut link);
            Some(Edit::put_link(id.clone(), link))
        }
        _ => None,
    });
    changes(map, edits.collect())
}

/// Makes `owner` the owner of each node.
pub fn set_owner(map: &Map, selection: &BTreeSet<Object>, owner: Option<&CompanyId>) -> Vec<Edit> {
    nodes(map, selection, |_, node| node.owner = owner.cloned())
}

/// Makes `host` the host of each node.
pub fn set_host(map: &Map, selection: &BTreeSet<Object>, host: Option<&CompanyId>) -> Vec<Edit> {
    nodes(map, selection, |_, node| node.host = host.cloned())
}

/// Makes each merchant sell on `platform`.
pub fn set_sells_on(map: &Map, selection: &BTreeSet<Object>, platform: &NodeId) -> Vec<Edit> {
    if !map.nodes().get(platform).is_some_and(is_platform) {
        return Vec::new();
    }
    nodes(map, selection, |_, node| {
        if let NodeKind::Merchant { sells_on, .. } = &mut node.kind {
            *sells_on = platform.clone();
        }
    })
}

/// Makes each link one of `kind`, except that exactly links into a payment are of kind Payment.
pub fn set_link_kind(map: &Map, selection: &BTreeSet<Object>, kind: LinkKind) -> Vec<Edit> {
    links(map, selection, |_, link| {
        let pays = map.nodes().get(&link.to).is_some_and(Node::is_payment);
        if pays == (kind == LinkKind::Payment) {
            link.kind = kind;
        }
    })
}

/// Opens or closes each link today, as [`open::set_open`] does one.
pub fn set_open(map: &Map, selection: &BTreeSet<Object>, is_open: bool) -> Vec<Edit> {
    // One after another: how much is left for a link depends on those opened before it.
    let mut after = map.clone();
    let mut edits = Vec::new();
    for object in selection {
        if let Object::Link(id) = object {
            let more = open::set_open(&after, id, is_open);
            after.apply_all(more.clone());
            edits.extend(more);
        }
    }
    edits
}

/// Names who must agree before each link opens; `None` leaves it to the owner of its start.
pub fn set_gatekeepers(map: &Map, selection: &BTreeSet<Object>, keepers: Option<&[CompanyId]>) -> Vec<Edit> {
    links(map, selection, |_, link| {
        link.gatekeepers = keepers.map(<[CompanyId]>::to_vec)
    })
}

/// Puts each link into the group of close substitutes called `group`.
pub fn set_group(map: &Map, selection: &BTreeSet<Object>, group: Option<&str>) -> Vec<Edit> {
    links(map, selection, |_, link| link.group = group.map(str::to_owned))
}

/// Makes the merchants of `payer` pay for ads on each link. Without a payer nobody pays, and the
/// elasticity is zero.
pub fn set_payer(map: &Map, selection: &BTreeSet<Object>, payer: Option<&NodeId>) -> Vec<Edit> {
    if payer.is_some_and(|payer| !map.nodes().get(payer).is_some_and(is_platform)) {
        return Vec::new();
    }
    links(map, selection, |_, link| {
        link.payer = payer.cloned();
        if payer.is_none() {
            link.ad_elasticity = Number::bare(0.0);
        }
    })
}

/// Turns each node into one of `kind`, keeping what both kinds have. Nodes that would then have
/// links or merchants they may not have are left out.
pub fn set_node_kind(map: &Map, selection: &BTreeSet<Object>, kind: NewNode) -> Vec<Edit> {
    let mut after = map.clone();
    let mut edits = Vec::new();
    for object in selection {
        let Object::Node(id) = object else { continue };
        let Some(node) = after.nodes().get(id) else {
            continue;
        };
        let Some(new_kind) = converted(&after, id, node, kind) else {
            continue;
        };
        let mut new = Node {
            kind: new_kind,
            ..node.clone()
        };
        if new.is_payment() {
            // Nobody chooses at a payment, and the file keeps no such numbers for it.
            let plain = Node::new("", new.kind.clone());
            (new.leave, new.novelty) = (None, plain.novelty);
            (new.network_effect, new.habit_years) = (plain.network_effect, plain.habit_years);
        }
        let mut step = without_lost_numbers(&after, id, &new);
        step.insert(0, Edit::put_node(id.clone(), new));
        let back = after.apply_all(step.clone());
        if is_refused(&after, id) {
            after.apply_all(back);
        } else {
            let links = payments_by_kind(&after, id);
            after.apply_all(links.clone());
            edits.extend(step.into_iter().chain(links));
        }
    }
    edits
}

/// The edits that make links into the node `id` be of kind Payment exactly if it is one.
fn payments_by_kind(map: &Map, id: &NodeId) -> Vec<Edit> {
    let pays = map.nodes().get(id).is_some_and(Node::is_payment);
    let wrong = |link: &Link| link.to == *id && (link.kind == LinkKind::Payment) != pays;
    let links = map.links().iter().filter(|(_, link)| wrong(link));
    let mended = links.map(|(id, link)| {
        let kind = add::kind(map, &link.from, &link.to);
        Edit::put_link(id.clone(), Link { kind, ..link.clone() })
    });
    mended.collect()
}

/// The edits that take numbers of the node `id` out of scenarios which it has no more as `new`.
fn without_lost_numbers(map: &Map, id: &NodeId, new: &Node) -> Vec<Edit> {
    let stays = |path: &str| match NumberPath::parse(path) {
        Some(NumberPath { object, field }) if object == Object::Node(id.clone()) => {
            new.clone().number_mut(&field).is_some()
        }
        _ => true,
    };
    let scenarios = map.scenarios().iter().map(|(id, scenario)| {
        let mut scenario = scenario.clone();
        scenario.set.retain(|path, _| stays(path));
        Edit::put_scenario(id.clone(), scenario)
    });
    changes(map, scenarios.collect())
}

fn converted(map: &Map, id: &NodeId, node: &Node, kind: NewNode) -> Option<NodeKind> {
    if NewNode::of(node) == kind {
        return None;
    }
    let arrivals = node.arrivals().cloned().unwrap_or_default();
    let zero = || Number::bare(0.0);
    Some(match kind {
        NewNode::Channel => NodeKind::Channel { arrivals },
        NewNode::Platform => NodeKind::Platform {
            arrivals,
            commission: zero(),
            ad_rate: zero(),
        },
        NewNode::Merchant => NodeKind::Merchant {
            sells_on: add::platform_near(map, node.at, map.host(node))
                .filter(|platform| *platform != id)?
                .clone(),
            ticket: PerSegment::default(),
        },
        NewNode::Payment => NodeKind::Payment { fee: zero() },
    })
}

/// Whether what names the node `id` may not name one of its kind.
fn is_refused(map: &Map, id: &NodeId) -> bool {
    let platform = map.nodes().get(id).is_some_and(is_platform);
    let named = map.nodes().values().any(|node| match &node.kind {
        NodeKind::Merchant { sells_on, .. } => sells_on == id,
        _ => false,
    });
    let pays = map.links().values().any(|link| link.payer.as_ref() == Some(id));
    let mut links = map
        .links()
        .values()
        .filter(|link| link.from == *id || link.to == *id);
    (named || pays) && !platform || links.any(|link| legal::may_link(map, &link.from, &link.to).is_err())
}
