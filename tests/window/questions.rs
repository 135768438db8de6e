//! Questions whose paths and names are longer than the window: the answers stay within reach.

use std::fs;
use std::time::Duration;

use catchment::app::action::Action;
use catchment::file;
use catchment::file::recovery::{Note, Recovery};
use catchment::model::Map;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::common::window::{Window, ask, closes, press, rename, safeguarded, says, two_shops, write_to};

const SIZES: [[f32; 2]; 2] = [[1280.0, 800.0], [640.0, 480.0]];

/// Fails unless all buttons called so lie within a window of that size.
#[track_caller]
fn in_sight(window: &Window, size: [f32; 2], labels: &[&str]) {
    for label in labels {
        let rect = window.get_by_role_and_label(Role::Button, label).rect();
        let all = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
        assert!(all.contains_rect(rect), "{label:?} at {rect:?} in {size:?}");
    }
}

#[test]
fn a_copy_of_a_file_with_a_long_path_can_be_restored_or_not() {
    let long = format!("/{}\n\u{202e}map.ron", "a folder/".repeat(400));
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let copies = folder.path().join("copies");
        let copy = Recovery::new(&copies).unwrap();
        let note = Note::now(Some(long.as_ref()), None, 1);
        copy.keep(&Map::new("Left"), &note).unwrap();
        let bytes = fs::read(copies.join("0.ron")).unwrap();
        drop(copy);
        fs::write(copies.join("0.ron"), bytes).unwrap();
        let mut window = safeguarded(two_shops(), &copies, Duration::ZERO, size);
        in_sight(&window, size, &["Restore", "Later", "Discard", "Keep as a file…"]);
        press(&mut window, "Later");
    }
}

#[test]
fn a_long_path_and_a_long_name_leave_the_answers_in_sight() {
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let mut deep = folder.path().to_owned();
        for _ in 0..14 {
            deep.push("f".repeat(200));
        }
        fs::create_dir_all(&deep).unwrap();
        let path = deep.join("map.ron");
        file::save(&path, &Map::new("There")).unwrap();
        let copies = folder.path().join("copies");
        let mut window = safeguarded(two_shops(), &copies, Duration::ZERO, size);
        write_to(&mut window, Action::SaveAs, &path);
        in_sight(&window, size, &["Choose another name…", "Replace"]);
        press(&mut window, "Replace");
        ask(&mut window, rename(&"A name\nof many lines ".repeat(300)));
        assert!(!closes(&mut window));
        in_sight(&window, size, &["Save", "Cancel", "Don't save"]);
        press(&mut window, "Cancel");
        ask(&mut window, Action::Revert.into());
        in_sight(&window, size, &["Go back to the file", "Cancel"]);
        press(&mut window, "Cancel");
        // Others change it, and then its folder is gone.
        file::save(&path, &Map::new("Theirs")).unwrap();
        ask(&mut window, Action::Save.into());
        let answers = ["Take theirs", "Save mine as…", "See the difference", "Keep mine"];
        in_sight(&window, size, &answers);
        press(&mut window, "Keep mine");
        fs::remove_dir_all(folder.path().join("f".repeat(200))).unwrap();
        ask(&mut window, Action::Save.into());
        assert!(window.state().state().message.is_some());
        in_sight(&window, size, &["Dismiss"]);
        press(&mut window, "Dismiss");
        assert!(!says(&window, "Dismiss"));
    }
}
