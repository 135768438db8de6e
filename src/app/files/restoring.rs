//! What becomes of changes that a window left behind, and of those that others put into the file.

use std::path::Path;

use super::form::Choice;
use super::{Asking, Files, Purpose, Then, suggested_path};
use crate::app::findings;
use crate::app::i18n::{fill, words};
use crate::app::state::State;
use crate::document::Document;

impl Files {
    /// Looks after what could be lost.
    pub(super) fn watch(&mut self, state: &mut State, ctx: &egui::Context) {
        let Some(safety) = &mut self.safety else { return };
        let theirs = safety.follow(state, ctx);
        if self.asking.is_none() && self.dialog.is_none() {
            self.asking = match theirs {
                Some(theirs) => Some(Asking::Changed(theirs)),
                None => (!safety.left.is_empty()).then_some(Asking::Left),
            };
        }
    }

    /// Does as the person chose with what a window left behind.
    pub(super) fn restore(&mut self, choice: Choice, state: &mut State, ctx: &egui::Context) {
        let Some(safety) = &mut self.safety else { return };
        if choice == Choice::SaveAs {
            let start = safety.left.front().and_then(|left| left.note.document.clone());
            let start = start.unwrap_or_else(|| suggested_path(state));
            self.ask(Purpose::KeepCopy, &start, state, ctx);
            return;
        }
        if choice == Choice::Open {
            self.unless_lost(None, Then::Restore, state, ctx);
            return;
        }
        let Some(left) = safety.left.pop_front() else {
            return;
        };
        match choice {
            Choice::Discard => {
                if let Err(error) = left.discard() {
                    state.message = Some(error.to_string());
                }
            }
            // The others are offered to the windows to come.
            _ => safety.left.clear(),
        }
    }

    /// Puts the first of what windows left behind in the place of the document.
    pub(super) fn restore_first(&mut self, state: &mut State) {
        let Some(safety) = &mut self.safety else { return };
        let Some(mut left) = safety.left.pop_front() else {
            return;
        };
        match left.open() {
            Ok(parsed) => {
                let note = &left.note;
                // One that is relative led from a folder that is not known any more.
                let path = note.document.clone().filter(|path| path.is_absolute());
                let restored = Document::recovered(parsed, path, note.saved);
                state.replace_document(restored);
                safety.take_over(state, left);
                // Others are offered to the windows to come.
                safety.left.clear();
            }
            Err(error) => {
                state.message = Some(findings::not_opened(&error));
                safety.left.push_front(left);
            }
        }
    }

    /// Puts what a window left behind at `path`.
    pub(super) fn keep_copy(&mut self, path: &Path, state: &mut State) {
        let Some(safety) = &mut self.safety else { return };
        let Some(left) = safety.left.front() else { return };
        let kept = left.copy_to(path).map(|()| safety.left.pop_front());
        // Where it is not kept it is offered again.
        match kept {
            Ok(Some(left)) => state.message = left.discard().err().map(|error| error.to_string()),
            Ok(None) => {}
            Err(error) => state.message = Some(fill(words().files.save_failed, &[&error.to_string()])),
        }
    }
}
