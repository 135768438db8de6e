//! The buttons that mend a problem.

use crate::app::i18n::english::mending::{ENGLISH, Mending};

pub const CHINESE: Mending = Mending {
    all: "同类 {} 个一起修正",
    all_named: "{}：{}",
    delete: "删除{}",
    clear: "清除“{}”",
    number: "设为 {}",
    widen: "放宽范围",
    bring_back: "移回图上",
    kind: "改为“{}”类型",
    turn: "调转方向",
    recast: "改用合适的吸引力",
    scale: "按比例降低所有占比",
    shares: "全部改为占比",
    payer: "由{}的商家支付",
    no_ads: "此处不花广告费",
    sell_on: "在{}销售",
    spread: "分摊到各客群",
    leave: "允许部分访问离开",
    more: "另有 {} 个",
    ..ENGLISH
};
