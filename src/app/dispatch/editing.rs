//! What changes the map.

use crate::app::i18n::{fill, words};
use crate::app::state::State;
use crate::model::Edit;

impl State {
    pub(super) fn edit(&mut self, label: String, edits: Vec<Edit>, merge: bool) {
        if merge {
            self.document.edit_merging(label, edits);
        } else {
            self.document.edit(label, edits);
        }
    }

    pub(super) fn delete_selection(&mut self) {
        self.remove_selection(words().steps.step_delete);
    }

    /// Deletes what was copied.
    pub(super) fn cut_selection(&mut self) {
        self.remove_selection(words().steps.step_cut);
    }

    fn remove_selection(&mut self, step: &str) {
        let edits = self.map().removal(&self.selection);
        let label = fill(step, &[&self.selection_name()]);
        self.edit(label, edits, false);
    }
}
