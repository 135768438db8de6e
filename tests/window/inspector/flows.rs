//! What the solver says of the selection.

use catchment::model::Object;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use super::*;

/// The words of all rows and buttons that start so.
fn told(window: &Window, start: &str) -> Vec<String> {
    let all = window.get_all_by_label_contains(start);
    let labels = all.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(start)).collect()
}

#[test]
fn a_node_tells_where_its_visits_come_from_and_go_and_a_click_goes_there() {
    let mut window = shops_on([node("shop")]);
    for title in ["Where visits come from", "Where they go on to", "By segment"] {
        assert!(window.query_by_label(title).is_some(), "{title}");
    }
    let from_feed = told(&window, "Feed: ");
    assert_eq!(from_feed, ["Feed: 251, 100 %"]);
    click(&mut window, Role::Button, &from_feed[0]);
    assert_eq!(window.state().state().selection, [link("feed-shop")].into());
}

#[test]
fn visits_that_start_at_a_node_are_told_apart() {
    let window = shops_on([node("feed")]);
    assert_eq!(told(&window, "Start here: "), ["Start here: 660, 100 %"]);
    assert!(
        told(&window, "Leave here: ")
            .iter()
            .any(|row| row.contains("62 %"))
    );
}

#[test]
fn a_scenario_tells_the_change_against_today() {
    let mut window = shops_on([node("sellers")]);
    ask(&mut window, Command::ShowScenario(Some("mini".into())));
    let from_feed = told(&window, "Feed: ");
    assert_eq!(from_feed.len(), 1);
    assert!(from_feed[0].contains('+'), "{from_feed:?}");
}

#[test]
fn a_company_tells_at_which_nodes_its_visits_are_kept() {
    let mut window = shops_on([Object::Company("acme".into())]);
    assert!(window.query_by_label("Where its visits are kept").is_some());
    let at_feed = told(&window, "Feed: ");
    assert_eq!(at_feed.len(), 1);
    click(&mut window, Role::Button, &at_feed[0]);
    assert_eq!(window.state().state().selection, [node("feed")].into());
}

#[test]
fn a_closed_link_tells_what_it_would_bring() {
    let mut window = shops_on([link("feed-sellers")]);
    assert!(window.query_by_label("Opened alone, it would change").is_some());
    let whatif = window.state().state().answers.whatif.clone().unwrap();
    let effect = whatif
        .links
        .iter()
        .find(|row| row.link.as_str() == "feed-sellers");
    let visits = catchment::quantity::signed(effect.unwrap().visits);
    assert!(window.get_all_by_label(&visits).count() > 0, "{visits}");
    ask(&mut window, Command::Select(vec![link("feed-shop")]));
    assert!(window.query_by_label("Closed alone, it would change").is_some());
}
