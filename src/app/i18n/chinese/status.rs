//! The status bar.

use crate::app::i18n::english::status::{ENGLISH, Status};

pub const CHINESE: Status = Status {
    solving: "正在求解…",
    unsolved: "无法求解",
    unsolved_hint: "原因见“问题”面板。所示数字来自上一次可求解的地图。",
    no_answer: "尚无结果",
    exact: "精确解",
    exact_hint: "本地图没有反馈：稳态是线性方程组的解，且只有一个。",
    certified: "已证明：唯一解",
    certified_hint: "本地图的反馈较弱，不可能出现第二个稳态。这是针对本地图的证明，而非抽样。",
    checking: "已求解，正在查找其他解…",
    checking_hint: "已从现状出发求得稳态，正在查找是否存在其他稳态。",
    checked: "已从多个起点验证",
    checked_hint: "反馈达到这一强度时，可能存在其他稳态。此处所示为由现状到达的那一个；另从流量最大的节点与广告链接的增减状态以及随机起点寻找其他稳态。",
    other_states: "存在其他稳态",
    spectral: "反馈强度 {}（达到 1 即会突变）",
    spectral_about: "反馈强度约为 {}（达到 1 即会突变）",
    no_residual: "账目完全平衡",
    residual: "账目平衡误差 {}",
    residual_hint: "每次访问只结束一次，每笔支付都有付款方和收款方。这是各项合计中最大的相对误差。",
    solve_time: "求解用时 {}",
    solve_time_hint: "求解现状与所示情景的用时，反馈迭代 1 轮。",
    solve_time_hint_many: "求解现状与所示情景的用时，反馈迭代 {} 轮。",
    zoom: "缩放 {}%",
    nothing_selected: "未选中对象",
    and_more: "另有 {} 个",
    several_selected: "已选中 {} 个对象",
    laying_out: "正在布局…",
    ..ENGLISH
};
