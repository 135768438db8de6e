//! New nodes, links and the rest.

use catchment::editing::{NewNode, Refusal, add};
use catchment::model::{Link, LinkKind, Map, NodeKind, Pull};

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::{node, sound};

fn two_companies() -> Map {
    Build::new()
        .company("a")
        .company("b")
        .node("pa", platform(0.0, 0.0, 0.0), |n| {
            n.owner = Some("a".into());
            n.at = (100.0, 0.0);
        })
        .node("pb", platform(0.0, 0.0, 0.0), |n| {
            n.owner = Some("b".into());
            n.host = Some("a".into());
            n.at = (10.0, 0.0);
        })
        .0
}

fn added_link(map: &Map, from: &str, to: &str) -> Link {
    let added = add::link(map, &from.into(), &to.into()).unwrap();
    let after = sound(map, added.edits);
    assert_eq!(after.links().len(), map.links().len() + 1);
    let id = after.links().keys().find(|id| !map.links().contains_key(*id));
    after.links()[id.unwrap()].clone()
}

#[test]
fn a_node_belongs_to_the_company_where_it_is_put() {
    let map = two_companies();
    let added = add::node(
        &map,
        NewNode::Channel,
        "WeChat Pay",
        (3.0, 4.0),
        Some(&"a".into()),
    )
    .unwrap();
    assert_eq!(added.object, node("wechat-pay"));
    let after = sound(&map, added.edits);
    let new = &after.nodes()["wechat-pay"];
    assert_eq!((new.name.as_str(), new.at), ("WeChat Pay", (3.0, 4.0)));
    assert_eq!(new.owner.as_ref().unwrap().as_str(), "a");
    let again = add::node(&after, NewNode::Payment, "WeChat Pay", (0.0, 0.0), None).unwrap();
    assert_eq!(again.object, node("wechat-pay-2"));
    assert_eq!(
        sound(&after, again.edits).nodes()["wechat-pay-2"].name,
        "WeChat Pay 2"
    );
}

#[test]
fn a_merchant_sells_on_the_nearest_platform_its_company_hosts_or_owns() {
    let map = two_companies();
    for (company, at, sells_on) in [
        (Some("a"), (0.0, 0.0), "pb"),
        (Some("a"), (90.0, 0.0), "pa"),
        (Some("b"), (90.0, 0.0), "pb"),
        (None, (90.0, 0.0), "pa"),
    ] {
        let id = company.map(Into::into);
        let added = add::node(&map, NewNode::Merchant, "Sellers", at, id.as_ref()).unwrap();
        let after = sound(&map, added.edits);
        let new = &after.nodes()["sellers"];
        let NodeKind::Merchant { sells_on: on, .. } = &new.kind else {
            panic!("{new:?}")
        };
        assert_eq!(on.as_str(), sells_on);
        assert_eq!(new.owner, None);
        if let Some(id) = id {
            assert_eq!(after.host(new), Some(&id));
        }
    }
    let empty = Map::new("m");
    assert_eq!(
        add::node(&empty, NewNode::Merchant, "Sellers", (0.0, 0.0), None),
        Err(Refusal::NoPlatform)
    );
}

#[test]
fn a_node_is_put_where_it_can_be_drawn() {
    let map = Map::new("m");
    let added = add::node(&map, NewNode::Channel, "x", (f64::NAN, 1e9), None).unwrap();
    assert_eq!(sound(&map, added.edits).nodes()["x"].at, (0.0, 1e6));
}

#[test]
fn the_kind_of_a_link_follows_from_its_ends() {
    let map = Build::new()
        .node("feed", channel(1.0), |_| {})
        .node("shop", platform(0.0, 0.0, 0.0), |_| {})
        .node("mall", platform(0.0, 0.0, 0.0), |_| {})
        .node("sellers", merchant("shop", 1.0), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .0;
    for (from, to, kind) in [
        ("feed", "shop", LinkKind::Jump),
        ("shop", "sellers", LinkKind::Direct),
        ("mall", "sellers", LinkKind::Jump),
        ("sellers", "wallet", LinkKind::Payment),
        ("sellers", "shop", LinkKind::Jump),
    ] {
        assert_eq!(added_link(&map, from, to).kind, kind, "{from} → {to}");
    }
    for (from, to, refusal) in [
        ("feed", "feed", Refusal::ToItself),
        ("wallet", "feed", Refusal::OutOfPayment),
        ("feed", "wallet", Refusal::IntoPayment),
        ("feed", "gone", Refusal::NoSuchNode),
    ] {
        assert_eq!(add::link(&map, &from.into(), &to.into()), Err(refusal));
    }
}

#[test]
fn a_new_link_takes_a_small_share_of_those_who_leave() {
    let at = |build: Build| build.channel("c", 0.0, 1.0).channel("d", 0.0, 1.0).0;
    let share = |value: f64| Pull::Share(value.into());
    for (map, pull) in [
        (
            at(Build::new().node("a", channel(1.0), |_| {}).share("a", "d", 0.5)),
            share(0.1),
        ),
        (
            at(Build::new().node("a", channel(1.0), |_| {}).share("a", "d", 0.95)),
            share(0.025),
        ),
        (
            at(Build::new().node("a", channel(1.0), |_| {}).share("a", "d", 1.0)),
            share(0.0),
        ),
        (
            at(Build::new().node("a", channel(1.0), |_| {}).weight("a", "d", 0.3)),
            Pull::Weight(0.3.into()),
        ),
        (at(Build::new().node("a", channel(1.0), |_| {})), share(0.1)),
        // A weight of leaving that was entered stays in use: 1 in 10 go on.
        (
            at(Build::new().channel("a", 1.0, 9.0)),
            Pull::Weight((9.0 / (1.0 / 0.1 - 1.0)).into()),
        ),
    ] {
        assert_eq!(added_link(&map, "a", "c").pull, pull);
    }
}

#[test]
fn a_share_leaves_room_in_every_segment_and_scenario() {
    let mut build = Build::new().segment("x").segment("y");
    build = build.node("a", channel(0.0), |n| {
        n.kind = NodeKind::Channel {
            arrivals: catchment::model::PerSegment::default(),
        }
    });
    for id in ["b", "c"] {
        build = build.node(id, platform(0.0, 0.0, 0.0), |n| {
            if let NodeKind::Platform { arrivals, .. } = &mut n.kind {
                *arrivals = catchment::model::PerSegment::default();
            }
        });
    }
    let mut map = build
        .link("l", "a", "b", Pull::Share(0.5.into()), |link| {
            link.pull_by.insert("y".into(), Pull::Share(0.98.into()));
        })
        .0;
    let new = added_link(&map, "a", "c");
    assert_eq!(new.pull, Pull::Share(0.1.into()));
    assert_eq!(new.pull_by["y"], Pull::Share(0.01.into()));

    let mut scenario = catchment::model::Scenario::default();
    scenario.set.insert("links/l/pull".to_owned(), 0.9.into());
    map.apply(catchment::model::Edit::put_scenario("s", scenario));
    assert_eq!(added_link(&map, "a", "c").pull, Pull::Share(0.05.into()));
}
