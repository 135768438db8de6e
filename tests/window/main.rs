//! The whole window through what it tells assistive technology, without a display or a GPU.
#![cfg(feature = "gui")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../common/mod.rs"]
mod common;

mod answers;
mod canvas;
mod clipboard;
mod commands;
mod comparing;
mod drawing;
mod find;
mod fonts;
mod importing;
mod inspector;
mod keyboard;
mod languages;
mod large_maps;
mod monkey;
mod overwriting;
mod panels;
mod presentation;
mod problems;
mod questions;
mod replacing;
mod results;
mod safety;
mod sharing;
mod shortcuts;
mod side_panel;
mod typing;
mod welcome;
