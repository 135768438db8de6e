//! Reconnecting, bending, opening and closing links.

use catchment::editing::legal::may_reconnect;
use catchment::editing::reconnect::reconnect;
use catchment::editing::{End, Refusal, bend, open};
use catchment::model::{LinkKind, Map, Pull};

use crate::common::build::{Build, channel, merchant, payment, platform};
use crate::editing::sound;

fn market() -> Map {
    Build::new()
        .node("feed", channel(100.0), |n| n.at = (0.0, 100.0))
        .node("other", channel(100.0), |_| {})
        .node("shop", platform(0.0, 0.0, 0.0), |n| n.at = (200.0, 300.0))
        .node("sellers", merchant("shop", 1.0), |_| {})
        .node("wallet", payment(0.0), |_| {})
        .share("feed", "shop", 0.4)
        .share("feed", "other", 0.2)
        .take_up("feed", "sellers", 0.25)
        .weight("other", "shop", 2.0)
        .share("shop", "sellers", 0.5)
        .share("sellers", "wallet", 0.9)
        .0
}

#[test]
fn an_end_moves_to_another_node() {
    let map = market();
    let edits = reconnect(&map, &"feed-other".into(), End::To, &"sellers".into()).unwrap();
    let moved = sound(&map, edits).links()["feed-other"].clone();
    assert_eq!((moved.from.as_str(), moved.to.as_str()), ("feed", "sellers"));
    assert_eq!(moved.pull, Pull::Share(0.2.into()));
    let same = reconnect(&map, &"feed-other".into(), End::To, &"other".into()).unwrap();
    assert_eq!(same, []);
}

#[test]
fn a_pull_that_does_not_go_with_those_at_the_new_start_is_entered_anew() {
    let map = market();
    let edits = reconnect(&map, &"feed-shop".into(), End::From, &"other".into()).unwrap();
    assert_eq!(
        sound(&map, edits).links()["feed-shop"].pull,
        Pull::Weight(2.0.into())
    );
    let edits = reconnect(&map, &"other-shop".into(), End::From, &"feed".into()).unwrap();
    assert_eq!(
        sound(&map, edits).links()["other-shop"].pull,
        Pull::Share(0.1.into())
    );
}

#[test]
fn the_kind_follows_where_it_must() {
    let map = market();
    for (link, end, to, kind) in [
        ("sellers-wallet", End::To, "feed", LinkKind::Jump),
        ("feed-sellers", End::To, "shop", LinkKind::Other),
    ] {
        let edits = reconnect(&map, &link.into(), end, &to.into()).unwrap();
        assert_eq!(sound(&map, edits).links()[link].kind, kind);
    }
    let refused = may_reconnect(&map, &"feed-shop".into(), End::To, &"wallet".into());
    assert_eq!(refused, Err(Refusal::IntoPayment));
    let refused = reconnect(&map, &"gone".into(), End::To, &"wallet".into());
    assert_eq!(refused, Err(Refusal::NoSuchLink));
}

#[test]
fn a_bend_is_measured_from_between_the_ends_and_follows_them() {
    let map = market();
    assert_eq!(bend::midpoint(&map, &"feed-shop".into()), Some((100.0, 200.0)));
    let bent = sound(&map, bend::through(&map, &"feed-shop".into(), (110.0, 170.0)));
    assert_eq!(bent.links()["feed-shop"].bend, Some((10.0, -30.0)));
    assert_eq!(bend::bend(&bent, &"feed-shop".into(), Some((10.0, -30.0))), []);
    let straight = sound(&bent, bend::bend(&bent, &"feed-shop".into(), None));
    assert_eq!(straight, map);
    let far = sound(
        &map,
        bend::bend(&map, &"feed-shop".into(), Some((f64::INFINITY, f64::NAN))),
    );
    assert_eq!(far.links()["feed-shop"].bend, Some((1e6, 0.0)));
}

#[test]
fn a_link_opens_and_closes_with_a_pull_that_says_the_same() {
    let map = market();
    // Of those going on, a quarter: 0.6 / 3 beside 0.6.
    let opened = sound(&map, open::set_open(&map, &"feed-sellers".into(), true));
    assert!(opened.links()["feed-sellers"].open);
    assert_eq!(opened.links()["feed-sellers"].pull, Pull::Share(0.2.into()));
    let closed = sound(&opened, open::set_open(&opened, &"feed-sellers".into(), false));
    let Pull::TakeUp(share) = &closed.links()["feed-sellers"].pull else {
        panic!("{:?}", closed.links()["feed-sellers"])
    };
    assert!((share.value - 0.25).abs() < 1e-12);
    let weighed = sound(&map, open::set_open(&map, &"other-shop".into(), false));
    assert_eq!(weighed.links()["other-shop"].pull, Pull::Weight(2.0.into()));
    assert_eq!(open::set_open(&map, &"feed-shop".into(), true), []);
}
