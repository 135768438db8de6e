//! The system's file dialogs and the reading of files, on a thread of their own.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::Purpose;
use crate::app::i18n::words;
use crate::document::Document;
use crate::file::LoadError;

/// What came of a dialog.
pub(super) enum Outcome {
    /// A file was chosen to open; here it is, or why not.
    Opened(Result<Box<Document>, LoadError>),
    /// A file was chosen to save to.
    SaveTo(PathBuf),
    /// The person changed their mind.
    Cancelled,
    /// The system has no file dialog.
    Missing(Purpose),
}

/// A dialog answered faster than this was never seen: without a portal the answer is "cancelled" at once.
const UNSEEN: Duration = Duration::from_millis(80);

/// Asks for a file in the system's dialog; the window is woken when the outcome is there.
pub(super) fn ask(purpose: Purpose, start: &Path, ctx: &egui::Context) -> Receiver<Outcome> {
    let mut dialog = rfd::AsyncFileDialog::new().add_filter(words().files.file_filter, &["ron"]);
    if let Some(folder) = start.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let name = start.file_name().map(|name| name.to_string_lossy());
    // The dialog is made on the window's thread, as some systems demand, and waited for on another.
    let choice: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match purpose {
        Purpose::Open => Box::pin(dialog.pick_file()),
        Purpose::Save => Box::pin(dialog.set_file_name(name.unwrap_or_default()).save_file()),
    };
    on_thread(ctx, move || {
        let asked = Instant::now();
        match (pollster::block_on(choice), purpose) {
            (Some(file), Purpose::Open) => open(file.path()),
            (Some(file), Purpose::Save) => Outcome::SaveTo(with_extension(file.path())),
            (None, _) if asked.elapsed() < UNSEEN => Outcome::Missing(purpose),
            (None, _) => Outcome::Cancelled,
        }
    })
}

/// Reads the file at `path`.
pub(super) fn read(path: PathBuf, ctx: &egui::Context) -> Receiver<Outcome> {
    on_thread(ctx, move || open(&path))
}

/// `path`, with the model file's extension if it has none.
pub(super) fn with_extension(path: &Path) -> PathBuf {
    match path.extension() {
        Some(_) => path.to_owned(),
        None => path.with_extension("ron"),
    }
}

fn open(path: &Path) -> Outcome {
    Outcome::Opened(Document::open(path).map(Box::new))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_extension_gets_one() {
        assert_eq!(with_extension(Path::new("a/map")), Path::new("a/map.ron"));
        assert_eq!(with_extension(Path::new("a/map.txt")), Path::new("a/map.txt"));
    }
}
