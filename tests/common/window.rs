//! The whole window without a display: driven by keys and accessible names.

use std::path::Path;
use std::time::{Duration, Instant};

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::app::shell::Shell;
use catchment::document::Document;
use catchment::file;
use catchment::model::Edit;
use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

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
    show(Shell::new(document).unwrap(), size)
}

/// A window that keeps its recovery copies in `folder`, each `after` so long, and has no dialogs of the system.
pub fn safeguarded(document: Document, folder: &Path, after: Duration, size: [f32; 2]) -> Window {
    let mut shell = Shell::new(document).unwrap();
    shell.ask_for_paths_in_the_window();
    shell.safeguard(folder, after);
    show(shell, size)
}

fn show(shell: Shell, size: [f32; 2]) -> Window {
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

/// The same in a frame that has not ended: what is begun by it has no time to end.
pub fn begin(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().dispatch(&ctx, vec![command]);
}

/// Gives the map another name.
pub fn rename(name: &str) -> Command {
    Command::Edit {
        label: "Rename".to_owned(),
        edits: vec![Edit::Name(name.to_owned())],
        merge: false,
    }
}

/// Asks for a file to be written and types its path.
pub fn write_to(window: &mut Window, action: Action, path: &Path) {
    ask(window, action.into());
    type_path(window, path);
}

/// Types the path that the window asks for.
pub fn type_path(window: &mut Window, path: &Path) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.event(egui::Event::Text(path.display().to_string()));
    settle(window);
    press(window, "Save");
}

/// Presses the button that is called so.
pub fn press(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    settle(window);
}

/// Whether something is called so.
pub fn says(window: &Window, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

/// Whether the window closes when it is asked to.
pub fn closes(window: &mut Window) -> bool {
    let root = window.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
    root.events.push(ViewportEvent::Close);
    window.step();
    let root = window.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
    root.events.clear();
    let commands = &window.output().viewport_output[&ViewportId::ROOT].commands;
    let stays = commands.contains(&ViewportCommand::CancelClose);
    settle(window);
    !stays
}

/// The words painted in the last frame.
pub fn painted_words(window: &Window) -> Vec<String> {
    fn gather(shape: &egui::Shape, into: &mut Vec<String>) {
        match shape {
            egui::Shape::Text(text) => into.push(text.galley.text().to_owned()),
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, into)),
            _ => {}
        }
    }
    let mut words = Vec::new();
    for clipped in &window.output().shapes {
        gather(&clipped.shape, &mut words);
    }
    words
}
