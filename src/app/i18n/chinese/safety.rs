//! What keeps anything from being lost: others at the same file, and what was left by a window that ended.

use crate::app::i18n::english::safety::{ENGLISH, Safety};

pub const CHINESE: Safety = Safety {
    no_copies: "无法为未保存的更改保留恢复副本：{}。每隔十秒会再试。",
    open_here: "此文件已在另一窗口中打开（{}）。后保存的一方在覆盖之前会先收到询问。",
    open_elsewhere: "{} 打开了此文件且尚未关闭，也可能是该程序异常结束。后保存的一方在覆盖之前会先收到询问。",
    somebody: "其他程序",
    user_at_host: "{}，位于 {}",
    changed_title: "“{}”已被他人修改",
    changed_both: "您有尚未写入文件的更改。采用对方版本将取代您的更改；撤销可将其恢复为未保存的更改。若保留您的版本，下次保存将取代对方的版本。",
    changed_theirs: "打开或保存之后您没有更改。若保留您的版本，下次保存将取代对方的版本。",
    take_theirs: "采用对方版本",
    see_difference: "查看差异",
    keep_mine: "保留我的版本",
    save_mine_as: "将我的版本另存为…",
    left_title: "Catchment 上次结束时，这些更改尚未保存",
    left_of: "它们属于 {}。该文件本身未受影响。",
    left_without_file: "它们属于从未保存为文件的地图。",
    left_tried: "此前曾尝试恢复，但程序在作出更改之前再次结束。",
    restore: "恢复",
    keep_as_file: "另存为文件…",
    later: "以后再说",
    discard: "丢弃",
    ..ENGLISH
};
