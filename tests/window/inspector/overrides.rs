//! Numbers that one scenario alone changes.

use catchment::app::action::Action;
use catchment::model::{Edit, Number, Object};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

/// The edit that changes the overrides of the scenario `mini`.
fn put(map: &Map, change: impl FnOnce(&mut std::collections::BTreeMap<String, Number>)) -> Edit {
    let mut scenario = map.scenarios()["mini"].clone();
    change(&mut scenario.set);
    Edit::put_scenario("mini", scenario)
}

fn in_mini(objects: impl IntoIterator<Item = Object>) -> Window {
    let mut window = shops_on(objects);
    ask(&mut window, Command::ShowScenario(Some("mini".into())));
    window
}

#[test]
fn a_number_that_the_scenario_sets_is_shown_and_changed_there() {
    let mut window = in_mini([node("shop")]);
    assert!(
        window
            .query_by_label("Only in this scenario. Today: 0.6 %")
            .is_some()
    );
    let before = map(&window);
    number(&mut window, "Commission", "2");
    let edit = put(&before, |set| {
        drop(set.insert("nodes/shop/commission".to_owned(), 0.02.into()))
    });
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn other_numbers_still_change_the_map() {
    let mut window = in_mini([node("shop")]);
    let before = map(&window);
    number(&mut window, "Ad rate", "5");
    let edit = set(&before, &node("shop"), "ad_rate", 0.05);
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn the_switch_makes_a_number_the_scenarios_own_and_the_maps_again() {
    let mut window = in_mini([link("feed-shop")]);
    let before = map(&window);
    click(&mut window, Role::CheckBox, "Ad response: only in this scenario");
    number(&mut window, "Ad response", "0.3");
    let path = "links/feed-shop/ad_elasticity";
    assert_eq!(map(&window).scenarios()["mini"].set[path].value, 0.3);
    assert_eq!(map(&window).links(), before.links());
    click(&mut window, Role::CheckBox, "Ad response: only in this scenario");
    assert_eq!(map(&window), before);
}

#[test]
fn today_has_no_such_switch() {
    let window = shops_on([node("shop")]);
    let switch = "Commission: only in this scenario";
    assert!(window.query_by_label(switch).is_none());
}

#[test]
fn the_scenario_lists_its_numbers_to_be_changed_and_taken_out() {
    let mut window = in_mini([]);
    let before = map(&window);
    number(&mut window, "Commission, Shop", "3");
    let edit = put(&before, |set| {
        drop(set.insert("nodes/shop/commission".to_owned(), 0.03.into()))
    });
    changed(&mut window, &before, vec![edit]);
    let before = map(&window);
    click(
        &mut window,
        Role::Button,
        "Take Commission, Shop out of the scenario",
    );
    let edit = put(&before, |set| set.clear());
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn a_number_can_be_added_by_choosing_its_object_and_field() {
    let mut window = in_mini([]);
    let before = map(&window);
    choose(&mut window, "Object", "Wallet");
    choose(&mut window, "Number", "Fee");
    let edit = put(&before, |set| {
        drop(set.insert("nodes/wallet/fee".to_owned(), 0.002.into()))
    });
    changed(&mut window, &before, vec![edit]);
    number(&mut window, "Fee, Wallet", "1");
    assert_eq!(
        map(&window).scenarios()["mini"].set["nodes/wallet/fee"].value,
        0.01
    );
}

#[test]
fn its_name_note_and_links_can_be_changed() {
    let mut window = in_mini([]);
    let before = map(&window);
    text(&mut window, Role::MultilineTextInput, "Name", "Peace");
    let mut mini = before.scenarios()["mini"].clone();
    mini.name = "Peace".to_owned();
    changed(
        &mut window,
        &before,
        vec![Edit::put_scenario("mini", mini.clone())],
    );
    let before = map(&window);
    click(
        &mut window,
        Role::Button,
        "Take Feed → Sellers out of the scenario",
    );
    mini.open.clear();
    changed(&mut window, &before, vec![Edit::put_scenario("mini", mini)]);
    click(&mut window, Role::Button, "Delete this scenario");
    assert!(map(&window).scenarios().is_empty());
    ask(&mut window, Action::Undo.into());
    assert_eq!(map(&window).scenarios().len(), 1);
}
