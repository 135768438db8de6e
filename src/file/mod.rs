//! The model file: from bytes to a checked map, and back to the same bytes.
//!
//! Imports `model` only. The format is RON with the names and defaults of [`crate::model`].

pub mod diff;
mod explain;
pub mod export;
mod fields;
mod fingerprint;
pub mod import;
mod lines;
mod load;
mod locate;
mod lock;
pub mod merge;
mod migrate;
mod parse;
mod place;
pub mod recovery;
mod same;
mod save;
mod screen;
mod syntax;
mod targets;
mod tokens;
mod write;

pub use fingerprint::Fingerprint;
pub use load::{LoadError, MAX_BYTES, load, read};
pub use lock::{Claim, Holder, Lock, claim};
pub use parse::{Parsed, draft, parse};
pub use place::place_all;
pub use same::is_same;
pub use save::{SaveError, replace, replace_with, save};
pub use targets::{Observed, Targets, parse_targets};
pub use write::{WriteError, to_text};
