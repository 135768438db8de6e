//! Moving, aligning, distributing, snapping and gathering.

use std::collections::BTreeSet;

use catchment::editing::arrange::{Alignment, Axis, align, distribute, shift, snap};
use catchment::editing::gather::gather;
use catchment::model::{Edit, Frame, Map, Note, Object};

use crate::common::build::{Build, channel};
use crate::editing::{node, sound, these};

/// Nodes called a, b, c… at the given places, the ones in capitals hosted by `acme`.
fn at(places: &[(&str, f64, f64)]) -> Map {
    let mut build = Build::new().company("acme");
    for (id, x, y) in places {
        build = build.node(id, channel(1.0), |node| {
            node.at = (*x, *y);
            node.owner = id.starts_with(char::is_uppercase).then(|| "acme".into());
        });
    }
    build.0
}

fn where_are(map: &Map) -> Vec<(f64, f64)> {
    map.nodes().values().map(|node| node.at).collect()
}

fn all(map: &Map) -> BTreeSet<Object> {
    map.nodes().keys().cloned().map(Object::Node).collect()
}

#[test]
fn nodes_are_brought_to_one_line() {
    let map = at(&[
        ("a", 0.0, 10.0),
        ("b", 4.0, 30.0),
        ("c", 10.0, 20.0),
        ("d", 99.0, 99.0),
    ]);
    let three = these([node("a"), node("b"), node("c")]);
    for (alignment, expected) in [
        (Alignment::Left, [(0.0, 10.0), (0.0, 30.0), (0.0, 20.0)]),
        (Alignment::Center, [(5.0, 10.0), (5.0, 30.0), (5.0, 20.0)]),
        (Alignment::Right, [(10.0, 10.0), (10.0, 30.0), (10.0, 20.0)]),
        (Alignment::Top, [(0.0, 10.0), (4.0, 10.0), (10.0, 10.0)]),
        (Alignment::Middle, [(0.0, 20.0), (4.0, 20.0), (10.0, 20.0)]),
        (Alignment::Bottom, [(0.0, 30.0), (4.0, 30.0), (10.0, 30.0)]),
    ] {
        let after = sound(&map, align(&map, &three, alignment));
        assert_eq!(where_are(&after)[..3], expected, "{alignment:?}");
        assert_eq!(where_are(&after)[3], (99.0, 99.0));
        assert_eq!(align(&after, &three, alignment), []);
    }
}

#[test]
fn a_frame_is_aligned_by_its_edges_and_a_note_by_its_corner() {
    let mut map = at(&[("a", 0.0, 0.0)]);
    let frame = Frame {
        title: String::new(),
        at: (50.0, 5.0),
        size: (30.0, 10.0),
    };
    map.apply_all([
        Edit::Frame("f".into(), Some(frame)),
        Edit::Note(
            "n".into(),
            Some(Note {
                text: String::new(),
                at: (10.0, 9.0),
            }),
        ),
    ]);
    let objects = these([node("a"), Object::Frame("f".into()), Object::Note("n".into())]);
    let after = sound(&map, align(&map, &objects, Alignment::Right));
    assert_eq!(after.frames()["f"].at, (50.0, 5.0));
    assert_eq!(after.nodes()["a"].at, (80.0, 0.0));
    assert_eq!(after.notes()["n"].at, (80.0, 9.0));
    let after = sound(&map, align(&map, &objects, Alignment::Center));
    assert_eq!(after.frames()["f"].at, (25.0, 5.0));
    assert_eq!(after.nodes()["a"].at, (40.0, 0.0));
}

#[test]
fn gaps_are_made_equal_between_the_outermost() {
    let map = at(&[
        ("a", 9.0, 0.0),
        ("b", 0.0, 50.0),
        ("c", 1.0, 3.0),
        ("d", 2.0, 4.0),
    ]);
    let after = sound(&map, distribute(&map, &all(&map), Axis::Across));
    assert_eq!(
        where_are(&after),
        [(9.0, 0.0), (0.0, 50.0), (3.0, 3.0), (6.0, 4.0)]
    );
    let two = these([node("a"), node("b")]);
    assert_eq!(distribute(&map, &two, Axis::Down), []);
    assert_eq!(distribute(&map, &these([]), Axis::Down), []);
}

#[test]
fn places_are_moved_and_snapped() {
    let map = at(&[("a", 11.0, -3.0), ("b", 0.0, 0.0)]);
    let after = sound(&map, snap(&map, &all(&map), 8.0));
    assert_eq!(where_are(&after), [(8.0, 0.0), (0.0, 0.0)]);
    for grid in [0.0, -8.0, f64::NAN, f64::INFINITY] {
        assert_eq!(snap(&map, &all(&map), grid), []);
    }
    let after = sound(&map, shift(&map, &these([node("a")]), (1.0, 2.0)));
    assert_eq!(where_are(&after), [(12.0, -1.0), (0.0, 0.0)]);
}

#[test]
fn what_a_company_hosts_comes_together_in_order_without_landing_on_others() {
    let cell = (100.0, 80.0);
    let map = at(&[
        ("A", 0.0, 0.0),
        ("B", 900.0, 50.0),
        ("C", 40.0, 700.0),
        ("D", 800.0, 650.0),
        ("e", 450.0, 350.0),
    ]);
    let after = sound(&map, gather(&map, &"acme".into(), cell));
    let places = where_are(&after);
    let [a, b, c, d, e] = places[..] else { panic!() };
    assert_eq!(e, (450.0, 350.0));
    assert!(a.0 < b.0 && c.0 < d.0 && a.1 < c.1 && b.1 < d.1, "{places:?}");
    for (p, q) in (0..5).flat_map(|p| (0..p).map(move |q| (p, q))) {
        let (p, q) = (places[p], places[q]);
        assert!(
            (p.0 - q.0).abs() >= 100.0 || (p.1 - q.1).abs() >= 80.0,
            "{p:?} on {q:?}"
        );
    }
    assert!((a.0 - d.0).abs() <= 100.0 && (a.1 - d.1).abs() <= 80.0);
    assert_eq!(
        gather(&after, &"acme".into(), cell),
        [],
        "they are together already"
    );
    assert_eq!(gather(&map, &"nobody".into(), cell), []);
}
