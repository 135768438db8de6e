//! Opening, saving and closing: what is asked of the person on the way, and what follows.

mod copies;
mod dialog;
mod form;
mod importing;
mod others;
mod restoring;
mod safety;
mod sharing;
mod writing;

use std::path::{Path, PathBuf};
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
use safety::Safety;
use sharing::Sharing;
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

/// What was asked for and waits until unsaved changes are kept or given up.
enum Then {
    Open,
    Import,
    Read(PathBuf),
    Replace(Box<Document>),
    Quit,
    /// Nothing more.
    Stay,
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
}

/// The files' side of the window.
#[derive(Default)]
pub struct Files {
    asking: Option<Asking>,
    dialog: Option<Receiver<Outcome>>,
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
    /// Whether the person has agreed to leave.
    leaving: bool,
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
        self.unless_unsaved(Then::Open, state, ctx);
    }

    /// Whether a file is being chosen or read.
    pub(super) fn are_waiting(&self) -> bool {
        self.dialog.is_some()
    }

    /// Opens the file at `path`.
    pub(super) fn read(&mut self, path: &Path, state: &mut State, ctx: &egui::Context) {
        self.unless_unsaved(Then::Read(path.to_owned()), state, ctx);
    }

    /// Asks for a file of another program and imports it.
    pub(super) fn import(&mut self, state: &mut State, ctx: &egui::Context) {
        self.unless_unsaved(Then::Import, state, ctx);
    }

    /// Asks for a file to compare the map with.
    pub(super) fn compare(&mut self, state: &State, ctx: &egui::Context) {
        self.ask(Purpose::Compare, &suggested_path(state), ctx);
    }

    /// Asks whether to give the changes up.
    pub(super) fn revert(&mut self) {
        self.asking = Some(Asking::Revert);
    }

    /// Puts `document` in the place of the one that is open.
    pub(super) fn replace(&mut self, document: Document, state: &mut State, ctx: &egui::Context) {
        self.unless_unsaved(Then::Replace(Box::new(document)), state, ctx);
    }

    /// Puts a map that comes with the program in the place of the one that is open.
    pub(super) fn replace_by(&mut self, sample: Sample, state: &mut State, ctx: &egui::Context) {
        match sample.document() {
            Ok(document) => self.replace(document, state, ctx),
            Err(problem) => state.message = Some(problem),
        }
    }

    /// Keeps the window open while there are unsaved changes, and asks.
    pub(super) fn guard_closing(&mut self, state: &State, ctx: &egui::Context) {
        let closing = ctx.input(|input| input.viewport().close_requested());
        if closing && state.document.is_dirty() && !self.leaving {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.asking = Some(Asking::Unsaved(Then::Quit));
        }
    }

    /// Takes in what came of a dialog.
    pub(super) fn poll(&mut self, state: &mut State, ctx: &egui::Context) {
        self.watch(state, ctx);
        let Some(dialog) = &self.dialog else { return };
        let outcome = match dialog.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Outcome::Cancelled,
            Ok(outcome) => outcome,
        };
        self.dialog = None;
        match outcome {
            Outcome::Opened(Ok(document)) => state.replace_document(*document),
            Outcome::Opened(Err(error)) => state.message = Some(findings::not_opened(&error)),
            Outcome::Imported(file, table) => self.take_table(file, table, state),
            Outcome::Compared(Ok(other)) => state.compare_with(&other),
            Outcome::Compared(Err(error)) => {
                let error = findings::not_opened(&error);
                state.message = Some(fill(words().comparison.not_compared, &[&error]));
            }
            Outcome::SaveTo(purpose, path) => self.write_for(purpose, &path, state, ctx),
            Outcome::Cancelled => {
                self.after_save = None;
                self.asking = self.importing.take().map(Asking::Import);
            }
            Outcome::Missing(purpose, start) => self.ask_in_the_window(purpose, &start),
        }
    }

    /// Shows what is asked and what is being written at present, if anything is.
    pub(super) fn ui(&mut self, state: &mut State, theme: &Theme, ctx: &egui::Context) {
        if let Some(ended) = self.sharing.as_ref().and_then(|sharing| sharing.ui(ctx)) {
            self.sharing = None;
            match ended {
                Some(Ok(news)) => state.news = Some(news),
                Some(Err(problem)) => state.message = Some(problem),
                None => {}
            }
        }
        let choice = match &mut self.asking {
            None => None,
            Some(Asking::Unsaved(_)) => form::unsaved(state.map().name(), theme, ctx),
            Some(Asking::Comments) => form::comments(theme, ctx),
            Some(Asking::Revert) => form::revert(state.map().name(), theme, ctx),
            Some(Asking::Changed(_)) => form::changed(&state.document, theme, ctx),
            Some(Asking::Left) => match self.safety.as_ref().and_then(|safety| safety.left.front()) {
                Some(left) => form::left(&left.note, theme, ctx),
                None => Some(Choice::Cancel),
            },
            Some(Asking::Import(import)) => import.ui(&state.tasks, theme, ctx),
            Some(Asking::Path(form)) => form.ui(theme, ctx),
        };
        let Some(choice) = choice else { return };
        match (self.asking.take(), choice) {
            (Some(Asking::Unsaved(then)), Choice::Save) => {
                self.after_save = Some(then);
                self.save(state, ctx);
            }
            (Some(Asking::Unsaved(then)), Choice::Discard) => self.go_on(then, state, ctx),
            (Some(Asking::Comments), Choice::Save) => {
                self.write(None, state, ctx);
            }
            (Some(Asking::Changed(theirs)), Choice::Save) => {
                state.document.keep_against(theirs);
                if self.after_save.is_some() {
                    self.write(None, state, ctx);
                }
            }
            (Some(Asking::Changed(_)), Choice::Open) => {
                self.after_save = None;
                let path = state.document.path().map(Path::to_owned);
                self.dialog = path.map(|path| dialog::read(path, ctx));
            }
            (Some(Asking::Changed(_)), Choice::Compare) => {
                self.after_save = None;
                let path = state.document.path().map(Path::to_owned);
                self.dialog = path.map(|path| dialog::compare(path, ctx));
            }
            (Some(Asking::Changed(_)), Choice::SaveAs) => self.save_as(state, ctx),
            (Some(Asking::Revert), Choice::Open) => {
                let path = state.document.path().map(Path::to_owned);
                self.dialog = path.map(|path| dialog::read(path, ctx));
            }
            (Some(Asking::Left), choice) => self.restore(choice, state, ctx),
            (Some(Asking::Comments), Choice::SaveAs) => self.save_as(state, ctx),
            (Some(Asking::Path(form)), Choice::Save) => {
                let path = dialog::with_extension(&form.path(), form.purpose());
                self.write_for(form.purpose(), &path, state, ctx);
            }
            (Some(Asking::Import(mut import)), Choice::Save) => {
                if let Some(document) = import.document() {
                    state.replace_document(document);
                }
            }
            (Some(Asking::Import(import)), Choice::Open) => {
                self.importing = Some(import);
                self.ask(Purpose::AddTable, &suggested_path(state), ctx);
            }
            (Some(Asking::Path(_)), Choice::Cancel) => {
                self.after_save = None;
                self.asking = self.importing.take().map(Asking::Import);
            }
            (Some(Asking::Path(form)), Choice::Open) if form.purpose() == Purpose::Compare => {
                self.dialog = Some(dialog::compare(form.path(), ctx));
            }
            (Some(Asking::Path(form)), Choice::Open) => self.dialog = Some(dialog::read(form.path(), ctx)),
            _ => self.after_save = None,
        }
    }

    /// Shows what the file called `file` is taken for, alone or with the table it is added to.
    fn take_table(&mut self, file: String, table: Result<Box<Table>, String>, state: &mut State) {
        let import = match (self.importing.take(), table) {
            (None, Ok(table)) => Ok(Box::new(Import::new(file.clone(), *table))),
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

    fn ask(&mut self, purpose: Purpose, start: &Path, ctx: &egui::Context) {
        if self.typed {
            self.ask_in_the_window(purpose, start);
        } else {
            self.dialog = Some(dialog::ask(purpose, start, ctx));
        }
    }

    fn ask_in_the_window(&mut self, purpose: Purpose, start: &Path) {
        self.asking = Some(Asking::Path(PathForm::new(purpose, start)));
    }

    fn unless_unsaved(&mut self, then: Then, state: &mut State, ctx: &egui::Context) {
        if state.document.is_dirty() {
            self.asking = Some(Asking::Unsaved(then));
        } else {
            self.go_on(then, state, ctx);
        }
    }

    fn go_on(&mut self, then: Then, state: &mut State, ctx: &egui::Context) {
        match then {
            Then::Open => self.ask(Purpose::Open, &suggested_path(state), ctx),
            Then::Import => self.ask(Purpose::Import, &suggested_path(state), ctx),
            Then::Stay => {}
            Then::Read(path) => self.dialog = Some(dialog::read(path, ctx)),
            Then::Replace(document) => state.replace_document(*document),
            Then::Quit => {
                self.leaving = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }
}
