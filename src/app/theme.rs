//! Colours, type sizes, spaces and motion, in one table for light and one for dark.

/// The look of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether this is the dark one.
    pub dark: bool,
}
