//! What stands above the map.

use crate::app::i18n::english::notices::{ENGLISH, Notices};

pub const CHINESE: Notices = Notices {
    object_finding: "{}：{}",
    last_file: "上次的文件：{}",
    open_last_file: "打开",
    not_now: "暂不",
    unsolved: "无法求解。{}。",
    numbers_before: "显示的数字是之前的结果。",
    problem_at: "{}：{}",
    go_there: "前往",
    all_problems: "全部问题",
    ..ENGLISH
};
