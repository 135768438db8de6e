//! The recovery copy of what is not saved: written beside the window, a moment after a change.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::jobs::task::{Outcome, Task};
use crate::app::state::State;
use crate::file::recovery::{Note, Recovery};

/// A change is copied after so long at most, with all that came in between.
pub(in crate::app) const COPIED_AFTER: Duration = Duration::from_secs(10);

/// The copy of this window.
pub(super) struct Copies {
    folder: PathBuf,
    after: Duration,
    /// Where the copy is kept, from the first one on.
    place: Option<Arc<Recovery>>,
    /// The revision in the copy.
    copied: Option<u64>,
    /// When the next copy is due.
    due: Option<Instant>,
    writing: Option<Task<Result<(), String>>>,
    /// How often the map shown was restored, until it is changed.
    tries: u32,
}

impl Copies {
    pub(super) fn new(folder: PathBuf, after: Duration) -> Self {
        Self {
            folder,
            after,
            place: None,
            copied: None,
            due: None,
            writing: None,
            tries: 0,
        }
    }

    /// Copies at once, as the map was restored from a copy that is to go. `tries` were made of it.
    pub(super) fn take_over(&mut self, state: &State, tries: u32) -> Result<(), String> {
        self.tries = tries;
        let place = self.place()?;
        let document = &state.document;
        let note = Note::now(document.path(), document.saved(), tries);
        place
            .keep(document.map(), &note)
            .map_err(|error| error.to_string())?;
        self.copied = Some(state.revision());
        Ok(())
    }

    /// Sees to it that what is not saved is copied in time; why it was not, if that failed.
    pub(super) fn follow(&mut self, state: &State, ctx: &egui::Context) -> Result<(), String> {
        let failed = self.written();
        if !state.document.is_dirty() {
            self.due = None;
            if self.writing.is_none()
                && self.copied.take().is_some()
                && let Some(place) = &self.place
            {
                place.forget();
            }
            return failed;
        }
        if self.copied == Some(state.revision()) || self.writing.is_some() {
            return failed;
        }
        let now = Instant::now();
        let due = *self.due.get_or_insert(now + self.after);
        if now < due {
            ctx.request_repaint_after(due - now);
            return failed;
        }
        self.due = None;
        let place = self.place()?;
        if self.copied.is_some() {
            // What was restored was worked on since, so that it did not end the program.
            self.tries = 0;
        }
        self.copied = Some(state.revision());
        let document = &state.document;
        let note = Note::now(document.path(), document.saved(), self.tries);
        let map = document.map().clone();
        let write = move |_: &_| place.keep(&map, &note).map_err(|error| error.to_string());
        self.writing = Some(state.tasks.start(ctx, write));
        failed
    }

    /// What came of the copy being written.
    fn written(&mut self) -> Result<(), String> {
        let outcome = self.writing.as_ref().map(Task::poll);
        match outcome {
            None | Some(Outcome::Running(_)) => Ok(()),
            Some(Outcome::Done(result)) => {
                self.writing = None;
                result
            }
            Some(Outcome::Broken) => {
                self.writing = None;
                Ok(())
            }
        }
    }

    fn place(&mut self) -> Result<Arc<Recovery>, String> {
        if let Some(place) = &self.place {
            return Ok(place.clone());
        }
        let place = Recovery::new(&self.folder).map_err(|error| error.to_string())?;
        Ok(self.place.insert(Arc::new(place)).clone())
    }
}
