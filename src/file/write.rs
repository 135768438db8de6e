//! A map as canonical text: one object a line, ids in order, defaults left out.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;

use crate::model::Map;

/// The map could not be written as text.
#[derive(Debug, thiserror::Error)]
#[error("the map cannot be written as text: {0}")]
pub struct WriteError(#[from] ron::Error);

/// How the model file departs from plain RON: an optional value is written without `Some`.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The canonical text of `map`: the same map always gives the same bytes.
pub fn to_text(map: &Map) -> Result<String, WriteError> {
    let config = PrettyConfig::new()
        .new_line("\n")
        .struct_names(true)
        .depth_limit(2);
    let mut text = options().to_string_pretty(map, config)?;
    text.push('\n');
    Ok(text)
}
