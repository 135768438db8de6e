//! Links join nodes that may be joined, and money that hangs on them has somebody to pay it.

use std::collections::BTreeMap;

use super::enough;
use crate::model::{Diagnostic, Link, LinkId, LinkKind, Map, Node, NodeId, NodeKind, Object};

/// Rates that make up the whole of a sale may sum past it by so much.
const ROUNDING: f64 = 1e-9;

pub(super) fn check(map: &Map, found: &mut Vec<Diagnostic>) {
    let referrals = highest_referrals(map);
    for (id, link) in &map.links {
        if enough(found) {
            return;
        }
        let referral = referrals.get(&link.from).copied().unwrap_or_default();
        ends(map, id, link, referral, found);
        if link.ad_elasticity.value > 0.0 && link.payer.is_none() {
            found.push(
                Diagnostic::error(Object::Link(id.clone()), "ad money with nobody to pay it")
                    .field("payer")
                    .allowed("the platform whose merchants pay for ads on this link"),
            );
        }
        if link.ad_elasticity.value >= 1.0 {
            found.push(
                Diagnostic::warning(
                    Object::Link(id.clone()),
                    "with an elasticity of 1 or more the split of the ad budget is no optimum",
                )
                .field("ad_elasticity")
                .found(link.ad_elasticity.value)
                .allowed("below 1"),
            );
        }
    }
}

fn ends(map: &Map, id: &LinkId, link: &Link, referral: f64, found: &mut Vec<Diagnostic>) {
    let object = || Object::Link(id.clone());
    if link.from == link.to {
        found.push(
            Diagnostic::error(object(), "a link from a node to itself")
                .field("to")
                .found(format_args!("{:?}", link.to))
                .allowed("another node than its start"),
        );
        return;
    }
    let (Some(from), Some(to)) = (map.nodes.get(&link.from), map.nodes.get(&link.to)) else {
        return;
    };
    rates(map, id, from, to, referral, found);
    if from.is_payment() {
        found.push(
            Diagnostic::error(
                object(),
                "a link out of a payment: a visit that reaches it has paid",
            )
            .field("from")
            .found(format_args!("{:?}, a Payment", link.from))
            .allowed("a channel, platform or merchant"),
        );
    } else if to.is_payment() && !matches!(from.kind, NodeKind::Merchant { .. }) {
        found.push(
            Diagnostic::error(
                object(),
                "a link into a payment that does not come from a merchant",
            )
            .field("from")
            .found(format_args!("{:?}, a {}", link.from, from.kind.name()))
            .allowed("a merchant"),
        );
    } else if to.is_payment() != (link.kind == LinkKind::Payment) {
        found.push(
            Diagnostic::warning(object(), "only links into a payment are of kind Payment")
                .field("kind")
                .found(link.kind.name())
                .allowed("Payment where the link leads to a payment, another kind elsewhere"),
        );
    }
}

/// Warns where a sale would cost its merchant more than it brings.
fn rates(map: &Map, id: &LinkId, from: &Node, to: &Node, referral: f64, found: &mut Vec<Diagnostic>) {
    let (NodeKind::Merchant { sells_on, .. }, NodeKind::Payment { fee }) = (&from.kind, &to.kind) else {
        return;
    };
    let Some(NodeKind::Platform {
        commission, ad_rate, ..
    }) = map.nodes.get(sells_on).map(|n| &n.kind)
    else {
        return;
    };
    let sum = commission.value + ad_rate.value + fee.value + referral;
    if sum > 1.0 + ROUNDING {
        found.push(
            Diagnostic::warning(
                Object::Link(id.clone()),
                "commission, ad rate, fee and the highest referral together exceed the sale",
            )
            .found(sum)
            .allowed("at most 1"),
        );
    }
}

/// The highest referral among the links, open or closed, by which a visit can have come to each node;
/// nodes without one are left out.
fn highest_referrals(map: &Map) -> BTreeMap<&NodeId, f64> {
    let mut paid: Vec<&Link> = map
        .links
        .values()
        .filter(|link| link.referral.value > 0.0)
        .collect();
    let mut highest = BTreeMap::new();
    if paid.is_empty() {
        return highest;
    }
    let mut ways: BTreeMap<&NodeId, Vec<&NodeId>> = BTreeMap::new();
    for link in map.links.values() {
        ways.entry(&link.from).or_default().push(&link.to);
    }
    // The highest first, so that each node is come to once.
    paid.sort_by(|a, b| b.referral.value.total_cmp(&a.referral.value));
    for link in paid {
        let mut ahead = vec![&link.to];
        while let Some(node) = ahead.pop() {
            if !highest.contains_key(node) {
                highest.insert(node, link.referral.value);
                ahead.extend(ways.get(node).into_iter().flatten());
            }
        }
    }
    highest
}
