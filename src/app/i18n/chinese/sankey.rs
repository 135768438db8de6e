//! The diagram of flows.

use crate::app::i18n::english::sankey::{ENGLISH, Sankey};

pub const CHINESE: Sankey = Sankey {
    by_host: "按公司的访问",
    by_node: "按节点的访问",
    money: "资金",
    choose: "流动内容",
    by_host_hint: "从一家公司的界面走到另一家公司的界面的访问。",
    by_node_hint: "沿开放的链接从节点到节点的访问。",
    money_hint: "谁向谁付款。",
    nobody: "无归属",
    others: "其他 {} 个",
    hidden_flows: "未绘制小于 {} 的流量。",
    gathered: "较小者合并为“其他”。",
    loops: "回流绘于下方。",
    empty: "没有流量。",
    flow: "{0} → {1}：{2}",
    flow_share: "占{1}全部流出的 {0}",
    through: "{0}：流入 {1}，流出 {2}",
    starts_here: "始于此：{}",
    ends_here: "止于此：{}",
    today: "现状：{}（{}）",
    within: "内部流转：{}",
    small: "较小者",
    without_sales: "未绘制销售额本身（{}）。",
    chart: "流量，{0}：{1}",
    from: "从",
    to: "到",
    value: "流量",
    ..ENGLISH
};
