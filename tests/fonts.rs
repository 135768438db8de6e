//! Every character of our own maps can be shown without a font of the system's.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::Path;
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

#[test]
fn the_fall_back_has_the_characters_it_was_made_of() {
    let characters = fs::read_to_string(root().join("assets/fonts/characters.txt")).unwrap();
    assert_eq!(unshown(&characters), "");
}

#[test]
fn a_character_that_is_not_there_is_found() {
    assert_eq!(unshown("Taobao 淘宝 \u{9f98}"), "\u{9f98}");
}
