//! From a reading to a map that breaks no rule, with remarks on all that was done for that.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::ids::{Companies, Ids};
use super::kinds::Kind;
use super::reading::Reading;
use super::remark::{Remark, Remarks, count};
use super::table::{Ends, Table, Way};
use super::words::{self, Role};
use super::{columns, links, nodes, places, pulls};
use crate::model::{Company, CompanyId, Edit, LinkId, Map, NodeId, Segment, rules};

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
    /// The segments that columns speak of.
    pub(super) segments: BTreeSet<String>,
}

impl Reading {
    /// Makes the map of `table` as it is read here.
    pub fn map(&self, table: &Table) -> Imported {
        let mut build = Build::new(self, table);
        build.put_segments();
        nodes::put(&mut build);
        nodes::put_hosts(&mut build);
        places::put(&mut build);
        links::put(&mut build);
        pulls::put(&mut build);
        build.put_companies();
        columns::tell(&mut build);
        build.tell_of_owners();
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
            segments: segments.map(str::to_owned).collect(),
        }
    }

    /// Says what a map without companies cannot answer.
    fn tell_of_owners(&mut self) {
        if self.map.companies().is_empty() {
            self.remarks.push(Remark::new(
                count(self.nodes.len(), "node"),
                "no column says whose they are",
                "nobody captures their visits until they have owners",
            ));
        }
    }

    /// Declares the segments that columns such as `arrivals/micro` speak of.
    fn put_segments(&mut self) {
        // The one that every map has needs no declaration.
        if self
            .segments
            .iter()
            .all(|segment| segment == crate::model::ALL_SEGMENT)
        {
            return;
        }
        for name in &self.segments {
            let segment = Segment {
                name: name.clone(),
                ..Segment::default()
            };
            self.map.apply(Edit::put_segment(name.as_str(), segment));
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
            let company = Company {
                name: stated.unwrap_or(name).to_owned(),
                color: own.or_else(|| colors.get(id).cloned()),
                note: raw.map(|raw| raw.note.clone()).unwrap_or_default(),
                ..Company::default()
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

/// The colour if it is written as the model writes colours.
fn color(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    let is_color = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_color.then(|| text.to_lowercase())
}
