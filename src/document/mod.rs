//! An open document: the map, where it is saved, and the history of its changes.
//!
//! Imports `model` and `file`.

mod history;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::{self, Fingerprint, LoadError, Parsed, SaveError};
use crate::model::{Diagnostic, Edit, Map};
use history::{History, Step};

/// A map being edited.
#[derive(Debug)]
pub struct Document {
    map: Arc<Map>,
    path: Option<PathBuf>,
    /// What the file held when it was last read or written here; `None` if that is not known.
    saved: Option<Fingerprint>,
    history: History,
    revision: u64,
    physics_revision: u64,
    diagnostics: Vec<Diagnostic>,
    loses_comments: bool,
}

/// Why a document was not saved.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It was never saved, so where to is not known.
    #[error("the map has no file yet: save it under a name")]
    NoPath,
    /// The file holds something else than what was read from it or saved to it here.
    #[error("{}: changed by someone else since it was opened or saved here, so it was left as it is", .0.display())]
    Changed(PathBuf),
    /// The file is there and cannot be read, so what it holds is not known.
    #[error("{0}; others may have changed it, so it was left as it is; save under another name")]
    Unread(LoadError),
    /// The file could not be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl Document {
    /// A document that has no file yet. It counts as saved until it is changed.
    pub fn new(map: Map) -> Self {
        Self {
            map: Arc::new(map),
            path: None,
            saved: None,
            history: History::default(),
            revision: 0,
            physics_revision: 0,
            diagnostics: Vec::new(),
            loses_comments: false,
        }
    }

    /// Opens the model file at `path`. A map that breaks rules is opened too, to be mended.
    ///
    /// # Errors
    /// That the file cannot be read, or all that keeps it from being read as a map.
    pub fn open(path: &Path) -> Result<Self, LoadError> {
        let bytes = file::read(path)?;
        let parsed = file::draft(&bytes).map_err(|diagnostics| LoadError::Bad {
            path: path.to_owned(),
            diagnostics,
        })?;
        Ok(Self {
            path: Some(absolute(path)),
            saved: Some(Fingerprint::of(&bytes)),
            ..Self::of(parsed)
        })
    }

    /// A map that was being edited when a window ended, with the file it belongs to, which held `saved`.
    /// It is not saved.
    pub fn recovered(parsed: Parsed, path: Option<PathBuf>, saved: Option<Fingerprint>) -> Self {
        let mut document = Self {
            path,
            saved,
            ..Self::of(parsed)
        };
        document.history.mark_unsaved();
        document
    }

    fn of(parsed: Parsed) -> Self {
        Self {
            diagnostics: parsed.diagnostics,
            loses_comments: parsed.has_comments,
            ..Self::new(parsed.map)
        }
    }

    /// The map as it is now. Cheap to clone: a worker may keep it while the document changes.
    pub fn map(&self) -> &Arc<Map> {
        &self.map
    }

    /// The file it was opened from or last saved to, from the root on: it is the same from any folder.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Warnings and notes about the file as it was opened, with their places in it.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What the file held when it was last read or written here; `None` if that is not known.
    pub fn saved(&self) -> Option<Fingerprint> {
        self.saved
    }

    /// Whether the file holds something else than what was read from it or saved to it here; if so, what.
    /// A file that is gone or cannot be read holds nothing that could be lost.
    pub fn changed_by_others(&self) -> Option<Fingerprint> {
        let there = Fingerprint::of_file(self.path.as_deref()?).ok().flatten();
        there.filter(|there| Some(*there) != self.saved)
    }

    /// Keeps this map against what others put into its file, which held `theirs`: it is unsaved, and the next
    /// save takes their place.
    pub fn keep_against(&mut self, theirs: Fingerprint) {
        self.saved = Some(theirs);
        self.history.mark_unsaved();
    }

    /// Takes the file's version, `theirs` being read from it, in place of this map as one step called `label`.
    /// The map is saved then; undone, it is this one again, which is not.
    pub fn take(&mut self, label: impl Into<String>, theirs: Self) {
        let edits = self.map.edits_to(&theirs.map);
        self.edit(label, edits);
        self.saved = theirs.saved;
        self.diagnostics = theirs.diagnostics;
        self.loses_comments = theirs.loses_comments;
        self.history.mark_saved();
    }

    /// Whether saving over the file would lose comments that it has.
    pub fn loses_comments(&self) -> bool {
        self.loses_comments
    }

    /// Grows with every change of the map, undone and redone ones included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Grows with every change that can change the solved flows.
    pub fn physics_revision(&self) -> u64 {
        self.physics_revision
    }

    /// Makes the changes, as one step of the history called `label`. Changes that leave the map as
    /// it is make no step.
    pub fn edit(&mut self, label: impl Into<String>, edits: Vec<Edit>) {
        let edits = self.change(edits);
        self.history.push(Step {
            label: label.into(),
            edits,
        });
    }

    /// As [`Document::edit`], but joins the step before if that has the same label, was made by
    /// this function too, and nothing came between: one drag is one step. A drag that ends where it
    /// began leaves no step.
    pub fn edit_merging(&mut self, label: impl Into<String>, edits: Vec<Edit>) {
        let edits = self.change(edits);
        self.history.push_merging(
            Step {
                label: label.into(),
                edits,
            },
            &self.map,
        );
    }

    /// Takes the latest step back and returns its label.
    pub fn undo(&mut self) -> Option<String> {
        let step = self.history.take_undo()?;
        let label = step.label.clone();
        let inverse = self.change(step.edits);
        self.history.give_redo(Step {
            edits: inverse,
            ..step
        });
        Some(label)
    }

    /// Makes the step last taken back again and returns its label.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.history.take_redo()?;
        let label = step.label.clone();
        let inverse = self.change(step.edits);
        self.history.give_undo(Step {
            edits: inverse,
            ..step
        });
        Some(label)
    }

    /// The label of the step that [`Document::undo`] would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// The label of the step that [`Document::redo`] would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Whether the map differs from the file, or from what the document started with.
    pub fn is_dirty(&self) -> bool {
        !self.history.is_saved()
    }

    /// Saves to the file it belongs to, unless that was changed by others or cannot be read.
    ///
    /// # Errors
    /// That it has no file yet, that others changed it or may have, or what kept it from being written.
    pub fn save(&mut self) -> Result<(), DocumentError> {
        let path = self.path.clone().ok_or(DocumentError::NoPath)?;
        match Fingerprint::of_file(&path).map_err(DocumentError::Unread)? {
            Some(there) if Some(there) != self.saved => Err(DocumentError::Changed(path)),
            _ => self.save_as(&path),
        }
    }

    /// Saves to `path`, whatever is there; the document belongs to it from then on.
    ///
    /// # Errors
    /// What kept the file from being written; the document then still belongs where it did.
    pub fn save_as(&mut self, path: &Path) -> Result<(), DocumentError> {
        self.saved = Some(file::save(path, &self.map)?);
        self.path = Some(absolute(path));
        self.loses_comments = false;
        self.history.mark_saved();
        Ok(())
    }

    /// Makes the changes and returns those that take them back: one for each object that is no
    /// longer what it was, so none if the map is the same.
    fn change(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
        if edits.iter().all(|edit| self.map.current(edit) == *edit) {
            return Vec::new();
        }
        let map = Arc::make_mut(&mut self.map);
        let back = history::first_of_each(map.apply_all(edits).into_iter().rev(), map);
        if !back.is_empty() {
            self.revision += 1;
            let layout = back.iter().all(|back| self.map.current(back).is_layout(back));
            self.physics_revision += u64::from(!layout);
        }
        back
    }
}

/// `path` as it leads to the file from any folder.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
