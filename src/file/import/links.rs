//! Links: those the rules allow as they stand, the rest by way of a merchant or left out with a remark.

use std::collections::HashMap;

use super::build::Build;
use super::ids::Ids;
use super::kinds::Kind;
use super::remark::{Remark, count, quoted};
use super::states;
use super::table::{Cells, RawLink, Way};
use super::words::{Role, fold};
use crate::model::{CompanyId, Edit, Link, LinkKind, Node, NodeId, NodeKind, PerSegment};

/// What stands behind a comma in the name of one company.
const SUFFIXES: [&str; 14] = [
    "inc", "ltd", "llc", "corp", "co", "coltd", "plc", "gmbh", "ag", "sa", "nv", "limited", "lp", "kg",
];

/// The steps of putting links in place.
struct Linking<'b, 'a> {
    build: &'b mut Build<'a>,
    ids: Ids,
    /// The sellers of each platform, made where a link leads from it to a payment.
    sellers: HashMap<NodeId, NodeId>,
    /// The links that there are, by their place in the build's, to know one that says the same again.
    seen: HashMap<Said, usize>,
    unsaid: usize,
    renamed: usize,
}

/// What a link says, but for how strong it is; with its own id if it has one.
type Said = (NodeId, NodeId, LinkKind, Option<String>, Cells);

/// Puts the links in place, all but their pulls.
pub(super) fn put(build: &mut Build<'_>) {
    let table = build.table;
    let mut linking = Linking {
        build,
        ids: Ids::default(),
        sellers: HashMap::new(),
        seen: HashMap::new(),
        unsaid: 0,
        renamed: 0,
    };
    for (row, raw) in table.links.iter().enumerate() {
        linking.put_one(row, raw, &raw.from, &raw.to, raw.id.as_deref());
        match raw.way {
            Way::Both => linking.put_one(row, raw, &raw.to, &raw.from, None),
            Way::Unsaid => linking.unsaid += 1,
            Way::There => {}
        }
    }
    if linking.renamed > 0 {
        let links = count(linking.renamed, "link");
        linking.build.remarks.push(Remark::new(
            links,
            "an id that no link may have, or that another one has",
            "got another id",
        ));
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

/// What a column of links is read as.
fn build_reads<'b>(build: &'b Build<'_>, column: &str) -> Option<&'b Role> {
    build.reading.link_columns.get(column)
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
        let mut said = raw.cells.clone();
        // How strong it is adds up.
        said.retain(|column, _| build_reads(self.build, column) != Some(&Role::Pull) || id.is_some());
        let said: Said = (start.clone(), end.clone(), kind, id.map(str::to_owned), said);
        if let Some(first) = self.seen.get(&said).copied() {
            if id.is_none() {
                self.build.again.entry(first).or_default().push(row);
            } else {
                self.say(
                    raw,
                    from,
                    to,
                    "says the same as another of its id".to_owned(),
                    "left out".to_owned(),
                );
            }
            return;
        }
        self.seen.insert(said, self.build.links.len());
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
        let kept = id.map(|id| self.ids.keep(id, "link"));
        self.renamed += usize::from(kept.as_deref() != id);
        let id = kept.unwrap_or_else(|| self.ids.slug(&between, "link"));
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
            let Some(text) = cells.get(column) else { continue };
            let unread = match role {
                Role::Aside | Role::Id => None,
                // What is known was taken out on the way in.
                Role::Direction => Some("a direction that is not known here"),
                Role::Open if states::open(text).is_none() => Some("a state that is not known here"),
                // The word says more than that it is open or closed.
                Role::Open if !states::is_plain(text) => None,
                Role::PullLike if !own => Some("what a pull is like, without a pull"),
                _ => continue,
            };
            note.push(format!("{column}: {text}"));
            if let Some(message) = unread {
                let taken = match role {
                    Role::Direction => "taken to lead from the first end to the other; ",
                    Role::Open if open => "taken to be open; ",
                    Role::Open => "taken to be closed, as its type says; ",
                    _ => "",
                };
                let remark = Remark::new(
                    format!("link {id:?}, {column}"),
                    message,
                    format!("{taken}kept in the note"),
                );
                build.remarks.push(remark.at(&raw.place).found(quoted(text)));
            }
        }
        // The word for the kind is kept where it says something else, or more.
        if let Some(word) = build.reading.link(cells, &Role::Kind)
            && fold(word) != fold(kind.name())
        {
            note.push(format!("type: {word}"));
        }
        link.note = note.join("\n");
        link.gatekeepers = self.gatekeepers(&link, keepers.as_deref(), own, &raw.place);
        self.build.map.apply(Edit::put_link(id.clone(), link));
        self.build.links.push((id.into(), row));
    }

    /// The gatekeepers named, where they are others than follow from the owner of the start.
    fn gatekeepers(
        &mut self,
        link: &Link,
        named: Option<&str>,
        own: bool,
        place: &str,
    ) -> Option<Vec<CompanyId>> {
        let mut keepers: Vec<CompanyId> = Vec::new();
        let companies = &mut self.build.companies;
        let text = named.unwrap_or_default();
        let parts: Vec<&str> = if companies.knows(text) {
            vec![text]
        } else {
            text.split([';', '|', '、', '；', '\n', '，']).collect()
        };
        for part in parts {
            // A comma may be part of a name: "Acme, Inc.".
            let commas: Vec<&str> = part
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .collect();
            let is_suffix = |name: &&str| SUFFIXES.contains(&fold(name).as_str());
            let is_list = !companies.knows(part) && commas.len() > 1 && !commas.iter().any(is_suffix);
            if is_list && !commas.iter().all(|name| companies.knows(name)) {
                let done = format!("taken for {} companies", commas.len());
                let remark = Remark::new("gatekeepers", "names with a comma between them", done);
                self.build.remarks.push(remark.at(place).found(quoted(part)));
            }
            for name in if is_list { commas } else { vec![part] } {
                if let Some(id) = companies.id(name)
                    && !keepers.contains(&id)
                {
                    keepers.push(id);
                }
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
