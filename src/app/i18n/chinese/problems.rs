//! The list of problems.

use crate::app::i18n::english::problems::{ENGLISH, Problems};

pub const CHINESE: Problems = Problems {
    problems: "问题",
    problems_count: "问题（{}）",
    no_problems: "没有问题。地图符合全部规则，可以求解。",
    severity_error: "错误",
    severity_warning: "警告",
    severity_note: "提示",
    field_found: "实为 {}",
    field_allowed: "应为 {}",
    problem_name: "{}：{}，{}",
    place: "第 {} 行第 {} 列",
    severity: "级别",
    object: "对象",
    problem: "问题",
    ..ENGLISH
};
