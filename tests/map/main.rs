//! The map on its own: what its file says, what is wrong with one, what editing does to it and undo takes back.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod difference;
mod document;
mod editing;
mod format;
mod killed;
#[cfg(unix)]
mod save;
