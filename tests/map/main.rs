//! The map on its own: what its file says, what is wrong with one, what editing does to it and undo takes back.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../common/mod.rs"]
mod common;

#[cfg(target_os = "linux")]
mod attributes;
mod bad_input;
mod bounds;
mod difference;
#[cfg(target_os = "linux")]
mod disk;
mod document;
mod editing;
#[cfg(target_os = "linux")]
mod faults;
mod format;
mod fuzz_corpus;
mod help;
mod import;
mod killed;
mod likeness;
#[cfg(target_os = "linux")]
mod lock;
mod merge;
#[cfg(target_os = "linux")]
mod planted;
mod rates;
mod released;
#[cfg(unix)]
mod save;
mod truncated;
