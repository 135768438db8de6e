//! The tabs themselves: shown by click and key, two side by side, scrolled where there is no room.

use catchment::app::command::Command;
use catchment::app::panels::Tab;
use catchment::app::view::Part;

use super::*;
use crate::common::window::{ask, open, open_sized, two_shops};

#[test]
fn every_tab_is_shown_by_its_keys() {
    let mut window = open(two_shops());
    for tab in Tab::ALL {
        let keys = tab.action().shortcuts().first().copied();
        let keys = keys.unwrap_or_else(|| panic!("{tab:?} has keys"));
        press(&mut window, keys.modifiers, keys.logical_key);
        assert_eq!(window.state().state().view.tab, *tab);
    }
}

#[test]
fn keys_bring_hidden_results_back() {
    let mut window = open(two_shops());
    press(&mut window, Modifiers::COMMAND, Key::J);
    assert!(!window.state().state().view.results);
    press(&mut window, Modifiers::ALT, Key::Num3);
    let view = &window.state().state().view;
    assert_eq!((view.results, view.tab), (true, Tab::WhenOpens));
}

#[test]
fn two_results_are_shown_side_by_side_and_one_again() {
    let mut window = open_sized(two_shops(), [1920.0, 1080.0]);
    assert!(!has(&window, Role::ColumnHeader, "Diverted"));
    ask(&mut window, Command::ShowBeside(Some(Tab::WhenOpens)));
    assert!(has(&window, Role::ColumnHeader, "Diverted"));
    assert!(
        names(&window, Role::Row)
            .iter()
            .any(|row| row.starts_with("Acme")),
        "the first result stays"
    );
    click(&mut window, Role::Button, "Close the second result");
    assert!(!has(&window, Role::ColumnHeader, "Diverted"));
}

#[test]
fn the_result_shown_beside_comes_to_the_front_by_its_tab_and_changes_places() {
    let mut window = open_sized(two_shops(), [1920.0, 1080.0]);
    ask(&mut window, Command::ShowBeside(Some(Tab::WhenOpens)));
    press(&mut window, Modifiers::ALT, Key::Num3);
    let view = &window.state().state().view;
    assert_eq!((view.tab, view.beside), (Tab::WhenOpens, Some(Tab::Capture)));
}

#[test]
fn tabs_without_room_scroll_and_the_chosen_one_and_problems_are_in_sight() {
    let mut window = open_sized(two_shops(), [960.0, 600.0]);
    let place = |window: &Window, tab: Tab| window.get_by_role_and_label(Role::Tab, tab.label()).rect();
    let is_seen = |window: &Window, tab: Tab| {
        let after = window.query_by_role_and_label(Role::Button, "More results");
        let before = window.query_by_role_and_label(Role::Button, "Results before these");
        let place = place(window, tab);
        after.is_none_or(|arrow| place.right() <= arrow.rect().left() + 1.0)
            && before.is_none_or(|arrow| place.left() >= arrow.rect().right() - 1.0)
    };
    assert!(is_seen(&window, Tab::Capture) && !is_seen(&window, Tab::Ledger));
    assert!(place(&window, Tab::Problems).right() < 960.0);
    let before = place(&window, Tab::Ledger);
    click(&mut window, Role::Button, "More results");
    settle(&mut window);
    assert!(place(&window, Tab::Ledger).left() < before.left());
    assert_eq!(window.state().state().view.tab, Tab::Capture, "only looked at");
    for tab in Tab::ALL.iter().rev().filter(|tab| **tab != Tab::Problems) {
        ask(&mut window, Command::ShowTab(*tab));
        settle(&mut window);
        assert!(is_seen(&window, *tab), "{tab:?}");
    }
}

#[test]
fn the_sizes_of_the_panels_are_known_to_the_settings() {
    let window = open(two_shops());
    let view = &window.state().state().view;
    for part in [Part::Side, Part::Inspector, Part::Results] {
        assert!(view.size(part).is_some_and(|size| size > 100.0), "{part:?}");
    }
    assert_eq!(view.size(Part::Beside), None);
}
