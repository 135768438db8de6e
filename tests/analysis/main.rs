//! What is asked of solved maps, against the literature and against solving again.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../common/mod.rs"]
mod common;

mod bands;
mod calibrate;
mod combos;
mod credit;
mod deals;
mod diversion;
mod explain;
mod games;
mod merchants;
mod one_state;
mod path;
mod sensitivity;
mod tornado;
mod uncertainty;
mod whatif;
