//! Copy, paste and duplicate.

use std::collections::{BTreeMap, BTreeSet};

use catchment::editing::clipboard::{Spot, copy, duplicate, paste};
use catchment::file::parse;
use catchment::model::{
    Company, Edit, Link, Map, Node, NodeId, NodeKind, Note, Object, PerSegment, Pull, Segment,
};
use proptest::prelude::*;

use crate::common::any_map::any_map;
use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::{link, node, sound, these};

const HERE: Spot = Spot::Offset((0.0, 0.0));

fn shop() -> Map {
    Build::new()
        .company("acme")
        .node("feed", channel(100.0), |n| n.at = (10.0, 0.0))
        .node("shop", platform(20.0, 0.1, 0.2), |n| {
            n.owner = Some("acme".into())
        })
        .node("sellers", merchant("shop", 50.0), |n| n.at = (30.0, 20.0))
        .node("wallet", payment(0.01), |_| {})
        .link("ad", "feed", "shop", Pull::Share(0.4.into()), |link| {
            link.payer = Some("shop".into());
            link.ad_elasticity = 0.1.into();
            link.gatekeepers = Some(vec!["acme".into()]);
        })
        .link(
            "more",
            "feed",
            "sellers",
            Pull::Like("ad".into(), 0.5.into()),
            |link| link.open = false,
        )
        .share("shop", "sellers", 0.5)
        .share("sellers", "wallet", 0.9)
        .0
}

fn everything(map: &Map) -> BTreeSet<Object> {
    let mut all: BTreeSet<Object> = map.nodes().keys().cloned().map(Object::Node).collect();
    all.extend(map.notes().keys().cloned().map(Object::Note));
    all.extend(map.frames().keys().cloned().map(Object::Frame));
    all
}

#[test]
fn what_is_copied_is_a_model_file() {
    let text = copy(&shop(), &these([node("feed"), node("shop"), node("sellers")])).unwrap();
    let part = parse(text.as_bytes()).unwrap().map;
    assert_eq!(part.nodes().len(), 3);
    assert_eq!(
        part.links().keys().map(|id| id.as_str()).collect::<Vec<_>>(),
        ["ad", "more", "shop-sellers"]
    );
    assert_eq!(part.companies().len(), 1);
}

#[test]
fn a_copy_beside_itself_has_ids_and_names_of_its_own_and_refers_to_itself() {
    let map = shop();
    let selection = these([node("feed"), node("shop"), node("sellers"), link("ad")]);
    let pasted = duplicate(&map, &selection, (5.0, 5.0)).unwrap();
    assert_eq!(
        pasted.objects,
        these([
            node("feed-2"),
            node("shop-2"),
            node("sellers-2"),
            link("ad-2"),
            link("more-2"),
            link("shop-sellers-2")
        ])
    );
    let after = sound(&map, pasted.edits);
    assert_eq!(after.companies(), map.companies());
    assert_eq!(after.nodes()["sellers-2"].at, (35.0, 25.0));
    assert_eq!(after.nodes()["shop-2"].name, "shop 2");
    assert_eq!(after.links()["ad-2"].payer.as_ref().unwrap().as_str(), "shop-2");
    assert_eq!(
        after.links()["more-2"].pull,
        Pull::Like("ad-2".into(), 0.5.into())
    );
    let NodeKind::Merchant { sells_on, .. } = &after.nodes()["sellers-2"].kind else {
        panic!()
    };
    assert_eq!(sells_on.as_str(), "shop-2");
}

#[test]
fn merchants_copied_alone_sell_on_the_same_platform_or_bring_it_along() {
    let map = shop();
    let text = copy(&map, &these([node("sellers")])).unwrap();
    let pasted = paste(&map, &text, Spot::At((7.0, 8.0))).unwrap();
    assert_eq!(pasted.objects, these([node("sellers-2")]));
    let after = sound(&map, pasted.edits);
    assert_eq!(after.nodes()["sellers-2"].at, (7.0, 8.0));
    assert_eq!(after.nodes()["sellers-2"].kind, map.nodes()["sellers"].kind);

    let empty = Map::new("another");
    let pasted = paste(&empty, &text, HERE).unwrap();
    assert_eq!(pasted.objects, these([node("sellers"), node("shop")]));
    let after = sound(&empty, pasted.edits);
    assert_eq!(after.companies(), map.companies());
    assert!(after.nodes()["shop"].arrivals().unwrap().is_empty());
}

#[test]
fn a_pull_like_a_link_left_behind_becomes_a_weight() {
    let text = copy(&shop(), &these([node("feed"), node("sellers")])).unwrap();
    let part = parse(text.as_bytes()).unwrap().map;
    assert_eq!(part.links()["more"].pull, Pull::Weight(0.5.into()));
}

#[test]
fn a_company_is_the_same_only_by_id_and_name() {
    let map = shop();
    let text = copy(&map, &these([node("shop")])).unwrap();
    let mut other = Map::new("other");
    let company = Company {
        name: "Another".to_owned(),
        ..Company::default()
    };
    other.apply(Edit::put_company("acme", company));
    let after = sound(&other, paste(&other, &text, HERE).unwrap().edits);
    assert_eq!(after.companies()["acme-2"].name, "acme");
    assert_eq!(after.nodes()["shop"].owner.as_ref().unwrap().as_str(), "acme-2");
}

#[test]
fn pasting_often_makes_as_many_copies() {
    let mut map = shop();
    let text = copy(&map, &everything(&map)).unwrap();
    for copies in 2..6 {
        map = sound(&map, paste(&map, &text, HERE).unwrap().edits);
        assert_eq!(map.nodes().len(), 4 * copies);
        assert_eq!(map.links().len(), 4 * copies);
    }
}

#[test]
fn the_segments_of_the_map_are_kept() {
    let segmented = |ids: &[&str]| {
        let mut map = Map::new("m");
        map.apply_all(ids.iter().map(|id| Edit::put_segment(*id, Segment::default())));
        map
    };
    let arrivals = |by: &[(&str, f64)]| {
        PerSegment::By(
            by.iter()
                .map(|(id, value)| ((*id).into(), (*value).into()))
                .collect::<BTreeMap<_, _>>(),
        )
    };
    for (from, to, entered, expected) in [
        (
            &["a", "b"][..],
            &["b", "c"][..],
            arrivals(&[("a", 10.0), ("b", 3.0)]),
            arrivals(&[("b", 8.0), ("c", 5.0)]),
        ),
        (
            &["a", "b"],
            &[],
            arrivals(&[("a", 10.0), ("b", 3.0)]),
            PerSegment::from(13.0),
        ),
        (
            &[],
            &["a", "b"],
            PerSegment::from(10.0),
            arrivals(&[("a", 5.0), ("b", 5.0)]),
        ),
        (
            &["a"],
            &["a", "b"],
            arrivals(&[("a", 10.0)]),
            arrivals(&[("a", 10.0)]),
        ),
    ] {
        let mut source = segmented(from);
        let kind = NodeKind::Channel { arrivals: entered };
        source.apply(Edit::put_node("feed", Node::new("Feed", kind)));
        let target = segmented(to);
        let text = copy(&source, &these([node("feed")])).unwrap();
        let after = sound(&target, paste(&target, &text, HERE).unwrap().edits);
        assert_eq!(
            after.nodes()["feed"].arrivals(),
            Some(&expected),
            "{from:?} → {to:?}"
        );
        assert_eq!(after.segments(), target.segments());
    }
}

#[test]
fn a_text_that_is_no_model_is_refused_with_its_place() {
    let map = shop();
    for text in [
        "",
        "hello",
        "Model(format: 1, name: 3)",
        "Model(format: 99, name: \"x\")",
    ] {
        let problems = paste(&map, text, HERE).unwrap_err();
        assert!(
            problems.iter().all(|problem| problem.place.is_some()),
            "{text}: {problems:?}"
        );
    }
}

#[test]
fn notes_and_frames_are_copied_too() {
    let mut map = Map::new("m");
    let note = Note {
        text: "hello".to_owned(),
        at: (1.0, 2.0),
    };
    map.apply(Edit::Note("n".into(), Some(note)));
    let pasted = duplicate(&map, &these([Object::Note("n".into())]), (1.0, 1.0)).unwrap();
    let after = sound(&map, pasted.edits);
    assert_eq!(
        after.notes()["n-2"],
        Note {
            text: "hello".to_owned(),
            at: (2.0, 3.0)
        }
    );
}

/// A node or link without what a copy may have of its own.
fn plain(node: &Node) -> Node {
    let mut node = node.clone();
    (node.name, node.at) = (String::new(), (0.0, 0.0));
    node
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Pasted over another map, a whole map is there again, under other ids.
    #[test]
    fn a_pasted_map_is_the_same_but_for_ids(map in any_map().boxed(), onto in any_map().boxed()) {
        let text = copy(&map, &everything(&map)).unwrap();
        prop_assert!(parse(text.as_bytes()).is_ok());
        let after = sound(&onto, paste(&onto, &text, HERE).unwrap().edits);
        prop_assert_eq!(after.nodes().len(), onto.nodes().len() + map.nodes().len());
        prop_assert_eq!(after.links().len(), onto.links().len() + map.links().len());
        prop_assert_eq!(after.notes().len(), onto.notes().len() + map.notes().len());
        prop_assert_eq!(after.frames().len(), onto.frames().len() + map.frames().len());
    }

    /// On an empty map nothing is in the way: all is as it was.
    #[test]
    fn pasted_on_an_empty_map_all_is_as_it_was(map in any_map()) {
        let mut empty = Map::new("empty");
        empty.apply_all(map.segments().iter().map(|(id, segment)| Edit::put_segment(id.clone(), segment.clone())));
        let text = copy(&map, &everything(&map)).unwrap();
        let after = sound(&empty, paste(&empty, &text, HERE).unwrap().edits);
        prop_assert_eq!(after.links(), map.links());
        prop_assert_eq!(after.notes(), map.notes());
        prop_assert_eq!(after.frames(), map.frames());
        let nodes = |map: &Map| map.nodes().iter().map(|(id, node)| (id.clone(), plain(node))).collect::<BTreeMap<NodeId, Node>>();
        prop_assert_eq!(nodes(&after), nodes(&map));
    }

    /// A copy in the same map has the same shape: what leads where, with the same numbers.
    #[test]
    fn a_duplicate_is_isomorphic(map in any_map()) {
        let pasted = duplicate(&map, &everything(&map), (0.0, 0.0)).unwrap();
        let after = sound(&map, pasted.edits);
        let new: BTreeMap<NodeId, NodeId> = map
            .nodes()
            .keys()
            .zip(after.nodes().keys().filter(|id| !map.nodes().contains_key(*id)))
            .map(|(old, new)| (old.clone(), new.clone()))
            .collect();
        prop_assert_eq!(new.len(), map.nodes().len());
        let ends = |link: &Link| (link.kind, link.open, link.pull.number().clone(), link.referral.clone());
        let mut olds: Vec<_> = map.links().values().map(|link| format!("{:?}", ends(link))).collect();
        let copies = after.links().iter().filter(|(id, _)| !map.links().contains_key(*id));
        let mut copies: Vec<_> = copies.map(|(_, link)| format!("{:?}", ends(link))).collect();
        olds.sort();
        copies.sort();
        prop_assert_eq!(olds, copies);
    }

    #[test]
    fn any_text_is_pasted_or_refused(map in any_map(), text in "(?s).{0,60}") {
        if let Ok(pasted) = paste(&map, &text, HERE) {
            sound(&map, pasted.edits);
        }
    }
}
