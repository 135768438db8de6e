//! The palette: what can be put on the map.

use crate::app::i18n::english::palette::Palette;

pub const CHINESE: Palette = Palette {
    title: "组件",
    entry: "组件：{}",
    how: "拖到图上，或点击放在画面中央。",
    pieces: "现成组合",
    links: "新连接的类型",
    link: "以“{}”类型画连接",
    link_hint: "此后画的连接都是这一类型。再点一次则由两端决定。",
    channel_hint: "注意力产生或经过之处：聊天、信息流、搜索引擎。",
    platform_hint: "人们购物的应用、网站或小程序。",
    merchants_hint: "接受订单的商家，在某个平台上销售。",
    payment_hint: "钱包或银行卡：到达这里的访问已经付款。",
    note_hint: "图上给读者看的文字。",
    frame_hint: "围住图上一部分、带标题的方框。",
    mini_program: "小程序",
    mini_program_hint: "小程序连同商家和收银台，已连好。",
    wallet: "钱包",
    wallet_hint: "钱包，以及接受它的商家到它的连接。",
    ad_surface: "广告位",
    ad_surface_hint: "向平台商家出售注意力的渠道。",
};
