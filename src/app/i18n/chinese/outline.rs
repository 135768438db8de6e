//! The outline: all that is on the map, by its host.

use crate::app::i18n::english::outline::{ENGLISH, Outline};

pub const CHINESE: Outline = Outline {
    title: "大纲",
    filter: "按名称或类型筛选",
    notes: "便签",
    frames: "分组框",
    empty: "地图上还没有内容。请从组件库拖入。",
    nothing: "没有匹配的名称。",
    fold: "收起{}",
    unfold: "展开{}",
    show: "显示{}",
    hide: "隐藏{}",
    go: "转到该处",
    select_all: "选中其全部对象",
    only: "仅显示它",
    rename: "重命名",
    new_name: "新名称",
    one_hidden: "已隐藏 {} 家公司",
    many_hidden: "已隐藏 {} 家公司",
    show_all: "全部显示",
    ..ENGLISH
};
