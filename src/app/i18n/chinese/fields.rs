//! Names of the fields of objects, with their meaning.

use crate::app::i18n::english::fields::{ENGLISH, Fields};

pub const CHINESE: Fields = Fields {
    ..ENGLISH
};
