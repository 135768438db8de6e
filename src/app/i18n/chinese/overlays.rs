//! What lies over the window: the list of commands, the help with keys and pointer.

use crate::app::i18n::english::overlays::{ENGLISH, Overlays};

pub const CHINESE: Overlays = Overlays {
    close: "关闭",
    type_a_command: "输入命令",
    no_command_found: "没有这样的命令。",
    pointer: "鼠标操作",
    pointer_add: "添加",
    pointer_add_how: "双击空白处",
    pointer_link: "链接",
    pointer_link_how: "从节点边缘拖出",
    pointer_reconnect: "改接或弯折链接",
    pointer_reconnect_how: "拖动其控点",
    pointer_gate: "开放或关闭链接",
    pointer_gate_how: "点击其闸门",
    pointer_rename: "重命名",
    pointer_rename_how: "双击名称",
    pointer_pan: "移动地图",
    pointer_pan_how: "拖动空白处，或按住空格键拖动",
    pointer_zoom: "缩放",
    pointer_zoom_how: "滚轮或双指捏合",
    pointer_box: "框选",
    pointer_box_how: "按住 Shift 拖动",
    pointer_free: "移动时不对齐",
    pointer_free_how: "按住 Alt 拖动",
    pointer_copy: "复制并移动",
    pointer_copy_how: "按住 Ctrl 拖动",
    pointer_walk: "到下一个节点",
    pointer_walk_how: "Alt 加方向键",
    nudge: "微移所选对象",
    nudge_how: "方向键；按住 Shift 为十倍",
    put_down: "放下按键取出的对象",
    put_down_how: "点击，或 Ctrl 加回车",
    pointer_menu: "此处可用的命令",
    pointer_menu_how: "右键单击",
    ..ENGLISH
};
