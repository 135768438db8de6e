//! The picture as PNG and as PDF, from its SVG.

use std::sync::Arc;

use krilla::Document;
use krilla::geom::Size;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use crate::report::PictureError;

/// No picture is wider or higher than this, in pixels.
const MOST: f32 = 16_384.0;

/// The bytes of a PNG file of the picture, `scale` pixels a point.
///
/// # Errors
/// It is too large, or the library that draws it refuses.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PictureError> {
    let tree = read(svg)?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let pixels = |length: f32| length.round() as u32;
    let wrong = PictureError::Size(pixels(width), pixels(height));
    if !(1.0..=MOST).contains(&width) || !(1.0..=MOST).contains(&height) {
        return Err(wrong);
    }
    let mut pixmap = Pixmap::new(pixels(width), pixels(height)).ok_or(wrong)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(refusal)
}

/// The bytes of a PDF file of the picture on a page of its size, its words selectable.
///
/// # Errors
/// The library that draws it refuses.
pub fn pdf(svg: &str) -> Result<Vec<u8>, PictureError> {
    let tree = read(svg)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let wrong = || PictureError::Size(width as u32, height as u32);
    let size = Size::from_wh(width, height).ok_or_else(wrong)?;
    let settings = PageSettings::from_wh(width, height).ok_or_else(wrong)?;
    let mut document = Document::new();
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface
        .draw_svg(&tree, size, SvgSettings::default())
        .ok_or_else(|| PictureError::Drawing("it has no size".to_owned()))?;
    surface.finish();
    page.finish();
    document
        .finish()
        .map_err(|error| PictureError::Drawing(format!("{error:?}")))
}

fn read(svg: &str) -> Result<Tree, PictureError> {
    let mut fonts = Database::new();
    // The window's own first, so that the picture is the same on every machine as far as they reach.
    fonts.load_font_data(include_bytes!("../../../assets/fonts/inter-regular.otf").to_vec());
    fonts.load_font_data(include_bytes!("../../../assets/fonts/inter-semibold.otf").to_vec());
    fonts.load_font_data(include_bytes!("../../../assets/fonts/catchment-fallback.otf").to_vec());
    fonts.load_system_fonts();
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "Inter".to_owned(),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(refusal)
}

fn refusal(error: impl std::fmt::Display) -> PictureError {
    PictureError::Drawing(error.to_string())
}
