//! From bytes to a checked map, or to every reason why not.

use crate::model::{Diagnostic, Map, Object, Place, rules};

/// A map read from a file, with what is worth knowing about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The map. It breaks no rule.
    pub map: Map,
    /// Warnings and notes, each with its place.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the text has comments: a save does not keep them.
    pub has_comments: bool,
}

/// Reads and checks the text of a model file.
///
/// # Errors
/// All that is wrong with it, each with its place; then there is no map.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Vec<Diagnostic>> {
    let place = Some(Place { line: 1, column: 1 });
    let text = std::str::from_utf8(bytes).map_err(|error| {
        vec![Diagnostic {
            place,
            ..Diagnostic::error(Object::Map, error.to_string())
        }]
    })?;
    let map: Map = super::write::options().from_str(text).map_err(|error| {
        let place = Some(Place {
            line: error.span.start.line,
            column: error.span.start.col,
        });
        vec![Diagnostic {
            place,
            ..Diagnostic::error(Object::Map, error.code.to_string())
        }]
    })?;
    let diagnostics = rules::check(&map);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    Ok(Parsed {
        map,
        diagnostics,
        has_comments: text.contains("//"),
    })
}
