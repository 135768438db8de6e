//! The recovery copy of what is not saved: written beside the window, a moment after a change.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::i18n::words;
use crate::app::jobs::task::{Outcome, Task};
use crate::app::state::State;
use crate::file::recovery::{Note, Recovery};
use crate::model::Edit;

/// A change is copied after so long at most, with all that came in between.
pub(in crate::app) const COPIED_AFTER: Duration = Duration::from_secs(10);

/// The copy of this window.
pub(super) struct Copies {
    folder: PathBuf,
    /// How long after a change, or after a copy that failed.
    after: Duration,
    /// Where the copy is kept, from the first one on.
    place: Option<Arc<Recovery>>,
    /// Whether a copy may be there.
    is_there: bool,
    /// What the copy there holds, or will.
    copied: Option<Content>,
    /// When the next copy is due.
    due: Option<Instant>,
    writing: Option<Task<Result<(), String>>>,
    /// How often the map shown was restored, until it is changed.
    tries: u32,
}

/// What there is to be copied: the map, and what is being typed.
#[derive(PartialEq)]
struct Content {
    revision: u64,
    typed: Vec<Edit>,
}

impl Content {
    fn of(state: &State) -> Self {
        Self {
            revision: state.revision(),
            typed: state.being_typed(),
        }
    }
}

impl Copies {
    pub(super) fn new(folder: PathBuf, after: Duration) -> Self {
        Self {
            folder,
            after,
            place: None,
            is_there: false,
            copied: None,
            due: None,
            writing: None,
            tries: 0,
        }
    }

    /// Where copies are kept.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
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
        self.is_there = true;
        self.copied = Some(Content::of(state));
        Ok(())
    }

    /// Sees to it that what is not saved is copied in time; what came of a copy, if one has ended.
    pub(super) fn follow(&mut self, state: &State, ctx: &egui::Context) -> Option<Result<(), String>> {
        let ended = self.written();
        if self.writing.is_some() {
            return ended;
        }
        if !state.is_unsaved() {
            self.due = None;
            self.copied = None;
            if std::mem::take(&mut self.is_there)
                && let Some(place) = &self.place
            {
                place.forget();
            }
            return ended;
        }
        let content = Content::of(state);
        if self.copied.as_ref() == Some(&content) {
            return ended;
        }
        let now = Instant::now();
        let due = *self.due.get_or_insert(now + self.after);
        if now < due {
            ctx.request_repaint_after(due - now);
            return ended;
        }
        self.due = None;
        match self.write(content, state, ctx) {
            Ok(()) => ended,
            Err(why) => {
                ctx.request_repaint_after(self.after);
                Some(Err(self.failed(why)))
            }
        }
    }

    fn write(&mut self, content: Content, state: &State, ctx: &egui::Context) -> Result<(), String> {
        let place = self.place()?;
        if self.copied.is_some() {
            // What was restored was worked on since, so that it did not end the program.
            self.tries = 0;
        }
        let document = &state.document;
        let note = Note::now(document.path(), document.saved(), self.tries);
        let (map, typed) = (document.map().clone(), content.typed.clone());
        let write = move |_: &_| {
            let mut map = map;
            if !typed.is_empty() {
                Arc::make_mut(&mut map).apply_all(typed);
            }
            place.keep(&map, &note).map_err(|error| error.to_string())
        };
        self.is_there = true;
        self.copied = Some(content);
        self.writing = Some(state.tasks.start(ctx, write));
        Ok(())
    }

    /// What came of the copy that was being written.
    fn written(&mut self) -> Option<Result<(), String>> {
        let result = match self.writing.as_ref()?.poll() {
            Outcome::Running(_) => return None,
            Outcome::Done(result) => result,
            Outcome::Broken => Err(words().results.broken.to_owned()),
        };
        self.writing = None;
        Some(result.map_err(|why| self.failed(why)))
    }

    /// Has the copy tried again after a while, whether or not anything is changed until then.
    fn failed(&mut self, why: String) -> String {
        self.copied = None;
        self.due = Some(Instant::now() + self.after);
        why
    }

    fn place(&mut self) -> Result<Arc<Recovery>, String> {
        if let Some(place) = &self.place {
            return Ok(place.clone());
        }
        let place = Recovery::new(&self.folder).map_err(|error| error.to_string())?;
        Ok(self.place.insert(Arc::new(place)).clone())
    }
}
