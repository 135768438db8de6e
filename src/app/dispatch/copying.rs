//! Cutting, copying, pasting and duplicating. What is copied travels as the text of a model file.

use std::collections::BTreeSet;

use crate::app::findings;
use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::shell::Shell;
use crate::app::state::State;
use crate::editing::Pasted;
use crate::editing::clipboard::{self, Spot};
use crate::model::Object;

/// How far beside the original a duplicate lies, in map units.
const BESIDE: (f64, f64) = (40.0, 40.0);

impl Shell {
    /// Copies what is selected as text; whether that arrived.
    pub(super) fn copy(&mut self, ctx: &egui::Context) -> bool {
        let text = clipboard::copy(self.state.map(), &self.state.selection);
        let copied = text
            .map_err(|error| error.to_string())
            .and_then(|text| self.clipboard.text(text, ctx));
        match copied {
            Ok(()) => true,
            Err(why) => {
                self.state.message = Some(why);
                false
            }
        }
    }

    /// Adds what `text` holds: about the pointer if that is over the map, else in the middle of what
    /// is seen.
    pub(super) fn paste(&mut self, text: &str, ctx: &egui::Context) {
        let at = self.canvas.place_under_pointer(ctx);
        let at = at.unwrap_or_else(|| self.canvas.middle());
        let state = &mut self.state;
        let words = words();
        match clipboard::paste(state.map(), text, Spot::At(at)) {
            Ok(pasted) => state.take_in(words.steps.step_paste.to_owned(), pasted),
            Err(reasons) if clipboard::is_of_a_map(text) => {
                state.message = Some(fill(words.refusals.paste_failed, &[&findings::lines(&reasons)]));
            }
            Err(_) => state.message = Some(words.refusals.paste_no_map.to_owned()),
        }
    }
}

impl State {
    /// Copies what is selected beside itself and selects the copy.
    pub(super) fn duplicate(&mut self) {
        match clipboard::duplicate(self.map(), &self.selection, BESIDE) {
            Ok(pasted) => {
                let label = fill(words().steps.step_duplicate, &[&self.selection_name()]);
                self.take_in(label, pasted);
            }
            Err(reasons) => self.message = Some(findings::lines(&reasons)),
        }
    }

    /// Makes the step and selects what is new.
    pub(super) fn take_in(&mut self, label: String, pasted: Pasted) {
        self.edit(label, pasted.edits, false);
        if !pasted.objects.is_empty() {
            self.selection = pasted.objects;
        }
    }

    /// What is selected, in a word or two.
    pub(super) fn selection_name(&self) -> String {
        let objects: &BTreeSet<Object> = &self.selection;
        match (objects.first(), objects.len()) {
            (Some(only), 1) => naming::object(self.map(), only),
            (_, count) => fill(words().status.several_selected, &[&count.to_string()]),
        }
    }
}
