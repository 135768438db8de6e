//! What several tests share.
#![allow(dead_code, reason = "each test uses its part")]

pub mod any_map;
pub mod build;
pub mod example;
pub mod random_map;
#[cfg(feature = "gui")]
pub mod window;
