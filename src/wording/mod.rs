//! Results in plain English, for commands and reports. The window has words of its own in each of its
//! languages.
//!
//! Imports `text`, `quantity`, `model`, `solver` and `analysis`.

mod certainty;
mod explanation;
mod measure;
mod names;

pub use certainty::{certificate, several_states};
pub use explanation::{and, sentences};
pub use measure::{in_sentence, meaning, title, unit};
pub use names::{Names, heading};
