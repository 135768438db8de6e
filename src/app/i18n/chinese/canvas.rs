//! The canvas: names of what is drawn, and its tooltips.

use crate::app::i18n::english::canvas::{ENGLISH, Canvas};

pub const CHINESE: Canvas = Canvas {
    step_resize: "调整{}的大小",
    step_link: "连接{}到{}",
    step_reconnect: "重新连接{}",
    step_bend: "弯曲{}",
    step_straighten: "拉直{}",
    company_name: "公司：{}",
    minimap_name: "地图总览",
    name_of: "{}的名称",
    add_here: "在此添加",
    add_with: "添加到{}的界面上",
    link_to_a_new: "将{}连接到新的…",
    let_go_to_link: "松开即把{}连接到{}。",
    let_go_to_reconnect: "松开即把它连到这里。",
    let_go_for_new: "松开即可在此新建节点。",
    choose_target: "{}连接到：用 Tab、方向键或点击选择。回车连接，Esc 取消。",
    enter_links: "按回车或点击，把{}连接到{}。",
    ..ENGLISH
};
