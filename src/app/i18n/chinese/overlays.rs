//! What lies over the window: the list of commands, the help with keys and pointer.

use crate::app::i18n::english::overlays::{ENGLISH, Overlays};

pub const CHINESE: Overlays = Overlays {
    ..ENGLISH
};
