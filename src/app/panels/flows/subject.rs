//! What flows in the diagram: visits between companies or nodes, or money between parties.

use std::collections::BTreeMap;

use crate::app::i18n::{fill, words};
use crate::app::naming;
use crate::app::panels::Context;
use crate::app::sankey::{Ends, Flow, Graph};
use crate::model::{CompanyId, LinkId, Map, Node, NodeId, Object};
use crate::solver::{EntryKind, Ledger, Party, Solution};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    ByHost,
    ByNode,
    Money,
}

impl What {
    pub(super) const ALL: [Self; 3] = [Self::ByHost, Self::ByNode, Self::Money];

    /// What it is called, and its meaning in a sentence.
    pub(super) fn label(self) -> (&'static str, &'static str) {
        let words = &words().sankey;
        match self {
            Self::ByHost => (words.by_host, words.by_host_hint),
            Self::ByNode => (words.by_node, words.by_node_hint),
            Self::Money => (words.money, words.money_hint),
        }
    }

    /// What it is counted in.
    pub(super) fn unit(self, map: &Map) -> String {
        match self {
            Self::Money => naming::money_per_period(map.units()),
            Self::ByHost | Self::ByNode => naming::per_period(map.units()),
        }
    }
}

/// A node of the diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Station {
    pub(super) name: String,
    /// Whose colour it has.
    pub(super) company: Option<CompanyId>,
    /// What of the map it is.
    pub(super) object: Option<Object>,
    /// What flows from it to itself, which is not drawn.
    pub(super) within: f64,
}

/// A graph of what flows, with what its nodes and flows are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Subject {
    pub(super) graph: Graph,
    pub(super) stations: Vec<Station>,
    /// The value of each flow today.
    pub(super) today: Vec<f64>,
    /// The links that each flow takes, of which there are none for money.
    pub(super) links: Vec<Vec<LinkId>>,
}

/// More nodes than this are never drawn apart: the smallest are one from the start.
const CROWD: usize = 400;

/// What flows at present, with today's values.
pub(super) fn subject(what: What, context: &Context<'_>, today: &Solution, now: &Solution) -> Subject {
    match what {
        What::ByHost => visits(context.map, today, now, |_, node| {
            // A visit that pays ends with its merchant: the payment takes it from nobody.
            (!node.is_payment()).then(|| Key::Host(context.map.host(node).cloned()))
        }),
        What::ByNode => {
            let small = small_nodes(now);
            visits(context.map, today, now, |id, _| {
                Some(if small.contains(&id.as_str()) {
                    Key::Small
                } else {
                    Key::Node(id.clone())
                })
            })
        }
        What::Money => money(context.map, &today.ledger, &now.ledger),
    }
}

/// What one node of the diagram stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Host(Option<CompanyId>),
    Node(NodeId),
    /// All nodes that are too small to be drawn apart.
    Small,
    Party(Party),
}

impl Key {
    fn station(&self, map: &Map) -> Station {
        let words = &words().sankey;
        let (name, company, object) = match self {
            Self::Host(None) => (words.nobody.to_owned(), None, None),
            Self::Host(Some(id)) => (
                naming::company(map, id).to_owned(),
                Some(id.clone()),
                Some(Object::Company(id.clone())),
            ),
            Self::Node(id) => (
                naming::node(map, id).to_owned(),
                map.nodes().get(id).and_then(|node| map.host(node)).cloned(),
                Some(Object::Node(id.clone())),
            ),
            Self::Small => (words.small.to_owned(), None, None),
            Self::Party(party) => party_station(map, party),
        };
        Station {
            name,
            company,
            object,
            within: 0.0,
        }
    }
}

fn party_station(map: &Map, party: &Party) -> (String, Option<CompanyId>, Option<Object>) {
    let name = naming::party(map, party);
    match party {
        Party::Buyers => (name, None, None),
        Party::Company(id) => (name, Some(id.clone()), Some(Object::Company(id.clone()))),
        Party::Merchants(node) | Party::Nobody(node) => {
            let owner = map.nodes().get(node).and_then(|node| node.owner.clone());
            (name, owner, Some(Object::Node(node.clone())))
        }
    }
}

/// The nodes beyond the largest few hundred.
fn small_nodes(now: &Solution) -> std::collections::BTreeSet<&str> {
    let mut nodes: Vec<(f64, &str)> = now
        .nodes
        .iter()
        .map(|(id, flow)| (flow.visits, id.as_str()))
        .collect();
    nodes.sort_by(|a, b| b.0.total_cmp(&a.0));
    nodes.into_iter().skip(CROWD).map(|(_, id)| id).collect()
}

/// Builds the graph as flows come in.
#[derive(Default)]
struct Builder {
    places: BTreeMap<Key, usize>,
    ends: Vec<Ends>,
    within: Vec<f64>,
    flows: BTreeMap<(usize, usize), (f64, f64, Vec<LinkId>)>,
}

impl Builder {
    fn place(&mut self, key: Key) -> usize {
        let next = self.places.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.ends.push(Ends::default());
            self.within.push(0.0);
        }
        place
    }

    fn add(&mut self, from: usize, to: usize, now: f64, today: f64, link: Option<&LinkId>) {
        if from == to {
            self.within[from] += now;
            return;
        }
        let flow = self.flows.entry((from, to)).or_default();
        flow.0 += now;
        flow.1 += today;
        if now > 0.0 {
            flow.2.extend(link.cloned());
        }
    }

    fn build(self, map: &Map) -> Subject {
        let mut stations = vec![Station::default(); self.ends.len()];
        for (key, place) in &self.places {
            stations[*place] = Station {
                within: self.within[*place],
                ..key.station(map)
            };
        }
        let mut subject = Subject {
            graph: Graph {
                nodes: self.ends,
                flows: Vec::new(),
            },
            stations,
            ..Subject::default()
        };
        for ((from, to), (value, today, links)) in self.flows {
            if value > 0.0 && value.is_finite() {
                subject.graph.flows.push(Flow { from, to, value });
                subject.today.push(today);
                subject.links.push(links);
            }
        }
        subject
    }
}

/// Visits along links, between what `key` makes of their ends; where it makes nothing of the end of a
/// link, visits on it end at its start.
fn visits<'a>(
    map: &'a Map,
    today: &Solution,
    now: &Solution,
    key: impl Fn(&'a NodeId, &'a Node) -> Option<Key>,
) -> Subject {
    let mut builder = Builder::default();
    let mut places = BTreeMap::new();
    let mut starts: BTreeMap<&NodeId, f64> = BTreeMap::new();
    for (id, node) in map.nodes() {
        let flow = now.nodes.get(id.as_str());
        starts.insert(id, flow.map_or(0.0, |flow| flow.visits));
        let Some(place) = key(id, node).map(|key| builder.place(key)) else {
            continue;
        };
        places.insert(id, place);
        if let Some(flow) = flow {
            builder.ends[place].ends += flow.exits + flow.paid;
        }
    }
    for (id, link) in map.links() {
        let value = now.visits_on(id);
        if let Some(starts) = starts.get_mut(&link.to) {
            *starts -= value;
        }
        match (places.get(&link.from), places.get(&link.to)) {
            (Some(from), Some(to)) => builder.add(*from, *to, value, today.visits_on(id), Some(id)),
            (Some(from), None) => builder.ends[*from].ends += value,
            _ => {}
        }
    }
    for (id, place) in places {
        let all = now.visits_at(id);
        let starts = starts.get(id).copied().unwrap_or_default();
        // What the solver leaves as rounding starts nowhere.
        if starts > 1e-9 * all {
            builder.ends[place].starts += starts;
        }
    }
    builder.build(map)
}

/// Money between the parties of the ledgers, without the sales, which would hide all else.
fn money(map: &Map, today: &Ledger, now: &Ledger) -> Subject {
    let mut builder = Builder::default();
    for (ledger, is_now) in [(now, 1.0), (today, 0.0)] {
        let paid = ledger.entries().iter();
        for entry in paid.filter(|entry| entry.kind != EntryKind::Sales) {
            let from = builder.place(Key::Party(entry.from.clone()));
            let to = builder.place(Key::Party(entry.to.clone()));
            let (now, today) = (entry.amount * is_now, entry.amount * (1.0 - is_now));
            builder.add(from, to, now, today, None);
        }
    }
    builder.build(map)
}

/// The sales that the diagram of money leaves out.
pub(super) fn sales(now: &Solution) -> f64 {
    let entries = now.ledger.entries().iter();
    let sales = entries.filter(|entry| entry.kind == EntryKind::Sales);
    sales.map(|entry| entry.amount).sum()
}

/// The name of several stations drawn as one.
pub(super) fn others(count: usize) -> String {
    fill(words().sankey.others, &[&count.to_string()])
}
