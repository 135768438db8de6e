//! What is written to files: the map itself, what is shared of it, single results.

use std::path::{Path, PathBuf};

use super::sharing::Sharing;
use super::{Asking, Exported, Files, Purpose, Target, Then};
use crate::app::i18n::{fill, words};
use crate::app::sheet::Sheet;
use crate::app::shown;
use crate::app::state::State;
use crate::document::DocumentError;
use crate::model::rules;

/// What a map's file ends in, by which desktops know it.
pub(super) const EXTENSION: &str = "catchment.ron";

impl Files {
    /// Saves to the document's file, or asks for one.
    pub(in crate::app) fn save(&mut self, state: &mut State, ctx: &egui::Context) {
        self.after_save = None;
        self.save_on(state, ctx);
    }

    /// Asks for a file and saves to it.
    pub(in crate::app) fn save_as(&mut self, state: &State, ctx: &egui::Context) {
        self.after_save = None;
        self.save_as_on(state, ctx);
    }

    /// Saves, and goes on with what waits for that.
    pub(super) fn save_on(&mut self, state: &mut State, ctx: &egui::Context) {
        match state.document.path().map(Path::to_owned) {
            None => self.save_as_on(state, ctx),
            Some(_) if state.document.loses_comments() => self.asking = Some(Asking::Comments),
            Some(_) => self.write(None, state, ctx),
        }
    }

    /// Saves under another name, and goes on with what waits for that.
    pub(super) fn save_as_on(&mut self, state: &State, ctx: &egui::Context) {
        self.ask(Purpose::Save, &suggested_path(state), state, ctx);
    }

    /// Asks for a file and writes the result called `name` to it for a spreadsheet.
    pub(in crate::app) fn export_table(
        &mut self,
        sheet: Sheet,
        name: &str,
        state: &State,
        ctx: &egui::Context,
    ) {
        self.after_save = None;
        self.exported = Some(Exported::Table(sheet));
        self.ask(Purpose::ExportTable, &export_path(state, name, "csv"), state, ctx);
    }

    /// Asks for a file and writes a picture of the result called `name` to it.
    pub(in crate::app) fn export_picture(
        &mut self,
        png: Vec<u8>,
        name: &str,
        state: &State,
        ctx: &egui::Context,
    ) {
        self.after_save = None;
        self.exported = Some(Exported::Picture(png));
        self.ask(
            Purpose::ExportPicture,
            &export_path(state, name, "png"),
            state,
            ctx,
        );
    }

    /// Asks where to write a picture of the map to.
    pub(in crate::app) fn share_picture(&mut self, state: &State, ctx: &egui::Context) {
        self.after_save = None;
        self.ask(Purpose::Picture, &beside(state, "png"), state, ctx);
    }

    /// Asks where to write a report to.
    pub(in crate::app) fn share_report(&mut self, state: &State, ctx: &egui::Context) {
        self.after_save = None;
        self.ask(Purpose::Report, &beside(state, "html"), state, ctx);
    }

    /// Asks where to write the map for other programs to.
    pub(in crate::app) fn share_network(&mut self, state: &State, ctx: &egui::Context) {
        self.after_save = None;
        self.ask(Purpose::Network, &beside(state, "xlsx"), state, ctx);
    }

    /// Writes what the target is for.
    pub(super) fn write_for(&mut self, target: Target, state: &mut State, ctx: &egui::Context) {
        match target.purpose {
            Purpose::Open | Purpose::Import | Purpose::AddTable | Purpose::Compare | Purpose::Save => {
                self.write(Some(&target.path), state, ctx);
            }
            Purpose::KeepCopy => self.keep_copy(&target.path, state),
            Purpose::ExportTable | Purpose::ExportPicture => self.export(&target, state),
            Purpose::Picture | Purpose::Report | Purpose::Network => {
                let dark = ctx.theme() == egui::Theme::Dark;
                self.sharing = Some(Sharing::start(target, state, dark, ctx));
            }
        }
    }

    /// Writes what waits to be exported.
    fn export(&mut self, target: &Target, state: &mut State) {
        let bytes = match self.exported.take() {
            None => return,
            Some(Exported::Picture(png)) => png,
            Some(Exported::Table(sheet)) => sheet.file(&target.path),
        };
        if let Err(problem) = self.put(target, &bytes, state) {
            state.message = Some(problem);
        }
    }

    /// Shows how far what is being shared is, and writes it once it is worked out.
    pub(super) fn share_ui(&mut self, state: &mut State, ctx: &egui::Context) {
        let Some(ended) = self.sharing.as_ref().and_then(|sharing| sharing.ui(ctx)) else {
            return;
        };
        let Some(sharing) = self.sharing.take() else {
            return;
        };
        let written = match ended {
            None => return,
            Some(Err(error)) => Err(fill(words().files.export_failed, &[&error])),
            Some(Ok(bytes)) => self.put(&sharing.target, &bytes, state),
        };
        match written {
            Ok(()) => {
                let path = shown::path(&sharing.target.path);
                state.news = Some(fill(words().sharing.written, &[&path]));
            }
            Err(problem) => state.message = Some(problem),
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
            Err(error) => {
                state.message = Some(fill(words().files.save_failed, &[&error.to_string()]));
                self.give_up();
            }
            Ok(()) => {
                if let Some(safety) = &mut self.safety {
                    safety.saved();
                }
                let errors = rules::errors(state.map()).len();
                let with_errors =
                    (errors > 0).then(|| fill(words().files.saved_with_errors, &[&errors.to_string()]));
                let told: Vec<String> = state.refused().into_iter().chain(with_errors).collect();
                state.message = (!told.is_empty()).then(|| told.join("\n"));
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
