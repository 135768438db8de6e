//! What is sent to others: pictures of a map, and a page that tells it.
//!
//! Imports `model`, `file`, `solver` and `analysis`.

mod picture;

pub use picture::{Look, Painter, PictureError, Subject};
