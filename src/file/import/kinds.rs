//! What words mean as kinds of node and link, in English and Chinese.

use crate::model::LinkKind;

use super::shape::Stated;
use super::words::fold;

/// What a node is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Channel,
    Platform,
    Merchant,
    Payment,
}

impl Kind {
    /// Every kind, in the order that visits pass them.
    pub const ALL: [Self; 4] = [Self::Channel, Self::Platform, Self::Merchant, Self::Payment];

    /// The kind's name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Channel => "Channel",
            Self::Platform => "Platform",
            Self::Merchant => "Merchant",
            Self::Payment => "Payment",
        }
    }
}

/// In the order in which they win: a "payment platform" is a payment, a "social platform" a channel.
const NODES: &[(Kind, &[&str])] = &[
    (
        Kind::Payment,
        &[
            "payment", "pay", "wallet", "card", "bank", "psp", "checkout", "rail", "acquirer", "alipay",
            "paypal", "支付", "钱包", "付款", "收银", "银行",
        ],
    ),
    (
        Kind::Merchant,
        &[
            "merchant",
            "seller",
            "vendor",
            "brand",
            "retailer",
            "supplier",
            "restaurant",
            "trader",
            "商家",
            "商户",
            "卖家",
            "店铺",
            "品牌",
            "供应商",
            "门店",
        ],
    ),
    (
        Kind::Channel,
        &[
            "channel",
            "social",
            "media",
            "chat",
            "messaging",
            "messenger",
            "im",
            "search",
            "feed",
            "content",
            "video",
            "news",
            "portal",
            "community",
            "ad",
            "advertising",
            "entry",
            "influencer",
            "kol",
            "forum",
            "livestream",
            "browser",
            "渠道",
            "频道",
            "社交",
            "聊天",
            "即时通讯",
            "搜索",
            "媒体",
            "内容",
            "视频",
            "直播",
            "信息流",
            "广告",
            "入口",
            "社区",
            "朋友圈",
            "公众号",
            "浏览器",
        ],
    ),
    (
        Kind::Platform,
        &[
            "platform",
            "marketplace",
            "market",
            "ecommerce",
            "commerce",
            "shop",
            "shopping",
            "mall",
            "app",
            "application",
            "site",
            "website",
            "service",
            "superapp",
            "miniprogram",
            "miniapp",
            "store",
            "平台",
            "电商",
            "商城",
            "应用",
            "网站",
            "小程序",
            "市场",
            "购物",
            "服务",
        ],
    ),
];

const LINKS: &[(LinkKind, &[&str])] = &[
    (
        LinkKind::MiniProgram,
        &["miniprogram", "miniapp", "mini", "小程序"],
    ),
    (
        LinkKind::Payment,
        &[
            "payment",
            "pay",
            "paying",
            "checkout",
            "settle",
            "settlement",
            "支付",
            "付款",
            "结算",
        ],
    ),
    (
        LinkKind::Share,
        &[
            "share", "sharing", "shared", "forward", "invite", "referral", "分享", "转发", "邀请",
        ],
    ),
    (
        LinkKind::Jump,
        &["jump", "redirect", "deeplink", "outlink", "跳转", "外链", "唤起"],
    ),
    (
        LinkKind::Feed,
        &["feed", "recommendation", "recommend", "stream", "信息流", "推荐"],
    ),
    (LinkKind::Search, &["search", "seo", "sem", "搜索"]),
    (
        LinkKind::Ad,
        &[
            "ad",
            "advert",
            "advertising",
            "advertisement",
            "banner",
            "cpc",
            "广告",
            "投放",
        ],
    ),
    (
        LinkKind::Campaign,
        &[
            "campaign",
            "promotion",
            "promo",
            "coupon",
            "event",
            "活动",
            "促销",
            "营销",
            "红包",
        ],
    ),
    (
        LinkKind::Direct,
        &[
            "direct", "link", "visit", "traffic", "browse", "navigate", "flow", "直接", "直达", "进入",
            "浏览", "链接",
        ],
    ),
    (LinkKind::Other, &["other", "misc", "其他", "其它"]),
];

/// What the text in a column of kinds says of a node.
pub(super) fn stated(text: &str) -> Stated {
    let exact = Kind::ALL.into_iter().find(|kind| fold(kind.name()) == fold(text));
    match exact {
        Some(kind) => Stated::Kind(kind),
        None => find(NODES, text).map_or(Stated::Nothing, Stated::Word),
    }
}

/// The kind of node that `text` speaks of.
pub(super) fn of_node(text: &str) -> Option<Kind> {
    let exact = Kind::ALL.into_iter().find(|kind| fold(kind.name()) == fold(text));
    exact.or_else(|| find(NODES, text))
}

/// The kind of link that `text` speaks of.
pub(super) fn of_link(text: &str) -> Option<LinkKind> {
    let exact = LinkKind::ALL
        .into_iter()
        .find(|kind| fold(kind.name()) == fold(text));
    exact.or_else(|| find(LINKS, text))
}

/// The first kind of which a word stands in `text`: whole words of Latin letters, any place for
/// others, which have no blanks between words.
fn find<K: Copy>(table: &[(K, &[&str])], text: &str) -> Option<K> {
    let folded = fold(text);
    // The whole text as one word says it best.
    let whole = table
        .iter()
        .find(|(_, words)| words.iter().any(|word| same(&folded, word)));
    if let Some((kind, _)) = whole {
        return Some(*kind);
    }
    let lower = text.to_lowercase();
    let tokens: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .collect();
    // "mini program" is one word in two.
    let pairs: Vec<String> = tokens.windows(2).map(|pair| pair.concat()).collect();
    let stands = |word: &&&str| {
        if word.is_ascii() {
            tokens.iter().any(|token| same(token, word)) || pairs.iter().any(|pair| same(pair, word))
        } else {
            folded.contains(**word)
        }
    };
    let found = table
        .iter()
        .find(|(_, words)| words.iter().any(|word| stands(&word)));
    found.map(|(kind, _)| *kind)
}

/// Whether `token` is `word` or its plural.
fn same(token: &str, word: &str) -> bool {
    token
        .strip_prefix(word)
        .is_some_and(|rest| rest.is_empty() || rest == "s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_are_known() {
        for (text, kind) in [
            ("Channel", Some(Kind::Channel)),
            ("Payment platform", Some(Kind::Payment)),
            ("social media platform", Some(Kind::Channel)),
            ("E-commerce app", Some(Kind::Platform)),
            ("Sellers", Some(Kind::Merchant)),
            ("电商平台", Some(Kind::Platform)),
            ("社交", Some(Kind::Channel)),
            ("移动支付", Some(Kind::Payment)),
            ("Import apparel", None),
            ("", None),
        ] {
            assert_eq!(of_node(text), kind, "{text}");
        }
        for (text, kind) in [
            ("mini-program", Some(LinkKind::MiniProgram)),
            ("Mini Program link", Some(LinkKind::MiniProgram)),
            ("广告投放", Some(LinkKind::Ad)),
            ("pays with", Some(LinkKind::Payment)),
            ("Pays", Some(LinkKind::Payment)),
            ("MiniProgram", Some(LinkKind::MiniProgram)),
            ("owns", None),
        ] {
            assert_eq!(of_link(text), kind, "{text}");
        }
    }
}
