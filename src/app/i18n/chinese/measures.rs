//! Measures of what companies capture, with their meaning.

use crate::app::i18n::english::measures::{ENGLISH, Measures};

pub const CHINESE: Measures = Measures {
    captured: "留存访问",
    captured_hint: "在该公司自己的界面上结束的访问，无论离开还是支付。",
    gmv: "成交额",
    gmv_hint: "商品交易总额（GMV）：计入该公司各平台账上的全部成交额。",
    payments: "支付笔数",
    payments_hint: "通过该公司的钱包和银行卡完成的支付笔数。",
    payment_volume: "支付金额",
    payment_volume_hint: "通过该公司的钱包和银行卡支付的金额。",
    commission: "佣金收入",
    commission_hint: "商家按成交额的一定比例付给该公司平台的佣金。",
    ads: "广告收入",
    ads_hint: "商家在该公司的界面上投放广告的支出。",
    fees: "支付手续费",
    fees_hint: "商家为经由该公司钱包和银行卡的支付所付的手续费。",
    referral: "导流收入",
    referral_hint: "该公司的界面带来成交，商家为此支付的导流佣金。",
    income: "总收入",
    income_hint: "佣金、广告、支付手续费与导流收入之和。",
    payoff: "综合收益",
    payoff_hint: "收入，加上留存访问和支付对公司的价值（超出当期现金的部分）。",
    ..ENGLISH
};
