//! What holds of every operation on any map.

use std::collections::BTreeSet;

use catchment::editing::arrange::{self, Alignment, Axis};
use catchment::editing::{End, NewNode, add, bend, clipboard, gather, multi, open, reconnect, segment};
use catchment::model::{Edit, LinkId, LinkKind, Map, NodeId, Object};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::common::any_map::any_map;
use crate::sound;

/// The whereabouts and objects that an operation is about, whatever the map.
#[derive(Clone, Debug)]
struct Hand {
    picks: [Index; 3],
    at: (f64, f64),
    flag: bool,
}

fn hand() -> impl Strategy<Value = Hand> {
    let side = || prop_oneof![Just(0.0), Just(f64::NAN), Just(1e300), -2e6..2e6];
    (any::<[Index; 3]>(), (side(), side()), any::<bool>()).prop_map(|(picks, at, flag)| Hand {
        picks,
        at,
        flag,
    })
}

impl Hand {
    fn node(&self, map: &Map, pick: usize) -> NodeId {
        let ids: Vec<_> = map.nodes().keys().collect();
        if ids.is_empty() {
            "none".into()
        } else {
            self.picks[pick].get(&ids).to_owned().clone()
        }
    }

    fn link(&self, map: &Map) -> LinkId {
        let ids: Vec<_> = map.links().keys().collect();
        if ids.is_empty() {
            "none".into()
        } else {
            self.picks[0].get(&ids).to_owned().clone()
        }
    }
}

/// Every operation, by name.
fn operations(map: &Map, hand: &Hand) -> Vec<(&'static str, Vec<Edit>)> {
    let company = map.companies().keys().next().filter(|_| hand.flag);
    let end = if hand.flag { End::From } else { End::To };
    let (a, b, l) = (hand.node(map, 1), hand.node(map, 2), hand.link(map));
    let mut all = vec![
        ("add company", add::company(map, "Company", None).edits),
        ("add note", add::note(map, "Note", hand.at).edits),
        ("add frame", add::frame(map, "Frame", hand.at, (0.0, 0.0)).edits),
        ("add segment", segment::add(map, "Segment").edits),
        ("open", open::set_open(map, &l, true)),
        ("close", open::set_open(map, &l, false)),
        ("bend", bend::bend(map, &l, Some(hand.at))),
        ("bend through", bend::through(map, &l, hand.at)),
        (
            "add link",
            add::link(map, &a, &b)
                .map(|added| added.edits)
                .unwrap_or_default(),
        ),
        (
            "reconnect",
            reconnect::reconnect(map, &l, end, &a).unwrap_or_default(),
        ),
    ];
    for kind in NewNode::ALL {
        let added = add::node(map, kind, "Node", hand.at, company);
        all.push(("add node", added.map(|added| added.edits).unwrap_or_default()));
    }
    let selection: BTreeSet<Object> =
        [Object::Node(a.clone()), Object::Node(b), Object::Link(l.clone())].into();
    for align_to in [Alignment::Left, Alignment::Middle, Alignment::Bottom] {
        all.push(("align", arrange::align(map, &selection, align_to)));
    }
    all.push(("distribute", arrange::distribute(map, &selection, Axis::Across)));
    all.push(("snap", arrange::snap(map, &selection, hand.at.0)));
    all.push(("shift", arrange::shift(map, &selection, hand.at)));
    for kind in NewNode::ALL {
        all.push(("set node kind", multi::set_node_kind(map, &selection, kind)));
    }
    for kind in LinkKind::ALL {
        all.push(("set link kind", multi::set_link_kind(map, &selection, kind)));
    }
    all.push(("set owner", multi::set_owner(map, &selection, company)));
    all.push(("set host", multi::set_host(map, &selection, company)));
    all.push((
        "set payer",
        multi::set_payer(map, &selection, hand.flag.then_some(&a)),
    ));
    all.push(("set platform", multi::set_sells_on(map, &selection, &a)));
    for path in [
        "arrivals",
        "ticket/all",
        "leave",
        "novelty",
        "ad_elasticity",
        "referral",
    ] {
        let edits = multi::set_number(map, &selection, path, &0.5.into());
        // Money for ads wants a payer; who pays is another field.
        if path != "ad_elasticity" {
            all.push(("set number", edits));
        }
    }
    if let Some(id) = map.companies().keys().next() {
        all.push(("gather", gather::gather(map, id, (150.0, 110.0))));
    }
    let pasted = clipboard::duplicate(map, &selection, hand.at).unwrap();
    all.push(("duplicate", pasted.edits));
    if let Some(id) = map.segments().keys().next() {
        all.push(("remove segment", segment::remove(map, id)));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn operations_break_nothing_and_can_be_taken_back(map in any_map(), hand in hand()) {
        for (_, edits) in operations(&map, &hand) {
            sound(&map, edits);
        }
    }
}
