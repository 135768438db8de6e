//! Editing by commands: the map before, what a person asks for, the map after. Each is one step.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::app::payload::Payload;
use catchment::document::Document;
use catchment::model::{Map, Object, rules};
use common::window::{Window, ask, open, two_shops};
use egui::{Key, Modifiers};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    common::window::settle(window);
}

fn map(window: &Window) -> &Map {
    window.state().state().map()
}

fn selected(window: &Window) -> Vec<String> {
    let selection = &window.state().state().selection;
    selection.iter().map(ToString::to_string).collect()
}

/// Does `what`, which must be one step that undo takes back and redo makes again; gives the map and the selection after.
fn one_step(window: &mut Window, what: impl FnOnce(&mut Window)) -> (Map, Vec<String>) {
    let before = map(window).clone();
    what(window);
    let after = map(window).clone();
    let selection = selected(window);
    assert_ne!(before, after, "something has changed");
    ask(window, Action::Undo.into());
    assert_eq!(*map(window), before, "one step takes it back");
    ask(window, Action::Redo.into());
    assert_eq!(*map(window), after, "and makes it again");
    assert_eq!(rules::errors(&after), [], "and the map is sound");
    (after, selection)
}

#[test]
fn a_digit_adds_a_node_of_its_kind_where_there_is_room() {
    for (key, kind) in [
        (Key::Num1, "Channel"),
        (Key::Num2, "Platform"),
        (Key::Num3, "Merchant"),
        (Key::Num4, "Payment"),
    ] {
        let mut window = open(two_shops());
        let before = map(&window).clone();
        let (after, selection) = one_step(&mut window, |window| press(window, Modifiers::NONE, key));
        let (id, node) = after
            .nodes()
            .iter()
            .find(|(id, _)| !before.nodes().contains_key(*id))
            .unwrap();
        assert_eq!(node.kind.name(), kind);
        assert_eq!(after.nodes().len(), before.nodes().len() + 1);
        assert_eq!(selection, [format!("node {:?}", id.as_str())]);
        for other in before.nodes().values() {
            let (x, y) = (node.at.0 - other.at.0, node.at.1 - other.at.1);
            assert!(x.hypot(y) > 60.0, "{kind} lies on {}", other.name);
        }
    }
}

#[test]
fn what_is_added_on_a_companys_ground_is_hosted_there() {
    let mut window = open(two_shops());
    let (after, _) = one_step(&mut window, |window| {
        ask(
            window,
            Command::Add {
                what: Payload::Platform,
                at: (120.0, 0.0),
                from: None,
            },
        );
    });
    let node = &after.nodes()["platform"];
    assert_eq!(after.host(node).map(|id| id.as_str()), Some("acme"));
    assert_eq!(node.at, (120.0, 0.0));
}

#[test]
fn a_link_into_the_open_is_one_step_with_its_node() {
    let mut window = open(two_shops());
    let (after, _) = one_step(&mut window, |window| {
        ask(
            window,
            Command::Add {
                what: Payload::Platform,
                at: (300.0, 400.0),
                from: Some("feed".into()),
            },
        );
    });
    let links: Vec<_> = after
        .links()
        .values()
        .filter(|link| link.to.as_str() == "platform")
        .collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].from.as_str(), "feed");
}

#[test]
fn merchants_without_a_platform_are_refused_in_words() {
    let mut window = open(Document::new(Map::new("Empty")));
    press(&mut window, Modifiers::NONE, Key::Num3);
    assert!(map(&window).nodes().is_empty());
    let message = window.state().state().message.clone().unwrap();
    assert!(message.contains("Add a platform first"), "{message}");
}

#[test]
fn a_frame_is_drawn_round_the_selection() {
    let mut window = open(two_shops());
    ask(
        &mut window,
        Command::Select(vec![Object::Node("shop".into()), Object::Node("sellers".into())]),
    );
    let (after, _) = one_step(&mut window, |window| press(window, Modifiers::NONE, Key::F));
    let frame = after
        .frames()
        .iter()
        .find(|(id, _)| id.as_str() != "f1")
        .unwrap()
        .1;
    for id in ["shop", "sellers"] {
        let (x, y) = after.nodes()[id].at;
        assert!(frame.at.0 < x && x < frame.at.0 + frame.size.0, "{id} lies in it");
        assert!(frame.at.1 < y && y < frame.at.1 + frame.size.1, "{id} lies in it");
    }
}

#[test]
fn companies_segments_and_notes_are_added() {
    let mut window = open(two_shops());
    let (after, selection) = one_step(&mut window, |window| ask(window, Action::AddCompany.into()));
    assert_eq!(after.companies().len(), 2);
    assert_eq!(selection, ["company \"company\""]);
    let (after, _) = one_step(&mut window, |window| ask(window, Action::AddSegment.into()));
    assert_eq!(after.segments().len(), 3);
    let (after, _) = one_step(&mut window, |window| press(window, Modifiers::NONE, Key::N));
    assert_eq!(after.notes().len(), 2);
}
