//! Every character of our own maps and words can be shown without a font of the system's.
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::epaint::text::{Fonts, TextOptions};
use egui::{FontData, FontDefinitions, FontFamily, FontId};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The characters of `text` that neither egui's own fonts nor the bundled fall-back has.
fn unshown(text: &str) -> String {
    let bytes = fs::read(root().join("assets/fonts/catchment-fallback.otf")).unwrap();
    let mut definitions = FontDefinitions::default();
    let name = "fallback".to_owned();
    definitions
        .font_data
        .insert(name.clone(), Arc::new(FontData::from_owned(bytes)));
    definitions
        .families
        .entry(FontFamily::Proportional)
        .or_default()
        .push(name);
    let mut fonts = Fonts::new(TextOptions::default(), definitions);
    let mut fonts = fonts.with_pixels_per_point(1.0);
    text.chars()
        .filter(|c| !c.is_control() && !fonts.has_glyph(&FontId::default(), *c))
        .collect()
}

#[test]
fn every_character_of_our_maps_is_shown() {
    let mut maps = 0;
    for entry in fs::read_dir(root().join("models")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            maps += 1;
            assert_eq!(
                unshown(&fs::read_to_string(&path).unwrap()),
                "",
                "in {}",
                path.display()
            );
        }
    }
    assert!(maps > 0, "there are maps to look at");
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

#[test]
fn every_character_of_the_windows_words_is_shown() {
    let sources = files(&root().join("src/app/i18n"));
    assert!(sources.len() > 10, "there are words to look at");
    for path in sources {
        let source = fs::read_to_string(&path).unwrap();
        assert_eq!(
            unshown(&source),
            "",
            "in {}; see assets/fonts/README.md",
            path.display()
        );
    }
}

#[test]
fn the_fall_back_has_the_characters_it_was_made_of() {
    for list in ["characters.txt", "common.txt"] {
        let characters = fs::read_to_string(root().join("assets/fonts").join(list)).unwrap();
        assert_eq!(unshown(&characters), "", "in {list}");
    }
}

#[test]
fn a_character_that_is_not_there_is_found() {
    assert_eq!(unshown("Taobao 淘宝 \u{9f98}"), "\u{9f98}");
}
