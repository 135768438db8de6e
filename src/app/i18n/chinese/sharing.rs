//! What is written for others.

use crate::app::i18n::english::sharing::Sharing;

pub const CHINESE: Sharing = Sharing {
    writing: "正在写入 {}",
    map_copied: "地图图片已复制到剪贴板。",
    written: "已写入 {}",
    report_filter: "网页",
    network_filter: "表格与网络",
};
