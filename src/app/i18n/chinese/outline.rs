//! The outline: all that is on the map, by its host.

use crate::app::i18n::english::outline::Outline;

pub const CHINESE: Outline = Outline {
    title: "大纲",
    filter: "按名称或类型筛选",
    notes: "注释",
    frames: "边框",
    empty: "图上还没有内容。从组件中拖一个上来。",
    nothing: "没有这样名称的对象。",
    fold: "折叠{}",
    unfold: "展开{}",
    show: "显示{}",
    hide: "隐藏{}",
    go: "前往",
    select_all: "选中它的全部对象",
    only: "只显示它",
    rename: "重命名",
    new_name: "新名称",
    one_hidden: "隐藏了 1 家公司",
    many_hidden: "隐藏了 {} 家公司",
    show_all: "全部显示",
};
