//! The tour of the window, and the pages of help.

use crate::app::i18n::english::tour::Tour;

pub const CHINESE: Tour = Tour {
    map_title: "这是一个生态系统",
    map_text: "人们从圆形节点出发，沿链接进入商店，最后付款。彩色区域表示这是谁的地盘：访问在哪里结束，就由哪家公司留存。滚轮缩放，拖动平移。",
    gates_title: "闸口就是决策",
    gates_text: "虚线表示链接关闭。点击上面的挂锁，链接便在假设情景中打开，蓝色表示得益，橙色表示受损。再点一次即关闭。",
    scenarios_title: "今天始终是今天",
    scenarios_text: "您的尝试都是情景，在这里选择。今天的地图不会因此改变，所有数字都与今天相比。",
    results_title: "答案在下方",
    results_text: "谁留存流量、每个链接的作用、哪些交易能成立、需要多久、有多确定：各占一个标签。每次改动后都会重新计算。",
    inspector_title: "每个数字都有出处",
    inspector_text: "点击节点、链接或公司，即可查看和修改其数字及来源。然后画您自己的地图：文件，新建地图。",
    step: "第 {} 步，共 {} 步",
    back: "上一步",
    next: "下一步",
    done: "开始",
    leave: "离开导览",
    help_title: "帮助",
    first_map: "十分钟画出第一张地图",
    numbers: "每个数的含义",
    results: "解读结果",
    reference_map: "参考地图的数从哪里来",
    limits: "模型的局限",
};
