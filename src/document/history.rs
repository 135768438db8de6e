//! The steps that can be taken back and made again, without limit.

use crate::model::Edit;

/// A named step: the edits that take it back, or, once taken back, make it again.
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
    /// How many steps were done when the map was saved; `None` once no path leads back there.
    saved: Saved,
    /// Whether the next merging step may join the last one.
    open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saved {
    After(usize),
    Lost,
}

impl Default for Saved {
    fn default() -> Self {
        Self::After(0)
    }
}

impl History {
    pub(super) fn push(&mut self, step: Step) {
        if matches!(self.saved, Saved::After(steps) if steps > self.undo.len()) {
            self.saved = Saved::Lost;
        }
        self.redo.clear();
        self.undo.push(step);
        self.open = false;
    }

    pub(super) fn push_merging(&mut self, step: Step) {
        if let Some(last) = self.undo.last_mut()
            && self.open
            && last.label == step.label
        {
            // The later edits are taken back first.
            let earlier = std::mem::replace(&mut last.edits, step.edits);
            last.edits.extend(earlier);
            return;
        }
        self.push(step);
        self.open = true;
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

    pub(super) fn is_saved(&self) -> bool {
        self.saved == Saved::After(self.undo.len())
    }
}
