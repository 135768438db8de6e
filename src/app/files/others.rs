//! Others at the same file: the lock that tells of them, and what they put into it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::jobs::task::{Outcome, Task};
use crate::app::state::State;
use crate::file::{self, Claim, Fingerprint, Holder, Lock};

/// Somebody who has the file open, too.
pub(super) enum Other {
    /// On this machine.
    Here(Holder),
    /// On another, if that program has not ended badly.
    Elsewhere(Holder),
}

/// What is known of others at the document's file.
#[derive(Default)]
pub(super) struct Others {
    path: Option<PathBuf>,
    _lock: Option<Lock>,
    /// Looks at the folder, as a file that is replaced by a rename is another one.
    _watcher: Option<RecommendedWatcher>,
    /// Whether something happened to the file since it was last looked at.
    stirred: Arc<AtomicBool>,
    looking: Option<Task<Option<Fingerprint>>>,
    was_focused: bool,
}

impl Others {
    /// Follows the document to the file that it belongs to; somebody who has that open, too.
    pub(super) fn claim(&mut self, path: Option<&Path>, ctx: &egui::Context) -> Option<Other> {
        if self.path.as_deref() == path {
            return None;
        }
        *self = Self {
            path: path.map(Path::to_owned),
            was_focused: self.was_focused,
            ..Self::default()
        };
        let path = path?;
        let there = path.canonicalize();
        self._watcher = watch(
            there.as_deref().unwrap_or(path),
            self.stirred.clone(),
            ctx.clone(),
        );
        match file::claim(path) {
            Claim::Ours(lock) => self._lock = Some(lock),
            Claim::Elsewhere(lock, holder) => {
                self._lock = Some(lock);
                return Some(Other::Elsewhere(holder));
            }
            Claim::Taken(holder) => return Some(Other::Here(holder)),
            Claim::Unknown => {}
        }
        None
    }

    /// The document was written to its file just now: what is being looked at is not that.
    pub(super) fn saved(&mut self) {
        self.looking = None;
    }

    /// What others put into the file since it was read or written here, told once a change.
    pub(super) fn look(&mut self, state: &State, ctx: &egui::Context) -> Option<Fingerprint> {
        let is_focused = ctx.input(|input| input.focused);
        // Not every disk tells of changes.
        if is_focused && !std::mem::replace(&mut self.was_focused, is_focused) {
            self.stirred.store(true, Ordering::Relaxed);
        }
        self.was_focused = is_focused;
        let found = match self.looking.as_ref().map(Task::poll) {
            Some(Outcome::Running(_)) => return None,
            Some(Outcome::Done(found)) => found,
            Some(Outcome::Broken) | None => None,
        };
        self.looking = None;
        if let Some(path) = &self.path
            && self.stirred.swap(false, Ordering::Relaxed)
        {
            let path = path.clone();
            let look = move |_: &_| Fingerprint::of_file(&path).ok().flatten();
            self.looking = Some(state.tasks.start(ctx, look));
        }
        found.filter(|found| Some(*found) != state.document.saved())
    }
}

/// Stirs when something happens to the file at `path`; nothing where the system cannot tell.
fn watch(path: &Path, stirred: Arc<AtomicBool>, ctx: egui::Context) -> Option<RecommendedWatcher> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let name = path.file_name()?.to_owned();
    let tell = move |event: notify::Result<notify::Event>| {
        let is_it = event.is_ok_and(|event| {
            let mut paths = event.paths.iter();
            !event.kind.is_access() && paths.any(|path| path.file_name() == Some(&name))
        });
        if is_it {
            stirred.store(true, Ordering::Relaxed);
            ctx.request_repaint();
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
