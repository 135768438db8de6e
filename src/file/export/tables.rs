//! What an export tells of each node and link, before any format.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{CompanyId, Link, LinkId, Map, Node, NodeId, PerSegment, Pull};

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

/// A node or link: its values by column, without those that it does not have.
pub type Row = BTreeMap<String, Cell>;

/// What solving found for the map at hand.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    /// Visits per period through each node.
    pub nodes: BTreeMap<NodeId, f64>,
    /// For each link whether it is open, and the visits per period along it.
    pub links: BTreeMap<LinkId, (bool, f64)>,
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
}

impl<'a> Export<'a> {
    /// The rows of `map` with the `traffic` on it.
    pub fn new(map: &'a Map, traffic: &Traffic) -> Self {
        let nodes = map.nodes().iter();
        let nodes = nodes.map(|(id, node)| (id, node_row(map, node, traffic.nodes.get(id))));
        let links = map.links().iter();
        let links = links.map(|(id, link)| (id, link_row(map, link, traffic.links.get(id))));
        Self {
            map,
            nodes: nodes.collect(),
            links: links.collect(),
        }
    }

    /// The colour of the company that owns `node`, as red, green and blue.
    pub(super) fn color(&self, node: &NodeId) -> Option<[u8; 3]> {
        let owner = self.map.nodes().get(node)?.owner.as_ref()?;
        let digits = self
            .map
            .companies()
            .get(owner)?
            .color
            .as_ref()?
            .strip_prefix('#')?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| digits.len() == 6)?
            .to_be_bytes();
        Some([red, green, blue])
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
