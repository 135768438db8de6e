//! Making a node another kind of node.

use catchment::editing::kind::set_kind;
use catchment::editing::{NewNode, Refusal};
use catchment::model::{LinkKind, Map, Node, NodeKind, Number, PerSegment, Scenario};

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::sound;

fn market() -> Map {
    Build::new()
        .node("feed", channel(100.0), |_| {})
        .node("shop", platform(30.0, 0.01, 0.02), |_| {})
        .node("portal", platform(30.0, 0.01, 0.02), |_| {})
        .node("sellers", merchant("shop", 1.0), |_| {})
        .node("agents", channel(5.0), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .share("feed", "portal", 0.4)
        .share("shop", "sellers", 0.5)
        .share("sellers", "agents", 0.1)
        .share("sellers", "wallet", 0.9)
        .0
}

#[test]
fn arrivals_stay_and_fields_of_the_old_kind_go_with_what_scenarios_say_of_them() {
    let mut map = market();
    let mut scenario = Scenario::default();
    for field in ["commission", "arrivals", "novelty"] {
        let path = format!("nodes/portal/{field}");
        scenario.set.insert(path, Number::bare(0.5));
    }
    map.apply_all([catchment::model::Edit::put_scenario("dearer", scenario)]);
    let edits = set_kind(&map, &"portal".into(), NewNode::Channel).unwrap();
    let after = sound(&map, edits);
    let kind = &after.nodes()["portal"].kind;
    let arrivals = PerSegment::One(Number::bare(30.0));
    assert_eq!(*kind, NodeKind::Channel { arrivals });
    let left: Vec<_> = after.scenarios()["dearer"].set.keys().collect();
    assert_eq!(left, ["nodes/portal/arrivals", "nodes/portal/novelty"]);
}

#[test]
fn links_into_what_becomes_a_payment_become_payments() {
    let map = market();
    let edits = set_kind(&map, &"agents".into(), NewNode::Payment).unwrap();
    let after = sound(&map, edits);
    assert_eq!(after.links()["sellers-agents"].kind, LinkKind::Payment);
    let edits = set_kind(&after, &"agents".into(), NewNode::Channel).unwrap();
    let back = sound(&after, edits);
    assert_eq!(back.links()["sellers-agents"].kind, LinkKind::Jump);
}

#[test]
fn a_merchant_sells_on_the_nearest_platform_and_has_the_novelty_of_merchants() {
    let map = market();
    let edits = set_kind(&map, &"agents".into(), NewNode::Merchant).unwrap();
    let agents: Node = sound(&map, edits).nodes()["agents"].clone();
    assert!(matches!(agents.kind, NodeKind::Merchant { .. }), "{agents:?}");
    assert_eq!(agents.novelty, Number::bare(0.2));
}

#[test]
fn what_links_or_merchants_need_is_refused() {
    let map = market();
    let refused = |node: &str, kind| set_kind(&map, &node.into(), kind).err();
    assert_eq!(refused("shop", NewNode::Channel), Some(Refusal::PlatformInUse));
    assert_eq!(refused("feed", NewNode::Payment), Some(Refusal::OutOfPayment));
    assert_eq!(refused("portal", NewNode::Payment), Some(Refusal::IntoPayment));
    assert_eq!(refused("sellers", NewNode::Platform), Some(Refusal::IntoPayment));
    assert_eq!(refused("nowhere", NewNode::Channel), Some(Refusal::NoSuchNode));
    assert_eq!(refused("feed", NewNode::Channel), None);
}
