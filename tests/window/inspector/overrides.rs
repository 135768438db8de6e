//! Numbers that one scenario alone changes.

use catchment::app::action::Action;
use catchment::model::{Edit, Evidence, Number, Object};
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

/// The numbers that the scenario has of its own, by path.
fn set_in_mini(window: &Window) -> Vec<(String, f64)> {
    let set = map(window).scenarios()["mini"].set.clone();
    set.into_iter()
        .map(|(path, number)| (path, number.value))
        .collect()
}

/// Today's map without its scenarios.
fn today(window: &Window) -> Map {
    let mut map = map(window);
    for id in map.scenarios().keys().cloned().collect::<Vec<_>>() {
        map.apply(Edit::Scenario(id, None));
    }
    map
}

#[test]
fn a_number_that_the_scenario_sets_is_shown_and_changed_there() {
    let mut window = in_mini([node("shop")]);
    assert!(window.query_by_label("Today: 0.6 %").is_some());
    let before = map(&window);
    number(&mut window, "Commission", "2");
    let edit = put(&before, |set| {
        drop(set.insert("nodes/shop/commission".to_owned(), 0.02.into()))
    });
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn what_is_typed_while_a_scenario_is_shown_leaves_today_alone() {
    for (object, label, typed, path, value) in [
        (node("shop"), "Ad rate", "5", "nodes/shop/ad_rate", 0.05),
        (
            node("feed"),
            "Large tickets",
            "38m",
            "nodes/feed/arrivals/large",
            38e6,
        ),
        (
            node("sellers"),
            "Large tickets",
            "210",
            "nodes/sellers/ticket/large",
            210.0,
        ),
        (node("wallet"), "Fee", "0.6", "nodes/wallet/fee", 0.006),
        (node("feed"), "Habit", "3", "nodes/feed/habit_years", 3.0),
        (link("feed-shop"), "Share", "35", "links/feed-shop/pull", 0.35),
        (
            link("feed-shop"),
            "Referral rate",
            "5",
            "links/feed-shop/referral",
            0.05,
        ),
        (
            Object::Company("acme".into()),
            "Visit's worth",
            "0.3",
            "companies/acme/visit_value",
            0.3,
        ),
    ] {
        let mut window = in_mini([object.clone()]);
        let before = today(&window);
        number(&mut window, label, typed);
        assert_eq!(today(&window), before, "{label} of today");
        let set = set_in_mini(&window);
        assert!(set.contains(&(path.to_owned(), value)), "{label}: {set:?}");
        assert_eq!(catchment::model::rules::errors(&map(&window)), []);
    }
}

#[test]
fn a_number_dragged_while_a_scenario_is_shown_leaves_today_alone_too() {
    let mut window = in_mini([node("shop")]);
    let before = today(&window);
    let field = window.get_by_role_and_label(Role::SpinButton, "Ad rate").rect();
    window.event(egui::Event::PointerMoved(field.center()));
    window.run();
    let button = |window: &mut Window, pos, pressed| {
        window.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run();
    };
    button(&mut window, field.center(), true);
    for step in 1..=5 {
        let along = field.center() + egui::vec2(20.0 * step as f32, 0.0);
        window.event(egui::Event::PointerMoved(along));
        window.run();
    }
    button(&mut window, field.center() + egui::vec2(100.0, 0.0), false);
    settle(&mut window);
    assert_eq!(today(&window), before);
    let set = set_in_mini(&window);
    assert!(
        set.iter().any(|(path, _)| path == "nodes/shop/ad_rate"),
        "{set:?}"
    );
    ask(&mut window, Action::Undo.into());
    assert_eq!(set_in_mini(&window).len(), set.len() - 1, "one step");
}

#[test]
fn numbers_of_several_objects_go_into_the_scenario_together() {
    let mut window = in_mini([node("feed"), node("shop")]);
    let before = map(&window);
    number(&mut window, "Habit", "4");
    let edit = put(&before, |set| {
        for id in ["feed", "shop"] {
            set.insert(format!("nodes/{id}/habit_years"), 4.0.into());
        }
    });
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn by_each_number_it_says_where_it_counts_and_a_click_means_today() {
    let mut window = in_mini([link("feed-shop")]);
    let before = map(&window);
    let chip = format!("Ad response: in {}", before.scenarios()["mini"].name);
    number(&mut window, "Ad response", "0.3");
    let path = "links/feed-shop/ad_elasticity".to_owned();
    assert!(set_in_mini(&window).contains(&(path.clone(), 0.3)));
    // It was meant for today: one click, one step.
    click(&mut window, Role::Button, &chip);
    let meant = set(&before, &link("feed-shop"), "ad_elasticity", 0.3);
    let mut expected = before.clone();
    expected.apply(meant);
    assert_eq!(map(&window), expected);
    assert_eq!(
        window.state().state().document.undo_label(),
        Some("Feed → Shop: Ad response, for today's map")
    );
    assert!(window.query_by_label("Ad response: in today's map").is_some());
    // And so is what is typed next, until something else is selected.
    number(&mut window, "Ad response", "0.4");
    assert_eq!(map(&window).links()["feed-shop"].ad_elasticity.value, 0.4);
    assert!(!set_in_mini(&window).iter().any(|(of, _)| *of == path));
    ask(&mut window, Command::Select(vec![node("shop")]));
    ask(&mut window, Command::Select(vec![link("feed-shop")]));
    number(&mut window, "Ad response", "0.5");
    assert_eq!(map(&window).links()["feed-shop"].ad_elasticity.value, 0.4);
    assert!(set_in_mini(&window).contains(&(path, 0.5)));
}

#[test]
fn a_number_is_taken_out_of_the_scenario_where_it_stands_or_by_typing_todays() {
    let mut window = in_mini([node("shop")]);
    let before = map(&window);
    click(&mut window, Role::Button, "Take Commission out of the scenario");
    let edit = put(&before, |set| set.clear());
    changed(&mut window, &before, vec![edit.clone()]);
    ask(&mut window, Action::Undo.into());
    number(&mut window, "Commission", "0.6");
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn todays_evidence_is_no_source_for_a_number_of_the_scenario() {
    let mut window = in_mini([link("shop-sellers")]);
    number(&mut window, "Share", "60");
    let mini = map(&window).scenarios()["mini"].clone();
    assert_eq!(mini.set["links/shop-sellers/pull"], Number::bare(0.6));
    assert!(window.query_by_label("no source of its own").is_some());
}

#[test]
fn no_row_moves_when_a_number_becomes_the_scenarios_own() {
    let mut document = two_shops();
    let with_source = change(document.map(), &node("shop"), "ad_rate", |number| {
        let source = Some("a survey".to_owned());
        let (low, high) = (Some(0.01), Some(0.09));
        number.evidence = Some(Box::new(Evidence {
            source,
            low,
            high,
            ..Evidence::default()
        }));
    });
    document.edit("source", vec![with_source]);
    let mut window = window_on(document, [node("shop")]);
    ask(&mut window, Command::ShowScenario(Some("mini".into())));
    let at = |window: &Window, label: &str| window.get_by_role_and_label(Role::SpinButton, label).rect();
    let before = at(&window, "Novelty");
    number(&mut window, "Ad rate", "6");
    number(&mut window, "Micro tickets", "900");
    assert_eq!(at(&window, "Novelty"), before);
}

#[test]
fn today_has_no_such_chips() {
    let window = shops_on([node("shop")]);
    assert!(window.query_by_label_contains("Commission: in ").is_none());
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
