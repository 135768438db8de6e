//! The results below the map.

use crate::app::i18n::english::results::{ENGLISH, Results};

pub const CHINESE: Results = Results {
    ..ENGLISH
};
