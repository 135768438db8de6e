//! The outline by the keyboard: arrows move and fold, Enter goes there, F2 renames, letters filter.

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use super::rename::Renaming;
use super::{Command, Context, Outline, row};

impl Outline {
    /// Takes the keys of this frame, which are the outline's as long as it has the focus.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        list: &Response,
        context: &Context<'_>,
        commands: &mut Vec<Command>,
    ) {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, filter));
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let page = (list.rect.height() / row::HEIGHT) as isize;
        let by = pressed(Key::ArrowDown) as isize - pressed(Key::ArrowUp) as isize
            + page * (pressed(Key::PageDown) as isize - pressed(Key::PageUp) as isize);
        let (first, last) = (pressed(Key::Home) > 0, pressed(Key::End) > 0);
        if first || last || by != 0 {
            let at = match self.place() {
                _ if first => 0,
                _ if last => self.rows.len() - 1,
                Some(at) => at.saturating_add_signed(by).min(self.rows.len() - 1),
                None => 0,
            };
            self.move_to(at, commands);
        }
        let (fold, unfold) = (pressed(Key::ArrowLeft) > 0, pressed(Key::ArrowRight) > 0);
        if fold || unfold {
            self.fold(unfold, commands);
        }
        let object = self.cursor.as_ref().and_then(|entry| entry.object());
        if pressed(Key::Enter) > 0
            && let Some(object) = &object
        {
            commands.push(Command::GoTo(object.clone()));
        }
        if pressed(Key::F2) > 0
            && let Some(object) = &object
        {
            self.renaming = Renaming::start(context.map, object);
        }
        self.type_into_filter(ui);
    }

    /// The place of the row that the keyboard is at.
    fn place(&self) -> Option<usize> {
        let cursor = self.cursor.as_ref()?;
        self.rows.iter().position(|row| row.entry == *cursor)
    }

    fn move_to(&mut self, at: usize, commands: &mut Vec<Command>) {
        let Some(row) = self.rows.get(at) else { return };
        self.cursor = Some(row.entry.clone());
        self.wanted = self.cursor.clone();
        commands.extend(row.entry.object().map(|object| Command::Select(vec![object])));
    }

    /// Left folds a row or goes to the heading above it, right unfolds it.
    fn fold(&mut self, unfold: bool, commands: &mut Vec<Command>) {
        let Some(at) = self.place() else { return };
        let row = &self.rows[at];
        match row.unfolded {
            Some(unfolded) if unfolded != unfold => {
                let entry = row.entry.clone();
                self.turn(&entry);
            }
            _ if !unfold => {
                let above = self.rows[..at].iter().rposition(|above| above.depth < row.depth);
                if let Some(above) = above {
                    self.move_to(above, commands);
                }
            }
            _ => {}
        }
    }

    /// What is typed goes into the filter, and no shortcut takes it; Backspace takes it back.
    fn type_into_filter(&mut self, ui: &Ui) {
        let filter = &mut self.filter;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Text(text) => {
                    filter.push_str(text);
                    false
                }
                Event::Key {
                    key: Key::Backspace,
                    pressed: true,
                    modifiers: Modifiers::NONE,
                    ..
                } => {
                    filter.pop();
                    false
                }
                Event::Key { key, modifiers, .. } => {
                    let letter = key.name().chars().count() == 1;
                    !letter || modifiers.command || modifiers.alt
                }
                _ => true,
            });
        });
    }
}
