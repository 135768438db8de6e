//! What an export tells of each node, link, company and number, before any format.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{CompanyId, Id, Link, LinkId, Map, Node, NodeId, Number, PerSegment, Pull, SegmentId};

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// A truth value.
    Truth(bool),
    /// A finite number.
    Number(f64),
    /// Words or an id.
    Text(String),
}

impl Cell {
    /// The value as text.
    pub fn text(&self) -> String {
        match self {
            Self::Truth(truth) => truth.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A node, link, company or number: its values by column, without those that it does not have.
pub type Row = BTreeMap<String, Cell>;

/// The tables of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// What each node is, and the visits through it.
    Nodes,
    /// What each link is, and the visits along it.
    Links,
    /// What each company captures and earns.
    Companies,
    /// The segments of visitors.
    Segments,
    /// The map's name, and what its traffic, time and money are counted in.
    Map,
    /// Every number of the map, with its range and source.
    Numbers,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 6] = [
        Self::Nodes,
        Self::Links,
        Self::Companies,
        Self::Segments,
        Self::Map,
        Self::Numbers,
    ];

    /// Its name, as a sheet of a workbook has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nodes => "Nodes",
            Self::Links => "Links",
            Self::Companies => "Companies",
            Self::Segments => "Segments",
            Self::Map => "Map",
            Self::Numbers => "Numbers",
        }
    }
}

/// What solving found for the map at hand.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    /// Visits per period through each node.
    pub nodes: BTreeMap<NodeId, f64>,
    /// For each link whether it is open, and the visits per period along it.
    pub links: BTreeMap<LinkId, (bool, f64)>,
    /// For each company its measures by name.
    pub companies: BTreeMap<CompanyId, Vec<(&'static str, f64)>>,
}

/// A map as rows, ready for any format.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// The map.
    pub map: &'a Map,
    /// The nodes, in the order of their ids.
    pub nodes: Vec<(&'a NodeId, Row)>,
    /// The links, in the order of their ids.
    pub links: Vec<(&'a LinkId, Row)>,
    companies: Vec<(&'a CompanyId, Row)>,
    segments: Vec<(&'a SegmentId, Row)>,
    facts: Vec<(&'static str, Row)>,
    /// By path, in the order of the file.
    numbers: Vec<(String, Row)>,
}

impl<'a> Export<'a> {
    /// The rows of `map` with the `traffic` on it.
    pub fn new(map: &'a Map, traffic: &Traffic) -> Self {
        let nodes = map.nodes().iter();
        let nodes = nodes.map(|(id, node)| (id, node_row(map, node, traffic.nodes.get(id))));
        let links = map.links().iter();
        let links = links.map(|(id, link)| (id, link_row(map, link, traffic.links.get(id))));
        let companies = map.companies().iter();
        let companies = companies.map(|(id, company)| {
            let mut row = Row::new();
            text(&mut row, "name", &company.name);
            text(&mut row, "color", company.color.as_deref().unwrap_or_default());
            text(&mut row, "note", &company.note);
            for (field, value) in company.numbers() {
                if value.value != 0.0 {
                    number(&mut row, field.name, value.value);
                }
            }
            for (measure, value) in traffic.companies.get(id).into_iter().flatten() {
                number(&mut row, *measure, *value);
            }
            (id, row)
        });
        let segments = map.segments().iter().map(|(id, segment)| {
            let mut row = Row::new();
            text(&mut row, "name", &segment.name);
            text(&mut row, "note", &segment.note);
            (id, row)
        });
        Self {
            map,
            nodes: nodes.collect(),
            links: links.collect(),
            companies: companies.collect(),
            segments: segments.collect(),
            facts: facts(map),
            numbers: numbers(map),
        }
    }

    /// The rows of `table`, each with its id or path.
    pub fn table(&self, table: Table) -> Vec<(&str, &Row)> {
        fn ids<'r, T>(rows: &'r [(&Id<T>, Row)]) -> Vec<(&'r str, &'r Row)> {
            rows.iter().map(|(id, row)| (id.as_str(), row)).collect()
        }
        match table {
            Table::Nodes => ids(&self.nodes),
            Table::Links => ids(&self.links),
            Table::Companies => ids(&self.companies),
            Table::Segments => ids(&self.segments),
            Table::Map => self.facts.iter().map(|(id, row)| (*id, row)).collect(),
            Table::Numbers => self
                .numbers
                .iter()
                .map(|(path, row)| (path.as_str(), row))
                .collect(),
        }
    }

    /// What belongs to no node and no link, by path (`map/currency`, `companies/acme/name`): formats of networks
    /// have it as attributes of the whole.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let mut facts: Vec<(String, String)> = Vec::new();
        for (id, row) in &self.facts {
            facts.extend(row.values().map(|cell| (format!("map/{id}"), cell.text())));
        }
        let declared = ["name", "color", "note", "visit_value", "payment_value"];
        for (id, row) in &self.companies {
            let row = row
                .iter()
                .filter(|(column, _)| declared.contains(&column.as_str()));
            facts.extend(row.map(|(column, cell)| (format!("companies/{id}/{column}"), cell.text())));
        }
        for (id, row) in &self.segments {
            let row = row.iter();
            facts.extend(row.map(|(column, cell)| (format!("segments/{id}/{column}"), cell.text())));
        }
        facts
    }

    /// The colour of the company that owns `node`, as red, green and blue.
    pub(super) fn color(&self, node: &NodeId) -> Option<[u8; 3]> {
        let owner = self.map.nodes().get(node)?.owner.as_ref()?;
        self.map.companies().get(owner)?.own_color()
    }
}

/// Every column that some row has, with one of its values, in alphabetical order.
pub(super) fn columns<'r>(rows: impl IntoIterator<Item = &'r Row>) -> BTreeMap<&'r str, &'r Cell> {
    rows.into_iter()
        .flatten()
        .map(|(name, cell)| (name.as_str(), cell))
        .collect()
}

fn text(row: &mut Row, column: &str, value: &str) {
    if !value.is_empty() {
        row.insert(column.to_owned(), Cell::Text(value.to_owned()));
    }
}

fn number(row: &mut Row, column: impl Into<String>, value: f64) {
    row.insert(column.into(), Cell::Number(value));
}

fn node_row(map: &Map, node: &Node, visits: Option<&f64>) -> Row {
    let mut row = Row::new();
    text(&mut row, "name", &node.name);
    text(&mut row, "kind", node.kind.name());
    text(
        &mut row,
        "owner",
        node.owner.as_ref().map_or("", CompanyId::as_str),
    );
    text(&mut row, "host", map.host(node).map_or("", CompanyId::as_str));
    text(&mut row, "note", &node.note);
    if let crate::model::NodeKind::Merchant { sells_on, .. } = &node.kind {
        text(&mut row, "sells_on", sells_on.as_str());
    }
    number(&mut row, "x", node.at.0);
    number(&mut row, "y", node.at.1);
    for (path, _, value) in node.numbers() {
        number(&mut row, path, value.value);
    }
    if node.arrivals().is_some_and(PerSegment::is_empty) {
        number(&mut row, "arrivals", 0.0);
    }
    if let Some(visits) = visits {
        number(&mut row, "visits", *visits);
    }
    row
}

fn link_row(map: &Map, link: &Link, solved: Option<&(bool, f64)>) -> Row {
    let mut row = Row::new();
    text(&mut row, "from", link.from.as_str());
    text(&mut row, "to", link.to.as_str());
    text(&mut row, "kind", link.kind.name());
    let open = solved.map_or(link.open, |(open, _)| *open);
    row.insert("open".to_owned(), Cell::Truth(open));
    let gatekeepers: Vec<_> = map.gatekeepers(link).into_iter().map(CompanyId::as_str).collect();
    text(&mut row, "gatekeepers", &gatekeepers.join(";"));
    pull(&mut row, "", &link.pull);
    for (segment, by) in &link.pull_by {
        pull(&mut row, &format!("/{segment}"), by);
    }
    text(&mut row, "group", link.group.as_deref().unwrap_or_default());
    text(&mut row, "payer", link.payer.as_ref().map_or("", NodeId::as_str));
    text(&mut row, "note", &link.note);
    number(&mut row, "ad_elasticity", link.ad_elasticity.value);
    number(&mut row, "referral", link.referral.value);
    if let Some((_, visits)) = solved {
        number(&mut row, "visits", *visits);
    }
    row
}

/// The map's name and units, each a row with its value.
fn facts(map: &Map) -> Vec<(&'static str, Row)> {
    let units = map.units();
    let facts = [
        ("name", map.name()),
        ("traffic", &units.traffic),
        ("period", &units.period),
        ("currency", &units.currency),
    ];
    let row = |(id, value)| {
        let mut row = Row::new();
        text(&mut row, "value", value);
        (id, row)
    };
    facts.map(row).to_vec()
}

/// Every number of the map by its path.
fn numbers(map: &Map) -> Vec<(String, Row)> {
    let mut rows = Vec::new();
    let mut add = |path: String, name: &str, of: &Number| rows.push((path, number_row(name, of)));
    for (id, company) in map.companies() {
        for (field, of) in company.numbers() {
            add(format!("companies/{id}/{}", field.name), &company.name, of);
        }
    }
    for (id, node) in map.nodes() {
        for (field, _, of) in node.numbers() {
            add(format!("nodes/{id}/{field}"), &node.name, of);
        }
    }
    for (id, link) in map.links() {
        let ends = format!("{} → {}", name(map, &link.from), name(map, &link.to));
        for (field, _, of) in link.numbers() {
            add(format!("links/{id}/{field}"), &ends, of);
        }
    }
    rows
}

fn name<'a>(map: &'a Map, id: &'a NodeId) -> &'a str {
    let node = map.nodes().get(id).filter(|node| !node.name.is_empty());
    node.map_or(id.as_str(), |node| &node.name)
}

fn number_row(name: &str, of: &Number) -> Row {
    let mut row = Row::new();
    text(&mut row, "of", name);
    number(&mut row, "value", of.value);
    if let Some(evidence) = of.evidence.as_deref() {
        for (column, end) in [("low", evidence.low), ("high", evidence.high)] {
            if let Some(end) = end {
                number(&mut row, column, end);
            }
        }
        text(&mut row, "source", evidence.source.as_deref().unwrap_or_default());
        text(&mut row, "date", evidence.date.as_deref().unwrap_or_default());
        if let Some(confidence) = evidence.confidence {
            text(&mut row, "confidence", &format!("{confidence:?}").to_lowercase());
        }
    }
    row
}

/// The pull in three columns: what it is, its number, and the link it is like.
fn pull(row: &mut Row, segment: &str, pull: &Pull) {
    text(row, &format!("pull_kind{segment}"), pull.name());
    let value = match pull {
        Pull::Weight(value) | Pull::Share(value) | Pull::TakeUp(value) => value,
        Pull::Like(other, factor) => {
            text(row, &format!("pull_like{segment}"), other.as_str());
            factor
        }
    };
    number(row, format!("pull{segment}"), value.value);
}
