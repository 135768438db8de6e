//! What may be done, asked before it is done: which links are legal, and why not.

use crate::model::rules::MAX_NODES;
use crate::model::{Link, LinkId, Map, Node, NodeId, NodeKind};

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// Where it starts.
    From,
    /// Where it leads.
    To,
}

/// Why something cannot be done. The window has its own words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Refusal {
    /// The node is not on the map.
    #[error("there is no such node")]
    NoSuchNode,
    /// The link is not on the map.
    #[error("there is no such link")]
    NoSuchLink,
    /// A link from a node to itself.
    #[error("a link needs two different nodes")]
    ToItself,
    /// A link out of a payment.
    #[error("nothing leads out of a payment: a visit that reaches it has paid")]
    OutOfPayment,
    /// A link into a payment that does not come from a merchant.
    #[error("only merchants lead into a payment: orders are placed there")]
    IntoPayment,
    /// A merchant on a map without a platform.
    #[error("a merchant sells on a platform, and there is none yet")]
    NoPlatform,
    /// A platform that merchants sell on, or whose merchants pay for ads, made something else.
    #[error("merchants sell there, or ads are paid from there: it must stay a platform")]
    PlatformInUse,
    /// More nodes than a map may have.
    #[error("the map has as many nodes as it may have")]
    TooManyNodes,
}

/// Whether a link from `from` to `to` would be legal. Links in a circle and several links between
/// the same two nodes are.
///
/// # Errors
/// Why it would not.
pub fn may_link(map: &Map, from: &NodeId, to: &NodeId) -> Result<(), Refusal> {
    let node = |id: &NodeId| map.nodes().get(id).ok_or(Refusal::NoSuchNode);
    let (start, end) = (node(from)?, node(to)?);
    if from == to {
        Err(Refusal::ToItself)
    } else if start.is_payment() {
        Err(Refusal::OutOfPayment)
    } else if end.is_payment() && !is_merchant(start) {
        Err(Refusal::IntoPayment)
    } else {
        Ok(())
    }
}

/// Whether `end` of `link` may be moved to `node`.
///
/// # Errors
/// Why it may not.
pub fn may_reconnect(map: &Map, link: &LinkId, end: End, node: &NodeId) -> Result<(), Refusal> {
    let link = map.links().get(link).ok_or(Refusal::NoSuchLink)?;
    let (from, to) = moved(link, end, node);
    may_link(map, &from, &to)
}

/// The ends of `link` with one of them moved.
pub(super) fn moved(link: &Link, end: End, node: &NodeId) -> (NodeId, NodeId) {
    match end {
        End::From => (node.clone(), link.to.clone()),
        End::To => (link.from.clone(), node.clone()),
    }
}

/// Whether `more` nodes fit on the map.
pub(super) fn may_add_nodes(map: &Map, more: usize) -> Result<(), Refusal> {
    if map.nodes().len() + more > MAX_NODES {
        Err(Refusal::TooManyNodes)
    } else {
        Ok(())
    }
}

pub(super) fn is_merchant(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Merchant { .. })
}

pub(super) fn is_platform(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Platform { .. })
}
