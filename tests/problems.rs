//! Problems of the map as it is edited: where they are told, where a click leads, what mends them.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::model::{Edit, Link, Number, Object, Pull};
use common::window::{Window, ask, open, settle, two_shops};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

/// A window in which the link from feed to shop takes more visitors than there are.
fn with_too_large_a_share() -> Window {
    let mut window = open(two_shops());
    let link = window.state().state().map().links()["feed-shop"].clone();
    let pull = Pull::Share(Number::bare(1.4));
    let edits = vec![Edit::put_link("feed-shop", Link { pull, ..link })];
    ask(
        &mut window,
        Command::Edit {
            label: "too much".into(),
            edits,
            merge: false,
        },
    );
    window
}

fn labels(window: &Window, role: Role) -> Vec<String> {
    let nodes = window.query_all_by_role(role);
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

fn texts(window: &Window) -> Vec<String> {
    let nodes = window.query_all_by_role(Role::Label);
    nodes.filter_map(|node| node.value()).collect()
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

#[test]
fn a_map_that_cannot_be_solved_says_why_above_it_and_keeps_its_numbers() {
    let mut window = with_too_large_a_share();
    let told = texts(&window);
    let reason = told.iter().find(|text| text.starts_with("Cannot be solved."));
    let reason = reason.unwrap_or_else(|| panic!("{told:?}"));
    assert!(reason.contains("numbers shown are those before"), "{reason}");
    assert!(window.state().state().answers.now.is_some());
    ask(&mut window, Action::Undo.into());
    let told = texts(&window);
    assert!(
        !told.iter().any(|text| text.starts_with("Cannot be solved.")),
        "{told:?}"
    );
}

#[test]
fn what_is_wrong_is_marked_on_the_map_and_the_mark_leads_to_the_list() {
    let mut window = with_too_large_a_share();
    let marks = labels(&window, Role::Button);
    let mark = marks.iter().find(|label| label.starts_with("Feed → Shop: "));
    let mark = mark.unwrap_or_else(|| panic!("{marks:?}")).clone();
    window.get_by_role_and_label(Role::Button, &mark).click();
    settle(&mut window);
    assert_eq!(selected(&window), ["link \"feed-shop\""]);
    assert_eq!(
        window.state().state().view.tab,
        catchment::app::panels::Tab::Problems
    );
    ask(&mut window, Action::Undo.into());
    assert!(!labels(&window, Role::Button).contains(&mark));
}

#[test]
fn a_click_on_a_problem_goes_to_its_object() {
    let mut window = with_too_large_a_share();
    window.get_by_role_and_label(Role::Tab, "Problems").click();
    settle(&mut window);
    let rows = labels(&window, Role::Button);
    let row = rows.iter().find(|label| label.starts_with("Error: Feed → Shop"));
    let row = row.unwrap_or_else(|| panic!("{rows:?}")).clone();
    window.get_by_role_and_label(Role::Button, &row).click();
    settle(&mut window);
    assert_eq!(selected(&window), ["link \"feed-shop\""]);
}

#[test]
fn a_sound_map_has_no_marks_and_no_complaint() {
    let window = open(two_shops());
    let problems = window.state().state().answers.problems.clone();
    let of = |object: &Object| {
        problems
            .iter()
            .filter(|problem| problem.object == *object)
            .count()
    };
    assert_eq!(of(&Object::Link("feed-shop".into())), 0);
    assert!(
        !texts(&window)
            .iter()
            .any(|text| text.starts_with("Cannot be solved"))
    );
}
