//! Who gets the keys. One thing at a time has the keyboard, and it is seen:
//!
//! | who | seen by | gets |
//! |---|---|---|
//! | what has opened over the window | lying over it | all keys |
//! | a field that is typed in | its frame and cursor | all keys but shortcuts with Ctrl or Alt |
//! | the outline | its row | letters (its filter), arrows, F2, Delete |
//! | any other widget that Tab came to | its frame | Space and Enter |
//! | the canvas: clicked, or when nothing else has the keyboard | a line round it | all keys, which act on the selection |
//!
//! - Arrows never take the keyboard elsewhere ([`hold_arrows`]); Tab does.
//! - A key that writes a letter or a digit is a shortcut only on the canvas, and only alone: what goes on to
//!   another letter is a text or a number meant for some field, and Backspace after it deletes nothing
//!   ([`Run`]).
//! - Such a key draws nothing by itself. It takes up what it stands for, which a click puts down and any other
//!   letter gives up (`canvas/gesture/placing`).

use egui::{Event, EventFilter, Key, KeyboardShortcut, Popup};

use super::action::Action;
use super::command::Command;

/// What follows a letter within so many seconds goes on with it.
const PAUSE: f64 = 0.8;
/// Backspace within so many corrects it.
const LONG_PAUSE: f64 = 4.0;

/// Whether a menu, a dialog or a list lies over the window and gets the keys.
pub fn is_covered(ctx: &egui::Context) -> bool {
    Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer()).is_some()
}

/// Keeps the keyboard where it is while arrows are pressed, which egui lets go to the next widget that way.
pub fn hold_arrows(ctx: &egui::Context) {
    if is_covered(ctx) {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.set_focus_lock_filter(focused, filter);
        }
    });
}

/// Whether a shortcut is a key that writes a letter or a digit.
pub fn writes(keys: &KeyboardShortcut) -> bool {
    !keys.modifiers.any() && writes_alone(keys.logical_key)
}

/// Whether a shortcut is only for those who have the selection: the canvas and the outline.
pub fn changes_selection(keys: &KeyboardShortcut) -> bool {
    !keys.modifiers.any() && matches!(keys.logical_key, Key::Delete | Key::Backspace | Key::F2)
}

fn writes_alone(key: Key) -> bool {
    key.name().chars().count() == 1 || key == Key::Questionmark
}

/// What was typed on the canvas in one go.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// The last letter and when it came.
    last: Option<(char, f64)>,
    /// How many letters there were.
    length: usize,
}

/// What the keys of a frame on the canvas are meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Shortcuts.
    Keys,
    /// The next letters of a text or a number, or Backspace among them: it deletes nothing.
    Text,
}

impl Meant {
    fn text_if(is_text: bool) -> Self {
        if is_text { Self::Text } else { Self::Keys }
    }
}

impl Run {
    /// What is meant by what is typed in this frame. A letter again and again is a key again and again.
    pub fn next(&mut self, ctx: &egui::Context) -> Meant {
        ctx.input(|input| {
            let (mut letters, mut keys) = (Vec::new(), Vec::new());
            let (mut corrects, mut ends) = (false, input.pointer.any_click());
            for event in &input.events {
                match event {
                    Event::Text(text) => letters.extend(text.trim().to_lowercase().chars()),
                    Event::Key {
                        key,
                        pressed: true,
                        modifiers,
                        ..
                    } if !modifiers.command && !modifiers.alt => match key {
                        Key::Backspace => corrects = true,
                        Key::Space => {}
                        key if writes_alone(*key) => keys.extend(key.name().to_lowercase().chars().take(1)),
                        key => ends |= key.symbol_or_name().chars().count() > 1,
                    },
                    _ => {}
                }
            }
            let letters = if letters.is_empty() { keys } else { letters };
            let before = self.last.filter(|(_, time)| input.time - time < LONG_PAUSE);
            let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
                let typed = self.length > 1 || before.is_some_and(|(letter, _)| !letter.is_alphabetic());
                if ends {
                    *self = Self::default();
                }
                return Meant::text_if(corrects && before.is_some() && typed);
            };
            let goes_on = before.is_some_and(|(letter, time)| input.time - time < PAUSE && letter != *first);
            self.length = letters.len() + if goes_on { self.length } else { 0 };
            self.last = Some((*last, input.time));
            Meant::text_if(goes_on || letters.len() > 1)
        })
    }
}

/// Whether a letter or a digit is typed in this frame.
pub fn is_writing(ctx: &egui::Context) -> bool {
    ctx.input(|input| {
        input.events.iter().any(|event| match event {
            Event::Text(text) => !text.trim().is_empty(),
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => !modifiers.command && !modifiers.alt && writes_alone(*key),
            _ => false,
        })
    })
}

/// What the clipboard's keys ask for in this frame, unless a text is being typed. They come as
/// events of their own, a paste with its text.
pub fn clipboard(ctx: &egui::Context) -> Vec<Command> {
    if ctx.text_edit_focused() || is_covered(ctx) {
        return Vec::new();
    }
    ctx.input(|input| {
        let asked = input.events.iter().filter_map(|event| match event {
            egui::Event::Copy => Some(Action::Copy.into()),
            egui::Event::Cut => Some(Action::Cut.into()),
            egui::Event::Paste(text) => Some(Command::Paste(text.clone())),
            // A picture is no map, which is said as of any other text.
            egui::Event::PasteImage(_) => Some(Command::Paste(String::new())),
            _ => None,
        });
        asked.collect()
    })
}
