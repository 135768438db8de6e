//! One action in a menu: its words, its keys, whether it can be done and whether it is on.

use egui::{Button, Ui};

use super::widgets::named;
use super::{Command, State};
use crate::app::action::Action;

/// The item of `action`, which asks for it when clicked.
pub(super) fn item(ui: &mut Ui, action: Action, state: &State, commands: &mut Vec<Command>) {
    let keys = action.shortcuts().first();
    let keys = keys
        .map(|keys| ui.ctx().format_shortcut(keys))
        .unwrap_or_default();
    let button = Button::selectable(state.is_on(action), label(action, state))
        .shortcut_text(keys)
        .truncate();
    let response = ui.add_enabled(state.can(action), button);
    if named(response, action.label()).clicked() {
        commands.push(action.into());
    }
}

/// What the action is called now: undo and redo say of which step.
pub(super) fn label(action: Action, state: &State) -> String {
    let step = match action {
        Action::Undo => state.document.undo_label(),
        Action::Redo => state.document.redo_label(),
        _ => None,
    };
    match step {
        Some(step) => format!("{}: {step}", action.label()),
        None => action.label().to_owned(),
    }
}
