//! A change in plain English, for the text tables.

use super::table::paragraph;
use crate::analysis::explain::Change;
use crate::model::Map;
pub use crate::wording::and;
use crate::wording::sentences;

/// What `change` of `map` does and why, a paragraph each.
pub fn words(map: &Map, change: &Change) -> String {
    let sentences = sentences(map, change);
    sentences.iter().map(|sentence| paragraph(sentence)).collect()
}
