//! The whole window without a display: driven by keys and accessible names.

use std::path::Path;
use std::time::{Duration, Instant};

use catchment::app::command::Command;
use catchment::app::shell::Shell;
use catchment::document::Document;
use catchment::file;
use egui_kittest::Harness;

/// A window under test.
pub type Window = Harness<'static, Shell>;

/// The small map of the file format's description.
pub fn two_shops() -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/two-shops.ron");
    Document::new(file::load(&path).unwrap().map)
}

/// A window on `document` as large as a small laptop's, with all answers there.
pub fn open(document: Document) -> Window {
    open_sized(document, [1280.0, 800.0])
}

/// A window of another size.
pub fn open_sized(document: Document, size: [f32; 2]) -> Window {
    let shell = Shell::new(document).unwrap();
    let mut window = Harness::builder()
        .with_size(size)
        // Enough for every movement to end.
        .with_max_steps(40)
        .with_context_setup(Shell::install)
        .build_ui_state(
            |ui, shell: &mut Shell| {
                shell.logic(ui.ctx());
                shell.ui(ui);
            },
            shell,
        );
    settle(&mut window);
    window
}

/// Waits for the worker and then for the window to come to rest.
pub fn settle(window: &mut Window) {
    let start = Instant::now();
    window.run();
    while !window.state().is_settled() {
        assert!(start.elapsed() < Duration::from_secs(20), "the worker answers");
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
    window.run();
}

/// Does what a panel or the canvas would ask for.
pub fn ask(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().dispatch(&ctx, vec![command]);
    settle(window);
}
