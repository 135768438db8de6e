//! The list of commands: every action, found by a part of its name, done by Enter or a click.

use egui::{Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::sheet;
use crate::app::action::{Action, Menu};
use crate::app::i18n::words;
use crate::app::matching;
use crate::app::panels::menu_item;
use crate::app::panels::widgets::{caption, named};
use crate::app::panels::{Command, State};
use crate::app::theme::{SPACE, Theme};

/// Most of the list that is seen at once, in points.
const HEIGHT: f32 = 420.0;

/// What was typed, and which of the commands found is chosen.
#[derive(Default)]
pub(in crate::app) struct Commands {
    text: String,
    chosen: usize,
    /// Whether it was shown yet: the first time the field takes the keyboard.
    shown: bool,
}

impl Commands {
    /// Draws the list; whether it stays open.
    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        state: &State,
        theme: &Theme,
        asked: &mut Vec<Command>,
    ) -> bool {
        let mut done = None;
        let stays = sheet(ctx, "commands", 520.0, |ui| {
            let moved = self.take_keys(ui);
            self.field(ui);
            ui.add_space(SPACE * 0.5);
            let found = find(&self.text);
            self.chosen = self.chosen.min(found.len().saturating_sub(1));
            if found.is_empty() {
                caption(ui, theme, words().overlays.no_command_found);
            }
            let chosen = found.get(self.chosen).copied();
            let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            done = chosen.filter(|_| entered);
            ScrollArea::vertical()
                .max_height(HEIGHT)
                .min_scrolled_height(HEIGHT)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (place, (menu, action)) in found.iter().enumerate() {
                        let marked = place == self.chosen;
                        let response = menu_item::row(ui, *action, *menu, marked, state);
                        if marked && moved {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            done = Some((*menu, *action));
                        }
                    }
                });
            done.is_none_or(|(_, action)| !state.can(action))
        });
        asked.extend(
            done.filter(|(_, action)| state.can(*action))
                .map(|(_, action)| action.into()),
        );
        stays
    }

    /// The arrows choose; whether another was chosen.
    fn take_keys(&mut self, ui: &Ui) -> bool {
        let (down, up) = ui.input_mut(|input| {
            (
                input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
                input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
            )
        });
        self.chosen = (self.chosen + down).saturating_sub(up);
        down + up > 0
    }

    fn field(&mut self, ui: &mut Ui) {
        let field = TextEdit::singleline(&mut self.text)
            .hint_text(words().overlays.type_a_command)
            .desired_width(f32::INFINITY);
        let field = named(ui.add(field), words().overlays.type_a_command);
        if field.changed() {
            self.chosen = 0;
        }
        if !std::mem::replace(&mut self.shown, true) {
            field.request_focus();
        }
    }
}

/// The actions whose menu and name match `text`, the best first; all of them if nothing is typed.
fn find(text: &str) -> Vec<(Menu, Action)> {
    let all: Vec<(Menu, Action)> = Action::GROUPS
        .iter()
        .flat_map(|(menu, actions)| actions.iter().map(|action| (*menu, *action)))
        .collect();
    let names: Vec<String> = all
        .iter()
        .map(|(menu, action)| format!("{} {}", action.label(), menu.label()))
        .collect();
    let ranked = matching::rank(text, &names, usize::MAX);
    ranked.into_iter().map(|found| all[found.index]).collect()
}
