//! The command line as a script meets it: the real program, its exit status and its streams.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod answer;
mod arguments;
mod calibrate;
mod combos;
mod credit;
mod csv;
mod deals;
mod diff;
mod export;
mod fmt;
mod formulas;
mod import;
mod inputs;
mod json;
mod length;
mod links;
mod merge;
mod path;
mod printed;
mod program;
mod readme;
mod render;
mod robustness;
mod status;
mod streams;
mod text;
