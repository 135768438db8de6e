//! Work done while the window goes on drawing.
//!
//! [`solve`] keeps the steady state of what is shown up to date. [`task`] does one long thing on a
//! thread of its own, with progress and an end before its time. [`study`] stands on it: a long
//! analysis with the question it answers, for as long as somebody looks at it.

pub mod solve;
pub mod study;
pub mod task;

pub use solve::{Answer, Jobs, Question, Solved};
