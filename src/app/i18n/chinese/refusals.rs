//! Why something cannot be done.

use crate::app::i18n::english::refusals::{ENGLISH, Refusals};

pub const CHINESE: Refusals = Refusals {
    refused_no_node: "该节点已不在地图上。",
    refused_no_link: "该链接已不在地图上。",
    refused_to_itself: "链接的两端必须是不同的节点。",
    refused_out_of_payment: "支付渠道没有出口：到达此处的访问即已支付。",
    refused_into_payment: "只有商家可以通向支付渠道：订单在商家处产生。",
    refused_no_platform: "商家须入驻平台，而地图上还没有平台。请先添加平台。",
    refused_too_many: "地图的节点数已达上限。",
    refused_in_use: "有商家在此销售，或有广告由此付费：它必须是平台。",
    not_copied: "未能复制：剪贴板没有接收（{}）。",
    only_text_copied: "未能复制：此桌面只允许复制文本。可将图片导出为文件。",
    paste_no_map: "剪贴板中没有地图内容，因此未粘贴任何东西。表格与网络请从“文件”菜单导入。",
    paste_failed: "剪贴板中没有地图内容：{}",
    ..ENGLISH
};
