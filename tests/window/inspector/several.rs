//! Several objects at once.

use catchment::model::{Edit, LinkKind};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

#[test]
fn a_field_sets_all_objects_in_one_step() {
    let mut window = shops_on([node("feed"), node("shop"), node("sellers")]);
    let before = map(&window);
    number(&mut window, "Novelty", "0.4");
    let edits = ["feed", "shop", "sellers"].map(|id| set(&before, &node(id), "novelty", 0.4));
    changed(&mut window, &before, edits.to_vec());
    let before = map(&window);
    choose(&mut window, "Owner", "Nobody");
    let edits = ["feed", "shop"].map(|id| {
        let mut node = before.nodes()[id].clone();
        node.owner = None;
        Edit::put_node(id, node)
    });
    changed(&mut window, &before, edits.to_vec());
}

#[test]
fn what_differs_shows_as_various_and_stays_when_only_looked_at() {
    let mut window = shops_on([node("feed"), node("sellers")]);
    let before = map(&window);
    let novelty = window.get_by_role_and_label(Role::SpinButton, "Novelty");
    assert_eq!(novelty.accesskit_node().value(), Some("various".to_owned()));
    let habit = window.get_by_role_and_label(Role::SpinButton, "Habit");
    assert_eq!(habit.accesskit_node().value(), Some("2".to_owned()));
    window.get_by_role_and_label(Role::SpinButton, "Novelty").focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(map(&window), before);
    number(&mut window, "Novelty", "0");
    assert_eq!(map(&window), before, "0 is out of range");
}

#[test]
fn a_zero_can_be_typed_over_what_differs() {
    let mut window = shops_on([node("feed"), node("shop")]);
    let before = map(&window);
    number(&mut window, "Network effect", "0");
    let edit = set(&before, &node("shop"), "network_effect", 0.0);
    changed(&mut window, &before, vec![edit]);
}

#[test]
fn links_are_set_together_and_payments_stay_payments() {
    let mut window = shops_on([link("feed-shop"), link("shop-sellers"), link("sellers-wallet")]);
    let before = map(&window);
    choose(&mut window, "Kind", "Campaign");
    let edits = ["feed-shop", "shop-sellers"].map(|id| {
        let mut link = before.links()[id].clone();
        link.kind = LinkKind::Campaign;
        Edit::put_link(id, link)
    });
    changed(&mut window, &before, edits.to_vec());
    let before = map(&window);
    choose(&mut window, "Who must agree", "Nobody can decide");
    let edits = ["feed-shop", "shop-sellers", "sellers-wallet"].map(|id| {
        let mut link = before.links()[id].clone();
        link.gatekeepers = Some(Vec::new());
        Edit::put_link(id, link)
    });
    changed(&mut window, &before, edits.to_vec());
}

#[test]
fn a_note_that_differs_changes_only_when_it_is_left() {
    let mut document = two_shops();
    let mut feed = document.map().nodes()["feed"].clone();
    feed.note = "an old note".to_owned();
    document.edit("note", vec![Edit::put_node("feed", feed)]);
    let mut window = window_on(document, [node("feed"), node("shop")]);
    let before = map(&window);
    begin(&mut window, Role::MultilineTextInput, "Note", "one for both");
    assert_eq!(map(&window), before);
    press(&mut window, Modifiers::NONE, Key::Tab);
    let edits = ["feed", "shop"].map(|id| {
        let mut node = before.nodes()[id].clone();
        node.note = "one for both".to_owned();
        Edit::put_node(id, node)
    });
    changed(&mut window, &before, edits.to_vec());
}

#[test]
fn nodes_and_links_have_a_part_each_and_their_sums() {
    let window = shops_on([
        node("feed"),
        node("shop"),
        link("feed-shop"),
        link("shop-sellers"),
    ]);
    for label in [
        "2 nodes",
        "2 links",
        "Visits in, all together",
        "Visits on the links",
    ] {
        assert!(window.query_by_label(label).is_some(), "{label}");
    }
    assert!(
        window
            .query_by_role_and_label(Role::SpinButton, "Novelty")
            .is_some()
    );
    assert!(
        window
            .query_by_role_and_label(Role::SpinButton, "Share")
            .is_some()
    );
}
