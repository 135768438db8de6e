//! Pictures, reports and files for other programs, written from the window.

use std::fs;
use std::path::Path;

use catchment::app::action::Action;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, open, settle, two_shops};

/// Asks for `action` and types the path that it wants.
fn write(window: &mut Window, action: Action, path: &Path) {
    window.state_mut().ask_for_paths_in_the_window();
    ask(window, action.into());
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(Event::Text(path.display().to_string()));
    settle(window);
    window.get_by_role_and_label(Role::Button, "Save").click();
    settle(window);
}

#[test]
fn the_map_the_report_and_the_tables_are_written_to_the_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = open(two_shops());
    let cases: [(Action, &str, &[u8]); 6] = [
        (Action::SharePicture, "map.png", b"\x89PNG"),
        (Action::SharePicture, "map.svg", b"<svg "),
        (Action::SharePicture, "map.pdf", b"%PDF-"),
        (Action::ShareReport, "map.html", b"<!DOCTYPE html>"),
        (Action::ShareNetwork, "map.xlsx", b"PK"),
        (Action::ShareNetwork, "map.graphml", b"<?xml"),
    ];
    for (action, name, opening) in cases {
        let path = folder.path().join(name);
        write(&mut window, action, &path);
        let news = window.state().state().news.clone().unwrap_or_default();
        assert!(news.contains(name), "{name}: {news}");
        assert!(fs::read(&path).unwrap().starts_with(opening), "{name}");
    }
}

#[test]
fn the_picture_shows_what_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.svg");
    let mut window = open(two_shops());
    let mini = catchment::app::command::Command::ShowScenario(Some("mini".into()));
    ask(&mut window, mini);
    write(&mut window, Action::SharePicture, &path);
    let svg = fs::read_to_string(&path).unwrap();
    assert!(svg.contains("Two shops: Open the mini-program"));
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = open(two_shops());
    write(
        &mut window,
        Action::ShareReport,
        &folder.path().join("no/such/report.html"),
    );
    let message = window.state().state().message.clone().unwrap_or_default();
    assert!(message.contains("could not be exported"), "{message}");
}
