//! The outline's rows: hosts with their nodes and the links out of these, notes, frames, scenarios.
//!
//! Pure data, built anew when the map or the filter changes; only the rows in view are drawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::i18n::words;
use crate::app::naming;
use crate::model::{CompanyId, LinkId, Map, Node, NodeId, NodeKind, Object};

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Entry {
    /// A company, above what it hosts.
    Company(CompanyId),
    /// The heading of what no company hosts.
    Nobody,
    /// The heading of the notes.
    Notes,
    /// The heading of the frames.
    Frames,
    /// The heading of the scenarios.
    Scenarios,
    /// A node, link, note, frame or scenario.
    Object(Object),
}

impl Entry {
    /// The object it stands for; a heading of several kinds of object stands for none.
    pub(super) fn object(&self) -> Option<Object> {
        match self {
            Self::Company(id) => Some(Object::Company(id.clone())),
            Self::Object(object) => Some(object.clone()),
            _ => None,
        }
    }
}

/// A row of the outline.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What it stands for.
    pub entry: Entry,
    /// How far it is indented.
    pub depth: usize,
    /// What it is called.
    pub name: String,
    /// How many objects a heading has below it.
    pub count: Option<usize>,
    /// Whether what is below it is listed; `None` where nothing is.
    pub unfolded: Option<bool>,
}

/// What is listed of a map.
pub(super) struct Choice<'a> {
    /// Only what has this in its name, id or kind, with the headings above; all if it is empty.
    pub filter: &'a str,
    /// The entries that are not folded as at first: headings are unfolded then, nodes are not.
    pub turned: &'a BTreeSet<Entry>,
    /// The one link that is listed even if its node is folded.
    pub revealed: Option<&'a LinkId>,
}

/// The rows of `map`.
pub(super) fn rows(map: &Map, choice: &Choice<'_>) -> Vec<Row> {
    let mut list = List {
        map,
        choice,
        needle: choice.filter.trim().to_lowercase(),
        links: BTreeMap::new(),
        rows: Vec::new(),
    };
    for (id, link) in map.links() {
        list.links.entry(&link.from).or_default().push(id);
    }
    let mut hosted: BTreeMap<Option<&CompanyId>, Vec<(&NodeId, &Node)>> = BTreeMap::new();
    for (id, node) in map.nodes() {
        hosted.entry(map.host(node)).or_default().push((id, node));
    }
    let mut companies: Vec<&CompanyId> = map.companies().keys().collect();
    companies.sort_by_cached_key(|id| (naming::company(map, id).to_lowercase(), *id));
    for id in companies {
        let nodes = hosted.remove(&Some(id)).unwrap_or_default();
        list.hosted(
            Entry::Company(id.clone()),
            naming::company(map, id),
            id.as_str(),
            nodes,
        );
    }
    if let Some(nodes) = hosted.remove(&None) {
        list.hosted(Entry::Nobody, words().results.nobody, "", nodes);
    }
    let notes = map.notes().keys().cloned().map(Object::Note);
    list.group(
        Entry::Notes,
        words().outline.notes,
        words().inspector.note_heading,
        notes,
    );
    let frames = map.frames().keys().cloned().map(Object::Frame);
    list.group(
        Entry::Frames,
        words().outline.frames,
        words().inspector.frame_heading,
        frames,
    );
    let scenarios = map.scenarios().keys().cloned().map(Object::Scenario);
    list.group(
        Entry::Scenarios,
        words().scenarios.scenario_none,
        words().inspector.scenario_heading,
        scenarios,
    );
    list.rows
}

struct List<'a> {
    map: &'a Map,
    choice: &'a Choice<'a>,
    needle: String,
    links: BTreeMap<&'a NodeId, Vec<&'a LinkId>>,
    rows: Vec<Row>,
}

impl List<'_> {
    fn fits(&self, texts: &[&str]) -> bool {
        self.needle.is_empty()
            || texts
                .iter()
                .any(|text| text.to_lowercase().contains(&self.needle))
    }

    /// A heading with nodes; all of them if the heading itself fits the filter.
    fn hosted(&mut self, heading: Entry, name: &str, id: &str, mut nodes: Vec<(&NodeId, &Node)>) {
        nodes.sort_by_cached_key(|(id, node)| (rank(node), naming::node(self.map, id).to_lowercase()));
        if !self.fits(&[name, id]) {
            nodes.retain(|(id, node)| self.fits(&[&node.name, id.as_str(), naming::node_kind(node)]));
            if nodes.is_empty() {
                return;
            }
        }
        let unfolded = self.heading(heading, name, nodes.len());
        for (id, _) in nodes.into_iter().filter(|_| unfolded) {
            self.node(id);
        }
    }

    fn node(&mut self, id: &NodeId) {
        let entry = Entry::Object(Object::Node(id.clone()));
        let links = self.links.get(id).cloned().unwrap_or_default();
        let unfolded = self.choice.turned.contains(&entry);
        self.rows.push(Row {
            entry,
            depth: 1,
            name: naming::node(self.map, id).to_owned(),
            count: None,
            unfolded: (!links.is_empty()).then_some(unfolded),
        });
        for link in links {
            if unfolded || self.choice.revealed == Some(link) {
                let to = self.map.links().get(link).map(|link| &link.to);
                let name = to.map_or(link.as_str(), |to| naming::node(self.map, to));
                self.rows.push(Row {
                    entry: Entry::Object(Object::Link(link.clone())),
                    depth: 2,
                    name: format!("→ {name}"),
                    count: None,
                    unfolded: None,
                });
            }
        }
    }

    /// A heading with objects that have nothing below them.
    fn group(&mut self, heading: Entry, name: &str, kind: &str, objects: impl Iterator<Item = Object>) {
        let fits_all = self.fits(&[name, kind]);
        let named = objects.map(|object| (naming::object(self.map, &object), object));
        let shown: Vec<(String, Object)> = named
            .filter(|(name, object)| fits_all || self.fits(&[name, object.id()]))
            .collect();
        if shown.is_empty() {
            return;
        }
        let unfolded = self.heading(heading, name, shown.len());
        let leaf = |(name, object)| Row {
            entry: Entry::Object(object),
            depth: 1,
            name,
            count: None,
            unfolded: None,
        };
        self.rows.extend(shown.into_iter().filter(|_| unfolded).map(leaf));
    }

    /// Adds a heading; whether what is below it is listed.
    fn heading(&mut self, entry: Entry, name: &str, count: usize) -> bool {
        // What was looked for is not left folded away.
        let unfolded = !self.needle.is_empty() || !self.choice.turned.contains(&entry);
        self.rows.push(Row {
            entry,
            depth: 0,
            name: name.to_owned(),
            count: Some(count),
            unfolded: (count > 0).then_some(unfolded),
        });
        unfolded
    }
}

/// Kinds in the order in which a visit passes them.
fn rank(node: &Node) -> u8 {
    match node.kind {
        NodeKind::Channel { .. } => 0,
        NodeKind::Platform { .. } => 1,
        NodeKind::Merchant { .. } => 2,
        NodeKind::Payment { .. } => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Company, Edit, Link, LinkKind, Note, Scenario};

    fn map() -> Map {
        let node = |name: &str, owner: Option<&str>, kind| Node {
            owner: owner.map(Into::into),
            ..Node::new(name, kind)
        };
        let channel = || NodeKind::Channel {
            arrivals: Default::default(),
        };
        let mut map = Map::new("");
        map.apply_all([
            Edit::put_company(
                "b",
                Company {
                    name: "Tencent 腾讯".into(),
                    ..Company::default()
                },
            ),
            Edit::put_company(
                "a",
                Company {
                    name: "alibaba".into(),
                    ..Company::default()
                },
            ),
            Edit::put_node("chats", node("WeChat chats", Some("b"), channel())),
            Edit::put_node(
                "pay",
                node(
                    "WeChat Pay",
                    Some("b"),
                    NodeKind::Payment {
                        fee: crate::model::Number::bare(0.0),
                    },
                ),
            ),
            Edit::put_node("web", node("The web", None, channel())),
            Edit::put_link("chats-pay", Link::new("chats", "pay", LinkKind::Payment)),
            Edit::Note(
                "n".into(),
                Some(Note {
                    text: "Mind this".into(),
                    at: (0.0, 0.0),
                }),
            ),
            Edit::put_scenario(
                "s",
                Scenario {
                    name: "Open it".into(),
                    ..Scenario::default()
                },
            ),
        ]);
        map
    }

    fn listed(filter: &str, turned: &[Entry], revealed: Option<&str>) -> Vec<String> {
        let revealed = revealed.map(LinkId::from);
        let choice = Choice {
            filter,
            turned: &turned.iter().cloned().collect(),
            revealed: revealed.as_ref(),
        };
        let rows = rows(&map(), &choice).into_iter();
        rows.map(|row| format!("{}{}", "  ".repeat(row.depth), row.name))
            .collect()
    }

    #[test]
    fn companies_come_by_name_with_what_they_host() {
        let all = [
            "alibaba",
            "Tencent 腾讯",
            "  WeChat chats",
            "  WeChat Pay",
            "Nobody",
            "  The web",
            "Notes",
            "  Mind this",
            "Scenarios",
            "  Open it",
        ];
        assert_eq!(listed("", &[], None), all);
    }

    #[test]
    fn the_filter_asks_names_kinds_and_companies_in_every_script() {
        assert_eq!(listed("PAY", &[], None), ["Tencent 腾讯", "  WeChat Pay"]);
        assert_eq!(listed("payment", &[], None), ["Tencent 腾讯", "  WeChat Pay"]);
        let tencent = ["Tencent 腾讯", "  WeChat chats", "  WeChat Pay"];
        assert_eq!(listed("腾", &[], None), tencent);
        assert!(listed("nowhere", &[], None).is_empty());
    }

    #[test]
    fn folding_hides_and_nodes_unfold_to_their_links() {
        let tencent = Entry::Company("b".into());
        assert!(!listed("", std::slice::from_ref(&tencent), None).contains(&"  WeChat Pay".into()));
        assert!(listed("pay", &[tencent], None).contains(&"  WeChat Pay".into()));
        let chats = Entry::Object(Object::Node("chats".into()));
        let link = "    → WeChat Pay".to_owned();
        assert!(listed("", &[chats], None).contains(&link));
        assert!(listed("", &[], Some("chats-pay")).contains(&link));
        assert!(!listed("", &[], None).contains(&link));
    }
}
