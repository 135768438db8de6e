//! What the heads of columns mean, in English and Chinese, and which column is read as what.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Cells;
use crate::model::SegmentId;

/// What a column is read as.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The object's id.
    Id,
    /// A node's name.
    Name,
    /// What kind of node or link it is.
    Kind,
    /// Whose business a node is.
    Owner,
    /// On whose surface a node lives.
    Host,
    /// The platform whose books a merchant's sales are in.
    SellsOn,
    /// Free text.
    Note,
    /// Position to the right.
    X,
    /// Position downwards.
    Y,
    /// Colour, of which a company's is made if all its nodes agree.
    Color,
    /// Where a link starts.
    From,
    /// Where a link leads.
    To,
    /// Which way a link leads.
    Direction,
    /// Whether a link is open.
    Open,
    /// The companies that must agree before a link opens.
    Gatekeepers,
    /// What a pull is, as `catchment export` writes it.
    PullKind,
    /// The number of a pull, or how strong a link is.
    Pull,
    /// The link that a pull is like.
    PullLike,
    /// The group of substitutes that a link belongs to; of a node, the group it is drawn in, which is
    /// taken for its owner if it has no other.
    Group,
    /// The platform whose merchants pay for ads on a link.
    Payer,
    /// A number of the model, by the name it has there.
    Number(&'static str),
    /// A result of solving, which is no input.
    Result,
    /// How it is drawn elsewhere.
    Look,
    /// Nothing the model knows: kept in the note.
    Aside,
}

/// The two kinds of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Nodes,
    Links,
}

/// The head for the group, cluster or node that a node is drawn in.
pub(super) const IN_GROUP: &str = "in group";

/// Heads by role, the surest first. Of several columns for a role the first in this order is it.
const NODES: &[(Role, &[&str])] = &[
    (Role::Id, &["id", "_id", "identifier", "key", "编号", "代码"]),
    (
        Role::Name,
        &[
            "name", "label", "title", "node", "element", "名称", "名字", "标签", "节点",
        ],
    ),
    (
        Role::Kind,
        &[
            "kind",
            "type",
            "elementtype",
            "nodetype",
            "category",
            "class",
            "类型",
            "类别",
            "种类",
            "节点类型",
        ],
    ),
    (
        Role::Owner,
        &[
            "owner",
            "company",
            "ownedby",
            "operator",
            "firm",
            "organisation",
            "organization",
            "org",
            "corporation",
            "parent",
            "camp",
            "group",
            "所有者",
            "公司",
            "所属公司",
            "企业",
            "归属",
            "集团",
            "阵营",
        ],
    ),
    (Role::Group, &[IN_GROUP]),
    (Role::Host, &["host", "surface", "宿主"]),
    (
        Role::SellsOn,
        &["sellson", "sellsat", "platform", "所在平台", "平台"],
    ),
    (
        Role::Note,
        &[
            "note",
            "notes",
            "description",
            "desc",
            "comment",
            "comments",
            "备注",
            "描述",
            "说明",
        ],
    ),
    (Role::X, &["x", "posx", "positionx"]),
    (Role::Y, &["y", "posy", "positiony"]),
    (Role::Color, &["color", "colour", "fillcolor"]),
    (
        Role::Number("arrivals"),
        &[
            "arrivals",
            "visits",
            "traffic",
            "visitors",
            "dau",
            "mau",
            "users",
            "访问量",
            "流量",
            "到达",
            "用户数",
        ],
    ),
    (
        Role::Number("ticket"),
        &["ticket", "averageorder", "ordervalue", "客单价"],
    ),
    (
        Role::Number("commission"),
        &["commission", "commissionrate", "佣金", "佣金率"],
    ),
    (Role::Number("ad_rate"), &["adrate", "广告率"]),
    (Role::Number("fee"), &["fee", "feerate", "手续费", "费率"]),
    (Role::Number("leave"), &["leave"]),
    (Role::Number("novelty"), &["novelty"]),
    (Role::Number("network_effect"), &["networkeffect"]),
    (Role::Number("habit_years"), &["habityears"]),
];

const LINKS: &[(Role, &[&str])] = &[
    (Role::Id, &["id", "_id", "identifier", "key", "编号"]),
    (
        Role::From,
        &[
            "from", "source", "start", "origin", "src", "起点", "来源", "源", "从", "起始",
        ],
    ),
    (
        Role::To,
        &[
            "to",
            "target",
            "end",
            "destination",
            "dst",
            "终点",
            "目标",
            "到",
            "去向",
        ],
    ),
    (
        Role::Kind,
        &[
            "kind",
            "type",
            "connectiontype",
            "linktype",
            "edgetype",
            "relation",
            "relationship",
            "category",
            "label",
            "name",
            "interaction",
            "类型",
            "关系",
            "连接类型",
            "标签",
        ],
    ),
    (Role::Direction, &["direction", "directed", "方向"]),
    (
        Role::Open,
        &["open", "status", "state", "开放", "状态", "是否开放"],
    ),
    (Role::Gatekeepers, &["gatekeepers", "gatekeeper", "守门人"]),
    (Role::PullKind, &["pullkind"]),
    (
        Role::Pull,
        &[
            "pull", "share", "strength", "weight", "份额", "占比", "强度", "权重",
        ],
    ),
    (Role::PullLike, &["pulllike"]),
    (Role::Group, &["linkgroup"]),
    (Role::Payer, &["payer"]),
    (
        Role::Note,
        &[
            "note",
            "notes",
            "description",
            "desc",
            "comment",
            "comments",
            "备注",
            "描述",
            "说明",
        ],
    ),
    (Role::Number("ad_elasticity"), &["adelasticity"]),
    (Role::Number("referral"), &["referral"]),
    (Role::Result, &["visits"]),
];

/// Heads that only say how something is drawn.
const LOOKS: &[&str] = &[
    "color",
    "colour",
    "fillcolor",
    "fontcolor",
    "fontname",
    "fontsize",
    "shape",
    "style",
    "width",
    "height",
    "size",
    "penwidth",
    "pos",
    "arrowhead",
    "arrowtail",
    "arrowsize",
    "image",
    "thickness",
    "bgcolor",
    "margin",
    "rank",
    "labelloc",
    "labeljust",
    "lp",
    "constraint",
    "dir",
    "z",
    "opacity",
];

/// The text as it is compared: small letters and digits, nothing between them.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    // What is all marks is told apart by its marks.
    if folded.is_empty() {
        text.trim().to_owned()
    } else {
        folded
    }
}

/// The segment that a column speaks of: `arrivals/micro` of `micro`.
pub(super) fn segment(column: &str) -> Option<&str> {
    let (_, segment) = column.split_once('/')?;
    let is_word = crate::model::ESTIMATE_FIELDS.contains(&segment);
    let is_id = SegmentId::from(segment).problem().is_none();
    (is_id && !is_word).then_some(segment)
}

/// What each column of the `rows` is read as, by its head.
pub(super) fn columns<'c>(rows: impl Iterator<Item = &'c Cells>, class: Class) -> BTreeMap<String, Role> {
    let heads: BTreeSet<&str> = rows.flat_map(BTreeMap::keys).map(String::as_str).collect();
    roles(&heads, class)
}

/// What each of the `heads` is read as. No role but those that may repeat is given twice.
pub(super) fn roles(heads: &BTreeSet<&str>, class: Class) -> BTreeMap<String, Role> {
    let table = match class {
        Class::Nodes => NODES,
        Class::Links => LINKS,
    };
    let folded: Vec<(&str, String, bool)> = heads
        .iter()
        .map(|head| {
            let segment = segment(head);
            let stem = head.split_once('/').filter(|_| segment.is_some());
            (
                *head,
                fold(stem.map_or(*head, |(stem, _)| stem)),
                segment.is_some(),
            )
        })
        .collect();
    let mut given: BTreeMap<String, Role> = BTreeMap::new();
    for (role, names) in table {
        let by_segment = matches!(
            role,
            Role::Number("arrivals" | "ticket") | Role::Pull | Role::PullKind | Role::PullLike
        );
        let fitting = |name: &str, segmented: bool| {
            let name = fold(name);
            folded
                .iter()
                .filter(move |(_, stem, has)| *stem == name && *has == segmented)
        };
        if let Some((head, ..)) = names
            .iter()
            .flat_map(|name| fitting(name, false))
            .find(|(head, ..)| !given.contains_key(*head))
        {
            given.insert((*head).to_owned(), role.clone());
        }
        if let Some(name) = names.first().filter(|_| by_segment) {
            for (head, ..) in fitting(name, true) {
                given.insert((*head).to_owned(), role.clone());
            }
        }
    }
    own(&mut given, &folded, class);
    for (head, stem, _) in &folded {
        given.entry((*head).to_owned()).or_insert_with(|| {
            if LOOKS.contains(&stem.as_str()) {
                Role::Look
            } else {
                Role::Aside
            }
        });
    }
    given
}

/// In tables that `catchment export` wrote, visits are a result and groups are those of the model.
fn own(given: &mut BTreeMap<String, Role>, folded: &[(&str, String, bool)], class: Class) {
    let head = |name: &str| {
        folded
            .iter()
            .find(|(_, stem, _)| stem == name)
            .map(|(head, ..)| *head)
    };
    let told = match class {
        Class::Nodes => head("arrivals")
            .and(head("visits"))
            .map(|head| (head, Role::Result)),
        Class::Links => head("pullkind")
            .and(head("group"))
            .map(|head| (head, Role::Group)),
    };
    given.extend(told.map(|(head, role)| (head.to_owned(), role)));
}
