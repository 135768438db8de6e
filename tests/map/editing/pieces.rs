//! Ready-made pieces: they solve at once, and join what is there.

use catchment::editing::pieces::{Piece, Words, insert};
use catchment::file::parse;
use catchment::model::{Confidence, LinkKind, Map, NodeKind, Object};
use catchment::solver::solve;

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::{node, sound};

fn market() -> Map {
    Build::new()
        .company("host")
        .company("shop")
        .node("feed", channel(1000.0), |n| n.owner = Some("host".into()))
        .node("mall", platform(20.0, 0.1, 0.1), |n| {
            n.owner = Some("shop".into())
        })
        .node("sellers", merchant("mall", 50.0), |_| {})
        .node("far-wallet", payment(0.01), |n| n.at = (900.0, 0.0))
        .node("wallet", payment(0.01), |n| {
            n.owner = Some("host".into());
            n.at = (990.0, 0.0);
        })
        .share("feed", "mall", 0.4)
        .share("mall", "sellers", 0.5)
        .share("sellers", "far-wallet", 0.9)
        .0
}

fn inserted(map: &Map, piece: Piece, company: Option<&str>) -> Map {
    let company = company.map(Into::into);
    let pasted = insert(map, piece, (0.0, 100.0), company.as_ref(), &Words::ENGLISH).unwrap();
    let after = sound(map, pasted.edits);
    for object in &pasted.objects {
        match object {
            Object::Node(id) => assert!(after.nodes().contains_key(id) && !map.nodes().contains_key(id)),
            Object::Link(id) => assert!(after.links().contains_key(id) && !map.links().contains_key(id)),
            other => panic!("{other}"),
        }
    }
    after
}

#[test]
fn every_piece_solves_on_every_map_and_leaves_the_rest_alone() {
    let reference = parse(include_bytes!("../../../models/alibaba-tencent-2021.ron"))
        .unwrap()
        .map;
    for map in [Map::new("empty"), market(), reference] {
        for piece in Piece::ALL {
            for company in [None, Some("host"), Some("tencent"), Some("nobody")] {
                let after = inserted(&map, piece, company);
                solve(&after, None).unwrap_or_else(|problems| panic!("{piece:?}: {problems:?}"));
                let again = inserted(&after, piece, company);
                assert!(again.nodes().len() > after.nodes().len());
                for (id, node) in map.nodes() {
                    assert_eq!(&after.nodes()[id], node);
                }
            }
        }
    }
}

#[test]
fn a_mini_program_lives_with_one_company_and_belongs_to_another() {
    let after = inserted(&market(), Piece::MiniProgram, Some("host"));
    let app = &after.nodes()["mini-program"];
    assert_eq!(app.owner.as_ref().unwrap().as_str(), "shop");
    assert_eq!(after.host(app).unwrap().as_str(), "host");
    assert_eq!(after.links()["sellers-2-wallet"].kind, LinkKind::Payment);
    let entry = &after.links()["feed-mini-program"];
    assert_eq!((entry.kind, entry.open), (LinkKind::MiniProgram, false));
    assert_eq!(after.gatekeepers(entry), [&"host".into()]);
}

#[test]
fn a_wallet_is_taken_by_the_nearest_sellers() {
    let after = inserted(&market(), Piece::Wallet, Some("shop"));
    let NodeKind::Payment { fee } = &after.nodes()["wallet-2"].kind else {
        panic!()
    };
    assert_eq!(
        fee.evidence.as_ref().unwrap().confidence,
        Some(Confidence::Judgement)
    );
    assert_eq!(after.links()["sellers-wallet-2"].pull.number().value, 0.05);
}

#[test]
fn an_ad_surface_is_paid_by_the_sellers_of_a_platform() {
    let map = market();
    let after = inserted(&map, Piece::AdSurface, Some("host"));
    let ad = &after.links()["ad-surface-mall"];
    assert_eq!(
        (ad.kind, ad.payer.as_ref().unwrap().as_str()),
        (LinkKind::Ad, "mall")
    );
    assert!(ad.ad_elasticity.value > 0.0);
    let ads = |map: &Map| solve(map, None).unwrap().companies.get("host").unwrap().ads;
    assert!(ads(&after) > ads(&map));
}

#[test]
fn on_an_empty_map_a_shop_brings_its_wallet() {
    let after = inserted(&Map::new("empty"), Piece::Shop, None);
    let ids: Vec<_> = after.nodes().keys().cloned().map(Object::Node).collect();
    assert_eq!(ids, [node("sellers"), node("shop"), node("wallet")]);
    assert!(solve(&after, None).unwrap().platforms.get("shop").unwrap().gmv > 0.0);
}
