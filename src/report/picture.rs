//! What a picture of a map shows and how, for whoever can draw it.
//!
//! The window draws, and commands need pictures without knowing it: they are handed a [`Painter`].

use std::collections::BTreeSet;

use crate::model::{CompanyId, Map, ScenarioId};
use crate::solver::Solution;

/// What a picture shows.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The map.
    pub map: &'a Map,
    /// Today's steady state; without it the map is drawn without flows.
    pub today: Option<&'a Solution>,
    /// The scenario shown with its steady state; today if there is none.
    pub scenario: Option<(&'a ScenarioId, &'a Solution)>,
    /// The companies whose nodes and links are not drawn.
    pub hidden: &'a BTreeSet<CompanyId>,
}

/// All companies are drawn.
pub static NOBODY: BTreeSet<CompanyId> = BTreeSet::new();

/// How it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Width, in points.
    pub width: f32,
    /// Height, in points.
    pub height: f32,
    /// Whether light on dark.
    pub dark: bool,
    /// Whether the names of map and scenario stand above it, and the legend below.
    pub words: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            width: 1600.0,
            height: 1000.0,
            dark: false,
            words: true,
        }
    }
}

/// What keeps a picture from being made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It would be too large or too small.
    #[error("a picture of {0} × {1} pixels cannot be made; each side takes 1 to 16384")]
    Size(u32, u32),
    /// The library that draws it refuses.
    #[error("the picture cannot be drawn: {0}")]
    Drawing(String),
}

/// Draws maps without a display.
pub trait Painter {
    /// The text of an SVG file.
    fn svg(&self, subject: &Subject<'_>, look: &Look) -> String;

    /// The bytes of a PNG file of an SVG picture, `scale` pixels a point.
    ///
    /// # Errors
    /// It is too large, or the library that draws it refuses.
    fn png(&self, svg: &str, scale: f32) -> Result<Vec<u8>, PictureError>;

    /// The bytes of a PDF file of an SVG picture on a page of its size, its words selectable.
    ///
    /// # Errors
    /// The library that draws it refuses.
    fn pdf(&self, svg: &str) -> Result<Vec<u8>, PictureError>;
}
