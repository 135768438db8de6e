//! Input in its order: on a slow machine letters and the key that leaves their field come in one frame, in which
//! egui moves the keyboard first and gives the letters to the next field. They are parted into frames of their
//! own.

use egui::{Context, Event, Key, RawInput};

/// Holds events back until those before them have had their frame.
#[derive(Default)]
pub struct Pacing {
    held: Vec<Event>,
}

/// What an event may do to the keyboard.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    /// It writes where the keyboard is.
    Writes,
    /// It takes the keyboard elsewhere.
    Leaves,
    /// The same by the pointer; a press and its release belong together.
    Points,
    /// Neither.
    Nothing,
}

fn does(event: &Event) -> Does {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut => Does::Writes,
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => match key {
            Key::Tab | Key::Enter | Key::Escape => Does::Leaves,
            _ if modifiers.command || modifiers.alt => Does::Nothing,
            _ => Does::Writes,
        },
        Event::PointerButton { .. } => Does::Points,
        _ => Does::Nothing,
    }
}

/// How many of the events belong into one frame.
fn together(events: &[Event]) -> usize {
    let mut before = Does::Nothing;
    for (place, event) in events.iter().enumerate() {
        let now = does(event);
        let parts = match (before, now) {
            (_, Does::Nothing) | (Does::Nothing, _) => false,
            (Does::Leaves, _) | (_, Does::Leaves) => true,
            (before, now) => before != now,
        };
        if parts {
            return place;
        }
        if now != Does::Nothing {
            before = now;
        }
    }
    events.len()
}

impl egui::Plugin for Pacing {
    fn debug_name(&self) -> &'static str {
        "pacing"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.held);
        events.append(&mut input.events);
        self.held = events.split_off(together(&events));
        input.events = events;
        if !self.held.is_empty() {
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Modifiers, PointerButton, pos2};

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn button(pressed: bool) -> Event {
        Event::PointerButton {
            pos: pos2(0.0, 0.0),
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }
    }

    /// The lengths of the frames into which the events are parted.
    fn frames(mut events: Vec<Event>) -> Vec<usize> {
        let mut frames = Vec::new();
        while !events.is_empty() {
            let first = together(&events);
            frames.push(first);
            events.drain(..first);
        }
        frames
    }

    #[test]
    fn a_key_that_leaves_a_field_has_a_frame_of_its_own() {
        let text = |text: &str| Event::Text(text.to_owned());
        let typed = vec![
            key(Key::Num7),
            text("7"),
            key(Key::Tab),
            key(Key::Num8),
            text("8"),
        ];
        assert_eq!(frames(typed), [2, 1, 2]);
        assert_eq!(frames(vec![key(Key::Tab), key(Key::Tab), text("8")]), [1, 1, 1]);
        assert_eq!(frames(vec![text("1"), text("2"), text("3")]), [3]);
    }

    #[test]
    fn a_click_is_over_before_what_is_typed_next() {
        let moved = Event::PointerMoved(pos2(1.0, 1.0));
        let text = Event::Text("7".to_owned());
        assert_eq!(
            frames(vec![moved, button(true), button(false), text.clone()]),
            [3, 1]
        );
        assert_eq!(frames(vec![text, button(true), button(false)]), [1, 2]);
    }
}
