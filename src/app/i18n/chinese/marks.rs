//! Punctuation between the parts of a sentence that is put together.

use crate::app::i18n::english::marks::{ENGLISH, Marks};

pub const CHINESE: Marks = Marks {
    comma: "，",
    list: "、",
    colon: "：",
    semicolon: "；",
    stop: "。",
    in_brackets: "{}（{}）",
    percent: "{}%",
    milliseconds: "{} 毫秒",
    ..ENGLISH
};
