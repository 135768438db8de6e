//! What changes the map.

use crate::app::i18n::{fill, words};
use crate::app::naming;
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
        let edits = self.map().removal(&self.selection);
        if let Some(first) = self.selection.first() {
            let label = fill(words().steps.step_delete, &[&naming::object(self.map(), first)]);
            self.edit(label, edits, false);
        }
    }
}
