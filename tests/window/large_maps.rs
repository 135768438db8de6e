//! Maps of so many nodes that their territories are worked out beside the window.

use std::time::Duration;

use catchment::model::{Edit, Map, Object};
use egui::{Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::drawing::{Window, company, drag, edits, node, open, platform, press};

/// A map of so many nodes in rows, one half of each hosted by Tencent and the other by Alibaba.
fn rows(nodes: u32) -> Map {
    let mut map = Map::new("Rows");
    map.apply(Edit::put_company("tencent", company("Tencent")));
    map.apply(Edit::put_company("alibaba", company("Alibaba")));
    for number in 0..nodes {
        let owner = if number % 40 < 20 { "tencent" } else { "alibaba" };
        let at = (f64::from(number % 40) * 180.0, f64::from(number / 40) * 150.0);
        let node = node(&format!("Node {number}"), owner, at, platform(1.0));
        map.apply(Edit::put_node(format!("n{number:05}"), node));
    }
    map
}

/// Draws frames until nothing is worked out any more, and one to show it.
fn come_to_rest(harness: &mut Harness<'_, Window>) {
    let are_running = |window: &Window| window.state.context(&window.theme).tasks.are_running();
    let start = std::time::Instant::now();
    while are_running(harness.state()) {
        assert!(start.elapsed() < Duration::from_secs(60), "the territories come");
        std::thread::sleep(Duration::from_millis(2));
    }
    harness.run();
}

#[test]
fn a_large_map_is_seen_at_once_and_its_territories_are_worked_out_beside_the_window() {
    // More than that follow a drag, and fewer than Tab reaches.
    let mut harness = open(rows(480));
    let nodes = harness.query_all_by_label_contains("Node ").count();
    assert!(nodes > 100, "the nodes are there: {nodes}");
    let walled = |harness: &Harness<'_, Window>| harness.query_by_label_contains("Company Tencent").is_some();
    come_to_rest(&mut harness);
    assert!(walled(&harness), "the names of hosts stand on their walls");
    let zoom = harness.state().canvas.zoom_percent();
    harness.state_mut().canvas.fit();
    harness.run();
    let fitted = harness.state().canvas.zoom_percent();
    assert!(
        (zoom / fitted - 1.0).abs() < 0.02,
        "what comes later is in view: {zoom} % or {fitted} %"
    );
}

#[test]
fn on_a_large_map_a_drag_moves_the_node_and_the_walls_follow_when_it_is_put_down() {
    let mut harness = open(rows(2400));
    come_to_rest(&mut harness);
    harness.state_mut().canvas.show(&Object::Node("n00000".into()));
    harness.run();
    harness.run();
    let place = |harness: &Harness<'_, Window>| {
        let node = harness.query_by_label_contains("Node 0, ");
        node.expect("it is in view").rect().center()
    };
    let start = place(&harness);
    let end = start - vec2(0.0, 80.0);
    drag(&mut harness, start, end, Modifiers::NONE);
    let on_its_way = place(&harness);
    assert!(on_its_way.distance(end) < 12.0, "from {start} to {on_its_way}");
    press(&mut harness, end, false, Modifiers::NONE);
    assert_eq!(edits(harness.state()).len(), 1, "it is put down");
}
