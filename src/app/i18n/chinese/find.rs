//! Find.

use crate::app::i18n::english::find::{ENGLISH, Find};

pub const CHINESE: Find = Find {
    field: "按名称查找",
    hint: "查找公司、节点、链接、情景…",
    ..ENGLISH
};
