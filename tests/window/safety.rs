//! Nothing is lost: what a window leaves behind is offered, and others at the same file are noticed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use catchment::app::action::Action;
use catchment::app::command::Command;
use catchment::document::Document;
use catchment::file;
use catchment::model::{Edit, Map};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, safeguarded, settle, two_shops};

/// A window that keeps its copies in `folder`, each at once.
fn window_on(document: Document, folder: &Path) -> Window {
    safeguarded(document, folder, Duration::ZERO, [1280.0, 800.0])
}

fn rename(window: &mut Window, name: &str) {
    let edit = Command::Edit {
        label: "Rename".to_owned(),
        edits: vec![Edit::Name(name.to_owned())],
        merge: false,
    };
    ask(window, edit);
}

fn name(window: &Window) -> &str {
    window.state().state().map().name()
}

fn is_dirty(window: &Window) -> bool {
    window.state().state().document.is_dirty()
}

fn press(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    settle(window);
}

fn is_asked(window: &Window, title: &str) -> bool {
    window.query_by_label(title).is_some()
}

/// Lets the window live until it asks what is titled so.
fn wait_for(window: &mut Window, title: &str) {
    let start = Instant::now();
    while !is_asked(window, title) {
        assert!(start.elapsed() < Duration::from_secs(20), "{title}");
        std::thread::sleep(Duration::from_millis(5));
        settle(window);
    }
}

/// The copies in a folder, by their names.
fn copies(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.')).collect()
}

/// What is left of a window that ends without being able to do anything about it.
fn ended(folder: &Path, into: &Path) {
    for copy in copies(folder) {
        fs::copy(folder.join(&copy), into.join(&copy)).unwrap();
    }
}

const LEFT: &str = "Catchment ended before these changes were saved";
const CHANGED: &str = "“map.ron” was changed by someone else";

#[test]
fn what_a_window_left_behind_is_offered_until_it_is_restored_and_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (first, then) = (folder.path().join("first"), folder.path().join("then"));
    fs::create_dir(&then).unwrap();
    let path = folder.path().join("map.ron");
    let mut document = two_shops();
    document.save_as(&path).unwrap();
    let before = fs::read(&path).unwrap();

    let mut window = window_on(document, &first);
    assert!(copies(&first).is_empty(), "nothing to lose");
    rename(&mut window, "Three shops");
    rename(&mut window, "Four shops");
    ended(&first, &then);
    assert_eq!(fs::read(&path).unwrap(), before, "the document is not touched");
    // Saved, there is nothing to lose any more.
    ask(&mut window, Command::Do(Action::Save));
    assert!(copies(&first).is_empty());
    drop(window);
    fs::write(&path, &before).unwrap();

    // Not restored it is offered again.
    for _ in 0..2 {
        let mut window = window_on(two_shops(), &then);
        assert!(is_asked(&window, LEFT));
        press(&mut window, "Later");
        assert!(!is_asked(&window, LEFT));
    }
    let mut window = window_on(two_shops(), &then);
    press(&mut window, "Restore");
    assert_eq!(name(&window), "Four shops");
    let document = &window.state().state().document;
    assert!(document.is_dirty());
    assert_eq!(document.path(), Some(path.as_path()));
    assert_eq!(copies(&then).len(), 1, "as its own copy");
    ask(&mut window, Command::Do(Action::Save));
    assert!(copies(&then).is_empty());
    assert_eq!(file::load(&path).unwrap().map.name(), "Four shops");
}

#[test]
fn a_copy_that_ends_the_program_can_be_put_into_a_file_or_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let (first, then) = (folder.path().join("first"), folder.path().join("then"));
    fs::create_dir(&then).unwrap();
    let mut window = window_on(two_shops(), &first);
    rename(&mut window, "Three shops");
    ended(&first, &then);
    drop(window);
    assert!(copies(&first).is_empty(), "closed without saving, on purpose");

    // Restored, and ended before anything is changed.
    let again = folder.path().join("again");
    fs::create_dir(&again).unwrap();
    let mut window = window_on(two_shops(), &then);
    press(&mut window, "Restore");
    ended(&then, &again);
    drop(window);
    let mut window = window_on(two_shops(), &again);
    press(&mut window, "Keep as a file…");
    let path = folder.path().join("kept.ron");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    window.event(egui::Event::Text(path.display().to_string()));
    settle(&mut window);
    press(&mut window, "Save");
    assert_eq!(file::load(&path).unwrap().map.name(), "Three shops");
    assert!(copies(&again).is_empty() && !is_asked(&window, LEFT));

    fs::write(again.join("7.ron"), "nonsense").unwrap();
    let mut window = window_on(two_shops(), &again);
    press(&mut window, "Restore");
    assert!(is_asked(&window, LEFT), "it cannot be");
    press(&mut window, "Discard");
    assert!(copies(&again).is_empty());
}

#[test]
fn what_others_put_into_the_file_is_noticed_and_kept_or_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    let mut document = two_shops();
    document.save_as(&path).unwrap();
    let mut window = window_on(document, &folder.path().join("copies"));
    let theirs = |name: &str| {
        // By a rename, as good programs do.
        let new = folder.path().join("new");
        fs::write(&new, file::to_text(&Map::new(name)).unwrap()).unwrap();
        fs::rename(new, &path).unwrap();
    };
    theirs("Theirs");
    wait_for(&mut window, CHANGED);
    press(&mut window, "Take theirs");
    assert_eq!(name(&window), "Theirs");
    assert!(!window.state().state().document.is_dirty());

    rename(&mut window, "Mine");
    theirs("Theirs again");
    wait_for(&mut window, CHANGED);
    press(&mut window, "See the difference");
    assert!(is_asked(&window, "Compared with map.ron"));
    assert!(is_asked(&window, "The map itself (Different)"));
    theirs("Theirs again, later");
    wait_for(&mut window, CHANGED);
    press(&mut window, "Keep mine");
    assert_eq!((name(&window), is_asked(&window, CHANGED)), ("Mine", false));
    assert_eq!(file::load(&path).unwrap().map.name(), "Theirs again, later");
    ask(&mut window, Command::Do(Action::Save));
    assert_eq!(file::load(&path).unwrap().map.name(), "Mine");
    assert!(!is_asked(&window, CHANGED), "it was agreed to");

    // Taken over work that is not saved, it is a step that undo takes back.
    rename(&mut window, "Mine, unsaved");
    theirs("Theirs at last");
    wait_for(&mut window, CHANGED);
    assert!(
        window
            .query_all_by_label_contains("undo brings yours back")
            .count()
            > 0
    );
    press(&mut window, "Take theirs");
    assert_eq!((name(&window), is_dirty(&window)), ("Theirs at last", false));
    ask(&mut window, Command::Do(Action::Undo));
    assert_eq!((name(&window), is_dirty(&window)), ("Mine, unsaved", true));
    ask(&mut window, Command::Do(Action::Undo));
    assert_eq!(name(&window), "Mine", "and so are the steps before");
    ask(&mut window, Command::Do(Action::Redo));
    ask(&mut window, Command::Do(Action::Redo));
    assert_eq!((name(&window), is_dirty(&window)), ("Theirs at last", false));
    ask(&mut window, Command::Do(Action::Undo));
    ask(&mut window, Command::Do(Action::Save));
    assert_eq!(file::load(&path).unwrap().map.name(), "Mine, unsaved");
    assert!(!is_asked(&window, CHANGED));

    // A save asks even where the change was not noticed before.
    rename(&mut window, "Mine still");
    theirs("Theirs once more");
    ask(&mut window, Command::Do(Action::Save));
    assert!(is_asked(&window, CHANGED));
    assert_eq!(file::load(&path).unwrap().map.name(), "Theirs once more");
    press(&mut window, "Keep mine");
    assert_eq!(file::load(&path).unwrap().map.name(), "Mine still");
}

#[test]
fn a_second_window_on_the_same_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    two_shops().save_as(&path).unwrap();
    let copies = folder.path().join("copies");
    let told = |window: &Window| {
        let message = window.state().state().message.clone();
        message.is_some_and(|message| message.starts_with("This file is open in another window"))
    };
    let first = window_on(Document::open(&path).unwrap(), &copies);
    assert!(!told(&first));
    let second = window_on(Document::open(&path).unwrap(), &copies);
    assert!(told(&second));
    drop((first, second));
    let third = window_on(Document::open(&path).unwrap(), &copies);
    assert!(!told(&third));
    drop(third);
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert!(
        left.iter().all(|name| !name.to_string_lossy().ends_with(".lock")),
        "{left:?}"
    );
}

#[test]
fn changes_are_given_up_for_what_the_file_holds_and_files_opened_lately_are_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut document = two_shops();
    document.save_as(&at("other.ron")).unwrap();
    document.save_as(&at("map.ron")).unwrap();
    let mut window = window_on(document, &at("copies"));
    rename(&mut window, "Mine");
    ask(&mut window, Command::Do(Action::Revert));
    press(&mut window, "Cancel");
    assert_eq!(name(&window), "Mine");
    ask(&mut window, Command::Do(Action::Revert));
    press(&mut window, "Go back to the file");
    assert_eq!((name(&window), is_dirty(&window)), ("Two shops", false));
    ask(&mut window, Command::Do(Action::Undo));
    assert_eq!(
        (name(&window), is_dirty(&window)),
        ("Mine", true),
        "undo brings it back"
    );
    ask(&mut window, Command::Do(Action::Redo));
    assert_eq!((name(&window), is_dirty(&window)), ("Two shops", false));

    ask(&mut window, Command::OpenFile(at("other.ron")));
    assert_eq!(
        window.state().state().document.path(),
        Some(at("other.ron").as_path())
    );
    ask(&mut window, Command::OpenFile(at("gone.ron")));
    assert!(window.state().state().message.is_some());
    assert_eq!(
        window.state().state().view.recent,
        [at("other.ron"), at("map.ron")]
    );
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_window_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    fs::write(&path, file::to_text(&Map::new("Dropped")).unwrap()).unwrap();
    let mut window = window_on(two_shops(), &folder.path().join("copies"));
    window.input_mut().dropped_files = vec![Arc::new(Dropped(path))];
    settle(&mut window);
    assert_eq!(name(&window), "Dropped");
}

#[test]
fn a_copy_that_failed_is_told_and_tried_again_without_another_change() {
    let folder = tempfile::tempdir().unwrap();
    let copies_in = folder.path().join("copies");
    // What is in the way of the folder stands for a disk without room.
    fs::write(&copies_in, "").unwrap();
    let after = Duration::from_millis(100);
    let mut window = safeguarded(two_shops(), &copies_in, after, [1280.0, 800.0]);
    rename(&mut window, "Three shops");
    let told = |window: &Window| {
        let message = window.state().state().message.clone();
        message.is_some_and(|message| message.starts_with("Unsaved changes are not copied"))
    };
    let live_until = |window: &mut Window, done: &dyn Fn(&Window) -> bool| {
        let start = Instant::now();
        while !done(window) {
            assert!(start.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(20));
            settle(window);
        }
    };
    live_until(&mut window, &told);
    fs::remove_file(&copies_in).unwrap();
    live_until(&mut window, &|_| copies(&copies_in).len() == 1);
    live_until(&mut window, &|window| !told(window));
    assert_eq!(name(&window), "Three shops");
}

#[test]
fn a_copy_of_a_file_whose_folder_is_not_known_is_restored_without_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (first, then) = (folder.path().join("first"), folder.path().join("then"));
    fs::create_dir(&then).unwrap();
    let mut window = window_on(two_shops(), &first);
    rename(&mut window, "Three shops");
    ended(&first, &then);
    drop(window);
    let copy = then.join(&copies(&then)[0]);
    let text = fs::read_to_string(&copy).unwrap();
    let text = text.replace("\"document\":null", "\"document\":\"models/two-shops.ron\"");
    assert!(text.contains("models/two-shops.ron"));
    fs::write(&copy, text).unwrap();
    let mut window = window_on(two_shops(), &then);
    press(&mut window, "Restore");
    assert_eq!(name(&window), "Three shops");
    assert_eq!(window.state().state().document.path(), None);
    ask(&mut window, Command::Do(Action::Save));
    assert!(is_asked(&window, "Save under which name?"));
}
