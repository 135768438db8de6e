//! What takes the place of the map: never what was changed since the person agreed to lose it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, Map, Node};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::common::window::{
    Window, ask, begin, closes, press, rename, safeguarded, says, settle, two_shops,
};

const MINE: &str = "Keep your changes to “Mine”?";

/// A window on a saved map, and another map's file.
fn window_and_other(folder: &Path) -> (Window, PathBuf) {
    let mut document = two_shops();
    document.save_as(&folder.join("map.ron")).unwrap();
    let other = folder.join("other.ron");
    file::save(&other, &Map::new("Other")).unwrap();
    let copies = folder.join("copies");
    (
        safeguarded(document, &copies, Duration::ZERO, [1280.0, 800.0]),
        other,
    )
}

fn name(window: &Window) -> &str {
    window.state().state().map().name()
}

#[test]
fn what_is_changed_while_a_file_is_read_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, other) = window_and_other(folder.path());
    begin(&mut window, Command::OpenFile(other.clone()));
    begin(&mut window, rename("Mine"));
    settle(&mut window);
    assert!(says(&window, MINE));
    press(&mut window, "Cancel");
    assert!(name(&window) == "Mine" && window.state().state().document.is_dirty());
    // Agreed to before it is read, but not to what comes then.
    ask(&mut window, Command::OpenFile(other.clone()));
    window.get_by_role_and_label(Role::Button, "Don't save").click();
    window.step();
    begin(&mut window, rename("Mine again"));
    settle(&mut window);
    assert!(says(&window, "Keep your changes to “Mine again”?"));
    press(&mut window, "Save");
    assert_eq!(name(&window), "Other");
    let saved = file::load(&folder.path().join("map.ron")).unwrap();
    assert_eq!(saved.map.name(), "Mine again");
    // Unchanged since, nothing is asked.
    ask(&mut window, rename("Given up"));
    ask(&mut window, Command::OpenFile(folder.path().join("map.ron")));
    press(&mut window, "Don't save");
    assert_eq!(name(&window), "Mine again");
}

#[test]
fn what_is_saved_meanwhile_is_not_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, other) = window_and_other(folder.path());
    begin(&mut window, Command::OpenFile(other));
    begin(&mut window, rename("Mine"));
    begin(&mut window, Action::Save.into());
    settle(&mut window);
    assert_eq!(name(&window), "Other");
}

#[test]
fn what_is_changed_while_a_table_is_read_is_asked_about_before_its_map_opens() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = window_and_other(folder.path());
    let links = folder.path().join("links.csv");
    fs::write(&links, "From,To\nChats,Bazaar\n").unwrap();
    begin(&mut window, Command::OpenFile(links));
    begin(&mut window, rename("Mine"));
    settle(&mut window);
    assert!(says(&window, "Import “links.csv”"));
    press(&mut window, "Open as a map");
    assert!(says(&window, MINE));
    press(&mut window, "Cancel");
    assert!(says(&window, "Import “links.csv”"), "its corrections are kept");
    press(&mut window, "Open as a map");
    press(&mut window, "Don't save");
    assert_eq!(window.state().state().map().nodes().len(), 2);
}

#[test]
fn what_is_changed_while_the_version_of_others_is_read_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = window_and_other(folder.path());
    ask(&mut window, rename("Mine"));
    ask(&mut window, Action::Revert.into());
    window
        .get_by_role_and_label(Role::Button, "Go back to the file")
        .click();
    window.step();
    begin(&mut window, rename("Mine after all"));
    settle(&mut window);
    assert!(says(&window, "Keep your changes to “Mine after all”?"));
    press(&mut window, "Don't save");
    assert_eq!(name(&window), "Two shops");
}

#[test]
fn a_copy_is_not_restored_over_unsaved_changes_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let copies = folder.path().join("copies");
    fs::create_dir(&copies).unwrap();
    let left = file::to_text(&Map::new("Left")).unwrap();
    fs::write(copies.join("5.ron"), left).unwrap();
    let mut window = safeguarded(two_shops(), &copies, Duration::ZERO, [1280.0, 800.0]);
    begin(&mut window, rename("Mine"));
    press(&mut window, "Restore");
    assert!(says(&window, MINE));
    press(&mut window, "Cancel");
    assert_eq!(name(&window), "Mine");
    press(&mut window, "Restore");
    press(&mut window, "Don't save");
    assert_eq!(name(&window), "Left");
}

#[test]
fn what_is_changed_after_leaving_was_agreed_to_keeps_the_window_open() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = window_and_other(folder.path());
    ask(&mut window, rename("Mine"));
    assert!(!closes(&mut window));
    press(&mut window, "Don't save");
    begin(&mut window, rename("Mine after all"));
    assert!(!closes(&mut window));
    press(&mut window, "Don't save");
    assert!(closes(&mut window));
}

#[test]
fn a_name_that_is_typed_for_one_map_is_not_given_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, other) = window_and_other(folder.path());
    let mut map = Map::clone(two_shops().map());
    map.apply(Edit::Name("Other".to_owned()));
    let shop = map.nodes()["shop"].clone();
    let name_of_shop = |name: &str| Node {
        name: name.to_owned(),
        ..shop.clone()
    };
    map.apply(Edit::put_node("shop", name_of_shop("Other shop")));
    file::save(&other, &map).unwrap();
    // In the outline, whose rows outlive a map.
    window
        .get_by_role_and_label(Role::TreeItem, "Shop (platform)")
        .click();
    settle(&mut window);
    window.key_press(egui::Key::F2);
    settle(&mut window);
    window.event(egui::Event::Text("Half".to_owned()));
    settle(&mut window);
    ask(&mut window, Command::OpenFile(other));
    assert!(says(&window, "Keep your changes to “Two shops”?"));
    press(&mut window, "Don't save");
    assert_eq!(name(&window), "Other");
    assert_eq!(window.state().state().map().nodes()["shop"].name, "Other shop");
    assert!(!window.state().state().document.is_dirty());
}

#[test]
fn nothing_takes_the_place_of_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, other) = window_and_other(folder.path());
    begin(&mut window, Command::OpenFile(other));
    begin(&mut window, Action::SaveAs.into());
    settle(&mut window);
    assert!(says(&window, "Save under which name?"));
    assert_eq!(name(&window), "Two shops");
    press(&mut window, "Cancel");
    assert_eq!(name(&window), "Other");
    let document: &Document = &window.state().state().document;
    assert!(!document.is_dirty());
}
