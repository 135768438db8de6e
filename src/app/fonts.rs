//! The window's type: Inter with even figures, symbols, and a small fall-back for other scripts.
//!
//! Other scripts come from the system's fonts when a character asks for one. The bundled fall-back is asked last:
//! it holds the characters that our own models use.

use std::sync::Arc;

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui::{FontData, FontDefinitions, FontFamily};
use egui_system_font_provider::SystemFontProvider;

use super::leveling::Leveled;

/// Family of titles and of words that stand out.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// The font of most of the window, on whose line the letters of all others stand.
fn regular() -> FontData {
    FontData::from_static(include_bytes!("../../assets/fonts/inter-regular.otf"))
}

/// Gives egui the fonts that come with the program.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let semibold = include_bytes!("../../assets/fonts/inter-semibold.otf");
    for (name, data) in [
        ("inter", regular()),
        ("inter-semibold", FontData::from_static(semibold)),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let family = |first: &str, rest: &[String]| {
        let mut names = vec![first.to_owned()];
        names.extend_from_slice(rest);
        // The code font has the arrows and shapes that the others lack.
        names.push("Hack".to_owned());
        names
    };
    let mut rest = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    // Its brackets and marks for Chinese are no match for those of a Chinese font.
    rest.retain(|name| name != "emoji-icon-font");
    fonts
        .families
        .insert(FontFamily::Proportional, family("inter", &rest));
    fonts.families.insert(strong(), family("inter-semibold", &rest));
    ctx.set_fonts(fonts);
    ctx.set_font_providers(vec![bundled()]);
}

/// Has egui look for letters among the system's fonts before those that come with the program.
pub fn install_of_system(ctx: &egui::Context) {
    let system = Leveled::to(&regular(), SystemFontProvider::new());
    // Providers are asked in turn.
    ctx.set_font_providers(vec![Arc::new(system), bundled()]);
}

/// What our own models use.
fn bundled() -> Arc<dyn FontProvider> {
    let fallback = FontData::from_static(include_bytes!("../../assets/fonts/catchment-fallback.otf"));
    let found = move |_: &FallbackRequest<'_>| {
        Some(FontInsert::new(
            "catchment-fallback",
            fallback.clone(),
            Vec::new(),
        ))
    };
    Arc::new(Leveled::to(&regular(), found))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line's height and whether all of it is shown.
    fn height(ctx: &egui::Context, family: FontFamily, text: &str) -> f32 {
        let font = egui::FontId::new(14.0, family);
        let galley = ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Default::default()));
        galley.size().y
    }

    #[test]
    fn lines_of_all_scripts_and_weights_are_equally_high() {
        let ctx = egui::Context::default();
        install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {})
            .drop_without_applying_deltas();
        for family in [FontFamily::Proportional, strong()] {
            let latin = height(&ctx, family.clone(), "Taobao");
            assert_eq!(height(&ctx, family.clone(), "Taobao 淘宝"), latin, "{family}");
            assert_eq!(height(&ctx, family.clone(), "淘宝，支付"), latin, "{family}");
        }
    }

    #[test]
    fn letters_of_all_scripts_stand_on_one_line() {
        let ctx = egui::Context::default();
        install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {})
            .drop_without_applying_deltas();
        // What Chinese reaches below the line of Latin letters, and how high it stands against a capital, in
        // parts of the size.
        for family in [FontFamily::Proportional, strong()] {
            for size in [14.0, 20.0, 48.0] {
                let font = egui::FontId::new(size, family.clone());
                let text = "H国".to_owned();
                let galley = ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text, font, Default::default()));
                let glyphs = &galley.rows[0].row.glyphs;
                let [top, bottom] = [0.0, 1.0].map(|end| {
                    let place = |glyph: &egui::epaint::text::Glyph| {
                        glyph.pos.y + glyph.uv_rect.offset.y + end * glyph.uv_rect.size.y
                    };
                    (place(&glyphs[1]) - place(&glyphs[0])) / size
                });
                // The ink is measured in whole points.
                let exact = 1.5 / size;
                assert!((bottom - 0.08).abs() <= exact, "{size}: {bottom} below");
                assert!((top + 0.07).abs() <= exact, "{size}: {top} above");
            }
        }
    }
}
