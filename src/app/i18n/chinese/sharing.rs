//! What is written for others.

use crate::app::i18n::english::sharing::Sharing;

pub const CHINESE: Sharing = Sharing {
    writing: "正在写入 {}",
    written: "已写入 {}",
    report_filter: "网页",
    network_filter: "表格与网络",
};
