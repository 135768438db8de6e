//! What is being typed: it is saved, copied and asked about as if its field had been left.

use std::fs;
use std::path::Path;
use std::time::Duration;

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, Map, NodeKind, Note, Object, Scenario};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, closes, press, safeguarded, says, settle, two_shops, write_to};

/// A window on a saved map in which every number of `shop` and `wallet` is in sight.
fn window_on(document: &mut Document, folder: &Path) -> Window {
    document.save_as(&folder.join("map.ron")).unwrap();
    let document = Document::open(&folder.join("map.ron")).unwrap();
    safeguarded(document, &folder.join("copies"), Duration::ZERO, [1280.0, 2600.0])
}

fn saved(folder: &Path) -> Map {
    file::load(&folder.join("map.ron")).unwrap().map
}

fn copied(folder: &Path) -> Option<Map> {
    let text = fs::read(folder.join("copies/0.ron")).ok()?;
    Some(file::parse(&text).unwrap().map)
}

fn key(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn type_text(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    settle(window);
}

fn select(window: &mut Window, objects: impl IntoIterator<Item = Object>) {
    ask(window, Command::Select(objects.into_iter().collect()));
}

/// Puts the keyboard in a field and types over what is there.
fn type_in(window: &mut Window, role: Role, label: &str, text: &str) {
    window.get_by_role_and_label(role, label).focus();
    settle(window);
    if role != Role::SpinButton {
        key(window, Modifiers::COMMAND, Key::A);
    }
    type_text(window, text);
}

fn node(id: &str) -> Object {
    Object::Node(id.into())
}

fn fee(map: &Map) -> f64 {
    match &map.nodes()["wallet"].kind {
        NodeKind::Payment { fee } => fee.value,
        _ => panic!("it is a payment"),
    }
}

/// A field, what is typed into it, and whether a map has that.
type Field = (&'static str, fn(&mut Window), fn(&Map) -> bool);

const FIELDS: [Field; 10] = [
    (
        "a number",
        |window| {
            select(window, [node("wallet")]);
            type_in(window, Role::SpinButton, "Fee", "0.7");
        },
        |map| fee(map) == 0.007,
    ),
    (
        "a number of several objects",
        |window| {
            select(window, [node("feed"), node("shop")]);
            type_in(window, Role::SpinButton, "Habit", "3");
        },
        |map| {
            ["feed", "shop"]
                .iter()
                .all(|id| map.nodes()[*id].habit_years.value == 3.0)
        },
    ),
    (
        "an end of a range",
        |window| {
            select(window, [node("wallet")]);
            press(window, "Evidence of Fee");
            type_in(window, Role::SpinButton, "Fee: low", "0.1");
        },
        |map| match &map.nodes()["wallet"].kind {
            NodeKind::Payment { fee } => fee.evidence.as_ref().is_some_and(|it| it.low == Some(0.001)),
            _ => false,
        },
    ),
    (
        "a number of a scenario",
        |window| {
            ask(window, Command::ShowScenario(Some("mini".into())));
            type_in(window, Role::SpinButton, "Commission, Shop", "3");
        },
        |map| map.scenarios()["mini"].set["nodes/shop/commission"].value == 0.03,
    ),
    (
        "a place",
        |window| {
            select(window, [Object::Note("n1".into())]);
            type_in(window, Role::SpinButton, "Place across", "40");
        },
        |map| map.notes()["n1"].at.0 == 40.0,
    ),
    (
        "a note of several objects",
        |window| {
            select(window, [node("feed"), node("shop")]);
            type_in(window, Role::MultilineTextInput, "Note", "for both");
        },
        |map| {
            ["feed", "shop"]
                .iter()
                .all(|id| map.nodes()[*id].note == "for both")
        },
    ),
    (
        "a name on the canvas",
        |window| {
            select(window, [node("shop")]);
            key(window, Modifiers::NONE, Key::F2);
            type_text(window, "Bazaar");
        },
        |map| map.nodes()["shop"].name == "Bazaar",
    ),
    (
        "a note on the canvas",
        |window| {
            select(window, [Object::Note("n1".into())]);
            key(window, Modifiers::NONE, Key::F2);
            type_text(window, "Half a sentence");
        },
        |map| map.notes()["n1"].text == "Half a sentence",
    ),
    (
        "a name in the outline",
        |window| {
            window
                .get_by_role_and_label(Role::TreeItem, "Shop (platform)")
                .click();
            settle(window);
            key(window, Modifiers::NONE, Key::F2);
            type_text(window, "Bazaar");
        },
        |map| map.nodes()["shop"].name == "Bazaar",
    ),
    (
        "the name of the map",
        |window| {
            select(window, []);
            type_in(window, Role::MultilineTextInput, "Name", "Many shops");
        },
        |map| map.name() == "Many shops",
    ),
];

/// A map whose nodes differ in their notes.
fn shops() -> Document {
    let mut document = two_shops();
    let mut feed = document.map().nodes()["feed"].clone();
    feed.note = "an old note".to_owned();
    document.edit("note", vec![Edit::put_node("feed", feed)]);
    document
}

#[test]
fn ctrl_s_saves_it_and_typing_goes_on() {
    for (field, begin, has) in FIELDS {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window_on(&mut shops(), folder.path());
        assert!(!has(&saved(folder.path())), "{field}");
        begin(&mut window);
        assert!(says(&window, "Unsaved changes"), "{field}");
        key(&mut window, Modifiers::COMMAND, Key::S);
        assert!(has(&saved(folder.path())), "{field} is not saved");
        assert!(says(&window, "Saved"), "{field}");
        assert!(
            window.query_all_by(|node| node.is_focused()).next().is_some(),
            "{field}"
        );
        // Left, it is no second step.
        key(&mut window, Modifiers::NONE, Key::Tab);
        select(&mut window, []);
        assert!(says(&window, "Saved"), "{field}");
        assert!(has(window.state().state().map()), "{field}");
    }
}

#[test]
fn the_recovery_copy_has_it_while_the_map_is_as_it_was() {
    for (field, begin, has) in FIELDS {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window_on(&mut shops(), folder.path());
        begin(&mut window);
        let copy = copied(folder.path());
        assert!(copy.is_some_and(|copy| has(&copy)), "{field} is not copied");
        assert!(!has(&saved(folder.path())), "{field}");
        // Given up, there is nothing to lose.
        if !has(window.state().state().map()) && !field.contains("note on the canvas") {
            key(&mut window, Modifiers::NONE, Key::Escape);
            settle(&mut window);
            assert!(copied(folder.path()).is_none(), "{field}");
            assert!(window.state().state().document.undo_label().is_none(), "{field}");
        }
    }
}

#[test]
fn closing_asks_and_the_answer_counts_for_it() {
    for (field, begin, has) in FIELDS {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window_on(&mut shops(), folder.path());
        begin(&mut window);
        assert!(!closes(&mut window), "{field}");
        press(&mut window, "Save");
        assert!(has(&saved(folder.path())), "{field}");
        assert!(closes(&mut window), "{field}");
    }
}

#[test]
fn what_is_typed_in_the_frame_in_which_the_window_closes_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_on(&mut shops(), folder.path());
    select(&mut window, [node("wallet")]);
    window.get_by_role_and_label(Role::SpinButton, "Fee").focus();
    settle(&mut window);
    window.event(Event::Text("0.7".to_owned()));
    assert!(!closes(&mut window));
    press(&mut window, "Save");
    assert_eq!(fee(&saved(folder.path())), 0.007);
}

#[test]
fn a_text_that_is_no_number_is_told_and_the_number_stays() {
    let folder = tempfile::tempdir().unwrap();
    for (begin, field) in [
        (
            (|window| {
                select(window, [node("wallet")]);
                type_in(window, Role::SpinButton, "Fee", "12x");
            }) as fn(&mut Window),
            "Fee",
        ),
        (
            |window| {
                select(window, [Object::Note("n1".into())]);
                type_in(window, Role::SpinButton, "Place across", "12x");
            },
            "Place across",
        ),
    ] {
        let mut window = window_on(&mut shops(), folder.path());
        let before = saved(folder.path());
        begin(&mut window);
        key(&mut window, Modifiers::COMMAND, Key::S);
        assert_eq!(saved(folder.path()), before);
        let message = window.state().state().message.clone().unwrap_or_default();
        assert!(message.contains("“12x”") && message.contains(field), "{message}");
        assert!(!closes(&mut window), "{field}");
        let told = format!("“12x” in “{field}”");
        let told = window.query_all_by_label_contains(&told).count();
        assert!(told > 0, "the question tells it");
        press(&mut window, "Don't save");
        assert!(closes(&mut window));
    }
}

#[test]
fn a_picture_and_another_scenario_have_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = shops();
    let number = document.map().scenarios()["mini"].set["nodes/shop/commission"].clone();
    let other = Scenario {
        name: "Another".to_owned(),
        set: [("nodes/shop/commission".to_owned(), number)].into(),
        ..Scenario::default()
    };
    document.edit("scenario", vec![Edit::put_scenario("other", other)]);
    let mut window = window_on(&mut document, folder.path());
    select(&mut window, [node("shop")]);
    ask(&mut window, Command::ShowScenario(Some("mini".into())));
    type_in(&mut window, Role::SpinButton, "Commission", "7");
    // Typed for one scenario, it is not given to the next.
    ask(&mut window, Command::ShowScenario(Some("other".into())));
    key(&mut window, Modifiers::NONE, Key::Tab);
    select(&mut window, []);
    let set = |window: &Window, id: &str| {
        let map = window.state().state().map();
        map.scenarios()[id].set["nodes/shop/commission"].value
    };
    assert_eq!((set(&window, "mini"), set(&window, "other")), (0.07, 0.01));

    select(&mut window, [node("shop")]);
    key(&mut window, Modifiers::NONE, Key::F2);
    type_text(&mut window, "Bazaar");
    let path = folder.path().join("map.svg");
    write_to(&mut window, Action::SharePicture, &path);
    assert!(fs::read_to_string(path).unwrap().contains("Bazaar"));
}

#[test]
fn a_number_that_changes_while_nobody_types_over_it_is_not_written_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_on(&mut shops(), folder.path());
    select(&mut window, [node("wallet")]);
    window.get_by_role_and_label(Role::SpinButton, "Fee").focus();
    settle(&mut window);
    let mut wallet = window.state().state().map().nodes()["wallet"].clone();
    wallet.kind = NodeKind::Payment { fee: 0.5.into() };
    ask(
        &mut window,
        Command::Edit {
            label: "elsewhere".to_owned(),
            edits: vec![Edit::put_node("wallet", wallet)],
            merge: false,
        },
    );
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(fee(window.state().state().map()), 0.5);
    // Arrows step a number while it has the keyboard.
    window.get_by_role_and_label(Role::SpinButton, "Fee").focus();
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert!(fee(window.state().state().map()) > 0.5);
}

#[test]
fn a_note_written_on_the_canvas_is_no_loss_when_another_map_opens() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_on(&mut shops(), folder.path());
    let note = Note {
        text: "Theirs".to_owned(),
        at: (0.0, 0.0),
    };
    let mut other = Map::new("Other");
    other.apply(Edit::Note("n1".into(), Some(note.clone())));
    let path = folder.path().join("other.ron");
    file::save(&path, &other).unwrap();
    select(&mut window, [Object::Note("n1".into())]);
    key(&mut window, Modifiers::NONE, Key::F2);
    type_text(&mut window, "Mine");
    ask(&mut window, Command::OpenFile(path));
    press(&mut window, "Save");
    assert_eq!(saved(folder.path()).notes()["n1"].text, "Mine");
    assert_eq!(window.state().state().map().notes()["n1"], note);
    assert!(!window.state().state().document.is_dirty());
}
