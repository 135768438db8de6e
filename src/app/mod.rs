//! The window: the only user of egui.
//!
//! Panels and the canvas read a [`context::Context`] and queue [`command::Command`]s; `dispatch` is
//! the one place that carries them out. Nothing changes the document in mid-frame.

pub mod action;
pub mod answers;
mod arranging;
pub mod canvas;
pub mod clipboard;
pub mod command;
mod comparing;
mod composing;
pub mod context;
mod crash;
mod dispatch;
pub mod explanation;
pub mod figures;
pub mod files;
mod findings;
mod fonts;
pub mod i18n;
pub mod jobs;
mod keys;
mod leveling;
pub mod matching;
pub mod naming;
mod pacing;
pub mod panels;
pub mod payload;
mod pictures;
mod presentation;
pub mod print;
pub mod samples;
mod sankey;
pub mod sheet;
pub mod shell;
mod shown;
pub mod state;
pub mod style;
pub mod theme;
pub mod typing;
pub mod view;
mod window;

pub use window::{WindowError, run};
