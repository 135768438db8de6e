//! Files of other programs: what they are taken for is shown, corrected, and opened as a map.

use std::fs;

use catchment::app::command::Command;
use catchment::model::NodeKind;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, open, settle, two_shops};

const LINKS: &str = "From,To,Type,Colour of mood\n\
    Chats,Bazaar,link,blue\n\
    Bazaar,Stalls,direct,red\n\
    Stalls,Purse,payment,\n";
const NODES: &str = "Label,Type,Owner\nChats,social media,Chatter\nBazaar,marketplace,Bazaar Inc\n";

fn press(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    settle(window);
}

fn says(window: &Window, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

#[test]
fn a_table_is_corrected_and_opened_as_a_map() {
    let folder = tempfile::tempdir().unwrap();
    let (links, nodes) = (folder.path().join("links.csv"), folder.path().join("nodes.csv"));
    fs::write(&links, LINKS).unwrap();
    fs::write(&nodes, NODES).unwrap();
    let mut window = open(two_shops());
    window.state_mut().ask_for_paths_in_the_window();
    ask(&mut window, Command::OpenFile(links));
    assert!(says(&window, "Import “links.csv”"));

    // The table of nodes is added to that of links.
    press(&mut window, "Add another table…");
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(Event::Text(nodes.display().to_string()));
    settle(&mut window);
    press(&mut window, "Open");
    assert!(says(&window, "Import “links.csv”"));

    // What is not of the model is told, and nothing is opened yet.
    press(&mut window, "Remarks");
    assert!(
        window
            .query_all_by_label_contains("Colour of mood")
            .next()
            .is_some()
    );
    assert_eq!(window.state().state().map().name(), "Two shops");

    // A kind is corrected.
    press(&mut window, "Nodes");
    window.get_by_label("Kind of Stalls").click();
    settle(&mut window);
    let choices: Vec<_> = window.query_all_by_label("Merchants").collect();
    choices.last().unwrap().click();
    settle(&mut window);
    press(&mut window, "Open as a map");
    assert!(!says(&window, "Import “links.csv”"));

    let state = window.state().state();
    let map = state.map();
    assert!(state.document.is_dirty() && state.document.path().is_none());
    assert_eq!((map.nodes().len(), map.links().len()), (4, 3));
    let node = |name: &str| map.nodes().values().find(|node| node.name == name).unwrap();
    assert!(matches!(node("Chats").kind, NodeKind::Channel { .. }));
    assert!(matches!(node("Stalls").kind, NodeKind::Merchant { .. }));
    assert!(matches!(node("Purse").kind, NodeKind::Payment { .. }));
    let owner = node("Bazaar").owner.as_ref().unwrap();
    assert_eq!(map.companies()[owner].name, "Bazaar Inc");
}

#[test]
fn an_import_can_be_given_up_and_what_is_no_table_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.csv");
    fs::write(&path, LINKS).unwrap();
    let mut window = open(two_shops());
    ask(&mut window, Command::OpenFile(path));
    press(&mut window, "Cancel");
    assert_eq!(window.state().state().map().name(), "Two shops");

    let path = folder.path().join("broken.graphml");
    fs::write(&path, "<graphml><graph>").unwrap();
    ask(&mut window, Command::OpenFile(path));
    let message = window.state().state().message.clone().unwrap_or_default();
    assert!(message.contains("broken.graphml"), "{message}");
    assert_eq!(window.state().state().map().name(), "Two shops");
}

#[test]
fn remarks_are_told_in_the_language_of_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let links = folder.path().join("links.csv");
    fs::write(&links, format!("{LINKS}Chats,,direct,grey\n")).unwrap();
    let mut window = open(two_shops());
    ask(
        &mut window,
        catchment::app::action::Action::LanguageChinese.into(),
    );
    ask(&mut window, Command::OpenFile(links));
    press(&mut window, "说明");
    for part in [
        "：没有两个端点的链接：原文为 ",
        "；未采用",
        "列\"Colour of mood\"：对模型没有意义",
    ] {
        assert!(
            window.query_all_by_label_contains(part).next().is_some(),
            "{part}"
        );
    }
}

/// A table whose heads nobody knows.
const TRADES: &str = "Ship,Cargo,Berth\nOtter,3,North\nOtter,1,South\n";

fn choose(window: &mut Window, column: &str, role: &str) {
    window.get_by_label(&format!("Read column {column} as")).click();
    settle(window);
    let choices: Vec<_> = window.query_all_by_label(role).collect();
    choices.last().unwrap().click();
    settle(window);
}

#[test]
fn a_table_is_turned_into_links_by_choosing_its_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trades.csv");
    fs::write(&path, TRADES).unwrap();
    let mut window = open(two_shops());
    ask(&mut window, Command::OpenFile(path));
    press(&mut window, "Columns");
    choose(&mut window, "Ship", "From");
    choose(&mut window, "Berth", "To");
    press(&mut window, "Open as a map");
    let map = window.state().state().map();
    let name = |id: &catchment::model::NodeId| map.nodes()[id].name.clone();
    let links: Vec<_> = map
        .links()
        .values()
        .map(|link| (name(&link.from), name(&link.to)))
        .collect();
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(links, [pair("Otter", "North"), pair("Otter", "South")]);
}
