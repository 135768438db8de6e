//! The palette: what can be put on the map.

use crate::app::i18n::english::palette::{ENGLISH, Palette};

pub const CHINESE: Palette = Palette {
    title: "组件库",
    entry: "组件：{}",
    how: "拖到地图上，或点击放到画面中央。",
    pieces: "成套组件",
    links: "新链接的类型",
    link: "绘制{}链接",
    link_hint: "此后绘制的链接都是这一类型。拖到节点上从那里开始连线，拖到链接上改变它的类型。再次点击则由两端决定。",
    channel_hint: "流量的起点或经过之处：聊天、信息流、搜索引擎。",
    platform_hint: "用户购物的 App、网站或小程序。",
    merchants_hint: "商家，订单在此产生。商家入驻于平台。",
    payment_hint: "钱包或银行卡：到达此处的访问即已支付。",
    note_hint: "地图上给读者看的文字。",
    frame_hint: "围住地图一部分的带标题的框。",
    mini_program: "小程序",
    mini_program_hint: "一个小程序，连同其商家和收银台，均已连好。",
    wallet: "电子钱包",
    wallet_hint: "一个钱包，连同接受它的商家引出的链接。",
    ad_surface: "广告位",
    ad_surface_hint: "一个把流量卖给平台商家的渠道。",
    shop: "商城",
    shop_hint: "一个平台，连同其商家和支付方式。",
    search_engine: "搜索引擎",
    search_engine_hint: "一个通向附近各平台的渠道。",
    sellers: "商家",
    guess: "初步估计，待替换",
    ..ENGLISH
};
