//! Files that are there: none is replaced unasked, and the open map by nothing but itself.

use std::fs;
use std::path::Path;
use std::time::Duration;

use catchment::app::action::Action;
use catchment::file;
use catchment::model::Map;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::window::{
    Window, ask, press, rename, safeguarded, says, settle, two_shops, type_path, write_to,
};

const REPLACE: &str = "Replace the file that is there?";
/// All that writes something else than the map itself.
const SHARES: [Action; 4] = [
    Action::SharePicture,
    Action::ShareReport,
    Action::ShareNetwork,
    Action::ExportResultTable,
];

fn window_at(folder: &Path) -> Window {
    let mut document = two_shops();
    document.save_as(&folder.join("map.ron")).unwrap();
    safeguarded(document, &folder.join("copies"), Duration::ZERO, [1280.0, 800.0])
}

fn message(window: &Window) -> String {
    window.state().state().message.clone().unwrap_or_default()
}

/// How many texts name the path.
fn naming(window: &Window, path: &Path) -> usize {
    let path = path.display().to_string();
    window.query_all_by_label_contains(&path).count()
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_who_agreed_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_at(folder.path());
    // A report takes the same way and long to work out.
    let shares = SHARES.into_iter().filter(|action| *action != Action::ShareReport);
    for action in [Action::SaveAs].into_iter().chain(shares) {
        let path = folder.path().join(format!("{action:?} there.txt"));
        fs::write(&path, "a letter").unwrap();
        write_to(&mut window, action, &path);
        assert!(says(&window, REPLACE), "{action:?}");
        assert_eq!(naming(&window, &path), 1, "the whole path is named");
        press(&mut window, "Choose another name…");
        assert_eq!(fs::read_to_string(&path).unwrap(), "a letter");
        let mut fields = window.query_all_by_role(Role::TextInput);
        let typed = path.display().to_string();
        assert!(
            fields.any(|field| field.accesskit_node().value().as_deref() == Some(&*typed)),
            "it can be changed"
        );
        drop(fields);
        type_path(&mut window, &path);
        press(&mut window, "Replace");
        assert_ne!(fs::read(&path).unwrap(), b"a letter", "{action:?}");
        // A new file needs no question.
        let new = folder.path().join(format!("{action:?}.txt"));
        write_to(&mut window, action, &new);
        assert!(new.is_file() && !says(&window, REPLACE), "{action:?}");
    }
}

#[test]
fn the_ending_that_is_added_is_asked_about_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_at(folder.path());
    for (action, name) in [
        (Action::SaveAs, "other.catchment.ron"),
        (Action::ShareReport, "other.html"),
        (Action::SharePicture, "other.png"),
        (Action::ExportResultTable, "other.csv"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, "a letter").unwrap();
        write_to(&mut window, action, &folder.path().join("other"));
        assert!(says(&window, REPLACE), "{name}");
        assert_eq!(naming(&window, &path), 1, "{name}");
        press(&mut window, "Choose another name…");
        press(&mut window, "Cancel");
        assert_eq!(fs::read_to_string(&path).unwrap(), "a letter");
    }
}

#[test]
fn nothing_that_is_shared_takes_the_place_of_the_open_map_or_of_a_recovery_copy() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut window = window_at(folder.path());
    ask(&mut window, rename("Mine"));
    let mut names = vec![at("map.ron"), at("copies/../map.ron"), at("copies/0.ron")];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("map.ron", at("link.ron")).unwrap();
        fs::hard_link(at("map.ron"), at("second.ron")).unwrap();
        names.extend([at("link.ron"), at("second.ron")]);
    }
    let before = fs::read(at("map.ron")).unwrap();
    let copy = fs::read(at("copies/0.ron")).unwrap();
    for action in SHARES {
        for path in &names {
            write_to(&mut window, action, path);
            assert!(!says(&window, REPLACE), "{action:?} {}", path.display());
            assert!(
                message(&window).contains("Choose another"),
                "{}",
                message(&window)
            );
            assert!(says(&window, "Save under which name?"));
            press(&mut window, "Cancel");
            assert_eq!(fs::read(at("map.ron")).unwrap(), before);
            assert_eq!(fs::read(at("copies/0.ron")).unwrap(), copy);
        }
    }
    write_to(&mut window, Action::SaveAs, &at("copies/0.ron"));
    assert!(
        message(&window).contains("Choose another folder"),
        "{}",
        message(&window)
    );
    assert_eq!(fs::read(at("copies/0.ron")).unwrap(), copy);
}

#[test]
fn the_maps_own_name_typed_again_is_a_save_that_sees_what_others_did() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    let mut window = window_at(folder.path());
    ask(&mut window, rename("Mine"));
    write_to(&mut window, Action::SaveAs, &path);
    assert!(!says(&window, REPLACE));
    assert_eq!(file::load(&path).unwrap().map.name(), "Mine");
    ask(&mut window, rename("Mine still"));
    file::save(&path, &Map::new("Theirs")).unwrap();
    // Whether they are noticed before or by the save, nothing is lost.
    if !says(&window, "“map.ron” was changed by someone else") {
        write_to(&mut window, Action::SaveAs, &path);
    }
    assert!(says(&window, "“map.ron” was changed by someone else"));
    assert_eq!(file::load(&path).unwrap().map.name(), "Theirs");
}

#[test]
fn a_file_that_comes_while_a_picture_is_worked_out_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_at(folder.path());
    let path = folder.path().join("map.svg");
    ask(&mut window, Action::SharePicture.into());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    window.event(egui::Event::Text(path.display().to_string()));
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "Save").click();
    window.step();
    fs::write(&path, "a letter").unwrap();
    settle(&mut window);
    assert_eq!(fs::read_to_string(&path).unwrap(), "a letter");
    assert!(
        message(&window).contains("was not there when you chose"),
        "{}",
        message(&window)
    );
}

#[test]
fn a_map_that_is_saved_before_the_window_closes_asks_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("there.ron");
    fs::write(&path, "a letter").unwrap();
    let copies = folder.path().join("copies");
    let mut window = safeguarded(two_shops(), &copies, Duration::ZERO, [1280.0, 800.0]);
    ask(&mut window, rename("Mine"));
    ask(&mut window, Action::New.into());
    press(&mut window, "Save");
    type_path(&mut window, &path);
    press(&mut window, "Replace");
    assert_eq!(file::load(&path).unwrap().map.name(), "Mine");
    assert_eq!(window.state().state().map().name(), "Untitled map", "it went on");
}
