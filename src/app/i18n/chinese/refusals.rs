//! Why something cannot be done.

use crate::app::i18n::english::refusals::{ENGLISH, Refusals};

pub const CHINESE: Refusals = Refusals {
    ..ENGLISH
};
