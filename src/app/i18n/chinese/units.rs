//! The words that maps most often use for their units; a map's other words stay as they are.

use crate::app::i18n::english::units::{ENGLISH, Units};

pub const CHINESE: Units = Units {
    visits: "次访问",
    users: "人",
    sessions: "次会话",
    clicks: "次点击",
    hour: "小时",
    day: "日",
    week: "周",
    month: "月",
    quarter: "季度",
    year: "年",
    cny: "元",
    usd: "美元",
    eur: "欧元",
    ..ENGLISH
};
