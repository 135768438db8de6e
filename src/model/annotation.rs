//! Notes and frames: what is drawn beside the map and means nothing to the solver.

use serde::{Deserialize, Serialize};

/// A text on the canvas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its words.
    pub text: String,
    /// Its top left corner.
    #[serde(default)]
    pub at: (f64, f64),
}

/// A titled rectangle on the canvas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its title.
    pub title: String,
    /// Its top left corner.
    #[serde(default)]
    pub at: (f64, f64),
    /// Width and height.
    pub size: (f64, f64),
}
