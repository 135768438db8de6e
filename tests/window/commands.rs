//! The ways to a command: menus, the list of commands, the menu at the pointer, shortcuts.

use crate::common::window::{Window, ask, open, settle, two_shops};
use catchment::app::action::{Action, Menu};
use catchment::app::command::Command;
use catchment::model::Object;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

#[test]
fn every_menu_offers_its_actions() {
    let mut window = open(two_shops());
    for menu in Menu::ALL {
        window.get_by_role_and_label(Role::Button, menu.label()).click();
        settle(&mut window);
        for action in menu.groups().flatten() {
            let offered = window.query_all_by_label(action.label()).count();
            assert!(offered > 0, "{menu:?} offers {action:?}");
        }
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn a_command_is_found_by_a_part_of_its_name_and_done_by_enter() {
    let mut window = open(two_shops());
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_label("Type a command").type_text("select all");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(selected(&window).len() > 4, "{:?}", selected(&window));
    assert!(
        window.query_by_label("Type a command").is_none(),
        "the list has closed"
    );
}

#[test]
fn the_list_of_commands_shows_all_of_them_with_their_shortcuts() {
    let mut window = open(two_shops());
    press(&mut window, Modifiers::COMMAND, Key::K);
    for action in Action::ALL {
        assert!(
            window.query_all_by_label(action.label()).count() > 0,
            "{action:?}"
        );
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Type a command").is_none());
}

#[test]
fn the_list_of_shortcuts_opens_and_closes() {
    let mut window = open(two_shops());
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(window.query_by_label("With the pointer").is_some());
    window.get_by_role_and_label(Role::Button, "Close").click();
    settle(&mut window);
    assert!(window.query_by_label("With the pointer").is_none());
}

#[test]
fn a_right_click_selects_what_is_there_and_offers_what_suits_it() {
    let mut window = open(two_shops());
    let shop = window.get_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("Shop, platform"))
    });
    shop.click_secondary();
    settle(&mut window);
    assert_eq!(selected(&window), ["node \"shop\""]);
    window.get_by_label("Select all of the kind").click();
    settle(&mut window);
    assert_eq!(selected(&window), ["node \"shop\""], "the only platform");
}

#[test]
fn a_company_is_selected_by_one_of_its_nodes() {
    let mut window = open(two_shops());
    ask(&mut window, Command::Select(vec![Object::Node("shop".into())]));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    let all = selected(&window);
    assert!(all.contains(&"node \"feed\"".to_owned()), "{all:?}");
    assert!(all.contains(&"link \"feed-shop\"".to_owned()), "{all:?}");
}

#[test]
fn zooming_by_keys_keeps_the_middle() {
    let mut window = open(two_shops());
    let shows = |window: &Window, zoom: &str| window.query_by_label(zoom).is_some();
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    assert!(shows(&window, "Zoom 100 %"));
    press(&mut window, Modifiers::COMMAND, Key::Minus);
    assert!(shows(&window, "Zoom 80 %"));
    press(&mut window, Modifiers::COMMAND, Key::Plus);
    assert!(shows(&window, "Zoom 100 %"));
}

#[test]
fn a_right_click_on_the_ground_offers_what_can_be_added() {
    let mut window = open(two_shops());
    ask(&mut window, Command::Select(vec![Object::Node("shop".into())]));
    let at = egui::pos2(250.0, 100.0);
    window.event(egui::Event::PointerMoved(at));
    window.step();
    for pressed in [true, false] {
        window.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.step();
        window.step();
    }
    settle(&mut window);
    assert!(selected(&window).is_empty());
    assert!(window.query_by_label("Add a channel").is_some());
}
