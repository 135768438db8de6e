//! The platforms that merchants sell on: every merchant has one.

use super::build::Build;
use super::kinds::Kind;
use super::nodes::subject;
use super::remark::{Remark, quoted};
use super::words::Role;
use crate::model::{Edit, Node, NodeId, NodeKind, Number, PerSegment};

/// The platform on which a merchant sells that nothing else tells.
pub(super) fn default_platform(build: &mut Build<'_>) -> Option<NodeId> {
    let of = |kind: Kind| build.reading.nodes.iter().position(|node| node.kind == kind);
    let merchant = of(Kind::Merchant)?;
    if let Some(platform) = of(Kind::Platform) {
        return build.nodes.get(platform).cloned();
    }
    let id = NodeId::from(build.node_ids.slug("platform", "platform"));
    let kind = NodeKind::Platform {
        arrivals: PerSegment::default(),
        commission: Number::bare(0.0),
        ad_rate: Number::bare(0.0),
    };
    let mut node = Node::new("Platform", kind);
    node.note = "Assumed on import: merchants sell on a platform, and the source has none.".to_owned();
    build.map.apply(Edit::put_node(id.clone(), node));
    let place = build
        .table
        .nodes
        .get(merchant)
        .map_or("", |node| node.place.as_str());
    build.remarks.push(
        Remark::new(
            "merchants",
            "no platform to sell on",
            format!("added the node {id:?}, on which they sell"),
        )
        .at(place),
    );
    Some(id)
}

/// The platform whose books the sales of a merchant are in: the one stated, else one that leads to
/// it, else one of its owner, else the first.
pub(super) fn sells_on(build: &mut Build<'_>, at: usize, default: Option<&NodeId>) -> NodeId {
    let (table, reading) = (build.table, build.reading);
    let fallback = || default.cloned().unwrap_or_else(|| NodeId::from("platform"));
    let Some(raw) = table.nodes.get(at) else {
        return fallback();
    };
    let is_platform = |at: &usize| {
        reading
            .nodes
            .get(*at)
            .is_some_and(|node| node.kind == Kind::Platform)
    };
    let stated = reading.node(&raw.cells, &Role::SellsOn);
    let found = stated.and_then(|name| build.ends.find(name)).filter(&is_platform);
    if let Some(id) = found.and_then(|at| build.nodes.get(at)) {
        return id.clone();
    }
    let senders: Vec<usize> = build
        .senders
        .get(&at)
        .into_iter()
        .flatten()
        .copied()
        .filter(&is_platform)
        .collect();
    let owner = reading.nodes.get(at).and_then(|node| node.owner.as_ref());
    let is_own = |at: &&usize| {
        owner.is_some() && reading.nodes.get(**at).and_then(|node| node.owner.as_ref()) == owner
    };
    let own = || {
        owner
            .and_then(|owner| build.platforms.get(owner.as_str()))
            .copied()
    };
    let chosen = senders
        .iter()
        .find(is_own)
        .or(senders.first())
        .copied()
        .or_else(own);
    let id = chosen.and_then(|at| build.nodes.get(at)).cloned();
    let certain = senders.len() == 1 || (chosen.is_none() && build.platform_count == 1);
    let id = id.unwrap_or_else(fallback);
    if let Some(stated) = stated {
        build.remarks.push(
            Remark::new(
                format!("{}, sells_on", subject(raw)),
                "no such platform",
                format!("taken to sell on {id:?}"),
            )
            .at(&raw.place)
            .found(quoted(stated)),
        );
    } else if !certain {
        build.remarks.push(
            Remark::new(
                subject(raw),
                "no single platform leads to this merchant",
                format!("taken to sell on {id:?}"),
            )
            .at(&raw.place),
        );
    }
    id
}
