//! The window's type: Inter with even figures, symbols, and a small fall-back for other scripts.
//!
//! Other scripts come from the system's fonts, which eframe finds when a character asks for one. The
//! bundled fall-back is asked last: it holds the characters that our own models use.

use std::sync::Arc;

use egui::epaint::text::{FallbackRequest, FontInsert};
use egui::{FontData, FontDefinitions, FontFamily};

/// Family of titles and of words that stand out.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Gives egui the fonts that come with the program.
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    add("inter", include_bytes!("../../assets/fonts/inter-regular.otf"));
    add(
        "inter-semibold",
        include_bytes!("../../assets/fonts/inter-semibold.otf"),
    );
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
    let fallback = FontData::from_static(include_bytes!("../../assets/fonts/catchment-fallback.otf"));
    // Providers are asked in turn, and the system's came before.
    ctx.add_font_provider(Arc::new(move |_: &FallbackRequest<'_>| {
        Some(FontInsert::new(
            "catchment-fallback",
            fallback.clone(),
            Vec::new(),
        ))
    }));
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
}
