//! Find.

use crate::app::i18n::english::find::Find;

pub const CHINESE: Find = Find {
    field: "按名称查找",
    hint: "查找公司、节点、连接、情景……",
};
