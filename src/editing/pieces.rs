//! Ready-made pieces of an ecosystem for the palette: several nodes with the links between them and
//! to what is there already.
//!
//! Their numbers are plausible, marked as judgement, and of the size of those on the map: arrivals
//! and tickets are the median of what is entered there.

use super::fresh::Fresh;
use super::legal::{self, Refusal, is_merchant, is_platform};
use super::pull::{FIRST_PAYMENT_SHARE, NEW_SHARE, Scale, Siblings};
use super::{Pasted, Point, drawable};
use crate::model::{
    CompanyId, Confidence, Edit, Evidence, Link, LinkKind, Map, Node, NodeId, NodeKind, Number, Object,
    PerSegment, Pull,
};

/// A ready-made piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// A platform on the company's surface in the hands of another, with its sellers, who are paid
    /// through the host's wallet, and a closed way into it from the host's nearest channel.
    MiniProgram,
    /// A wallet, taken by the nearest sellers.
    Wallet,
    /// A channel that leads to the nearest platform by ads which that platform's sellers pay for.
    AdSurface,
    /// A platform of the company with its sellers, who are paid through its wallet.
    Shop,
    /// A channel that leads to the nearest platforms.
    SearchEngine,
}

impl Piece {
    /// Every piece, in the order of the palette.
    pub const ALL: [Self; 5] = [
        Self::MiniProgram,
        Self::Wallet,
        Self::AdSurface,
        Self::Shop,
        Self::SearchEngine,
    ];
}

/// What the new nodes are called, and the source that their numbers name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Words<'a> {
    pub mini_program: &'a str,
    pub sellers: &'a str,
    pub wallet: &'a str,
    pub ad_surface: &'a str,
    pub shop: &'a str,
    pub search_engine: &'a str,
    pub source: &'a str,
}

impl Words<'_> {
    /// The words in English.
    pub const ENGLISH: Words<'static> = Words {
        mini_program: "Mini-program",
        sellers: "Sellers",
        wallet: "Wallet",
        ad_surface: "Ad surface",
        shop: "Shop",
        search_engine: "Search engine",
        source: "a first guess, to be replaced",
    };
}

/// How far apart the nodes of a piece stand.
const STEP: f64 = 240.0;
/// How many sellers take a new wallet, and how many platforms a search engine leads to.
const MOST_LINKED: usize = 3;
/// Visits and money per order where the map has none.
const ARRIVALS: f64 = 1e6;
const TICKET: f64 = 100.0;

/// Puts `piece` with its middle at `at`, in the hands of `company`.
///
/// # Errors
/// That the map is full.
pub fn insert(
    map: &Map,
    piece: Piece,
    at: Point,
    company: Option<&CompanyId>,
    words: &Words<'_>,
) -> Result<Pasted, Refusal> {
    legal::may_add_nodes(map, 3)?;
    let company = company.filter(|id| map.companies().contains_key(*id));
    let mut build = Build::new(map, drawable(at), company, words);
    match piece {
        Piece::MiniProgram => build.mini_program(),
        Piece::Wallet => build.wallet(),
        Piece::AdSurface => build.ad_surface(),
        Piece::Shop => build.shop(),
        Piece::SearchEngine => build.search_engine(),
    }
    Ok(build.pasted)
}

/// A piece in the making.
struct Build<'a> {
    map: &'a Map,
    at: Point,
    company: Option<&'a CompanyId>,
    words: &'a Words<'a>,
    nodes: Fresh<'a>,
    links: Fresh<'a>,
    names: Fresh<'a>,
    pasted: Pasted,
}

impl<'a> Build<'a> {
    fn new(map: &'a Map, at: Point, company: Option<&'a CompanyId>, words: &'a Words<'a>) -> Self {
        Self {
            map,
            at,
            company,
            words,
            nodes: Fresh::id(map.nodes()),
            links: Fresh::id(map.links()),
            names: Fresh::name(map.nodes().values().map(|node| node.name.as_str())),
            pasted: Pasted::default(),
        }
    }

    fn mini_program(&mut self) {
        let owner = self
            .nearest(|node| is_platform(node) && node.owner.is_some() && node.owner.as_ref() != self.company)
            .first()
            .and_then(|id| self.map.nodes()[*id].owner.clone());
        let entry = self.nearest(|node| {
            matches!(node.kind, NodeKind::Channel { .. }) && self.map.host(node) == self.company
        });
        let kind = self.platform(0.1, 0.006, 0.02);
        let mut node = Node::new(self.words.mini_program, kind);
        node.owner = owner.or_else(|| self.company.cloned());
        node.host = self
            .company
            .filter(|host| node.owner.as_ref() != Some(*host))
            .cloned();
        let app = self.node(node, -0.5);
        self.sellers_and_checkout(&app);
        if let Some(entry) = entry.first() {
            let mut link = Link::new((*entry).clone(), app, LinkKind::MiniProgram);
            link.open = false;
            link.pull = Pull::TakeUp(self.judged(0.05, 0.01, 0.15));
            self.link(link);
        }
    }

    fn shop(&mut self) {
        let kind = self.platform(1.0, 0.03, 0.03);
        let mut node = Node::new(self.words.shop, kind);
        node.owner = self.company.cloned();
        let shop = self.node(node, -0.5);
        self.sellers_and_checkout(&shop);
    }

    fn wallet(&mut self) {
        let takers = self.nearest(|node| is_merchant(node) && self.map.host(node) == self.company);
        let takers = if takers.is_empty() {
            self.nearest(is_merchant)
        } else {
            takers
        };
        let wallet = self.new_wallet(0.0);
        for taker in takers.into_iter().take(MOST_LINKED) {
            let siblings = Siblings::new(self.map, taker, None);
            let segments = self.map.segment_ids();
            let first = segments
                .iter()
                .all(|segment| siblings.scale(segment.as_str()) == Scale::None);
            let mut link = Link::new(taker.clone(), wallet.clone(), LinkKind::Payment);
            (link.pull, link.pull_by) = siblings.pulls(if first { FIRST_PAYMENT_SHARE } else { NEW_SHARE });
            self.link(link);
        }
    }

    fn ad_surface(&mut self) {
        let buys =
            |node: &Node| matches!(&node.kind, NodeKind::Platform { ad_rate, .. } if ad_rate.value > 0.0);
        let buyers = self.nearest(buys);
        let buyers = if buyers.is_empty() {
            self.nearest(is_platform)
        } else {
            buyers
        };
        let surface = self.channel(self.words.ad_surface);
        if let Some(buyer) = buyers.first() {
            let mut link = Link::new(surface, (*buyer).clone(), LinkKind::Ad);
            link.pull = Pull::Share(self.judged(0.05, 0.01, 0.15));
            link.payer = Some((*buyer).clone());
            link.ad_elasticity = self.judged(0.12, 0.06, 0.24);
            self.link(link);
        }
    }

    fn search_engine(&mut self) {
        let found = self.nearest(is_platform);
        let engine = self.channel(self.words.search_engine);
        for platform in found.into_iter().take(MOST_LINKED) {
            let mut link = Link::new(engine.clone(), platform.clone(), LinkKind::Search);
            link.pull = Pull::Share(self.judged(0.1, 0.02, 0.2));
            self.link(link);
        }
    }

    /// Sellers on `platform`, paid through the company's nearest wallet, else the nearest of all,
    /// else a new one.
    fn sellers_and_checkout(&mut self, platform: &NodeId) {
        let ticket = self.judged(median(self.tickets()).unwrap_or(TICKET), 0.0, f64::MAX);
        let kind = NodeKind::Merchant {
            sells_on: platform.clone(),
            ticket: PerSegment::One(ticket),
        };
        let wallets = self.nearest(|node| node.is_payment() && self.map.host(node) == self.company);
        let wallets = if wallets.is_empty() {
            self.nearest(Node::is_payment)
        } else {
            wallets
        };
        let sellers = self.node(Node::new(self.words.sellers, kind), 0.5);
        let wallet = match wallets.first() {
            Some(wallet) => (*wallet).clone(),
            None => self.new_wallet(1.5),
        };
        let mut order = Link::new(platform.clone(), sellers.clone(), LinkKind::Direct);
        order.pull = Pull::Share(self.judged(0.2, 0.05, 0.4));
        self.link(order);
        let mut payment = Link::new(sellers, wallet, LinkKind::Payment);
        payment.pull = Pull::Share(self.judged(0.95, 0.7, 1.0));
        self.link(payment);
    }

    fn new_wallet(&mut self, step: f64) -> NodeId {
        let fee = self.judged(0.006, 0.0005, 0.01);
        let mut node = Node::new(self.words.wallet, NodeKind::Payment { fee });
        node.owner = self.company.cloned();
        self.node(node, step)
    }

    fn channel(&mut self, name: &str) -> NodeId {
        let arrivals = self.arrivals(1.0);
        let mut node = Node::new(name, NodeKind::Channel { arrivals });
        node.owner = self.company.cloned();
        self.node(node, 0.0)
    }

    fn platform(&self, part: f64, commission: f64, ad_rate: f64) -> NodeKind {
        NodeKind::Platform {
            arrivals: self.arrivals(part),
            commission: self.judged(commission, 0.0, 0.1),
            ad_rate: self.judged(ad_rate, 0.0, 0.1),
        }
    }

    /// Puts a node so many steps to the right of the middle.
    fn node(&mut self, mut node: Node, step: f64) -> NodeId {
        node.name = self.names.next(&node.name);
        node.at = drawable((self.at.0 + step * STEP, self.at.1));
        let id: NodeId = self.nodes.slug(&node.name, "node").into();
        self.pasted.objects.insert(Object::Node(id.clone()));
        self.pasted.edits.push(Edit::put_node(id.clone(), node));
        id
    }

    fn link(&mut self, link: Link) {
        let id = self.links.slug(&format!("{}-{}", link.from, link.to), "link");
        self.pasted.objects.insert(Object::Link(id.as_str().into()));
        self.pasted.edits.push(Edit::put_link(id, link));
    }

    /// The nodes that fit, the nearest first.
    fn nearest(&self, fits: impl Fn(&Node) -> bool) -> Vec<&'a NodeId> {
        let distance = |node: &Node| (node.at.0 - self.at.0).hypot(node.at.1 - self.at.1);
        let mut found: Vec<_> = self.map.nodes().iter().filter(|(_, node)| fits(node)).collect();
        found.sort_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        found.into_iter().map(|(id, _)| id).collect()
    }

    /// `part` of the arrivals usual on the map, the same in every segment.
    fn arrivals(&self, part: f64) -> PerSegment {
        let segments = self.map.segment_ids();
        let usual = self.map.nodes().values().filter_map(|node| {
            let sum: f64 = segments
                .iter()
                .map(|segment| node.arrivals().map_or(0.0, |a| a.value(segment.as_str())))
                .sum();
            (sum > 0.0).then_some(sum)
        });
        let all = median(usual.collect()).unwrap_or(ARRIVALS) * part;
        let each = self.judged(all / segments.len() as f64, 0.0, f64::MAX);
        if self.map.segments().is_empty() {
            return PerSegment::One(each);
        }
        PerSegment::By(
            segments
                .into_iter()
                .map(|segment| (segment, each.clone()))
                .collect(),
        )
    }

    fn tickets(&self) -> Vec<f64> {
        let tickets = self.map.nodes().values().filter_map(|node| match &node.kind {
            NodeKind::Merchant {
                ticket: PerSegment::One(number),
                ..
            } => Some(vec![number.value]),
            NodeKind::Merchant {
                ticket: PerSegment::By(by),
                ..
            } => Some(by.values().map(|number| number.value).collect()),
            _ => None,
        });
        tickets.flatten().filter(|ticket| *ticket > 0.0).collect()
    }

    /// A number that is somebody's judgement; no range is stated where nothing is known of it.
    fn judged(&self, value: f64, low: f64, high: f64) -> Number {
        let stated = high < f64::MAX;
        Number {
            value,
            evidence: Some(Box::new(Evidence {
                low: stated.then_some(low),
                high: stated.then_some(high),
                source: Some(self.words.source.to_owned()),
                date: None,
                confidence: Some(Confidence::Judgement),
            })),
        }
    }
}

/// The median, rounded to two digits; of finite numbers above zero.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.retain(|number| number.is_finite());
    numbers.sort_by(f64::total_cmp);
    let middle = *numbers.get(numbers.len() / 2)?;
    let unit = 10f64.powf(middle.log10().floor() - 1.0);
    let rounded = (middle / unit).round() * unit;
    Some(if rounded.is_finite() && rounded > 0.0 {
        rounded
    } else {
        middle
    })
}
