//! Which node is meant by what a link calls its end.
//!
//! Names and ids are matched as they are written. Only what is called so by no node is looked for in other
//! letters and with other blanks, among the nodes that the source defines, and said.

use std::collections::{HashMap, HashSet};

use super::remark::{Remark, count, quoted};
use super::table::{RawNode, Table};
use super::words::{self, Class, Role};

/// Said of nodes that no table of nodes has.
pub(super) const ONLY_NAMED: &str = "not defined, only named by links";
const LOOSELY: &str = "no node is called exactly so";

/// Finds nodes by what links call them: by id, else by name, else loosely.
pub(super) struct Ends {
    exact: HashMap<String, usize>,
    /// The nodes that the source defines by what is left of their names; `None` where two share it.
    loose: HashMap<String, Option<usize>>,
    /// The names that several nodes have.
    shared: HashSet<String>,
}

impl Ends {
    pub(super) fn new(nodes: &[RawNode]) -> Self {
        let columns = words::columns(nodes.iter().map(|node| &node.cells), Class::Nodes);
        let of = |wanted: Role| {
            let found = columns.iter().find(|(_, role)| **role == wanted);
            found.map(|(column, _)| column.clone())
        };
        let mut ends = Self {
            exact: HashMap::new(),
            loose: HashMap::new(),
            shared: HashSet::new(),
        };
        for (at, node) in nodes.iter().enumerate() {
            ends.add(&node.id, at, !node.only_named);
        }
        // Ids come first, whatever a name further up says; then what some formats keep beside their own ids.
        for column in [of(Role::Name), of(Role::Id)].into_iter().flatten() {
            for (at, node) in nodes.iter().enumerate() {
                if let Some(name) = node.cells.get(&column) {
                    let other = ends.exactly(name).and_then(|at| nodes.get(at));
                    let same =
                        other.filter(|other| other.id != node.id && other.cells.get(&column) == Some(name));
                    if same.is_some() {
                        ends.shared.insert(name.clone());
                    }
                    ends.add(name, at, !node.only_named);
                }
            }
        }
        ends
    }

    fn add(&mut self, called: &str, at: usize, defined: bool) {
        self.exact.entry(called.to_owned()).or_insert(at);
        if defined {
            let shared = self.loose.entry(words::loose(called)).or_insert(Some(at));
            if *shared != Some(at) {
                *shared = None;
            }
        }
    }

    /// The place of the node that is called exactly so.
    pub(super) fn exactly(&self, called: &str) -> Option<usize> {
        self.exact.get(called).copied()
    }

    /// The place of the one node that could be meant.
    pub(super) fn loosely(&self, called: &str) -> Option<usize> {
        self.loose.get(&words::loose(called)).copied().flatten()
    }

    /// Either, the first if there is one.
    pub(super) fn find(&self, called: &str) -> Option<usize> {
        self.exactly(called).or_else(|| self.loosely(called))
    }
}

/// Turns what links call their ends into ids, and adds the nodes that are only named so.
pub(super) fn give(table: &mut Table) {
    let mut ends = Ends::new(&table.nodes);
    let mut links = std::mem::take(&mut table.links);
    let mut named: Vec<usize> = Vec::new();
    let mut loosely: HashMap<String, usize> = HashMap::new();
    for link in &mut links {
        for end in [&mut link.from, &mut link.to] {
            if ends.shared.contains(end.as_str()) {
                let remark = Remark::new(
                    format!("link end {}", quoted(end)),
                    "several nodes are called so",
                    "taken for the first of them",
                );
                table.left.push(remark.at(&link.place));
            }
            let exact = ends.exactly(end).or_else(|| loosely.get(end.as_str()).copied());
            let at = exact.or_else(|| {
                let at = ends.loosely(end)?;
                let node = table.nodes.get(at)?;
                let remark = Remark::new(
                    format!("link end {}", quoted(end)),
                    LOOSELY,
                    format!("taken for the node {}", quoted(called(node))),
                );
                table.left.push(remark.at(&link.place));
                loosely.insert(end.clone(), at);
                Some(at)
            });
            let at = at.unwrap_or_else(|| {
                let at = table.nodes.len();
                table.nodes.push(RawNode {
                    id: end.clone(),
                    id_is_name: true,
                    only_named: true,
                    place: link.place.clone(),
                    ..RawNode::default()
                });
                ends.add(end, at, false);
                named.push(at);
                at
            });
            if let Some(node) = table.nodes.get(at) {
                end.clone_from(&node.id);
            }
        }
    }
    // A source that defines no node at all says so once; else each is worth a word.
    if named.len() == table.nodes.len() && !named.is_empty() {
        table.left.push(Remark::new(
            count(named.len(), "node"),
            ONLY_NAMED,
            "made from the ends of the links",
        ));
    } else {
        for node in named.iter().filter_map(|at| table.nodes.get(*at)) {
            let remark = Remark::new(format!("node {}", quoted(&node.id)), ONLY_NAMED, "added");
            table.left.push(remark.at(&node.place));
        }
    }
    table.links = links;
}

/// What a node is called where somebody reads it.
fn called(node: &RawNode) -> &str {
    let name = ["name", "label", "Name", "Label"]
        .iter()
        .find_map(|head| node.cells.get(*head));
    name.map_or(&node.id, String::as_str)
}
