//! Files, and what is asked before one is closed or overwritten.

use crate::app::i18n::english::files::{ENGLISH, Files};

pub const CHINESE: Files = Files {
    file_filter: "Catchment 地图",
    table_filter: "电子表格",
    picture_filter: "图片",
    export_failed: "无法导出结果：{}",
    untitled: "未命名地图",
    unsaved: "有未保存的更改",
    saved: "已保存",
    not_saved_yet: "尚未存为文件",
    path_title_open: "打开哪个文件？",
    path_title_save: "以什么名称保存？",
    path_hint: "本系统没有文件对话框，请直接输入路径。",
    path_field: "文件路径",
    path_open: "打开",
    path_save: "保存",
    cancel: "取消",
    close_title: "保留对“{}”的更改吗？",
    close_text: "这些更改尚未写入文件。",
    revert_title: "放弃对“{}”的更改？",
    revert_text: "将重新从文件读取地图，此后的步骤无法撤销。",
    revert: "还原为文件内容",
    drop_here: "拖放到此处以打开",
    close_save: "保存",
    close_discard: "不保存",
    comments_title: "文件中有注释，保存后将被删除",
    comments_text: "Catchment 按自己的格式写入地图，无法保留注释。对象的备注会保留。",
    comments_save: "保存并删除注释",
    comments_save_as: "另存副本…",
    open_failed: "无法打开{}：{}",
    save_failed: "无法保存地图：{}",
    saved_with_errors: "已保存。地图中的错误使其无法求解：{}。详见“问题”。",
    dismiss: "知道了",
    ..ENGLISH
};
