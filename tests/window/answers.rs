//! From an edit to its result in the window, counted in frames.

use std::cell::Cell;

use crate::common::window::{open, two_shops};
use catchment::app::command::Command;
use catchment::model::{Edit, NodeKind, PerSegment};
use catchment::solver::{Compiled, Search};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn the_frame_that_takes_an_answer_shows_it() {
    let mut window = open(two_shops());
    let map = window.state().state().map();
    let (id, node) = map
        .nodes()
        .iter()
        .find(|(_, node)| matches!(node.kind, NodeKind::Channel { .. }))
        .unwrap();
    let (id, mut node) = (id.clone(), node.clone());
    if let NodeKind::Channel {
        arrivals: PerSegment::By(by),
    } = &mut node.kind
    {
        by.values_mut().for_each(|number| number.value = 12_345.0);
    }
    let name = node.name.clone();
    let edits = vec![Edit::put_node(id.clone(), node)];
    let ctx = window.ctx.clone();
    let edit = Command::Edit {
        label: "Edit".to_owned(),
        edits,
        merge: false,
    };
    window.state_mut().dispatch(&ctx, vec![edit]);
    loop {
        window.step();
        let state = window.state().state();
        if state.answers.hold_for(&state.question()) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let now = window.state().state().answers.now.as_ref().unwrap();
    let visits = catchment::quantity::compact(now.nodes.get(id.as_str()).unwrap().visits);
    let shown = window
        .query_all_by_label_contains(&name)
        .filter_map(|node| node.accesskit_node().label())
        .any(|label| label.contains(&visits));
    assert!(shown, "{name} with {visits} visits");
}

#[test]
fn a_search_that_nobody_waits_for_is_given_up() {
    let document = two_shops();
    let compiled = Compiled::new(document.map()).unwrap();
    let search = |waits: bool| {
        let asked = Cell::new(0);
        let wanted = || {
            asked.set(asked.get() + 1);
            waits
        };
        let solved = compiled.solve_while(None, Search::Several, &wanted);
        (solved.is_ok(), asked.get())
    };
    let ((found, rounds), (found_anyway, rounds_left)) = (search(true), search(false));
    assert!(found && !found_anyway);
    assert!(rounds_left < rounds, "{rounds_left} rounds instead of {rounds}");
}
