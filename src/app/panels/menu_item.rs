//! One action in a menu: its words, its keys, whether it can be done and whether it is on.

use egui::{Button, Response, RichText, Ui, vec2};

use super::widgets::named;
use super::{Command, State};
use crate::app::action::{Action, Menu};
use crate::app::i18n::{fill, words};
use crate::app::style;

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

/// A row of a list of actions from all menus, with the menu's name; the chosen row is marked.
pub(super) fn row(ui: &mut Ui, action: Action, menu: Menu, chosen: bool, state: &State) -> Response {
    let theme = style::current(ui.ctx());
    let keys = action.shortcuts().first();
    let keys = keys
        .map(|keys| ui.ctx().format_shortcut(keys))
        .unwrap_or_default();
    let menu = RichText::new(menu.label()).small().color(theme.weak_text);
    let button = Button::selectable(chosen, (label(action, state), menu))
        .shortcut_text(keys)
        .truncate()
        .min_size(vec2(ui.available_width(), 0.0));
    named(ui.add_enabled(state.can(action), button), action.label())
}

/// What the action is called now: undo and redo say of which step.
pub(super) fn label(action: Action, state: &State) -> String {
    let step = match action {
        Action::Undo => state.document.undo_label(),
        Action::Redo => state.document.redo_label(),
        _ => None,
    };
    match step {
        Some(step) => fill(words().steps.step_of, &[action.label(), step]),
        None => action.label().to_owned(),
    }
}
