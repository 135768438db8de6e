//! The inspector: what a person types and chooses in it, and what the map is then.
mod entry;
mod evidence;
mod fields;
mod flows;
mod overrides;
mod pulls;
mod segments;
mod settings;
mod several;
mod width;

use crate::common::window::{Window, ask, open_sized, settle, two_shops};
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::model::{Edit, Map, Number, Object};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

/// A window so high that the whole inspector is seen, with `objects` selected.
fn window_on(document: Document, objects: impl IntoIterator<Item = Object>) -> Window {
    let mut window = open_sized(document, [1280.0, 2600.0]);
    ask(&mut window, Command::Select(objects.into_iter().collect()));
    window
}

fn shops_on(objects: impl IntoIterator<Item = Object>) -> Window {
    window_on(two_shops(), objects)
}

fn node(id: &str) -> Object {
    Object::Node(id.into())
}

fn link(id: &str) -> Object {
    Object::Link(id.into())
}

fn map(window: &Window) -> Map {
    window.state().state().map().clone()
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    settle(window);
}

/// Puts the keyboard in the field, all of its text selected, and types. The field is not left.
fn begin(window: &mut Window, role: Role, label: &str, text: &str) {
    window.get_by_role_and_label(role, label).focus();
    window.run();
    if role != Role::SpinButton {
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run();
    }
    let fields = window.get_all_by_label(label);
    let focused: Vec<_> = fields.filter(|field| field.is_focused()).collect();
    assert_eq!(focused.len(), 1, "the keyboard is in {label:?}");
    focused[0].type_text(text);
    window.run();
}

/// Types a number over the one there is and commits it.
fn number(window: &mut Window, label: &str, text: &str) {
    begin(window, Role::SpinButton, label, text);
    press(window, Modifiers::NONE, Key::Enter);
}

/// Types a text over the one there is and leaves the field.
fn text(window: &mut Window, role: Role, label: &str, text: &str) {
    begin(window, role, label, text);
    press(window, Modifiers::NONE, Key::Tab);
}

/// Opens a choice and takes one of its options.
fn choose(window: &mut Window, label: &str, option: &str) {
    click(window, Role::ComboBox, label);
    click(window, Role::Button, option);
}

/// Fails unless the map is `before` with `edits` made, and one undo makes it `before` again.
#[track_caller]
fn changed(window: &mut Window, before: &Map, edits: Vec<Edit>) {
    let mut expected = before.clone();
    expected.apply_all(edits);
    assert_ne!(expected, *before, "the test changes something");
    let after = map(window);
    assert_eq!(after, expected);
    ask(window, catchment::app::action::Action::Undo.into());
    assert_eq!(map(window), *before, "it was one step");
    ask(window, catchment::app::action::Action::Redo.into());
}

/// The edit that puts `value` at `path` below an object, its evidence kept.
fn set(map: &Map, object: &Object, path: &str, value: f64) -> Edit {
    change(map, object, path, |number| number.value = value)
}

/// The edit that changes the number at `path` below an object.
fn change(map: &Map, object: &Object, path: &str, change: impl FnOnce(&mut Number)) -> Edit {
    match object {
        Object::Node(id) => {
            let mut node = map.nodes()[id].clone();
            change(node.number_mut(path).unwrap());
            Edit::put_node(id.clone(), node)
        }
        Object::Link(id) => {
            let mut link = map.links()[id].clone();
            change(link.number_mut(path).unwrap());
            Edit::put_link(id.clone(), link)
        }
        Object::Company(id) => {
            let mut company = map.companies()[id].clone();
            change(company.number_mut(path).unwrap());
            Edit::put_company(id.clone(), company)
        }
        _ => panic!("{object} has no numbers"),
    }
}
