//! One field of many objects at once.

use catchment::editing::{NewNode, multi};
use catchment::model::{Edit, LinkKind, Map, NodeKind, Number, Object, Pull, Scenario};

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::{link, node, sound, these};

fn shop() -> Map {
    Build::new()
        .company("acme")
        .node("feed", channel(100.0), |_| {})
        .node("shop", platform(20.0, 0.1, 0.2), |_| {})
        .node("mall", platform(0.0, 0.3, 0.2), |_| {})
        .node("sellers", merchant("shop", 50.0), |_| {})
        .node("wallet", payment(0.01), |_| {})
        .share("feed", "shop", 0.6)
        .take_up("feed", "mall", 0.4)
        .take_up("feed", "sellers", 0.4)
        .share("shop", "sellers", 0.5)
        .share("sellers", "wallet", 0.9)
        .0
}

#[test]
fn a_number_is_set_where_there_is_one() {
    let map = shop();
    let all = these([
        node("feed"),
        node("shop"),
        node("mall"),
        node("sellers"),
        node("wallet"),
        node("gone"),
    ]);
    let after = sound(&map, multi::set_number(&map, &all, "commission", &0.3.into()));
    let commission = |id: &str| match &after.nodes()[id].kind {
        NodeKind::Platform { commission, .. } => commission.value,
        _ => panic!(),
    };
    assert_eq!((commission("shop"), commission("mall")), (0.3, 0.3));
    assert_eq!(after.nodes()["feed"], map.nodes()["feed"]);
    let leave = sound(&map, multi::set_number(&map, &all, "leave", &2.0.into()));
    assert!(leave.nodes()["shop"].leave.is_some() && leave.nodes()["wallet"].leave.is_none());
    for (path, value) in [
        ("commission", 1.5),
        ("commission", f64::NAN),
        ("arrivals/gone", 1.0),
        ("no such", 1.0),
    ] {
        assert_eq!(
            multi::set_number(&map, &all, path, &Number::bare(value)),
            [],
            "{path} {value}"
        );
    }
    let companies = these([Object::Company("acme".into())]);
    let after = sound(
        &map,
        multi::set_number(&map, &companies, "visit_value", &0.5.into()),
    );
    assert_eq!(after.companies()["acme"].visit_value, 0.5.into());
    let links = these([link("feed-shop"), link("shop-sellers"), link("feed-mall")]);
    let after = sound(&map, multi::set_number(&map, &links, "pull", &0.25.into()));
    assert_eq!(after.links()["feed-shop"].pull, Pull::Share(0.25.into()));
    assert_eq!(after.links()["feed-mall"].pull, Pull::TakeUp(0.25.into()));
}

#[test]
fn owners_hosts_gatekeepers_and_groups_are_set() {
    let map = shop();
    let nodes = these([node("feed"), node("shop")]);
    let acme = "acme".into();
    let after = sound(&map, multi::set_owner(&map, &nodes, Some(&acme)));
    assert_eq!(after.nodes()["shop"].owner, Some(acme.clone()));
    assert_eq!(multi::set_owner(&after, &nodes, Some(&acme)), []);
    let after = sound(&after, multi::set_host(&after, &nodes, Some(&acme)));
    assert_eq!(after.nodes()["feed"].host, Some(acme.clone()));
    let links = these([link("feed-shop"), link("feed-mall")]);
    let after = sound(&after, multi::set_gatekeepers(&after, &links, Some(&[acme])));
    let after = sound(&after, multi::set_group(&after, &links, Some("apps")));
    assert_eq!(after.links()["feed-mall"].group.as_deref(), Some("apps"));
    let after = sound(&after, multi::set_gatekeepers(&after, &links, None));
    assert_eq!(after.links()["feed-mall"].gatekeepers, None);
    let after = sound(
        &after,
        multi::set_sells_on(&after, &these([node("sellers"), node("feed")]), &"mall".into()),
    );
    assert_eq!(after.nodes()["sellers"].kind, merchant("mall", 50.0));
    assert_eq!(
        multi::set_sells_on(&after, &these([node("sellers")]), &"wallet".into()),
        []
    );
}

#[test]
fn the_kind_of_links_into_payments_stays() {
    let map = shop();
    let links = these([link("feed-shop"), link("sellers-wallet")]);
    let after = sound(&map, multi::set_link_kind(&map, &links, LinkKind::Search));
    assert_eq!(after.links()["feed-shop"].kind, LinkKind::Search);
    assert_eq!(after.links()["sellers-wallet"].kind, LinkKind::Payment);
    assert_eq!(
        multi::set_link_kind(&map, &these([link("feed-shop")]), LinkKind::Payment),
        []
    );
}

#[test]
fn links_are_opened_together_within_what_is_left() {
    let map = shop();
    let links = these([link("feed-mall"), link("feed-sellers")]);
    let after = sound(&map, multi::set_open(&map, &links, true));
    let share = |id: &str| after.links()[id].pull.number().value;
    assert!(share("feed-mall") > 0.0 && share("feed-sellers") > 0.0);
    assert!(share("feed-shop") + share("feed-mall") + share("feed-sellers") < 1.0);
    let after = sound(&after, multi::set_open(&after, &links, false));
    assert!(after.links().values().filter(|link| !link.open).count() == 2);
}

#[test]
fn a_payer_comes_and_goes_with_its_elasticity() {
    let map = shop();
    let links = these([link("feed-shop")]);
    let after = sound(&map, multi::set_payer(&map, &links, Some(&"shop".into())));
    let after = sound(
        &after,
        multi::set_number(&after, &links, "ad_elasticity", &0.2.into()),
    );
    let after = sound(&after, multi::set_payer(&after, &links, None));
    assert_eq!(after.links()["feed-shop"].ad_elasticity, 0.0.into());
    assert_eq!(multi::set_payer(&map, &links, Some(&"feed".into())), []);
}

#[test]
fn nodes_change_their_kind_where_their_links_allow_it() {
    let mut map = shop();
    let mut scenario = Scenario::default();
    scenario
        .set
        .insert("nodes/mall/commission".to_owned(), 0.1.into());
    map.apply(Edit::put_scenario("s", scenario));
    let all = these([
        node("feed"),
        node("shop"),
        node("mall"),
        node("sellers"),
        node("wallet"),
    ]);
    let after = sound(&map, multi::set_node_kind(&map, &all, NewNode::Channel));
    let kinds = |map: &Map| {
        map.nodes()
            .values()
            .map(|node| node.kind.name())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&map),
        ["Channel", "Platform", "Merchant", "Platform", "Payment"]
    );
    // The sellers' platform stays one, and so do the sellers, who lead into a payment.
    assert_eq!(
        kinds(&after),
        ["Channel", "Channel", "Merchant", "Platform", "Channel"]
    );
    assert!(after.scenarios()["s"].set.is_empty());
    assert_eq!(after.links()["sellers-wallet"].kind, LinkKind::Jump);
    let after = sound(
        &map,
        multi::set_node_kind(&map, &these([node("feed")]), NewNode::Platform),
    );
    assert_eq!(after.nodes()["feed"].arrivals(), map.nodes()["feed"].arrivals());
}
