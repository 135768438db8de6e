//! What is sent to others: pictures of a map, and a page that tells it.
//!
//! ```text
//! map + scenarios ──gather──▶ Findings ──page──▶ one HTML file
//! ```
//! Imports `model`, `file`, `solver`, `analysis` and `wording`.

mod chart;
mod findings;
mod page;
mod picture;

pub use findings::{Findings, Origin, Request};
pub use page::html;
pub use picture::{Look, Painter, PictureError, Subject};
