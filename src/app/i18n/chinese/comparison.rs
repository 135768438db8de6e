//! 与另一版本比较。

use super::super::english::comparison::{Comparison, ENGLISH};

pub const CHINESE: Comparison = Comparison {
    compare: "比较",
    nothing: "把这张地图与它的另一个版本比较：哪些只有一方有，哪些不同，在地图上和列表中显示。",
    comparing: "正在比较…",
    compared_with: "与 {} 比较",
    only_here: "仅此处有",
    only_there: "仅 {} 有",
    different: "不同",
    places: "移动过的对象",
    places_hint: "显示哪些对象换了位置；位置不影响任何结果",
    end: "结束比较",
    same: "与 {} 没有任何不同。",
    only_places: "与 {} 相比只是位置不同，其余一样。",
    object: "不同之处",
    change: "如何不同",
    field: "字段",
    there: "{} 中",
    here: "此处",
    field_row: "{0}：那边 {1}，此处 {2}",
    the_map: "地图本身",
    low_of: "下限：{}",
    high_of: "上限：{}",
    source_of: "来源：{}",
    date_of: "日期：{}",
    confidence_of: "可信度：{}",
    note_of: "备注：{}",
    kind_of: "类型：{}",
    model_of: "参照：{}",
    yes: "是",
    no: "否",
    ghost: "仅 {} 有：{}",
    not_compared: "无法比较此文件：{}",
    ..ENGLISH
};
