//! The map as a picture in a file: SVG, PNG or PDF, without a display.
//!
//! ```text
//! map + flows ──▶ canvas and legend ──▶ egui's shapes ──▶ SVG ──▶ PNG, PDF
//! ```
//! What is drawn is what the window draws; only the last step differs.

mod mesh;
mod numbers;
mod pages;
mod stage;
mod svg;
mod text;

use crate::report::{Look, Painter, PictureError, Subject};

/// Draws by the window's own canvas.
#[derive(Clone, Copy, Debug)]
pub struct Printer;

impl Painter for Printer {
    fn svg(&self, subject: &Subject<'_>, look: &Look) -> String {
        let title = stage::title(subject);
        svg::write(stage::size(look), &title, &stage::shapes(subject, look))
    }

    fn png(&self, svg: &str, scale: f32) -> Result<Vec<u8>, PictureError> {
        pages::png(svg, scale)
    }

    fn pdf(&self, svg: &str) -> Result<Vec<u8>, PictureError> {
        pages::pdf(svg)
    }
}
