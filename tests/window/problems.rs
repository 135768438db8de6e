//! Problems of the map as it is edited: where they are told, where a click leads, what mends them.
use crate::common::window::{Window, ask, open, settle, two_shops};
use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::model::{Edit, Link, Node, Number, Object, Pull, Severity};
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
    assert!(!reason.ends_with("solved."), "it says why: {reason}");
    assert!(
        told.contains(&"The numbers shown are those before.".to_owned()),
        "{told:?}"
    );
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
    assert_eq!(window.state().state().view.tab, Tab::Problems);
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
    // What is typed now mends it.
    let share = window.get_by_role_and_label(Role::SpinButton, "Share");
    assert!(
        share.accesskit_node().is_focused(),
        "the keyboard is in the field"
    );
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

/// The names of the buttons in the list of problems that start so.
fn offered(window: &Window, start: &str) -> Vec<String> {
    let all = labels(window, Role::Button).into_iter();
    all.filter(|label| label.starts_with(start)).collect()
}

fn errors(window: &Window) -> usize {
    let problems = window.state().state().answers.problems.iter();
    problems
        .filter(|problem| problem.severity == Severity::Error)
        .count()
}

#[test]
fn a_button_mends_a_problem_in_one_step() {
    let mut window = with_too_large_a_share();
    ask(&mut window, Command::ShowTab(Tab::Problems));
    assert!(errors(&window) > 0);
    let fix = offered(&window, "Set to")[0].clone();
    window.get_all_by_label(&fix).next().unwrap().click();
    settle(&mut window);
    let told = texts(&window);
    assert!(offered(&window, "Set to").is_empty(), "{told:?}");
    ask(&mut window, Action::Undo.into());
    let pull = window.state().state().map().links()["feed-shop"].pull.clone();
    assert_eq!(pull, Pull::Share(Number::bare(1.4)));
}

#[test]
fn problems_alike_are_mended_together_as_one_step() {
    let mut window = open(two_shops());
    let edits = ["feed", "shop", "sellers"].map(|id| {
        let node = window.state().state().map().nodes()[id].clone();
        let novelty = Number::bare(7.0);
        Edit::put_node(id, Node { novelty, ..node })
    });
    let before = window.state().state().map().clone();
    ask(
        &mut window,
        Command::Edit {
            label: "novelties".into(),
            edits: edits.to_vec(),
            merge: false,
        },
    );
    ask(&mut window, Command::ShowTab(Tab::Problems));
    let all = labels(&window, Role::Button).into_iter();
    let all: Vec<String> = all.filter(|label| label.ends_with("All 3 alike")).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    window.get_by_label(&all[0]).click();
    settle(&mut window);
    assert_eq!(errors(&window), 0);
    for id in ["feed", "shop", "sellers"] {
        assert_eq!(window.state().state().map().nodes()[id].novelty.value, 1.0);
    }
    ask(&mut window, Action::Undo.into());
    ask(&mut window, Action::Undo.into());
    assert_eq!(*window.state().state().map(), before);
}
