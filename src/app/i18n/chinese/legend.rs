//! The legend.

use crate::app::i18n::english::legend::{ENGLISH, Legend};

pub const CHINESE: Legend = Legend {
    gate: "闸口：点击开关",
    gate_in_a_picture: "闸口",
    closed: "关闭的链接",
    width: "宽度、数字：{}",
    owner: "填充：所有者",
    host: "区域：宿主",
    plain: "超过 {} 个节点：区域从简绘制",
    reached: "Tab 键：视野内最大的 {} 个",
    ..ENGLISH
};
