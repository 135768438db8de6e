//! Links: those the rules allow as they stand, the rest by way of a merchant or left out with a remark.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::build::Build;
use super::ids::Ids;
use super::kinds::Kind;
use super::remark::{Remark, count, quoted};
use super::table::{RawLink, Way};
use super::words::{Role, fold};
use crate::model::{CompanyId, Edit, Link, LinkKind, Node, NodeId, NodeKind, PerSegment};

/// The steps of putting links in place.
struct Linking<'b, 'a> {
    build: &'b mut Build<'a>,
    ids: Ids,
    /// The sellers of each platform, made where a link leads from it to a payment.
    sellers: HashMap<NodeId, NodeId>,
    /// The links that there are, to know one that says the same again.
    seen: HashSet<(NodeId, NodeId, LinkKind, BTreeMap<String, String>)>,
    unsaid: usize,
}

/// Puts the links in place, all but their pulls.
pub(super) fn put(build: &mut Build<'_>) {
    let table = build.table;
    let mut linking = Linking {
        build,
        ids: Ids::default(),
        sellers: HashMap::new(),
        seen: HashSet::new(),
        unsaid: 0,
    };
    for (row, raw) in table.links.iter().enumerate() {
        linking.put_one(row, raw, &raw.from, &raw.to, raw.id.as_deref());
        match raw.way {
            Way::Both => linking.put_one(row, raw, &raw.to, &raw.from, None),
            Way::Unsaid => linking.unsaid += 1,
            Way::There => {}
        }
    }
    if linking.unsaid > 0 {
        let links = count(linking.unsaid, "link");
        linking.build.remarks.push(Remark::new(
            links,
            "the source does not say which way they lead",
            "taken to lead from the end named first to the other",
        ));
    }
}

impl Linking<'_, '_> {
    fn put_one(&mut self, row: usize, raw: &RawLink, from: &str, to: &str, id: Option<&str>) {
        let build = &self.build;
        let (Some(start), Some(end)) = (build.node(from).cloned(), build.node(to).cloned()) else {
            return;
        };
        let Some(read) = build.reading.links.get(row) else {
            return;
        };
        let kind = |raw: &str| {
            let at = build.index.get(raw)?;
            build.reading.nodes.get(*at).map(|node| node.kind)
        };
        let (kind_from, kind_to) = (kind(from), kind(to));
        let left_out = |message: &str| Some(message.to_owned());
        let refused = if start == end {
            left_out("leads from a node to itself")
        } else if kind_from == Some(Kind::Payment) {
            left_out("leads out of a payment: a visit that reaches it has paid")
        } else if kind_to == Some(Kind::Payment) && kind_from == Some(Kind::Channel) {
            left_out("leads from a channel into a payment: only merchants are paid")
        } else {
            None
        };
        if let Some(message) = refused {
            self.say(raw, from, to, message, "left out".to_owned());
            return;
        }
        let into_payment = kind_to == Some(Kind::Payment);
        let kind = match read.kind {
            _ if into_payment => LinkKind::Payment,
            LinkKind::Payment => LinkKind::Other,
            kind => kind,
        };
        let start = if into_payment && kind_from == Some(Kind::Platform) {
            let sellers = self.sellers_of(&start, row);
            let done = format!("made to lead from the merchant {sellers:?}, who sells there");
            self.say(
                raw,
                from,
                to,
                "leads from a platform into a payment: only merchants are paid".to_owned(),
                done,
            );
            sellers
        } else {
            start
        };
        if !self
            .seen
            .insert((start.clone(), end.clone(), kind, raw.cells.clone()))
        {
            self.say(
                raw,
                from,
                to,
                "says the same as another".to_owned(),
                "left out".to_owned(),
            );
            return;
        }
        self.insert(row, raw, id, start, end, kind, read.open);
    }

    #[allow(clippy::too_many_arguments, reason = "what a link is made of")]
    fn insert(
        &mut self,
        row: usize,
        raw: &RawLink,
        id: Option<&str>,
        from: NodeId,
        to: NodeId,
        kind: LinkKind,
        open: bool,
    ) {
        let between = format!("{from}-{to}");
        let id = match id {
            Some(id) => self.ids.keep(id, "link"),
            None => self.ids.slug(&between, "link"),
        };
        let build = &mut *self.build;
        let mut link = Link::new(from, to, kind);
        link.open = open;
        let cells = &raw.cells;
        let own = build.reading.link(cells, &Role::PullKind).is_some();
        let keepers = build.reading.link(cells, &Role::Gatekeepers).map(str::to_owned);
        let mut note: Vec<String> = Vec::new();
        note.extend(build.reading.link(cells, &Role::Note).map(str::to_owned));
        link.group = build.reading.link(cells, &Role::Group).map(str::to_owned);
        if let Some(payer) = build.reading.link(cells, &Role::Payer) {
            let found = build.ends.find(payer).and_then(|at| build.nodes.get(at)).cloned();
            let is_platform = |id: &NodeId| {
                let node = build.map.nodes().get(id);
                node.is_some_and(|node| matches!(node.kind, NodeKind::Platform { .. }))
            };
            link.payer = found.filter(is_platform);
            if link.payer.is_none() {
                note.push(format!("payer: {payer}"));
                build.remarks.push(
                    Remark::new(
                        format!("link {id:?}, payer"),
                        "no such platform",
                        "kept in the note",
                    )
                    .at(&raw.place)
                    .found(quoted(payer)),
                );
            }
        }
        for (column, role) in &build.reading.link_columns {
            if let (Role::Aside, Some(text)) = (role, cells.get(column)) {
                note.push(format!("{column}: {text}"));
            }
        }
        // The word for the kind is kept where it says something else, or more.
        if let Some(word) = build.reading.link(cells, &Role::Kind)
            && fold(word) != fold(kind.name())
        {
            note.push(format!("type: {word}"));
        }
        link.note = note.join("\n");
        link.gatekeepers = self.gatekeepers(&link, keepers.as_deref(), own);
        self.build.map.apply(Edit::put_link(id.clone(), link));
        self.build.links.push((id.into(), row));
    }

    /// The gatekeepers named, where they are others than follow from the owner of the start.
    fn gatekeepers(&mut self, link: &Link, named: Option<&str>, own: bool) -> Option<Vec<CompanyId>> {
        let mut keepers: Vec<CompanyId> = Vec::new();
        for name in named.unwrap_or_default().split([';', '|', '、', '；']) {
            if let Some(id) = self.build.companies.id(name)
                && !keepers.contains(&id)
            {
                keepers.push(id);
            }
        }
        let from = self.build.map.nodes().get(&link.from);
        let default: Vec<CompanyId> = from.and_then(|node| node.owner.clone()).into_iter().collect();
        // An empty cell means nobody only where every link has its gatekeepers in the table.
        (keepers != default && (named.is_some() || own)).then_some(keepers)
    }

    /// The sellers on `platform`: a merchant that sells there, made if there is none.
    fn sellers_of(&mut self, platform: &NodeId, row: usize) -> NodeId {
        if let Some(sellers) = self.sellers.get(platform) {
            return sellers.clone();
        }
        let build = &mut *self.build;
        let sells_here =
            |node: &Node| matches!(&node.kind, NodeKind::Merchant { sells_on, .. } if sells_on == platform);
        let existing = build.map.nodes().iter().find(|(_, node)| sells_here(node));
        let sellers = match existing {
            Some((id, _)) => id.clone(),
            None => {
                let home = build.map.nodes().get(platform);
                let name = home.map_or_else(String::new, |node| node.name.clone());
                let at = home.map_or((0.0, 0.0), |node| (node.at.0 + 120.0, node.at.1 + 80.0));
                let kind = NodeKind::Merchant {
                    sells_on: platform.clone(),
                    ticket: PerSegment::default(),
                };
                let mut node = Node::new(format!("{name} sellers"), kind);
                node.at = (at.0.min(1e6), at.1.min(1e6));
                node.note = "Added on import: payments come from merchants.".to_owned();
                let id = NodeId::from(build.node_ids.slug(&node.name, "sellers"));
                build.map.apply(Edit::put_node(id.clone(), node));
                let way = self.ids.slug(&format!("{platform}-{id}"), "link");
                let link = Link::new(platform.clone(), id.clone(), LinkKind::Direct);
                build.map.apply(Edit::put_link(way.clone(), link));
                build.links.push((way.into(), row));
                build.made.insert(build.links.len() - 1);
                id
            }
        };
        self.sellers.insert(platform.clone(), sellers.clone());
        sellers
    }

    fn say(&mut self, raw: &RawLink, from: &str, to: &str, message: String, done: String) {
        let link = format!("link from {} to {}", quoted(from), quoted(to));
        self.build
            .remarks
            .push(Remark::new(link, message, done).at(&raw.place));
    }
}
