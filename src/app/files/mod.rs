//! Opening, saving and closing: what is asked of the person on the way, and what follows.

mod copies;
mod dialog;
mod form;
mod importing;
mod others;
mod replacing;
mod restoring;
mod safety;
mod sharing;
mod target;
mod writing;

use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use super::findings;
use super::i18n::{fill, words};
use super::samples::Sample;
use super::sheet::Sheet;
use super::state::State;
use super::theme::Theme;
use crate::document::Document;
use crate::file::Fingerprint;
use crate::file::import::Table;
pub(super) use copies::COPIED_AFTER;
use dialog::Outcome;
use form::{Choice, PathForm};
use importing::Import;
use replacing::{Agreed, Then};
use safety::Safety;
use sharing::Sharing;
pub(super) use sharing::draw;
use target::Target;
use writing::suggested_path;

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Open,
    /// A file of another program is to become a map.
    Import,
    /// Another table is to be added to the one being imported.
    AddTable,
    /// Another version of the map is to be compared with.
    Compare,
    Save,
    /// A table for a spreadsheet is to be written.
    ExportTable,
    /// A picture is to be written.
    ExportPicture,
    /// A picture of the map is to be written.
    Picture,
    /// A report is to be written.
    Report,
    /// The map is to be written for other programs.
    Network,
    /// What another window left behind is to be kept as it is.
    KeepCopy,
}

/// What waits to be written once its path is known.
enum Exported {
    Table(Sheet),
    Picture(Vec<u8>),
}

/// A dialog of the system, or a file being read, beside the window.
struct Waiting {
    outcome: Receiver<Outcome>,
    /// What may be lost by it.
    agreed: Agreed,
}

/// What the window asks the person at present.
enum Asking {
    /// Whether to keep the changes before what follows.
    Unsaved(Then),
    /// Whether comments of the file may be lost.
    Comments,
    /// Whether to give the changes up.
    Revert,
    /// What becomes of two versions, as others put theirs into the file.
    Changed(Fingerprint),
    /// Whether to restore what a window left behind.
    Left,
    /// What a file of another program is taken for.
    Import(Box<Import>),
    /// A path, where the system has no dialog.
    Path(PathForm),
    /// Whether a file that is there may be replaced.
    Replace(Target),
}

/// The files' side of the window.
#[derive(Default)]
pub struct Files {
    asking: Option<Asking>,
    dialog: Option<Waiting>,
    /// What is being imported while another table is asked for.
    importing: Option<Box<Import>>,
    /// What is written to the path being asked for.
    exported: Option<Exported>,
    /// What is being written for others.
    sharing: Option<Sharing>,
    /// What keeps anything from being lost; nothing in windows that only try things out.
    safety: Option<Safety>,
    /// What follows once the document is saved.
    after_save: Option<Then>,
    /// What the person has agreed to lose by leaving.
    leaving: Option<Agreed>,
    /// Whether paths are typed in the window even where the system has a dialog.
    typed: bool,
}

impl Files {
    /// Asks for paths in the window from now on, never in a dialog of the system.
    pub(super) fn ask_for_paths_in_the_window(&mut self) {
        self.typed = true;
    }

    /// Keeps recovery copies in `folder` from now on, each after so long at most, offers those that other
    /// windows left there, and watches over others at the same file.
    pub(super) fn safeguard(&mut self, folder: &Path, after: Duration) {
        self.safety = Some(Safety::new(folder, after));
    }

    /// Asks for a file and opens it.
    pub(super) fn open(&mut self, state: &mut State, ctx: &egui::Context) {
        if !self.is_importing() {
            self.unless_lost(None, Then::Open, state, ctx);
        }
    }

    /// Whether a file is being chosen or read, and nothing keeps it from being taken in.
    pub(super) fn are_waiting(&self) -> bool {
        self.dialog.is_some() && self.asking.is_none()
    }

    /// Opens the file at `path`.
    pub(super) fn read(&mut self, path: &Path, state: &mut State, ctx: &egui::Context) {
        if !self.is_importing() {
            self.unless_lost(None, Then::Read(path.to_owned()), state, ctx);
        }
    }

    /// Asks for a file of another program and imports it.
    pub(super) fn import(&mut self, state: &mut State, ctx: &egui::Context) {
        if !self.is_importing() {
            self.unless_lost(None, Then::Import, state, ctx);
        }
    }

    /// Asks for a file to compare the map with.
    pub(super) fn compare(&mut self, state: &State, ctx: &egui::Context) {
        self.after_save = None;
        self.ask(Purpose::Compare, &suggested_path(state), state, ctx);
    }

    /// Asks whether to give the changes up.
    pub(super) fn revert(&mut self) {
        self.asking = Some(Asking::Revert);
    }

    /// Puts `document` in the place of the one that is open.
    pub(super) fn replace(&mut self, document: Document, state: &mut State, ctx: &egui::Context) {
        if !self.is_importing() {
            self.unless_lost(None, Then::Replace(Box::new(document)), state, ctx);
        }
    }

    /// Puts a map that comes with the program in the place of the one that is open.
    pub(super) fn replace_by(&mut self, sample: Sample, state: &mut State, ctx: &egui::Context) {
        match sample.document() {
            Ok(document) => self.replace(document, state, ctx),
            Err(problem) => state.message = Some(problem),
        }
    }

    /// Takes in what came of a dialog, once nothing else is being asked.
    pub(super) fn poll(&mut self, state: &mut State, ctx: &egui::Context) {
        self.watch(state, ctx);
        let Some(waiting) = self.dialog.take_if(|_| self.asking.is_none()) else {
            return;
        };
        let outcome = match waiting.outcome.try_recv() {
            Err(TryRecvError::Empty) => {
                self.dialog = Some(waiting);
                return;
            }
            Err(TryRecvError::Disconnected) => Outcome::Cancelled,
            Ok(outcome) => outcome,
        };
        let agreed = waiting.agreed;
        match outcome {
            Outcome::Opened(Ok(document)) => {
                self.unless_lost(Some(&agreed), Then::Replace(document), state, ctx)
            }
            Outcome::Reread(Ok(document)) => {
                self.unless_lost(Some(&agreed), Then::Take(document), state, ctx)
            }
            Outcome::Opened(Err(error)) | Outcome::Reread(Err(error)) => {
                state.message = Some(findings::not_opened(&error))
            }
            Outcome::Imported(file, table) => self.take_table(file, table, agreed, state),
            Outcome::Compared(Ok(other)) => state.compare_with(&other),
            Outcome::Compared(Err(error)) => {
                let error = findings::not_opened(&error);
                state.message = Some(fill(words().comparison.not_compared, &[&error]));
            }
            Outcome::SaveTo(purpose, path) => self.write_at(purpose, &path, Some(&path), state, ctx),
            Outcome::Cancelled => self.give_up(),
            Outcome::Missing(purpose, start) => self.ask_in_the_window(purpose, &start, agreed),
        }
    }

    /// Shows what is asked and what is being written at present, if anything is.
    pub(super) fn ui(&mut self, state: &mut State, theme: &Theme, ctx: &egui::Context) {
        self.share_ui(state, ctx);
        let choice = match &mut self.asking {
            None => None,
            Some(Asking::Unsaved(_)) => form::unsaved(state, theme, ctx),
            Some(Asking::Comments) => form::comments(theme, ctx),
            Some(Asking::Revert) => form::revert(state.map().name(), theme, ctx),
            Some(Asking::Changed(_)) => form::changed(&state.document, theme, ctx),
            Some(Asking::Left) => match self.safety.as_ref().and_then(|safety| safety.left.front()) {
                Some(left) => form::left(&left.note, theme, ctx),
                None => Some(Choice::Cancel),
            },
            Some(Asking::Import(import)) => import.ui(&state.tasks, theme, ctx),
            Some(Asking::Path(form)) => form.ui(theme, ctx),
            Some(Asking::Replace(target)) => form::replace(&target.path, theme, ctx),
        };
        let Some(choice) = choice else { return };
        let own = state.document.path().map(Path::to_owned);
        match (self.asking.take(), choice) {
            (Some(Asking::Unsaved(then)), Choice::Save) => {
                self.after_save = Some(then);
                self.save_on(state, ctx);
            }
            (Some(Asking::Unsaved(then)), Choice::Discard) => self.go_on(then, state, ctx),
            (Some(Asking::Comments), Choice::Save) => self.write(None, state, ctx),
            (Some(Asking::Changed(theirs)), Choice::Save) => {
                state.document.keep_against(theirs);
                if self.after_save.is_some() {
                    self.write(None, state, ctx);
                }
            }
            (Some(Asking::Changed(_) | Asking::Revert), Choice::Open) => {
                self.after_save = None;
                let agreed = Agreed::to(state);
                self.dialog = own.map(|path| Waiting {
                    outcome: dialog::reread(path, ctx),
                    agreed,
                });
            }
            (Some(Asking::Changed(_)), Choice::Compare) => {
                self.after_save = None;
                if let Some(path) = own {
                    self.wait(dialog::compare(path, ctx), Agreed::to(state));
                }
            }
            (Some(Asking::Changed(_) | Asking::Comments), Choice::SaveAs) => self.save_as_on(state, ctx),
            (Some(Asking::Left), choice) => self.restore(choice, state, ctx),
            (Some(Asking::Path(form)), Choice::Save) => {
                let path = form.path();
                self.write_at(form.purpose(), &path, None, state, ctx);
            }
            (Some(Asking::Replace(target)), Choice::Save) => {
                self.write_for(target.agreed_to(), state, ctx);
            }
            (Some(Asking::Replace(target)), _) => {
                // The name may be another.
                self.ask(target.purpose, &target.path, state, ctx);
            }
            (Some(Asking::Import(import)), Choice::Save) => {
                let agreed = import.agreed().clone();
                self.importing = Some(import);
                self.unless_lost(Some(&agreed), Then::Adopt, state, ctx);
            }
            (Some(Asking::Import(import)), Choice::Open) => {
                self.importing = Some(import);
                self.ask(Purpose::AddTable, &suggested_path(state), state, ctx);
            }
            (Some(Asking::Path(form)), Choice::Open) => {
                let outcome = match form.purpose() {
                    Purpose::Compare => dialog::compare(form.path(), ctx),
                    _ => dialog::read(form.path(), ctx),
                };
                self.wait(outcome, form.agreed().clone());
            }
            (Some(Asking::Import(_)), _) => self.after_save = None,
            _ => self.give_up(),
        }
    }

    /// Shows what the file called `file` is taken for, alone or with the table it is added to.
    fn take_table(
        &mut self,
        file: String,
        table: Result<Box<Table>, String>,
        agreed: Agreed,
        state: &mut State,
    ) {
        let import = match (self.importing.take(), table) {
            (None, Ok(table)) => Ok(Box::new(Import::new(file.clone(), *table, agreed))),
            (None, Err(problem)) => Err((None, problem)),
            (Some(mut import), Ok(table)) => match import.join(*table) {
                Ok(()) => Ok(import),
                Err(problem) => Err((Some(import), problem.to_string())),
            },
            (Some(import), Err(problem)) => Err((Some(import), problem)),
        };
        let import = match import {
            Ok(import) => Some(import),
            Err((import, problem)) => {
                state.message = Some(fill(words().importing.failed, &[&file, &problem]));
                import
            }
        };
        self.asking = import.map(Asking::Import);
    }

    /// Whether an import is under way, which is then shown: its corrections are work, too.
    fn is_importing(&mut self) -> bool {
        self.after_save = None;
        if let Some(import) = self.importing.take() {
            self.dialog = None;
            self.asking = Some(Asking::Import(import));
        }
        matches!(self.asking, Some(Asking::Import(_)))
    }

    /// Waits for what comes of a dialog that may lose what was `agreed` to.
    fn wait(&mut self, outcome: Receiver<Outcome>, agreed: Agreed) {
        self.dialog = Some(Waiting { outcome, agreed });
    }

    fn ask(&mut self, purpose: Purpose, start: &Path, state: &State, ctx: &egui::Context) {
        let agreed = Agreed::to(state);
        if self.typed {
            self.ask_in_the_window(purpose, start, agreed);
        } else {
            self.wait(dialog::ask(purpose, start, ctx), agreed);
        }
    }

    fn ask_in_the_window(&mut self, purpose: Purpose, start: &Path, agreed: Agreed) {
        self.asking = Some(Asking::Path(PathForm::new(purpose, start, agreed)));
    }
}
