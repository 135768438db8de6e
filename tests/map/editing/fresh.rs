//! Ids and names that are not taken.

use std::collections::BTreeMap;

use catchment::editing::fresh;
use catchment::model::{Id, Node};
use proptest::prelude::*;

fn taken(ids: &[&str]) -> BTreeMap<Id<Node>, ()> {
    ids.iter().map(|id| (Id::from(*id), ())).collect()
}

#[test]
fn ids_are_made_from_names() {
    for (name, id) in [
        ("WeChat Pay", "wechat-pay"),
        ("微信", "微信"),
        ("  Taobao & Tmall 淘宝天猫 ", "taobao-tmall-淘宝天猫"),
        ("Tencent's ads", "tencents-ads"),
        ("a/b\\c\n", "a-b-c"),
        ("नमस्ते", "नमस्ते"),
        ("", "node"),
        ("—…!", "node"),
        ("value", "value-2"),
        ("shop-2", "shop-2"),
    ] {
        assert_eq!(fresh::id(&taken(&[]), name, "node").as_str(), id, "{name:?}");
    }
}

#[test]
fn a_taken_id_gets_the_next_number() {
    let taken = taken(&["shop", "shop-2", "shop-4", "2021", "a-007"]);
    for (name, id) in [
        ("Shop", "shop-3"),
        ("shop-2", "shop-3"),
        ("shop 4", "shop-5"),
        ("2021", "2021-2"),
        ("a-007", "a-007-2"),
    ] {
        assert_eq!(fresh::id(&taken, name, "node").as_str(), id, "{name:?}");
    }
}

#[test]
fn a_taken_name_gets_the_next_number() {
    let taken = ["Platform", "Platform 2", "微信"];
    for (name, fresh_name) in [
        ("Shop", "Shop"),
        ("Platform", "Platform 3"),
        ("Platform 2", "Platform 3"),
        ("微信", "微信 2"),
    ] {
        assert_eq!(fresh::name(taken, name), fresh_name);
    }
}

proptest! {
    #[test]
    fn ids_from_any_name_are_legal_and_free(name in ".{0,200}", otherwise in "[a-z]{1,5}") {
        let first = fresh::id(&taken(&[]), &name, &otherwise);
        let second = fresh::id(&taken(&[first.as_str()]), &name, &otherwise);
        prop_assert_eq!(first.problem(), None);
        prop_assert_eq!(second.problem(), None);
        prop_assert_ne!(first, second);
    }
}
