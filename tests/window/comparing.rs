//! The map compared with another version of it: side by side in a table, and on the map.

use std::path::Path;

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, LinkId, Map, NodeKind};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, open, settle, two_shops};
use crate::results::taking::copy;

/// Compares the map with the file at `path`.
fn compare(window: &mut Window, path: &Path) {
    window.state_mut().ask_for_paths_in_the_window();
    ask(window, Action::Compare.into());
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(Event::Text(path.display().to_string()));
    settle(window);
    window.get_by_role_and_label(Role::Button, "Compare").click();
    settle(window);
}

/// The map with another commission of its shop and without a link.
fn changed(map: &Map) -> Map {
    let mut map = map.clone();
    let id = "shop".into();
    let mut shop = map.nodes()[&id].clone();
    if let NodeKind::Platform { commission, .. } = &mut shop.kind {
        commission.value = 0.02;
    }
    map.apply(Edit::Node(id, Some(Box::new(shop))));
    map.apply(Edit::Link(LinkId::from("feed-sellers"), None));
    map
}

fn says(window: &Window, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

#[test]
fn what_differs_is_told_side_by_side_and_on_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("before.ron");
    let before = two_shops();
    std::fs::write(&path, file::to_text(before.map()).unwrap()).unwrap();
    let mut window = open(Document::new(changed(before.map())));
    compare(&mut window, &path);
    assert!(says(&window, "Compared with before.ron"));
    assert!(says(&window, "Shop (Different)"));
    assert!(says(&window, "Commission: there 0.006, here 0.02"));
    assert!(says(&window, "Feed → Sellers (Only in before.ron)"));
    // On the map stands what only the file has.
    assert!(says(&window, "Only in before.ron: Feed → Sellers"));

    let table = copy(&mut window).unwrap();
    assert!(
        table.contains("Shop\tDifferent\tCommission\t0.006\t0.02"),
        "{table}"
    );

    // The comparison follows the map.
    let shop = before.map().nodes()["shop"].clone();
    let edit = Command::Edit {
        label: "As it was".to_owned(),
        edits: vec![Edit::Node("shop".into(), Some(Box::new(shop)))],
        merge: false,
    };
    ask(&mut window, edit);
    assert!(!says(&window, "Shop (Different)"));
    window
        .get_by_role_and_label(Role::Button, "End the comparison")
        .click();
    settle(&mut window);
    assert!(!says(&window, "Only in before.ron: Feed → Sellers"));
}

#[test]
fn maps_that_are_the_same_are_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("same.ron");
    std::fs::write(&path, file::to_text(two_shops().map()).unwrap()).unwrap();
    let mut window = open(two_shops());
    compare(&mut window, &path);
    assert!(says(&window, "Nothing differs from same.ron."));
    compare(&mut window, &folder.path().join("gone.ron"));
    let message = window.state().state().message.clone().unwrap_or_default();
    assert!(message.contains("gone.ron"), "{message}");
}
