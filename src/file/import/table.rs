//! What every format is read into: raw nodes and links with their columns, before any meaning.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::ends::{self, ONLY_NAMED};
use super::remark::{Remark, Remarks, count, quoted};
use super::sheet::Chosen;
use super::words::{self, Class, Role};
use super::{ImportError, MAX_COLUMNS, MAX_LINKS, too_many};
use crate::model::rules::MAX_NODES;
use crate::model::{Segment, Units};
use crate::quantity::DecimalMark;

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
    /// What one captured visit is worth to it, as the source writes it.
    pub visit_value: Option<String>,
    /// What one payment on its rails is worth to it, likewise.
    pub payment_value: Option<String>,
}

/// A column of a sheet that tells what its rows are, so that it is not among the cells of nodes and links.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Whether the sheet was read as nodes.
    pub of_nodes: bool,
    /// Its head.
    pub column: String,
    /// What it was taken for.
    pub role: Role,
    /// The first thing that stands in it.
    pub example: String,
}

/// A file as it was read, to be read again in another way.
#[derive(Clone, PartialEq)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) bytes: Arc<[u8]>,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.bytes.len())
    }
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
    /// The segments of its visitors by their ids, where it has a table of them.
    pub segments: BTreeMap<String, Segment>,
    /// What it counts in, where it says so.
    pub units: Option<Units>,
    /// The columns that tell what rows are.
    pub taken: Vec<Taken>,
    /// What of the source is in none of these.
    pub left: Remarks,
    /// What a comma is in a number of which neither it nor its column tells.
    pub(super) mark: DecimalMark,
    /// What somebody chose that columns are.
    pub(super) chosen: Chosen,
    /// The files it was read from, where they can be read in another way.
    pub(super) sources: Vec<Source>,
    /// How many cells were added, and how many bytes of text with their heads.
    cells: usize,
    text: usize,
}

/// The most rows of nodes, which may speak of the same node again.
const MOST_NODE_ROWS: usize = 4 * MAX_NODES;
/// The most cells of all rows, and the bytes of text in them and their heads. A head or a default that
/// is written once counts for every row that has it: a small file can grow large so.
pub(super) const MOST_CELLS: usize = 4_000_000;
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
        self.segments.extend(other.segments);
        self.units = self.units.or(other.units);
        if self.mark != other.mark {
            self.mark = DecimalMark::Unknown;
        }
        other.taken.into_iter().for_each(|taken| self.take(taken));
        self.sources.extend(other.sources);
        self.left.join(other.left);
        self.cells += other.cells;
        self.text += other.text;
        self.bound()?;
        self.nodes.retain(|node| !node.only_named);
        self.left.unsay(ONLY_NAMED);
        self.finish()
    }

    /// The same files, with a column of their sheets read as `role`: as where links start or lead to, for one.
    /// With both a table becomes one of links, without one of nodes.
    ///
    /// # Errors
    /// What is read so is too large.
    pub fn with_column(&self, column: &str, role: Role) -> Result<Self, ImportError> {
        let mut chosen = self.chosen.clone();
        chosen.retain(|_, old| *old != role || matches!(role, Role::Aside));
        chosen.insert(column.to_owned(), role);
        let mut table: Option<Self> = None;
        for source in &self.sources {
            let next = super::read_as(&source.name, &source.bytes, &chosen)?;
            table = Some(match table {
                None => next,
                Some(table) => table.join(next)?,
            });
        }
        let mut table = table.ok_or(ImportError::Empty)?;
        table.name.clone_from(&self.name);
        table.chosen = chosen;
        Ok(table)
    }

    /// What was chosen for a column that tells what rows are, if anything was.
    pub fn chosen(&self, column: &str) -> Option<&Role> {
        self.chosen.get(column)
    }

    /// Remembers a column that is not among the cells.
    pub(super) fn take(&mut self, taken: Taken) {
        let is_known = |known: &Taken| (known.of_nodes, &known.column) == (taken.of_nodes, &taken.column);
        if !self.taken.iter().any(is_known) {
            self.taken.push(taken);
        }
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
        self.stand_in();
        self.merge();
        ends::give(&mut self);
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
            if node.cells.get("label").is_some_and(|label| {
                node.cells
                    .get("name")
                    .is_some_and(|name| says_the_same(name, label))
            }) {
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

    /// Moves what stands in a column that could tell the same into the one that does, where that is empty.
    fn stand_in(&mut self) {
        let of_nodes = words::stand_ins(self.nodes.iter().map(|node| &node.cells), Class::Nodes);
        let of_links = words::stand_ins(self.links.iter().map(|link| &link.cells), Class::Links);
        let stand_in = |cells: &mut Cells, columns: &[(String, String)]| {
            for (other, main) in columns {
                if !cells.contains_key(main)
                    && let Some(cell) = cells.remove(other)
                {
                    cells.insert(main.clone(), cell);
                }
            }
        };
        if !of_nodes.is_empty() {
            self.nodes
                .iter_mut()
                .for_each(|node| stand_in(&mut node.cells, &of_nodes));
        }
        if !of_links.is_empty() {
            self.links
                .iter_mut()
                .for_each(|link| stand_in(&mut link.cells, &of_links));
        }
    }
}

/// Whether two names differ by nothing but their blanks and line ends.
fn says_the_same(name: &str, label: &str) -> bool {
    name == label || name.split_whitespace().eq(label.split_whitespace())
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
