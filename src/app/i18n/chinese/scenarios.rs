//! The chooser of scenarios.

use crate::app::i18n::english::scenarios::{ENGLISH, Scenarios};

pub const CHINESE: Scenarios = Scenarios {
    ..ENGLISH
};
