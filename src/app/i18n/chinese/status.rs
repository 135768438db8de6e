//! The status bar.

use crate::app::i18n::english::status::{ENGLISH, Status};

pub const CHINESE: Status = Status {
    ..ENGLISH
};
