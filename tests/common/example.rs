//! The documented example of a model file.

/// As `README.md` shows it: segments and nodes are in no order and lines are broken by hand.
pub const EXAMPLE: &str = include_str!("example.ron");
