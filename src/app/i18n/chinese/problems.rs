//! The list of problems.

use crate::app::i18n::english::problems::{ENGLISH, Problems};

pub const CHINESE: Problems = Problems {
    ..ENGLISH
};
