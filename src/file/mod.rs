//! The model file: from bytes to a checked map, and back to the same bytes.
//!
//! Imports `model` only. The format is RON with the names and defaults of [`crate::model`].

mod load;
mod parse;
mod save;
mod write;

pub use load::{LoadError, MAX_BYTES, load};
pub use parse::{Parsed, parse};
pub use save::{SaveError, save};
pub use write::{WriteError, to_text};
