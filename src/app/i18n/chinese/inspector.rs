//! The inspector: headings, choices, and what the solver says.

use crate::app::i18n::english::inspector::{ENGLISH, Inspector};

pub const CHINESE: Inspector = Inspector {
    ..ENGLISH
};
