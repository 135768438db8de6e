//! The canvas: names of what is drawn, and its tooltips.

use crate::app::i18n::english::canvas::{ENGLISH, Canvas};

pub const CHINESE: Canvas = Canvas {
    ..ENGLISH
};
