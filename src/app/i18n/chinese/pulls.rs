//! Numbers by segment, and the pull of links.

use crate::app::i18n::english::pulls::{ENGLISH, Pulls};

pub const CHINESE: Pulls = Pulls {
    same_for_all: "各客群相同",
    same_for_all_hint: "各客群共用一个数，或每个客群一个数。拆分时保留原数；合并时按访问量取平均。",
    split_by_segment: "按客群拆分",
    pulls_differ: "它们的吸引力设定方式不同：选择一种即可一起设定。",
    pull_kind: "设定方式",
    pull_share_told: "{}的每 100 位访客中，目前有 {} 位走这条链接。",
    pull_take_up_told: "从{}继续前往的每 100 位访客中，开放后有 {} 位走这条链接。",
    pull_weight_told: "吸引权重为 {}，与离开权重同一尺度。",
    pull_like_told: "等同于{}，乘以 {}。",
    add_exception: "为某客群单独设定…",
    remove_exception: "让{}与其余相同",
    as_the_rest: "与其余相同",
    of_hundred: "{}的每 100 位访客：走这条链接 {}，走其他 {}，离开 {}。",
    so_many_of_hundred: "{}：100 位中 {} 位",
    from: "起点",
    to: "终点",
    end_hint: "选择另一个节点，把链接引到那里。只列出允许的节点。",
    go_to: "前往{}",
    link_money: "广告与佣金",
    ..ENGLISH
};
