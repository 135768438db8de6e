//! Find: what is typed, what it finds, and where the camera and the selection are then.
use crate::common::window::{Window, open, settle, two_shops};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn find(window: &mut Window, text: &str) {
    press(window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find by name").type_text(text);
    settle(window);
}

fn found(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::ListBoxOption);
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

#[test]
fn a_part_of_a_name_and_enter_go_to_a_node() {
    let mut window = open(two_shops());
    find(&mut window, "wal");
    assert!(
        found(&window)[0].starts_with("Wallet (Payment"),
        "{:?}",
        found(&window)
    );
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&window), ["node \"wallet\""]);
    let drawn = window.get_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("Wallet, payment"))
    });
    let place = drawn.rect();
    assert!(
        place.center().x > 300.0 && place.center().x < 900.0,
        "it is in view: {place:?}"
    );
}

#[test]
fn arrows_choose_another_match() {
    let mut window = open(two_shops());
    find(&mut window, "feed");
    let before = found(&window);
    assert!(before.len() > 1, "{before:?}");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(
        found(&window).is_empty(),
        "the list makes room for what was found"
    );
    let second = &selected(&window)[0];
    assert_ne!(second, "node \"feed\"");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(found(&window), before, "an arrow brings it back, to try the next");
}

#[test]
fn links_are_found_by_their_ends_and_objects_by_their_id() {
    let mut window = open(two_shops());
    find(&mut window, "feed to shop");
    assert!(
        found(&window)[0].starts_with("Feed to Shop (Link"),
        "{:?}",
        found(&window)
    );
    press(&mut window, Modifiers::NONE, Key::Escape);
    find(&mut window, "feed-sellers");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&window), ["link \"feed-sellers\""]);
}

#[test]
fn a_scenario_that_is_found_is_shown() {
    let mut window = open(two_shops());
    find(&mut window, "open the mini");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let shown = window.state().state().scenario.clone();
    assert_eq!(shown.as_ref().map(|id| id.as_str()), Some("mini"));
}

#[test]
fn escape_closes_it_keeps_the_selection_and_gives_the_keyboard_back() {
    let mut window = open(two_shops());
    window.get_by_label("Filter by name or kind").focus();
    settle(&mut window);
    find(&mut window, "wal");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Find by name").is_none());
    assert_eq!(selected(&window), ["node \"wallet\""]);
    assert!(window.get_by_label("Filter by name or kind").is_focused());
}

#[test]
fn what_nothing_is_called_is_said_so() {
    let mut window = open(two_shops());
    find(&mut window, "qqq");
    assert!(found(&window).is_empty());
    assert!(window.query_by_label("Nothing is called so.").is_some());
}
