//! Pictures, reports and files for other programs, written from the window.

use std::fs;
use std::path::Path;

use catchment::app::action::Action;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, open, settle, two_shops};
use catchment::app::command::Command;
use catchment::app::theme::Theme;
use catchment::model::{Company, Edit, color};

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

/// A window on two shops whose feed is a rival's; neither company has a colour of its own.
fn with_a_rival() -> Window {
    let mut document = two_shops();
    let mut feed = document.map().nodes()["feed"].clone();
    (feed.owner, feed.host, feed.name) = (Some("rival".into()), Some("rival".into()), "Stream".to_owned());
    let company = |name: &str| Company {
        name: name.to_owned(),
        ..Company::default()
    };
    let edits = vec![
        Edit::put_company("acme", company("Acme")),
        Edit::put_company("rival", company("Rival")),
        Edit::put_node("feed", feed),
    ];
    document.edit("rival", edits);
    open(document)
}

#[test]
fn what_is_hidden_is_in_no_picture() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = with_a_rival();
    let written = |window: &mut Window, action, name: &str| {
        let path = folder.path().join(name);
        write(window, action, &path);
        fs::read(&path).unwrap()
    };
    let before = ["map.png", "map.pdf"].map(|name| written(&mut window, Action::SharePicture, name));
    ask(&mut window, Command::SetShown("rival".into(), false));
    let svg = String::from_utf8(written(&mut window, Action::SharePicture, "map.svg")).unwrap();
    assert!(svg.contains("Shop") && !svg.contains("Stream"), "{svg}");
    // Whoever gets it is told that it is not all.
    assert!(svg.contains("(1 company hidden)"), "{svg}");
    for (name, before) in ["other.png", "other.pdf"].into_iter().zip(before) {
        assert_ne!(written(&mut window, Action::SharePicture, name), before, "{name}");
    }
    let page = String::from_utf8(written(&mut window, Action::ShareReport, "report.html")).unwrap();
    let pictures: Vec<&str> = page
        .split("<figure>")
        .skip(1)
        .map(|part| part.split("</figure>").next().unwrap())
        .collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        assert!(picture.contains("Shop") && !picture.contains("Stream"));
    }
    // All of it is shown again as it was.
    ask(&mut window, Command::ShowAllCompanies);
    let svg = String::from_utf8(written(&mut window, Action::SharePicture, "again.svg")).unwrap();
    assert!(svg.contains("Stream") && !svg.contains("hidden)"), "{svg}");
}

#[test]
fn a_company_without_a_colour_has_one_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = with_a_rival();
    let map = window.state().state().map().clone();
    let acme = color::hex(map.color_of(&"acme".into()).unwrap());
    // Charts and lists take the colour from the theme.
    for theme in [Theme::light(), Theme::dark()] {
        let [red, green, blue, _] = theme.company_color(&map, Some(&"acme".into())).to_array();
        assert_eq!(color::hex([red, green, blue]), acme);
    }
    let picture = |window: &mut Window, name: &str| {
        let path = folder.path().join(name);
        write(window, Action::SharePicture, &path);
        fs::read_to_string(&path).unwrap()
    };
    for (theme, name) in [(Action::ThemeLight, "light"), (Action::ThemeDark, "dark")] {
        ask(&mut window, theme.into());
        assert!(
            picture(&mut window, &format!("{name}.svg")).contains(&acme),
            "{name}"
        );
        ask(&mut window, Command::SetShown("rival".into(), false));
        assert!(
            picture(&mut window, &format!("{name}-less.svg")).contains(&acme),
            "{name}"
        );
        ask(&mut window, Command::ShowAllCompanies);
    }
    let page = folder.path().join("report.html");
    write(&mut window, Action::ShareReport, &page);
    let page = fs::read_to_string(page).unwrap();
    let charts = page.matches("class=\"chart\"").count();
    let lines = page
        .matches(&format!("stroke=\"{acme}\" stroke-width=\"2\""))
        .count();
    assert!(charts > 0 && lines > 0, "{charts} charts, {lines} lines");
}
