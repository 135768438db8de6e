//! What a source is taken for: the meaning of each column, the kind of each node and link.
//!
//! It is guessed, and every field may be changed before the map is made.

use std::collections::{BTreeMap, HashMap};

use super::kinds::{self, Kind};
use super::shape::{self, Stated};
use super::states;
use super::table::{Cells, RawLink, Table};
use super::words::{self, Class, Role};
use crate::model::LinkKind;

/// Why something is taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The source says so.
    Stated,
    /// Its name says so.
    Named,
    /// Its place in the network suggests it.
    Shape,
    /// Somebody chose it.
    Chosen,
}

/// What a node is taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeReading {
    /// Its kind.
    pub kind: Kind,
    /// Why.
    pub because: Because,
    /// The name of the company whose business it is.
    pub owner: Option<String>,
}

/// What a link is taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkReading {
    /// Its kind.
    pub kind: LinkKind,
    /// Why.
    pub because: Because,
    /// Whether it is open today.
    pub open: bool,
}

/// What a [`Table`] is taken for. Its nodes and links stand in the order of the table's.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The name of the map.
    pub name: String,
    /// What each column of the nodes is read as.
    pub node_columns: BTreeMap<String, Role>,
    /// What each column of the links is read as.
    pub link_columns: BTreeMap<String, Role>,
    /// The nodes.
    pub nodes: Vec<NodeReading>,
    /// The links.
    pub links: Vec<LinkReading>,
}

impl Reading {
    /// What the table is most likely meant to say.
    pub fn guess(table: &Table) -> Self {
        let node_columns = words::columns(table.nodes.iter().map(|node| &node.cells), Class::Nodes);
        let link_columns = words::columns(table.links.iter().map(|link| &link.cells), Class::Links);
        Self::with_choices(table, node_columns, link_columns, &[])
    }

    /// As [`Reading::guess`], with the columns read as told, and the nodes taken for what was chosen.
    pub(super) fn with_choices(
        table: &Table,
        node_columns: BTreeMap<String, Role>,
        link_columns: BTreeMap<String, Role>,
        chosen: &[Option<Kind>],
    ) -> Self {
        let mut reading = Self {
            name: table.name.clone(),
            node_columns,
            link_columns,
            nodes: Vec::new(),
            links: Vec::new(),
        };
        reading.nodes = reading.guess_nodes(table, chosen);
        let nodes: HashMap<&str, Kind> = table
            .nodes
            .iter()
            .zip(&reading.nodes)
            .map(|(raw, node)| (raw.id.as_str(), node.kind))
            .collect();
        let links = table.links.iter().map(|link| reading.guess_link(link, &nodes));
        reading.links = links.collect();
        reading
    }

    fn guess_nodes(&self, table: &Table, chosen: &[Option<Kind>]) -> Vec<NodeReading> {
        let index: HashMap<&str, usize> = table
            .nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (node.id.as_str(), at))
            .collect();
        let at = |id: &str| index.get(id).copied();
        let links: Vec<(usize, usize)> = table
            .links
            .iter()
            .filter_map(|link| Some((at(&link.from)?, at(&link.to)?)))
            .collect();
        let pays = |link: &&RawLink| {
            let kind = self.link(&link.cells, &Role::Kind).and_then(kinds::of_link);
            kind == Some(LinkKind::Payment)
        };
        let paid = table
            .links
            .iter()
            .filter(pays)
            .filter_map(|link| at(&link.to))
            .collect();
        let chosen = |at: usize| chosen.get(at).copied().flatten();
        let stated = table.nodes.iter().enumerate().map(|(at, node)| {
            let word = || self.node(&node.cells, &Role::Kind);
            match (chosen(at), word()) {
                (Some(kind), _) => Stated::Kind(kind),
                (None, Some(word)) => kinds::stated(word),
                (None, None) => Stated::Nothing,
            }
        });
        let stated = stated.collect();
        let names: Vec<&str> = table
            .nodes
            .iter()
            .map(|node| self.node(&node.cells, &Role::Name).unwrap_or(&node.id))
            .collect();
        let owners = table.nodes.iter().map(|node| {
            let owner = self.node(&node.cells, &Role::Owner);
            owner.or_else(|| self.node(&node.cells, &Role::Group))
        });
        shape::kinds(stated, &names, &links, &paid)
            .into_iter()
            .zip(owners)
            .enumerate()
            .map(|(at, ((kind, because), owner))| NodeReading {
                kind,
                because: chosen(at).map_or(because, |_| Because::Chosen),
                owner: owner.map(str::to_owned),
            })
            .collect()
    }

    fn guess_link(&self, link: &RawLink, nodes: &HashMap<&str, Kind>) -> LinkReading {
        let text = self.link(&link.cells, &Role::Kind);
        let stated = text.and_then(kinds::of_link);
        let ends = (nodes.get(link.from.as_str()), nodes.get(link.to.as_str()));
        let (kind, because) = match (stated, ends) {
            // The rules know no other into a payment, and none elsewhere.
            (_, (_, Some(Kind::Payment))) => (LinkKind::Payment, Because::Shape),
            (Some(LinkKind::Payment), _) => (LinkKind::Other, Because::Stated),
            (Some(kind), _) => (kind, Because::Stated),
            (None, _) if text.is_some() => (LinkKind::Other, Because::Shape),
            (None, _) => (LinkKind::Direct, Because::Shape),
        };
        let said = self.link(&link.cells, &Role::Open).and_then(states::open);
        // A type may say so as well: "blocked".
        let open = said.or_else(|| text.and_then(states::open).filter(|open| !open));
        LinkReading {
            kind,
            because,
            open: open.unwrap_or(true),
        }
    }

    /// What a node has in the column of this role.
    pub(super) fn node<'c>(&self, cells: &'c Cells, role: &Role) -> Option<&'c str> {
        cell(&self.node_columns, cells, role)
    }

    /// What a link has in the column of this role.
    pub(super) fn link<'c>(&self, cells: &'c Cells, role: &Role) -> Option<&'c str> {
        cell(&self.link_columns, cells, role)
    }
}

/// The cell of the column for `role` that speaks of no segment.
pub(super) fn cell<'c>(columns: &BTreeMap<String, Role>, cells: &'c Cells, role: &Role) -> Option<&'c str> {
    // By the cells: a row has few of the columns of a wide table.
    let of_role = |column: &str| columns.get(column) == Some(role) && words::segment(column).is_none();
    let found = cells.iter().find(|(column, _)| of_role(column));
    found.map(|(_, cell)| cell.as_str())
}
