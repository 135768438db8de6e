//! What several tests share.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

pub mod any_bytes;
pub mod any_map;
pub mod build;
pub mod example;
pub mod likeness;
pub mod operations;
pub mod random_map;
#[cfg(feature = "gui")]
pub mod window;
