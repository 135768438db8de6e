//! The game theory on its own, against the examples that the literature knows the answers of.

mod bargaining;
mod equilibria;
mod front;
mod networks;
mod payments;
mod random;
mod values;
