//! Names of history steps.

use crate::app::i18n::english::steps::{ENGLISH, Steps};

pub const CHINESE: Steps = Steps {
    step_of: "{}：{}",
    step_rename: "重命名{}",
    step_open: "开放{}",
    step_close: "关闭{}",
    deleted_with_it: "在此销售的节点也一并删除：{}。撤销可全部恢复。",
    step_delete: "删除{}",
    step_new_scenario: "新建情景",
    step_cut: "剪切{}",
    step_paste: "粘贴",
    step_duplicate: "创建{}的副本",
    step_add: "添加{}",
    step_align: "对齐",
    step_distribute: "均匀分布",
    step_take: "采用文件中的版本",
    step_gather: "聚拢节点",
    step_lay_out: "自动布局",
    ..ENGLISH
};
