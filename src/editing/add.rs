//! New objects: nodes, links, companies, segments, notes and frames.

use super::legal::{self, Refusal, is_merchant, is_platform};
use super::pull::{FIRST_PAYMENT_SHARE, NEW_SHARE, Scale, Siblings};
use super::{Point, drawable, fresh};
use crate::model::{
    Company, CompanyId, Edit, Frame, Link, LinkKind, Map, Node, NodeId, NodeKind, Note, Number, Object,
    PerSegment, Scenario,
};

/// A new object.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// The object.
    pub object: Object,
    /// What puts it on the map.
    pub edits: Vec<Edit>,
}

/// The kinds of node that can be added, in the order of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum NewNode {
    Channel,
    Platform,
    Merchant,
    Payment,
}

impl NewNode {
    /// Every kind, in the order of the palette.
    pub const ALL: [Self; 4] = [Self::Channel, Self::Platform, Self::Merchant, Self::Payment];

    /// The kind of `node`.
    pub fn of(node: &Node) -> Self {
        match node.kind {
            NodeKind::Channel { .. } => Self::Channel,
            NodeKind::Platform { .. } => Self::Platform,
            NodeKind::Merchant { .. } => Self::Merchant,
            NodeKind::Payment { .. } => Self::Payment,
        }
    }
}

/// A node called `name` (or `name 2`…) with its middle at `at`, in the hands of `company`.
///
/// A merchant sells on the nearest platform that the company hosts, else owns, else on the nearest
/// of all, and is hosted by the company. Numbers are left for the person to enter: arrivals and
/// ticket are empty, rates are zero.
///
/// # Errors
/// That the map is full, or that there is no platform a merchant could sell on.
pub fn node(
    map: &Map,
    kind: NewNode,
    name: &str,
    at: Point,
    company: Option<&CompanyId>,
) -> Result<Added, Refusal> {
    legal::may_add_nodes(map, 1)?;
    let at = drawable(at);
    let company = company.filter(|id| map.companies().contains_key(*id));
    let kind = blank(map, kind, at, company)?;
    let mut node = Node::new(fresh::node_name(map, name), kind);
    node.at = at;
    if is_merchant(&node) {
        // Its sellers are many: hosted by the company, owned by nobody.
        node.host = company.filter(|id| map.host(&node) != Some(*id)).cloned();
    } else {
        node.owner = company.cloned();
    }
    let id = fresh::id(map.nodes(), &node.name, "node");
    Ok(Added {
        object: Object::Node(id.clone()),
        edits: vec![Edit::put_node(id, node)],
    })
}

/// What a node of that kind is before any number of it is entered.
pub(super) fn blank(
    map: &Map,
    kind: NewNode,
    at: Point,
    company: Option<&CompanyId>,
) -> Result<NodeKind, Refusal> {
    Ok(match kind {
        NewNode::Channel => NodeKind::Channel {
            arrivals: PerSegment::default(),
        },
        NewNode::Platform => NodeKind::Platform {
            arrivals: PerSegment::default(),
            commission: Number::bare(0.0),
            ad_rate: Number::bare(0.0),
        },
        NewNode::Merchant => NodeKind::Merchant {
            sells_on: platform_near(map, at, company)
                .cloned()
                .ok_or(Refusal::NoPlatform)?,
            ticket: PerSegment::default(),
        },
        NewNode::Payment => NodeKind::Payment {
            fee: Number::bare(0.0),
        },
    })
}

/// The nearest platform that `company` hosts, else owns, else the nearest of all.
pub(super) fn platform_near<'a>(map: &'a Map, at: Point, company: Option<&CompanyId>) -> Option<&'a NodeId> {
    let distance = |node: &Node| (node.at.0 - at.0).hypot(node.at.1 - at.1);
    let nearest = |fits: &dyn Fn(&Node) -> bool| {
        map.nodes()
            .iter()
            .filter(|(_, node)| is_platform(node) && fits(node))
            .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)))
            .map(|(id, _)| id)
    };
    company
        .and_then(|company| {
            nearest(&|node| map.host(node) == Some(company))
                .or_else(|| nearest(&|node| node.owner.as_ref() == Some(company)))
        })
        .or_else(|| nearest(&|_| true))
}

/// An open link of the kind that its ends suggest, with a pull that leaves today's figures legal:
/// a small share of the visitors at `from`, taken from those who leave; where weights are entered
/// there, the least of them.
///
/// # Errors
/// Why such a link is not legal.
pub fn link(map: &Map, from: &NodeId, to: &NodeId) -> Result<Added, Refusal> {
    legal::may_link(map, from, to)?;
    let mut link = Link::new(from.clone(), to.clone(), kind(map, from, to));
    let siblings = Siblings::new(map, from, None);
    let first = |segment: &crate::model::SegmentId| siblings.scale(segment.as_str()) == Scale::None;
    let pays = link.kind == LinkKind::Payment && map.segment_ids().iter().all(first);
    (link.pull, link.pull_by) = siblings.pulls(if pays { FIRST_PAYMENT_SHARE } else { NEW_SHARE });
    let id = fresh::id(map.links(), &format!("{from}-{to}"), "link");
    Ok(Added {
        object: Object::Link(id.clone()),
        edits: vec![Edit::put_link(id, link)],
    })
}

/// As [`link`], but of the kind `wanted`, if one is and the ends allow it: what leads into a payment
/// is of kind Payment, and nothing else is.
///
/// # Errors
/// Why such a link is not legal.
pub fn link_of_kind(
    map: &Map,
    from: &NodeId,
    to: &NodeId,
    wanted: Option<LinkKind>,
) -> Result<Added, Refusal> {
    let mut added = link(map, from, to)?;
    let pays = map.nodes().get(to).is_some_and(Node::is_payment);
    let fitting = wanted.filter(|kind| (*kind == LinkKind::Payment) == pays);
    if let (Some(kind), [Edit::Link(_, Some(link))]) = (fitting, &mut added.edits[..]) {
        link.kind = kind;
    }
    Ok(added)
}

/// The kind of link that two ends suggest: a payment into a payment, direct from a platform to its
/// own merchant, else a jump.
pub fn kind(map: &Map, from: &NodeId, to: &NodeId) -> LinkKind {
    let to_kind = map.nodes().get(to).map(|node| &node.kind);
    match to_kind {
        Some(NodeKind::Payment { .. }) => LinkKind::Payment,
        Some(NodeKind::Merchant { sells_on, .. }) if sells_on == from => LinkKind::Direct,
        _ => LinkKind::Jump,
    }
}

/// A company called `name` (or `name 2`…), without traffic or nodes yet.
pub fn company(map: &Map, name: &str, color: Option<String>) -> Added {
    let company = Company {
        name: fresh::company_name(map, name),
        color,
        ..Company::default()
    };
    let id = fresh::id(map.companies(), &company.name, "company");
    Added {
        object: Object::Company(id.clone()),
        edits: vec![Edit::put_company(id, company)],
    }
}

/// A scenario called `name` (or `name 2`…).
pub fn scenario(map: &Map, name: &str, scenario: Scenario) -> Added {
    let scenario = Scenario {
        name: fresh::scenario_name(map, name),
        ..scenario
    };
    let id = fresh::id(map.scenarios(), &scenario.name, "scenario");
    Added {
        object: Object::Scenario(id.clone()),
        edits: vec![Edit::put_scenario(id, scenario)],
    }
}

/// A note with its top left corner at `at`.
pub fn note(map: &Map, text: &str, at: Point) -> Added {
    let id = fresh::id(map.notes(), "", "note");
    let note = Note {
        text: text.to_owned(),
        at: drawable(at),
    };
    Added {
        object: Object::Note(id.clone()),
        edits: vec![Edit::Note(id, Some(note))],
    }
}

/// A frame between two opposite corners.
pub fn frame(map: &Map, title: &str, corner: Point, opposite: Point) -> Added {
    let (a, b) = (drawable(corner), drawable(opposite));
    let frame = Frame {
        title: title.to_owned(),
        at: (a.0.min(b.0), a.1.min(b.1)),
        size: drawable(((a.0 - b.0).abs(), (a.1 - b.1).abs())),
    };
    let id = fresh::id(map.frames(), title, "frame");
    Added {
        object: Object::Frame(id.clone()),
        edits: vec![Edit::Frame(id, Some(frame))],
    }
}
