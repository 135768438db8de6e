//! Names of history steps.

use crate::app::i18n::english::steps::{ENGLISH, Steps};

pub const CHINESE: Steps = Steps {
    ..ENGLISH
};
