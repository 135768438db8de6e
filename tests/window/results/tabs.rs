//! The tabs themselves: shown by click and key, two side by side, folded where there is no room.

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
fn tabs_without_room_are_in_a_menu() {
    let mut window = open_sized(two_shops(), [960.0, 600.0]);
    // Wide panels at both sides leave little between.
    ask(&mut window, Command::ShowBeside(Some(Tab::Gains)));
    let seen = names(&window, Role::Tab);
    let folded = Tab::ALL
        .iter()
        .find(|tab| !seen.contains(&tab.label().to_owned()));
    let folded = *folded.unwrap_or_else(|| panic!("some tab is folded, not only {seen:?}"));
    click(&mut window, Role::Button, "More results");
    click(&mut window, Role::Button, folded.label());
    assert_eq!(window.state().state().view.tab, folded);
    assert!(has(&window, Role::Tab, folded.label()), "the chosen tab is seen");
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
