//! Segments come and go without changing what the numbers mean.

use catchment::editing::segment;
use catchment::model::{Edit, Map, Object, Pull, Scenario};
use catchment::solver::solve;

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::sound;

fn shop() -> Map {
    let mut map = Build::new()
        .node("feed", channel(100.0), |_| {})
        .node("shop", platform(20.0, 0.1, 0.0), |_| {})
        .node("sellers", merchant("shop", 50.0), |_| {})
        .node("wallet", payment(0.01), |_| {})
        .share("feed", "shop", 0.4)
        .share("shop", "sellers", 0.5)
        .share("sellers", "wallet", 0.9)
        .0;
    let mut scenario = Scenario::default();
    for path in [
        "nodes/feed/arrivals",
        "nodes/sellers/ticket",
        "links/feed-shop/pull",
    ] {
        scenario.set.insert(path.to_owned(), 0.5.into());
    }
    map.apply(Edit::put_scenario("s", scenario));
    map
}

fn gmv(map: &Map, scenario: bool) -> f64 {
    let scenario = scenario.then(|| &map.scenarios()["s"]);
    solve(map, scenario).unwrap().platforms.get("shop").unwrap().gmv
}

#[test]
fn the_first_segment_takes_over_what_was_entered_and_the_last_gives_it_back() {
    let map = shop();
    let added = segment::add(&map, "Large");
    assert_eq!(added.object, Object::Segment("large".into()));
    let with = sound(&map, added.edits);
    for scenario in [false, true] {
        assert!((gmv(&with, scenario) - gmv(&map, scenario)).abs() < 1e-9);
    }
    let without = sound(&with, segment::remove(&with, &"large".into()));
    for scenario in [false, true] {
        assert!((gmv(&without, scenario) - gmv(&map, scenario)).abs() < 1e-9);
    }
}

#[test]
fn a_later_segment_starts_empty() {
    let map = shop();
    let one = sound(&map, segment::add(&map, "Large").edits);
    let two = sound(&one, segment::add(&one, "Large").edits);
    assert_eq!(two.segments()["large-2"].name, "Large 2");
    assert!((gmv(&two, false) - gmv(&map, false)).abs() < 1e-9);
    let back = sound(&two, segment::remove(&two, &"large".into()));
    assert_eq!(gmv(&back, false), 0.0);
}

#[test]
fn a_later_segment_does_not_wake_pulls_that_do_not_fit() {
    let map = shop();
    let mut one = sound(&map, segment::add(&map, "Large").edits);
    let mut link = one.links()["feed-shop"].clone();
    let mut other = link.clone();
    link.pull_by.insert("large".into(), Pull::Share(0.3.into()));
    link.pull = Pull::Share(0.8.into());
    other.pull = Pull::Share(0.7.into());
    other.to = "sellers".into();
    other.pull_by.insert("large".into(), Pull::Share(0.2.into()));
    one.apply_all([Edit::put_link("feed-shop", link), Edit::put_link("more", other)]);
    let two = sound(&one, segment::add(&one, "Small").edits);
    assert_eq!(two.links()["more"].pull_by["small"], Pull::Share(0.2.into()));
}
