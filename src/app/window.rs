//! The window on the system's desktop, and what keeps it from opening.

use std::path::Path;
use std::sync::Arc;

use super::clipboard::Desktop;
use super::samples::Sample;
use super::shell::{self, Shell};
use super::{crash, files, fonts, i18n};
use crate::document::Document;
use crate::file::{LoadError, import};
use crate::model::Map;

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is nothing to open it on.
    #[error(
        "there is no display to open a window on; the subcommands need none: \
         catchment check, solve, whatif or fmt FILE"
    )]
    NoDisplay,
    /// A library that windows need under X11 is missing.
    #[error(
        "the window needs the library {0}, which this system lacks (on Debian: apt install {1}); \
         the subcommands need none: catchment check, solve, whatif or fmt FILE"
    )]
    NoLibrary(&'static str, &'static str),
    /// The file could not be opened.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The map that comes with the program is not sound.
    #[error("{0}")]
    Reference(String),
    /// The system gave no thread to solve on.
    #[error("the solver's thread could not start: {0}")]
    Thread(#[from] std::io::Error),
    /// The system refused the window.
    #[error(
        "the window could not open: {0}; the subcommands need none: catchment check, solve, whatif or fmt FILE"
    )]
    System(String),
}

/// Opens the window on `file`, which may be one of another program, or on the reference map, and returns when it is closed.
///
/// # Errors
/// What kept it from opening.
pub fn run(file: Option<&Path>) -> Result<(), WindowError> {
    let imported = file.filter(|path| import::reads(path)).map(Path::to_owned);
    let document = match file {
        Some(_) if imported.is_some() => Document::new(Map::new("")),
        Some(path) => Document::open(path)?,
        None => Sample::Reference.document().map_err(WindowError::Reference)?,
    };
    check_display()?;
    let named = file.is_some();
    let title = shell::title(&document);
    let mut shell = Shell::new(document)?;
    shell.set_system_language(i18n::of_system());
    shell.copy_to(Box::new(Desktop::default()));
    // Without a folder for the user's data nothing can be kept anywhere.
    if let Some(data) = eframe::storage_dir("catchment") {
        crash::report_panics(data.join("faults"));
        shell.safeguard(&data.join("recovery"), files::COPIED_AFTER);
    }
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("catchment")
        .with_title(&title)
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([960.0, 600.0]);
    viewport.icon = icon();
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        &title,
        options,
        Box::new(move |creation| {
            Shell::install(&creation.egui_ctx);
            fonts::install_of_system(&creation.egui_ctx);
            // Settings that are missing or cannot be read leave things as at the first start.
            if let Some(view) = creation.storage.and_then(|all| eframe::get_value(all, SETTINGS)) {
                shell.restore(view);
            }
            match &imported {
                Some(path) => shell.open_file(path, &creation.egui_ctx),
                None => {
                    shell.welcome();
                    if !named {
                        shell.offer_last_file();
                    }
                }
            }
            Ok(Box::new(App { shell }))
        }),
    )
    .map_err(|error| WindowError::System(error.to_string()))
}

/// The program's icon; none rather than no window if it cannot be read.
fn icon() -> Option<Arc<egui::IconData>> {
    let picture = image::load_from_memory(include_bytes!("../../assets/icon.png")).ok()?;
    let picture = picture.into_rgba8();
    Some(Arc::new(egui::IconData {
        width: picture.width(),
        height: picture.height(),
        rgba: picture.into_raw(),
    }))
}

/// The entry of the settings in eframe's storage, beside the window's place and size.
const SETTINGS: &str = "view";

struct App {
    shell: Shell,
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.shell.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.shell.ui(ui);
    }

    /// Geometry and settings are kept; what egui remembers of a map's panels would fit no other.
    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.shell.state().view);
    }
}

/// Finds out beforehand what would end in a panic or an obscure message.
#[cfg(target_os = "linux")]
fn check_display() -> Result<(), WindowError> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET") {
        return Ok(());
    }
    if !set("DISPLAY") {
        return Err(WindowError::NoDisplay);
    }
    // winit loads it at run time and panics if it is not there.
    if xkbcommon_dl::x11::xkbcommon_x11_option().is_none() {
        return Err(WindowError::NoLibrary("libxkbcommon-x11", "libxkbcommon-x11-0"));
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn check_display() -> Result<(), WindowError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_icon_can_be_read() {
        assert!(super::icon().is_some_and(|icon| icon.width == icon.height));
    }
}
