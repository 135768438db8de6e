//! Questions asked of a solved map, one a file. Imports `model` and `solver`.

pub mod combos;
pub mod credit;
pub mod deals;
pub mod explain;
pub mod games;
pub mod sensitivity;
pub mod whatif;
