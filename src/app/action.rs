//! The actions of fixed form, in one table: their words and shortcuts feed menus and the keyboard.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::i18n::{Words, words};

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident => $word:ident, [$($shortcut:expr),*];)*) => {
        /// An action that needs nothing but its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$action,)*];

            fn word(self, words: &'static Words) -> &'static str {
                match self {
                    $(Self::$action => words.$word,)*
                }
            }

            /// The keys that do it; the first is the one shown.
            pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
                match self {
                    $(Self::$action => const { &[$($shortcut),*] },)*
                }
            }
        }
    };
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}
const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}
const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

actions! {
    /// Starts an empty map.
    New => new_map, [ctrl(Key::N)];
    /// Opens a file.
    Open => open, [ctrl(Key::O)];
    /// Opens the map that comes with the program.
    OpenReference => open_reference, [];
    /// Saves to the document's file.
    Save => save, [ctrl(Key::S)];
    /// Saves under another name.
    SaveAs => save_as, [ctrl_shift(Key::S)];
    /// Closes the window.
    Quit => quit, [ctrl(Key::Q)];
    /// Takes the last step back.
    Undo => undo, [ctrl(Key::Z)];
    /// Makes the step last taken back again.
    Redo => redo, [ctrl_shift(Key::Z), ctrl(Key::Y)];
    /// Opens or closes every selected link in the scenario shown.
    ToggleLinks => toggle_links, [plain(Key::O)];
    /// Selects everything on the canvas.
    SelectAll => select_all, [ctrl(Key::A)];
    /// Selects nothing.
    Deselect => deselect, [plain(Key::Escape)];
    /// Deletes what is selected.
    Delete => delete, [plain(Key::Delete), plain(Key::Backspace)];
    /// Brings the whole map into view.
    Fit => fit, [ctrl(Key::Num0)];
    /// Shows the map as it is today.
    ShowToday => show_today, [plain(Key::Home)];
    /// Shows the scenario after the one shown.
    NextScenario => next_scenario, [plain(Key::PageDown)];
    /// Shows the scenario before the one shown.
    PreviousScenario => previous_scenario, [plain(Key::PageUp)];
    /// Makes a new scenario and shows it.
    NewWhatIf => new_what_if, [ctrl_shift(Key::N)];
    /// Shows or hides the inspector.
    ShowInspector => show_inspector, [ctrl(Key::I)];
    /// Shows or hides the results.
    ShowResults => show_results, [ctrl(Key::J)];
    /// Lets dots run along the links, or stops them.
    ShowDots => show_dots, [];
    /// Changes from light to dark and back.
    SwitchTheme => switch_theme, [plain(Key::T)];
    /// Always light.
    ThemeLight => theme_light, [];
    /// Always dark.
    ThemeDark => theme_dark, [];
    /// Light or dark as the system is.
    ThemeSystem => theme_system, [];
}

impl Action {
    /// What it is called in menus.
    pub fn label(self) -> &'static str {
        self.word(words())
    }
}

/// The actions whose keys were pressed in this frame and that nothing else took.
///
/// While a text is typed, only keys with a modifier that text fields do not use count.
pub fn pressed(ctx: &egui::Context) -> Vec<Action> {
    let typing = ctx.text_edit_focused();
    let mut keys: Vec<(Action, KeyboardShortcut)> = Action::ALL
        .iter()
        .flat_map(|action| action.shortcuts().iter().map(|keys| (*action, *keys)))
        .filter(|(action, keys)| !typing || (keys.modifiers.any() && !belongs_to_text(*action)))
        .collect();
    // egui lets Ctrl+S match Ctrl+Shift+S, so the keys with more modifiers are asked first.
    keys.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.modifiers.shift));
    ctx.input_mut(|input| {
        keys.into_iter()
            .filter(|(_, keys)| input.consume_shortcut(keys))
            .map(|(action, _)| action)
            .collect()
    })
}

fn belongs_to_text(action: Action) -> bool {
    matches!(action, Action::Undo | Action::Redo | Action::SelectAll)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_action_has_a_label() {
        for action in Action::ALL {
            assert!(!action.label().trim().is_empty(), "{action:?}");
        }
    }

    #[test]
    fn no_two_actions_share_a_shortcut() {
        let mut owners = HashMap::new();
        for action in Action::ALL {
            for keys in action.shortcuts() {
                let before = owners.insert(*keys, action);
                assert_eq!(before, None, "{keys:?} does {action:?} and another");
            }
        }
        assert!(owners.len() > 10);
    }
}
