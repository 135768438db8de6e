//! Files, and what is asked before one is closed or overwritten.

use crate::app::i18n::english::files::{ENGLISH, Files};

pub const CHINESE: Files = Files {
    ..ENGLISH
};
