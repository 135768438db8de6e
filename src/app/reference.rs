//! The map that comes with the program and is shown when no file is named.

use crate::document::Document;
use crate::file;

const TEXT: &str = include_str!("../../models/alibaba-tencent-2021.ron");

/// The reference map as a document without a file.
///
/// # Errors
/// What is wrong with it, in words; a test keeps that from happening.
pub fn document() -> Result<Document, String> {
    let parsed = file::parse(TEXT.as_bytes()).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    Ok(Document::new(parsed.map))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_reference_map_is_sound() {
        let document = super::document();
        assert!(document.is_ok_and(|document| !document.map().nodes().is_empty()));
    }
}
