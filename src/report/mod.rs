//! What is sent to others: pictures of a map, a page that tells it, files for other programs.
//!
//! ```text
//! map + scenarios ──gather──▶ Findings ──page──▶ one HTML file
//! ```
//! Imports `model`, `file`, `solver`, `analysis` and `wording`.

mod chart;
mod findings;
pub mod network;
mod page;
mod picture;

pub use findings::{Findings, Origin, Request};
pub use page::html;
pub use picture::{Look, NOBODY, Painter, PictureError, Subject};
