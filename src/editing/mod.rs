//! Editing without a window: from a map, and what a person means to do, to the edits that do it.
//!
//! Every function is pure: it reads the map and returns edits, and the caller makes them one step of
//! the history. Edits leave a map that was sound sound, and put nothing in place that is there already.
//!
//! Imports `model` and `file`.

pub mod add;
pub mod arrange;
pub mod bend;
mod choice;
pub mod clipboard;
pub mod fixes;
pub mod fresh;
pub mod gather;
pub mod kind;
pub mod layout;
pub mod legal;
pub mod multi;
pub mod open;
pub mod overrides;
pub mod per_segment;
pub mod pieces;
mod places;
mod pull;
pub mod recast;
pub mod reconnect;
pub mod segment;

use std::collections::BTreeSet;

pub use add::{Added, NewNode};
pub use legal::{End, Refusal};

use crate::model::rules::MAX_COORDINATE;
use crate::model::{Edit, Map, Object};

/// A place or an offset on the canvas: x to the right, y down.
pub type Point = (f64, f64);

/// What was put on a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The new objects, to be selected.
    pub objects: BTreeSet<Object>,
    /// What puts them there.
    pub edits: Vec<Edit>,
}

/// The nearest place that can be drawn.
fn drawable((x, y): Point) -> Point {
    let side = |side: f64| {
        if side.is_nan() {
            0.0
        } else {
            side.clamp(-MAX_COORDINATE, MAX_COORDINATE)
        }
    };
    (side(x), side(y))
}

/// Leaves out edits that change nothing.
fn changes(map: &Map, edits: Vec<Edit>) -> Vec<Edit> {
    let mut edits = edits;
    edits.retain(|edit| map.current(edit) != *edit);
    edits
}
