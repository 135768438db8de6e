//! The system's file dialogs and the reading of files, on a thread of their own.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::Purpose;
use crate::app::i18n::words;
use crate::document::Document;
use crate::file::import::{self, ENDINGS, Table};
use crate::file::{self, LoadError};

/// What came of a dialog.
pub(super) enum Outcome {
    /// A file was chosen to open; here it is, or why not.
    Opened(Result<Box<Document>, LoadError>),
    /// The document's own file was read again; here it is, or why not.
    Reread(Result<Box<Document>, LoadError>),
    /// A file of another program was chosen, called so; what stands in it, or why that cannot be told.
    Imported(String, Result<Box<Table>, String>),
    /// A file was chosen to compare with; here it is, or why not.
    Compared(Result<Box<Document>, LoadError>),
    /// This path was chosen to write to, for this.
    SaveTo(Purpose, PathBuf),
    /// The person changed their mind.
    Cancelled,
    /// The system has no file dialog; for what and where one was to start.
    Missing(Purpose, PathBuf),
}

/// A dialog answered faster than this was never seen: without a portal the answer is "cancelled" at once.
const UNSEEN: Duration = Duration::from_millis(80);

/// Asks for a file in the system's dialog; the window is woken when the outcome is there.
pub(super) fn ask(purpose: Purpose, start: &Path, ctx: &egui::Context) -> Receiver<Outcome> {
    let (kind, extensions) = filter(purpose);
    let mut dialog = rfd::AsyncFileDialog::new().add_filter(kind, extensions);
    if purpose == Purpose::Open {
        let (kind, extensions) = filter(Purpose::Import);
        dialog = dialog.add_filter(kind, extensions);
    }
    if let Some(folder) = start.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let name = start.file_name().map(|name| name.to_string_lossy());
    // The dialog is made on the window's thread, as some systems demand, and waited for on another.
    let choice: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match purpose {
        Purpose::Open | Purpose::Import | Purpose::AddTable | Purpose::Compare => {
            Box::pin(dialog.pick_file())
        }
        _ => Box::pin(dialog.set_file_name(name.unwrap_or_default()).save_file()),
    };
    let start = start.to_owned();
    on_thread(ctx, move || {
        let asked = Instant::now();
        match (pollster::block_on(choice), purpose) {
            (Some(file), Purpose::Open | Purpose::Import | Purpose::AddTable) => open(file.path()),
            (Some(file), Purpose::Compare) => Outcome::Compared(read_document(file.path())),
            (Some(file), _) => Outcome::SaveTo(purpose, file.path().to_owned()),
            (None, _) if asked.elapsed() < UNSEEN => Outcome::Missing(purpose, start),
            (None, _) => Outcome::Cancelled,
        }
    })
}

/// Reads the file at `path`.
pub(super) fn read(path: PathBuf, ctx: &egui::Context) -> Receiver<Outcome> {
    on_thread(ctx, move || open(&path))
}

/// Reads the document's own file again.
pub(super) fn reread(path: PathBuf, ctx: &egui::Context) -> Receiver<Outcome> {
    on_thread(ctx, move || Outcome::Reread(read_document(&path)))
}

/// Reads the file at `path` to compare with it.
pub(super) fn compare(path: PathBuf, ctx: &egui::Context) -> Receiver<Outcome> {
    on_thread(ctx, move || Outcome::Compared(read_document(&path)))
}

/// What files for this purpose are called, and their extensions.
pub(super) fn filter(purpose: Purpose) -> (&'static str, &'static [&'static str]) {
    let words = words();
    match purpose {
        Purpose::Open | Purpose::Compare | Purpose::Save | Purpose::KeepCopy => {
            (words.files.file_filter, &["ron"])
        }
        Purpose::Import | Purpose::AddTable => (words.importing.filter_of_files, &ENDINGS),
        Purpose::ExportTable => (words.files.table_filter, &["csv", "tsv"]),
        Purpose::ExportPicture => (words.files.picture_filter, &["png"]),
        Purpose::Picture => (words.files.picture_filter, &["png", "svg", "pdf"]),
        Purpose::Report => (words.sharing.report_filter, &["html"]),
        Purpose::Network => (
            words.sharing.network_filter,
            &["xlsx", "csv", "json", "graphml", "gexf", "dot"],
        ),
    }
}

/// Opens a map, or the file of another program, whose ending tells that it is one.
fn open(path: &Path) -> Outcome {
    if !import::reads(path) {
        return Outcome::Opened(read_document(path));
    }
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let table = match file::read(path) {
        Ok(bytes) => import::read(&name, &bytes).map_err(|problem| problem.to_string()),
        Err(problem) => Err(problem.to_string()),
    };
    Outcome::Imported(name, table.map(Box::new))
}

fn read_document(path: &Path) -> Result<Box<Document>, LoadError> {
    Document::open(path).map(Box::new)
}

fn on_thread(ctx: &egui::Context, work: impl FnOnce() -> Outcome + Send + 'static) -> Receiver<Outcome> {
    let (sender, receiver) = mpsc::channel();
    let ctx = ctx.clone();
    thread::spawn(move || {
        // A window that has closed since no longer waits for it.
        let _ = sender.send(work());
        ctx.request_repaint();
    });
    receiver
}
