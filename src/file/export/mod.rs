//! The map in the formats of other programs: tables and drawn networks.
//!
//! [`Export`] gathers what is told of each node and link; one file a format writes it.

mod csv;
mod dot;
mod gexf;
mod graphml;
mod json;
mod tables;
mod xlsx;
mod xml;

pub use csv::{csv, stacked};
pub use dot::dot;
pub use gexf::gexf;
pub use graphml::graphml;
pub use json::json;
pub use tables::{Cell, Export, Row, Table, Traffic};
pub use xlsx::xlsx;
pub use xml::escape;
