//! The results below the map: what a person sees of them, does with them and takes out of them.
mod combos;
mod deals;
mod explain;
mod flows;
mod ledger;
mod path;
mod sensitivity;
mod study;
mod tabs;
pub mod taking;
mod when_opens;

use crate::common::window::{Window, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    settle(window);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// Whether something of this role and name is there.
fn has(window: &Window, role: Role, label: &str) -> bool {
    window.query_by_role_and_label(role, label).is_some()
}

/// The names of all that has this role.
fn names(window: &Window, role: Role) -> Vec<String> {
    let all = window.query_all_by_role(role);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

/// Whether a sentence of the window holds `part`.
fn says(window: &Window, part: &str) -> bool {
    let mut all = window.query_all_by_role(Role::Label);
    all.any(|node| {
        node.accesskit_node()
            .value()
            .is_some_and(|text| text.contains(part))
    })
}

/// What the window put onto the clipboard in the last frame.
fn copied(window: &Window) -> Option<String> {
    let mut commands = window.output().platform_output.commands.iter();
    commands.find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}
