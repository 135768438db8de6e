//! What every format is read into: raw nodes and links with their columns, before any meaning.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::remark::{Remark, Remarks, count, quoted};
use super::words::{self, Class, Role};
use super::{ImportError, MAX_COLUMNS, MAX_LINKS, too_many};
use crate::model::rules::MAX_NODES;

/// The values of one object by column, as written; none is empty.
pub type Cells = BTreeMap<String, String>;

/// A node as the source has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawNode {
    /// What links call it.
    pub id: String,
    /// Whether `id` is its name rather than an id of its own.
    pub id_is_name: bool,
    /// Whether the source does not define it: a link names it as its end.
    pub only_named: bool,
    /// Its position, x to the right, y down.
    pub at: Option<(f64, f64)>,
    /// Everything else.
    pub cells: Cells,
    /// Where it stands.
    pub place: String,
}

/// Which way a link leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// From `from` to `to`.
    #[default]
    There,
    /// Both ways.
    Both,
    /// The source does not say.
    Unsaid,
}

/// A link as the source has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawLink {
    /// Its id, if the source gives one.
    pub id: Option<String>,
    /// The id of the node it starts at; as read, it may be a name.
    pub from: String,
    /// The id of the node it leads to; as read, it may be a name.
    pub to: String,
    /// Which way it leads.
    pub way: Way,
    /// Everything else.
    pub cells: Cells,
    /// Where it stands.
    pub place: String,
}

/// A company as the source has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawCompany {
    /// Its name; empty where the source gives none.
    pub name: String,
    /// Its colour as the source writes it.
    pub color: Option<String>,
    /// What is noted about it.
    pub note: String,
}

/// A source as nodes and links, whatever its format.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the source calls itself; the name of its file where it does not.
    pub name: String,
    /// Its nodes; no two have the same id.
    pub nodes: Vec<RawNode>,
    /// Its links; both ends of each are among the nodes.
    pub links: Vec<RawLink>,
    /// Its companies by what nodes call their owner, where it has a table of them.
    pub companies: BTreeMap<String, RawCompany>,
    /// What of the source is in none of these.
    pub left: Remarks,
    /// How many cells were added, and how many bytes of text with their heads.
    cells: usize,
    text: usize,
}

/// The most rows of nodes, which may speak of the same node again.
const MOST_NODE_ROWS: usize = 4 * MAX_NODES;
/// The most cells of all rows, and the bytes of text in them and their heads. A head or a default that
/// is written once counts for every row that has it: a small file can grow large so.
const MOST_CELLS: usize = 4_000_000;
const MOST_TEXT: usize = 192 << 20;

impl Table {
    /// One table of both: a table of nodes and one of links make a network.
    ///
    /// # Errors
    /// Together they are too large.
    pub fn join(mut self, other: Self) -> Result<Self, ImportError> {
        self.nodes.extend(other.nodes);
        self.links.extend(other.links);
        self.companies.extend(other.companies);
        self.left.join(other.left);
        self.cells += other.cells;
        self.text += other.text;
        self.bound()?;
        self.nodes.retain(|node| !node.only_named);
        self.left.unsay(ONLY_NAMED);
        self.finish()
    }

    /// Adds a node.
    ///
    /// # Errors
    /// There are too many, or they hold too much.
    pub(super) fn add_node(&mut self, node: RawNode) -> Result<(), ImportError> {
        self.weigh(&node.cells)?;
        self.nodes.push(node);
        too_many("rows of nodes", self.nodes.len(), MOST_NODE_ROWS)
    }

    /// Adds a link.
    ///
    /// # Errors
    /// There are too many, or they hold too much.
    pub(super) fn add_link(&mut self, link: RawLink) -> Result<(), ImportError> {
        self.weigh(&link.cells)?;
        self.links.push(link);
        too_many("links", self.links.len(), MAX_LINKS)
    }

    /// Counts cells that are added to the table.
    pub(super) fn weigh(&mut self, cells: &Cells) -> Result<(), ImportError> {
        self.cells += cells.len();
        self.text += cells
            .iter()
            .map(|(head, cell)| head.len() + cell.len())
            .sum::<usize>();
        self.bound()
    }

    fn bound(&self) -> Result<(), ImportError> {
        too_many("cells", self.cells, MOST_CELLS)?;
        too_many("bytes of text", self.text, MOST_TEXT)
    }

    /// Makes one node of those with the same id, and gives every link ends that exist.
    ///
    /// # Errors
    /// It has nothing in it, or too much.
    pub(super) fn finish(mut self) -> Result<Self, ImportError> {
        if self.nodes.is_empty() && self.links.is_empty() {
            return Err(ImportError::Empty);
        }
        too_many("links", self.links.len(), MAX_LINKS)?;
        self.count_columns()?;
        self.clean();
        self.merge();
        self.give_ends();
        too_many("nodes", self.nodes.len(), MAX_NODES)?;
        Ok(self)
    }

    fn count_columns(&self) -> Result<(), ImportError> {
        let nodes = self.nodes.iter().map(|node| &node.cells);
        let mut heads: HashSet<&str> = HashSet::new();
        for cells in nodes.chain(self.links.iter().map(|link| &link.cells)) {
            heads.extend(cells.keys().map(String::as_str));
            too_many("columns", heads.len(), MAX_COLUMNS)?;
        }
        Ok(())
    }

    /// Leaves out what no text of a map may hold, and a label that is the name once more.
    fn clean(&mut self) {
        let mut found = usize::from(without_nul(&mut self.name));
        for node in &mut self.nodes {
            found += usize::from(without_nul(&mut node.id)) + clean_cells(&mut node.cells);
            if node
                .cells
                .get("label")
                .is_some_and(|label| node.cells.get("name") == Some(label))
            {
                node.cells.remove("label");
            }
        }
        for link in &mut self.links {
            for text in link.id.iter_mut().chain([&mut link.from, &mut link.to]) {
                found += usize::from(without_nul(text));
            }
            found += clean_cells(&mut link.cells);
        }
        for (mut id, mut company) in std::mem::take(&mut self.companies) {
            for text in [&mut id, &mut company.name, &mut company.note] {
                found += usize::from(without_nul(text));
            }
            self.companies.insert(id, company);
        }
        if found > 0 {
            let remark = Remark::new(count(found, "text"), "with a NUL character", "read without it");
            self.left.push(remark);
        }
    }

    fn merge(&mut self) {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut merged: Vec<RawNode> = Vec::with_capacity(self.nodes.len());
        for node in std::mem::take(&mut self.nodes) {
            let Some(&at) = first.get(&node.id) else {
                first.insert(node.id.clone(), merged.len());
                merged.push(node);
                continue;
            };
            let Some(kept) = merged.get_mut(at) else { continue };
            self.left.push(
                Remark::new(
                    format!("node {}", quoted(&node.id)),
                    "stands twice",
                    format!(
                        "what it says more, or otherwise, is added to the one at {}",
                        kept.place
                    ),
                )
                .at(&node.place),
            );
            kept.at = kept.at.or(node.at);
            for (column, value) in node.cells {
                match kept.cells.get(&column) {
                    None => drop(kept.cells.insert(column, value)),
                    Some(old) if *old == value => {}
                    Some(_) => {
                        let again = kept.cells.entry(format!("{column} (again)")).or_default();
                        if !again.is_empty() {
                            again.push_str(" | ");
                        }
                        again.push_str(&value);
                    }
                }
            }
        }
        self.nodes = merged;
    }

    /// Turns what links call their ends into ids, and adds the nodes that are only named so.
    fn give_ends(&mut self) {
        let mut ends = Ends::new(&self.nodes);
        let mut links = std::mem::take(&mut self.links);
        let mut named: Vec<usize> = Vec::new();
        for link in &mut links {
            for end in [&mut link.from, &mut link.to] {
                let at = ends.find(end).unwrap_or_else(|| {
                    let at = self.nodes.len();
                    self.nodes.push(RawNode {
                        id: end.clone(),
                        id_is_name: true,
                        only_named: true,
                        place: link.place.clone(),
                        ..RawNode::default()
                    });
                    ends.add(end, at);
                    named.push(at);
                    at
                });
                if let Some(node) = self.nodes.get(at) {
                    end.clone_from(&node.id);
                }
            }
        }
        // A source that defines no node at all says so once; else each is worth a word.
        if named.len() == self.nodes.len() && !named.is_empty() {
            self.left.push(Remark::new(
                count(named.len(), "node"),
                ONLY_NAMED,
                "made from the ends of the links",
            ));
        } else {
            for node in named.iter().filter_map(|at| self.nodes.get(*at)) {
                self.left.push(
                    Remark::new(format!("node {}", quoted(&node.id)), ONLY_NAMED, "added").at(&node.place),
                );
            }
        }
        self.links = links;
    }
}

fn without_nul(text: &mut String) -> bool {
    let has = text.contains('\0');
    if has {
        text.retain(|c| c != '\0');
    }
    has
}

/// Cleans cells and heads; how many held a NUL character.
fn clean_cells(cells: &mut Cells) -> usize {
    if !cells
        .iter()
        .any(|(head, cell)| head.contains('\0') || cell.contains('\0'))
    {
        return 0;
    }
    let mut found = 0;
    for (mut head, mut cell) in std::mem::take(cells) {
        found += usize::from(without_nul(&mut head) | without_nul(&mut cell));
        if !cell.is_empty() {
            cells.insert(head, cell);
        }
    }
    found
}

const ONLY_NAMED: &str = "not defined, only named by links";

/// Finds nodes by what links call them: by id, else by name, else by either in other letters.
pub(super) struct Ends {
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl Ends {
    pub(super) fn new(nodes: &[RawNode]) -> Self {
        let columns = words::columns(nodes.iter().map(|node| &node.cells), Class::Nodes);
        let name = columns
            .iter()
            .find(|(_, role)| **role == Role::Name)
            .map(|(column, _)| column);
        let mut ends = Self {
            exact: HashMap::new(),
            folded: HashMap::new(),
        };
        for (at, node) in nodes.iter().enumerate() {
            ends.add(&node.id, at);
        }
        // Ids come first, whatever a name further up says.
        for (at, node) in nodes.iter().enumerate() {
            if let Some(name) = name.and_then(|name| node.cells.get(name)) {
                ends.add(name, at);
            }
        }
        ends
    }

    fn add(&mut self, called: &str, at: usize) {
        self.exact.entry(called.to_owned()).or_insert(at);
        self.folded.entry(words::fold(called)).or_insert(at);
    }

    pub(super) fn find(&self, called: &str) -> Option<usize> {
        let exact = self.exact.get(called);
        exact.or_else(|| self.folded.get(&words::fold(called))).copied()
    }
}
