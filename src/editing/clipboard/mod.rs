//! Copying part of a map and pasting it, on this map or another.
//!
//! What is copied is itself a small model file, so that it travels through the system's clipboard
//! to another window, or into a mail.

mod copy;
mod paste;
mod segments;

use std::collections::BTreeSet;

use super::{Pasted, Point};
use crate::file::{self, WriteError};
use crate::model::{Diagnostic, Map, Object};

/// Where pasted objects come to lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spot {
    /// So far from where they were copied.
    Offset(Point),
    /// With the middle of all of them here.
    At(Point),
}

/// The selected nodes, notes and frames with the links among them, as the text of a model file.
///
/// With them go the companies and segments they name. A platform that merchants sell on, or that
/// pays for ads, and that is not selected goes along without arrivals, named in the file's note as
/// not copied itself. A pull like that of a link left behind becomes a weight.
///
/// # Errors
/// As [`file::to_text`]: none is known.
pub fn copy(map: &Map, selection: &BTreeSet<Object>) -> Result<String, WriteError> {
    file::to_text(&copy::part(map, selection))
}

/// Puts what a text from [`copy`], or any other model file, holds onto `map`, scenarios left out.
///
/// Ids that are taken are replaced by fresh ones, and so are names. A company that has the same id
/// and name on `map` is that one; other companies come along. A platform named as not copied is the
/// platform of that id on `map`, if there is one, else it comes along. Numbers by segment are
/// translated into the segments of `map`: see [`paste_map`].
///
/// # Errors
/// What is wrong with the text, each with its place in it, or that the map would grow too large.
pub fn paste(map: &Map, text: &str, spot: Spot) -> Result<Pasted, Vec<Diagnostic>> {
    let parsed = file::parse(text.as_bytes())?;
    paste_map(map, &parsed.map, spot)
}

/// Whether `text` is meant to be a map, sound or not, so that what is wrong with it is worth telling.
pub fn is_of_a_map(text: &str) -> bool {
    text.contains("Model(")
}

/// Puts the objects of `part` onto `map`, as [`paste`] does.
///
/// Segments are the same where their ids are. Arrivals of those that `map` lacks are spread evenly
/// over the segments it has; of tickets their mean stands for the segments without one; of pulls the
/// common one stays. Where only one of the two declares segments, or pulls do not fit together any
/// more, each link has its pull of the first segment of `part` in all.
///
/// # Errors
/// That the map would grow too large.
pub fn paste_map(map: &Map, part: &Map, spot: Spot) -> Result<Pasted, Vec<Diagnostic>> {
    paste::paste(map, part, spot)
}

/// Copies what is selected beside itself.
///
/// # Errors
/// That the map would grow too large.
pub fn duplicate(map: &Map, selection: &BTreeSet<Object>, offset: Point) -> Result<Pasted, Vec<Diagnostic>> {
    paste_map(map, &copy::part(map, selection), Spot::Offset(offset))
}
