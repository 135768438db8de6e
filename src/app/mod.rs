//! The window: the only user of egui.
//!
//! Panels and the canvas read a [`context::Context`] and queue [`command::Command`]s; `dispatch` is
//! the one place that carries them out. Nothing changes the document in mid-frame.

pub mod canvas;
pub mod command;
pub mod context;
pub mod theme;
