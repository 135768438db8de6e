//! Game theory on set functions: what each link is worth, and which bundles of links hold among
//! those who keep their gates. Pure mathematics on numbered links and players; knows no map.
//!
//! A *bundle* is a set of links as the bits of a number: bit i set means that link i is open.

mod bargaining;
mod dominance;
mod equilibrium;
mod game;
mod pareto;
mod sampling;
mod settlement;
mod shapley;
mod sum;

pub use bargaining::{Best, largest_total, nash_bargaining};
pub use equilibrium::{nash_equilibria, pairwise_stable};
pub use game::Game;
pub use pareto::pareto_front;
pub use sampling::{Sampled, Unsolvable, sampled_shapley};
pub use settlement::{Compensation, Payment, compensation, settle};
pub use shapley::{interaction, shapley};
