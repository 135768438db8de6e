//! Menus and actions.

use crate::app::i18n::english::actions::{ENGLISH, Actions};

pub const CHINESE: Actions = Actions {
    ..ENGLISH
};
