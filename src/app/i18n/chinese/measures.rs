//! Measures of what companies capture, with their meaning.

use crate::app::i18n::english::measures::{ENGLISH, Measures};

pub const CHINESE: Measures = Measures {
    ..ENGLISH
};
