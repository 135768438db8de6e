//! What is written to files: the map itself, what is shared of it, single results.

use std::path::{Path, PathBuf};

use super::sharing::Sharing;
use super::{Asking, Exported, Files, Purpose, Then};
use crate::app::i18n::{fill, words};
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::document::DocumentError;
use crate::file;
use crate::model::rules;

/// What a map's file ends in, by which desktops know it.
pub(super) const EXTENSION: &str = "catchment.ron";

impl Files {
    /// Saves to the document's file, or asks for one.
    pub(in crate::app) fn save(&mut self, state: &mut State, ctx: &egui::Context) {
        match state.document.path().map(Path::to_owned) {
            None => self.save_as(state, ctx),
            Some(_) if state.document.loses_comments() => self.asking = Some(Asking::Comments),
            Some(_) => self.write(None, state, ctx),
        }
    }

    /// Asks for a file and saves to it.
    pub(in crate::app) fn save_as(&mut self, state: &State, ctx: &egui::Context) {
        self.ask(Purpose::Save, &suggested_path(state), ctx);
    }

    /// Asks for a file and writes the result called `name` to it for a spreadsheet.
    pub(in crate::app) fn export_table(
        &mut self,
        sheet: Sheet,
        name: &str,
        state: &State,
        ctx: &egui::Context,
    ) {
        self.exported = Some(Exported::Table(sheet));
        self.ask(Purpose::ExportTable, &export_path(state, name, "csv"), ctx);
    }

    /// Asks for a file and writes a picture of the result called `name` to it.
    pub(in crate::app) fn export_picture(
        &mut self,
        png: Vec<u8>,
        name: &str,
        state: &State,
        ctx: &egui::Context,
    ) {
        self.exported = Some(Exported::Picture(png));
        self.ask(Purpose::ExportPicture, &export_path(state, name, "png"), ctx);
    }

    /// Asks where to write a picture of the map to.
    pub(in crate::app) fn share_picture(&mut self, state: &State, ctx: &egui::Context) {
        self.ask(Purpose::Picture, &beside(state, "png"), ctx);
    }

    /// Asks where to write a report to.
    pub(in crate::app) fn share_report(&mut self, state: &State, ctx: &egui::Context) {
        self.ask(Purpose::Report, &beside(state, "html"), ctx);
    }

    /// Asks where to write the map for other programs to.
    pub(in crate::app) fn share_network(&mut self, state: &State, ctx: &egui::Context) {
        self.ask(Purpose::Network, &beside(state, "xlsx"), ctx);
    }

    pub(super) fn write_for(
        &mut self,
        purpose: Purpose,
        path: &Path,
        state: &mut State,
        ctx: &egui::Context,
    ) {
        match purpose {
            Purpose::Open | Purpose::Import | Purpose::AddTable | Purpose::Compare | Purpose::Save => {
                self.write(Some(path), state, ctx)
            }
            Purpose::KeepCopy => self.keep_copy(path, state),
            Purpose::ExportTable | Purpose::ExportPicture => self.export(path, state),
            Purpose::Picture | Purpose::Report | Purpose::Network => {
                let dark = ctx.theme() == egui::Theme::Dark;
                self.sharing = Some(Sharing::start(purpose, path, state, dark, ctx));
            }
        }
    }

    /// Writes what waits to be exported.
    fn export(&mut self, path: &Path, state: &mut State) {
        let bytes = match self.exported.take() {
            None => return,
            Some(Exported::Picture(png)) => png,
            Some(Exported::Table(sheet)) => sheet.file(path),
        };
        if let Err(error) = file::replace(path, &bytes) {
            state.message = Some(fill(words().files.export_failed, &[&error.to_string()]));
        }
    }

    /// Writes to `path`, or to the document's own file unless others changed that.
    pub(super) fn write(&mut self, path: Option<&Path>, state: &mut State, ctx: &egui::Context) {
        let then = self.after_save.take();
        let saved = match path {
            Some(path) => state.document.save_as(path),
            None => state.document.save(),
        };
        match saved {
            Err(DocumentError::Changed(_)) => {
                let Some(theirs) = state.document.changed_by_others() else {
                    return;
                };
                self.after_save = Some(then.unwrap_or(Then::Stay));
                self.asking = Some(Asking::Changed(theirs));
            }
            Err(error) => state.message = Some(fill(words().files.save_failed, &[&error.to_string()])),
            Ok(()) => {
                if let Some(safety) = &mut self.safety {
                    safety.saved();
                }
                let errors = rules::errors(state.map()).len();
                state.message =
                    (errors > 0).then(|| fill(words().files.saved_with_errors, &[&errors.to_string()]));
                if let Some(then) = then {
                    self.go_on(then, state, ctx);
                }
            }
        }
    }
}

/// Where the document is, or would be under the map's name.
pub(super) fn suggested_path(state: &State) -> PathBuf {
    if let Some(path) = state.document.path() {
        return path.to_owned();
    }
    PathBuf::from(format!("{}.{EXTENSION}", file_name(state.map().name())))
}

/// The same with another extension in the place of the map's.
fn beside(state: &State, extension: &str) -> PathBuf {
    let path = suggested_path(state);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name
        .strip_suffix(EXTENSION)
        .and_then(|stem| stem.strip_suffix('.'));
    match stem {
        Some(stem) => path.with_file_name(format!("{stem}.{extension}")),
        None => path.with_extension(extension),
    }
}

/// Where a result of the document would be exported to: beside it, under the names of both.
fn export_path(state: &State, name: &str, extension: &str) -> PathBuf {
    let name = format!("{} - {name}", state.map().name());
    let name = format!("{}.{extension}", file_name(&name));
    suggested_path(state).with_file_name(name)
}

/// `name` with the letters that every system allows in a file's name.
fn file_name(name: &str) -> String {
    let kept = |letter: char| letter.is_alphanumeric() || " -_.,()".contains(letter);
    let name: String = name.chars().filter(|letter| kept(*letter)).collect();
    match name.trim() {
        "" => "map".to_owned(),
        name => name.to_owned(),
    }
}
