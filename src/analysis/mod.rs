//! Questions asked of a solved map, one a file. Imports `model` and `solver`.

pub mod calibrate;
pub mod combos;
pub mod credit;
pub mod deals;
pub mod explain;
pub mod games;
pub mod merchants;
pub mod path;
pub mod sensitivity;
pub mod ties;
pub mod uncertainty;
pub mod whatif;
