//! From a reading to a map that breaks no rule, with remarks on all that was done for that.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::ends::Ends;
use super::ids::{Companies, Ids};
use super::kinds::Kind;
use super::numbers::{self, Marks};
use super::reading::Reading;
use super::remark::{Remark, Remarks, count, quoted};
use super::table::{Cells, Table, Way};
use super::words::{self, Role};
use super::{columns, links, loops, nodes, places, pulls, starts};
use crate::model::{Company, CompanyId, Edit, LinkId, Map, NodeId, Number, Segment, SegmentId, rules};

/// What an import made.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The map.
    pub map: Map,
    /// What was not taken over as it stands, or was added, in the order of the source.
    pub remarks: Vec<Remark>,
}

/// What the steps of the way hand on to each other.
pub(super) struct Build<'a> {
    pub(super) reading: &'a Reading,
    pub(super) table: &'a Table,
    pub(super) map: Map,
    pub(super) remarks: Remarks,
    pub(super) companies: Companies,
    pub(super) node_ids: Ids,
    /// The id of each raw node, in their order.
    pub(super) nodes: Vec<NodeId>,
    /// The place of each raw node among the others, by the id that the source gives it.
    pub(super) index: HashMap<&'a str, usize>,
    /// Finds raw nodes by what anything calls them.
    pub(super) ends: Ends,
    /// From where links lead to each raw node, other than itself.
    pub(super) senders: HashMap<usize, Vec<usize>>,
    /// The first platform of each owner.
    pub(super) platforms: HashMap<&'a str, usize>,
    /// How many raw nodes are platforms.
    pub(super) platform_count: usize,
    /// The links with the rows they were made of.
    pub(super) links: Vec<(LinkId, usize)>,
    /// Which of `links` no row has: they were added.
    pub(super) made: HashSet<usize>,
    /// For some of `links`, by their place there, further rows that say the same.
    pub(super) again: HashMap<usize, Vec<usize>>,
    /// Whether the strengths of links are how many rows say the same.
    pub(super) counted: bool,
    /// The marks in numbers of each column of nodes, and of links.
    marks: (HashMap<&'a str, Marks>, HashMap<&'a str, Marks>),
    /// The segments that columns speak of.
    pub(super) segments: BTreeSet<String>,
}

impl Reading {
    /// Makes the map of `table` as it is read here.
    pub fn map(&self, table: &Table) -> Imported {
        let mut build = Build::new(self, table);
        build.put_units();
        build.put_segments();
        for id in table.companies.keys() {
            build.companies.declare(id);
        }
        nodes::put(&mut build);
        nodes::put_hosts(&mut build);
        places::put(&mut build);
        links::put(&mut build);
        pulls::put(&mut build);
        loops::open(&mut build);
        starts::tell(&mut build);
        build.put_companies();
        columns::tell(&mut build);
        build.tell_of_companies();
        let Build { map, mut remarks, .. } = build;
        for error in rules::errors(&map) {
            remarks.push(Remark::new(
                error.object.to_string(),
                error.message,
                "left as it is: an error stays in the map",
            ));
        }
        Imported {
            map,
            remarks: remarks.into_list(),
        }
    }
}

impl<'a> Build<'a> {
    fn new(reading: &'a Reading, table: &'a Table) -> Self {
        let columns = reading.node_columns.iter().chain(&reading.link_columns);
        let by_segment = columns.filter(|(_, role)| {
            matches!(
                role,
                Role::Number(_) | Role::Pull | Role::PullKind | Role::PullLike
            )
        });
        let segments = by_segment.filter_map(|(column, _)| words::segment(column));
        let index: HashMap<&str, usize> = table
            .nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (node.id.as_str(), at))
            .collect();
        let mut senders: HashMap<usize, Vec<usize>> = HashMap::new();
        for link in table.links.iter().filter(|link| link.from != link.to) {
            if let (Some(from), Some(to)) = (index.get(link.from.as_str()), index.get(link.to.as_str())) {
                senders.entry(*to).or_default().push(*from);
                if link.way == Way::Both {
                    senders.entry(*from).or_default().push(*to);
                }
            }
        }
        for found in senders.values_mut() {
            found.sort_unstable();
            found.dedup();
        }
        let (mut platforms, mut platform_count) = (HashMap::new(), 0);
        for (at, node) in reading.nodes.iter().enumerate() {
            if node.kind == Kind::Platform {
                platform_count += 1;
                if let Some(owner) = &node.owner {
                    platforms.entry(owner.as_str()).or_insert(at);
                }
            }
        }
        Self {
            reading,
            table,
            map: Map::new(reading.name.clone()),
            remarks: table.left.clone(),
            companies: Companies::default(),
            node_ids: Ids::default(),
            nodes: Vec::new(),
            index,
            ends: Ends::new(&table.nodes),
            senders,
            platforms,
            platform_count,
            links: Vec::new(),
            made: HashSet::new(),
            again: HashMap::new(),
            counted: false,
            marks: (
                marks(
                    table,
                    &reading.node_columns,
                    table.nodes.iter().map(|node| &node.cells),
                ),
                marks(
                    table,
                    &reading.link_columns,
                    table.links.iter().map(|link| &link.cells),
                ),
            ),
            segments: segments.map(str::to_owned).collect(),
        }
    }

    /// The number in a cell of a column of nodes.
    pub(super) fn node_number(&self, column: &str, text: &str) -> Option<numbers::Read> {
        let marks = self.marks.0.get(column).copied();
        marks.unwrap_or_default().read(text)
    }

    /// The number in a cell of a column of links.
    pub(super) fn link_number(&self, column: &str, text: &str) -> Option<numbers::Read> {
        let marks = self.marks.1.get(column).copied();
        marks.unwrap_or_default().read(text)
    }

    /// Says that the comma of a number could stand before decimals, too.
    pub(super) fn tell_comma(&mut self, object: &str, place: &str, text: &str, read: &numbers::Read) {
        if let numbers::Read::Either(value, otherwise) = read {
            let remark = Remark::new(
                object,
                format!("a comma that could group thousands or stand before decimals ({otherwise})"),
                format!("read as {value}"),
            );
            self.remarks.push(remark.at(place).found(quoted(text)));
        }
    }

    /// Says what a map without companies cannot answer, and which of them are called in several ways.
    fn tell_of_companies(&mut self) {
        for (name, id) in std::mem::take(&mut self.companies.taken) {
            let called = self.companies.names.get(&id).cloned().unwrap_or_default();
            self.remarks.push(Remark::new(
                format!("company {}", quoted(&name)),
                "called a little otherwise elsewhere",
                format!("taken for {}", quoted(&called)),
            ));
        }
        if self.map.companies().is_empty() {
            self.remarks.push(Remark::new(
                count(self.nodes.len(), "node"),
                "no column says whose they are",
                "nobody captures their visits until they have owners",
            ));
        }
    }

    fn put_units(&mut self) {
        if let Some(units) = &self.table.units {
            self.map.apply(Edit::Units(units.clone()));
        }
    }

    /// Declares the segments of the source, and those that columns such as `arrivals/micro` speak of.
    fn put_segments(&mut self) {
        for (id, segment) in &self.table.segments {
            if SegmentId::from(id.as_str()).problem().is_none() {
                self.map.apply(Edit::put_segment(id.as_str(), segment.clone()));
            }
        }
        // The one that every map has needs no declaration.
        if self
            .segments
            .iter()
            .all(|segment| segment == crate::model::ALL_SEGMENT)
        {
            return;
        }
        for name in &self.segments {
            if !self.table.segments.contains_key(name) {
                let segment = Segment {
                    name: name.clone(),
                    ..Segment::default()
                };
                self.map.apply(Edit::put_segment(name.as_str(), segment));
            }
        }
    }

    /// The map's node of the raw node with this id.
    pub(super) fn node(&self, raw: &str) -> Option<&NodeId> {
        self.nodes.get(*self.index.get(raw)?)
    }

    /// Puts every company in place that anything has named so far.
    pub(super) fn put_companies(&mut self) {
        let colors = self.colors();
        for (id, name) in &self.companies.names {
            let raw = self.table.companies.get(name);
            let stated = raw.map(|raw| raw.name.as_str()).filter(|name| !name.is_empty());
            let own = raw.and_then(|raw| raw.color.as_deref()).and_then(color);
            let number = |text: Option<&String>| {
                let value = text
                    .and_then(|text| Marks::default().read(text))
                    .map(|read| read.value());
                Number::bare(value.unwrap_or(0.0))
            };
            let company = Company {
                visit_value: number(raw.and_then(|raw| raw.visit_value.as_ref())),
                payment_value: number(raw.and_then(|raw| raw.payment_value.as_ref())),
                name: stated.unwrap_or(name).to_owned(),
                color: own.or_else(|| colors.get(id).cloned()),
                note: raw.map(|raw| raw.note.clone()).unwrap_or_default(),
            };
            self.map.apply(Edit::put_company(id.clone(), company));
        }
    }

    /// The colour that all nodes of a company have, where they agree on one.
    fn colors(&self) -> BTreeMap<CompanyId, String> {
        let mut colors: BTreeMap<CompanyId, Option<String>> = BTreeMap::new();
        for (raw, id) in self.table.nodes.iter().zip(&self.nodes) {
            let owner = self.map.nodes().get(id).and_then(|node| node.owner.clone());
            let Some(owner) = owner else { continue };
            let color = self.reading.node(&raw.cells, &Role::Color).and_then(color);
            colors
                .entry(owner)
                .and_modify(|agreed| {
                    if *agreed != color {
                        *agreed = None;
                    }
                })
                .or_insert(color);
        }
        let agreed = colors.into_iter().filter_map(|(id, color)| Some((id, color?)));
        agreed.collect()
    }
}

/// The marks in the numbers of each column that has numbers.
fn marks<'a>(
    table: &Table,
    columns: &BTreeMap<String, Role>,
    rows: impl Iterator<Item = &'a Cells>,
) -> HashMap<&'a str, Marks> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for (column, cell) in rows.flatten() {
        let role = columns.get(column);
        if matches!(role, Some(Role::Number(_) | Role::Pull | Role::X | Role::Y)) && cell.contains([',', '.'])
        {
            found.entry(column).or_default().push(cell);
        }
    }
    let of = |(column, cells): (&'a str, Vec<&str>)| (column, Marks::of(cells.into_iter(), table.mark));
    found.into_iter().map(of).collect()
}

/// The colour if it is written as the model writes colours, or with one digit for two.
pub(super) fn color(text: &str) -> Option<String> {
    let digits = text.trim().strip_prefix('#')?;
    let is_color = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let twice = if digits.len() == 3 { 2 } else { 1 };
    let digits: String = digits
        .chars()
        .flat_map(|digit| std::iter::repeat_n(digit, twice))
        .collect();
    is_color.then(|| format!("#{}", digits.to_lowercase()))
}
