//! Where visits come from and where they go.

use crate::app::i18n::english::flows::{ENGLISH, Flows};

pub const CHINESE: Flows = Flows {
    counted_in: "单位：{}与{}，均按每{}计",
    comes_from: "访问从哪里来",
    goes_to: "接着去哪里",
    opened_alone: "单独开放后的变化",
    closed_alone: "单独关闭后的变化",
    by_segment: "按客群",
    start_here: "从这里开始",
    kept_at: "访问留在哪里",
    share_of_going_on: "占继续前行者",
    share_of_going_on_hint: "起点处未离开的访问中，走这条链接的比例。",
    visits_in_all: "进入访问合计",
    visits_in_all_hint: "经过其中多个节点的访问在每处各计一次。",
    visits_on_links: "链接上的访问",
    visits_on_links_hint: "走过其中多条链接的访问在每条各计一次。",
    ..ENGLISH
};
