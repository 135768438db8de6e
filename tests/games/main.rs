//! The game theory on its own, against the examples that the literature knows the answers of.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail loudly")]

mod bargaining;
mod equilibria;
mod front;
mod networks;
mod payments;
mod random;
mod values;
