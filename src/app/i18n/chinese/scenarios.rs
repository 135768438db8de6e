//! The chooser of scenarios.

use crate::app::i18n::english::scenarios::{ENGLISH, Scenarios};

pub const CHINESE: Scenarios = Scenarios {
    today: "现状",
    scenario: "情景",
    scenario_none: "情景",
    what_if: "假设",
    what_if_button: "假设情景",
    what_if_hint: "新建一个从现状出发的情景。点击地图上的闸门也会新建。",
    today_hint: "地图的现状，不含任何情景。",
    mark_of_today: "现状",
    more_than_today: "高于现状",
    less_than_today: "低于现状",
    scenario_hint: "选择一个情景与现状比较。",
    ..ENGLISH
};
