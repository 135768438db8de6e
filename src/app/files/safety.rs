//! What keeps anything from being lost: recovery copies, and an eye on others at the same file.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::copies::Copies;
use super::others::{Other, Others};
use crate::app::i18n::{fill, words};
use crate::app::state::State;
use crate::file::recovery::{Leftover, leftovers};
use crate::file::{Fingerprint, Holder};

/// All of it, for one window.
pub(super) struct Safety {
    copies: Copies,
    others: Others,
    /// Copies of windows that ended without taking them away, to be offered.
    pub(super) left: VecDeque<Leftover>,
    /// What the person was told of copies that cannot be kept.
    told: Option<String>,
}

impl Safety {
    /// Keeps copies in `folder`, each after so long at most.
    pub(super) fn new(folder: &Path, after: Duration) -> Self {
        Self {
            left: leftovers(folder).into(),
            copies: Copies::new(folder.to_owned(), after),
            others: Others::default(),
            told: None,
        }
    }

    /// Whether `path` lies where copies are kept.
    pub(super) fn keeps(&self, path: &Path) -> bool {
        let folder = self.copies.folder().canonicalize();
        let its = path.parent().map(Path::canonicalize);
        matches!((folder, its), (Ok(folder), Some(Ok(its))) if its == folder)
    }

    /// Follows the document; what others put into its file, if they did.
    pub(super) fn follow(&mut self, state: &mut State, ctx: &egui::Context) -> Option<Fingerprint> {
        match self.copies.follow(state, ctx) {
            None => {}
            Some(Ok(())) => {
                // It is no longer so.
                let told = self.told.take();
                state.message.take_if(|message| told.as_ref() == Some(message));
            }
            Some(Err(why)) if self.told.is_none() => {
                self.told = Some(fill(words().safety.no_copies, &[&why]));
                state.message.clone_from(&self.told);
            }
            Some(Err(_)) => {}
        }
        let path = state.document.path().map(PathBuf::from);
        if let Some(other) = self.others.claim(path.as_deref(), ctx) {
            let (template, holder) = match &other {
                Other::Here(holder) => (words().safety.open_here, holder),
                Other::Elsewhere(holder) => (words().safety.open_elsewhere, holder),
            };
            state.message = Some(fill(template, &[&whose(holder)]));
        }
        self.others.look(state, ctx)
    }

    /// The document was written to its file just now.
    pub(super) fn saved(&mut self) {
        self.others.saved();
    }

    /// Keeps a copy of its own of what was restored, so that the one it was restored from may go.
    pub(super) fn take_over(&mut self, state: &State, from: Leftover) {
        // Otherwise it stays, to be offered again.
        if self.copies.take_over(state, from.note.tries).is_ok() {
            let _ = from.discard();
        }
    }
}

/// Whose program: as much of it as is known.
fn whose(holder: &Holder) -> String {
    match (holder.user.as_str(), holder.host.as_str()) {
        ("", "") => words().safety.somebody.to_owned(),
        ("", host) => host.to_owned(),
        (user, "") => user.to_owned(),
        (user, host) => fill(words().safety.user_at_host, &[user, host]),
    }
}
