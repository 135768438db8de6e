//! The ledger: who pays whom for what.

use crate::app::i18n::english::ledger::{ENGLISH, Ledger};

pub const CHINESE: Ledger = Ledger {
    buyers: "买家",
    merchants_on: "{}上的商家",
    nobody_at: "归属未知：{}",
    sales: "销售",
    sales_hint: "买家向商家支付订单金额。",
    commission: "佣金",
    commission_hint: "商家按销售额向平台支付佣金。",
    ads: "广告",
    ads_hint: "商家向展示其广告的公司付费。",
    fee: "支付手续费",
    fee_hint: "商家为每笔支付向钱包或银行卡付费。",
    referral: "引流费",
    referral_hint: "商家向带来销售的公司付费。",
    from: "付款方",
    from_hint: "谁付款。",
    to: "收款方",
    to_hint: "谁收款。",
    kind: "用途",
    kind_hint: "款项的用途。",
    amount: "金额",
    every_company: "所有公司",
    choose_company: "查看其账目",
    empty: "没有资金往来。",
    balances: "有付必有收：全部账户合计为零，误差不超过周转额的 {}。",
    of_company: "收入 {0}，支出 {1}，余额 {2}，单位：{3}。",
    row: "{0}向{1}支付 {2}，用于{3}",
    ..ENGLISH
};
