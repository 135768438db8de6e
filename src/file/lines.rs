//! Bytes of a text as lines and columns, and back.

use crate::model::Place;

/// The lines of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// The byte each line starts at.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let line_ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let starts = std::iter::once(0).chain(line_ends).collect();
        Self { text, starts }
    }

    /// The line and column of byte `offset`, counted from 1 in characters.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Place {
            line,
            column: 1 + self.text[start..offset].chars().count(),
        }
    }

    /// The byte at a line and column counted from 1 in characters, or the end of the text.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.starts.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let mut chars = self.text[start..].char_indices();
        chars
            .nth(column.saturating_sub(1))
            .map_or(self.text.len(), |(position, _)| start + position)
    }
}
