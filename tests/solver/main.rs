//! The solver against known answers, the laws it must keep, and the reference map.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../common/mod.rs"]
mod common;

mod few_leave;
mod habits;
mod known_answers;
mod likeness;
mod models;
mod network_effects;
mod plain;
mod properties;
mod reference_map;
mod several_states;
mod spectrum;
mod told_of;
