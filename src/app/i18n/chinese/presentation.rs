//! The presentation.

use crate::app::i18n::english::presentation::{ENGLISH, Presentation};

pub const CHINESE: Presentation = Presentation {
    next: "下一步",
    previous: "上一步",
    leave: "退出（{}）",
    as_today: "与现状相同",
    ..ENGLISH
};
