//! The settings of the map: its words, companies and units.

use catchment::app::action::Action;
use catchment::model::{Company, Edit, Object, Units};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

#[test]
fn the_name_note_and_units_of_the_map_can_be_typed() {
    let mut window = shops_on([]);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Name", "Three shops");
    changed(&mut window, &before, vec![Edit::Name("Three shops".to_owned())]);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Note", "a draft");
    changed(&mut window, &before, vec![Edit::MapNote("a draft".to_owned())]);
    for (label, text_now, change) in [
        (
            "Traffic",
            "users",
            (|units, text| units.traffic = text) as fn(&mut Units, String),
        ),
        ("Period", "month", |units, text| units.period = text),
        ("Currency", "EUR", |units, text| units.currency = text),
    ] {
        let before = map(&window);
        text(&mut window, Role::TextInput, label, text_now);
        let mut units = before.units().clone();
        change(&mut units, text_now.to_owned());
        changed(&mut window, &before, vec![Edit::Units(units)]);
    }
}

#[test]
fn the_settings_can_be_asked_for_while_something_is_selected_or_a_scenario_shown() {
    let mut window = shops_on([node("shop")]);
    ask(&mut window, Command::ShowScenario(Some("mini".into())));
    ask(&mut window, Action::MapSettings.into());
    assert!(
        window
            .query_by_role_and_label(Role::TextInput, "Currency")
            .is_some()
    );
}

#[test]
fn a_company_is_renamed_in_the_list_and_shown() {
    let mut window = shops_on([]);
    let before = map(&window);
    text(&mut window, Role::TextInput, "Name of acme", "Apex 淘宝");
    let apex = Company {
        name: "Apex 淘宝".to_owned(),
        ..before.companies()["acme"].clone()
    };
    changed(&mut window, &before, vec![Edit::put_company("acme", apex)]);
    click(&mut window, Role::Button, "Show Apex 淘宝");
    assert_eq!(
        window.state().state().selection,
        [Object::Company("acme".into())].into()
    );
    assert!(window.query_by_label("Its nodes (3)").is_some());
    click(&mut window, Role::Button, "Sellers");
    assert_eq!(window.state().state().selection, [node("sellers")].into());
}

#[test]
fn deleting_a_company_tells_what_it_leaves_behind() {
    let mut window = shops_on([]);
    let before = map(&window);
    click(&mut window, Role::Button, "Delete Acme");
    let told =
        "Nodes it owns: 3. Nodes that name it as host: 0. Gates it keeps: 1. They will belong to nobody.";
    assert!(window.query_by_label(told).is_some());
    click(&mut window, Role::Button, "Delete Acme now");
    let after = map(&window);
    assert!(after.companies().is_empty());
    assert_eq!(after.nodes()["shop"].owner, None);
    ask(&mut window, Action::Undo.into());
    assert_eq!(map(&window), before);
}

#[test]
fn a_company_can_be_added() {
    let mut window = shops_on([]);
    click(&mut window, Role::Button, "Add a company");
    assert_eq!(map(&window).companies().len(), 2);
    assert!(matches!(
        window.state().state().selection.first(),
        Some(Object::Company(id)) if id.as_str() != "acme"
    ));
}

#[test]
fn a_colour_is_chosen_from_the_palette_by_its_digits_or_left_to_the_program() {
    let mut window = shops_on([]);
    let color = |window: &Window| map(window).companies()["acme"].color.clone();
    let steps = |window: &Window| window.state().state().document.revision();
    click(&mut window, Role::Button, "Colour of Acme");
    let before = steps(&window);
    click(&mut window, Role::Button, "#d9681d");
    assert_eq!(color(&window).as_deref(), Some("#d9681d"));
    assert!(steps(&window) > before);
    let type_digits = |window: &mut Window, text: &str| {
        window
            .get_by_role_and_label(Role::TextInput, "Colour in hexadecimal digits")
            .focus();
        window.run();
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        window.event(egui::Event::Text(text.to_owned()));
        settle(window);
    };
    for (typed, expected) in [("#1A2b3c", "#1a2b3c"), ("c0ffee", "#c0ffee"), ("f80", "#ff8800")] {
        type_digits(&mut window, typed);
        assert_eq!(color(&window).as_deref(), Some(expected), "{typed}");
    }
    // What is no colour changes nothing, and nothing gives way to what is said of it.
    type_digits(&mut window, "bluish");
    assert_eq!(color(&window).as_deref(), Some("#ff8800"));
    assert!(
        window
            .query_by_label("Six hexadecimal digits, as in #1677ff")
            .is_some()
    );
    click(&mut window, Role::Button, "Automatic");
    assert_eq!(color(&window), None);
}
