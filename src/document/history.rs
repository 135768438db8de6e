//! The steps that can be taken back and made again, without limit.

use std::collections::HashSet;
use std::mem::discriminant;

use crate::model::{Edit, Map};

/// A named step: the edits that take it back or, once taken back, make it again; one an object.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) label: String,
    pub(super) edits: Vec<Edit>,
}

/// What was done and what was undone.
#[derive(Debug, Default)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    saved: Saved,
    /// Whether the next merging step may join the last one.
    open: bool,
}

/// Where in the history the file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saved {
    /// At the map as it is after so many steps.
    After(usize),
    /// At a map that neither undo nor redo leads to any more.
    Lost,
}

impl Default for Saved {
    fn default() -> Self {
        Self::After(0)
    }
}

impl History {
    pub(super) fn push(&mut self, step: Step) {
        self.open = false;
        if step.edits.is_empty() {
            return;
        }
        if matches!(self.saved, Saved::After(steps) if steps > self.undo.len()) {
            self.saved = Saved::Lost;
        }
        self.redo.clear();
        self.undo.push(step);
    }

    /// Joins `step`, which led to `map`, to the last one if it may.
    pub(super) fn push_merging(&mut self, step: Step, map: &Map) {
        match self
            .undo
            .last_mut()
            .filter(|last| self.open && last.label == step.label)
        {
            Some(last) => {
                let edits = std::mem::take(&mut last.edits).into_iter().chain(step.edits);
                last.edits = first_of_each(edits, map);
                if last.edits.is_empty() {
                    self.undo.pop();
                    self.open = false;
                }
            }
            None => {
                let opens = !step.edits.is_empty();
                self.push(step);
                self.open = opens;
            }
        }
    }

    pub(super) fn take_undo(&mut self) -> Option<Step> {
        self.open = false;
        self.undo.pop()
    }

    pub(super) fn take_redo(&mut self) -> Option<Step> {
        self.open = false;
        self.redo.pop()
    }

    pub(super) fn give_undo(&mut self, step: Step) {
        self.undo.push(step);
    }

    pub(super) fn give_redo(&mut self, step: Step) {
        self.redo.push(step);
    }

    pub(super) fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.label.as_str())
    }

    pub(super) fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }

    pub(super) fn mark_saved(&mut self) {
        self.saved = Saved::After(self.undo.len());
        self.open = false;
    }

    /// The map is in no file, and no step leads to one that is.
    pub(super) fn mark_unsaved(&mut self) {
        self.saved = Saved::Lost;
    }

    pub(super) fn is_saved(&self) -> bool {
        self.saved == Saved::After(self.undo.len())
    }
}

/// Of edits that take changes back, in the order the changes were made, the first for each object:
/// it alone restores what was there before. Those that restore what `map` has are left out.
pub(super) fn first_of_each(edits: impl IntoIterator<Item = Edit>, map: &Map) -> Vec<Edit> {
    let mut seen = HashSet::new();
    edits
        .into_iter()
        .filter(|edit| seen.insert((discriminant(edit), id(edit).map(str::to_owned))))
        .filter(|edit| map.current(edit) != *edit)
        .collect()
}

/// The id of the object an edit changes, within its kind.
fn id(edit: &Edit) -> Option<&str> {
    Some(match edit {
        Edit::Name(_) | Edit::MapNote(_) | Edit::Units(_) => return None,
        Edit::Company(id, _) => id.as_str(),
        Edit::Segment(id, _) => id.as_str(),
        Edit::Node(id, _) => id.as_str(),
        Edit::Link(id, _) => id.as_str(),
        Edit::Scenario(id, _) => id.as_str(),
        Edit::Note(id, _) => id.as_str(),
        Edit::Frame(id, _) => id.as_str(),
    })
}
