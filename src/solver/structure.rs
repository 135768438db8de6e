//! Whether a steady state exists at all, and what of the map no visit reaches.

use super::feedback::{Round, total};
use super::flow::Situation;
use super::system::Role;
use crate::model::{Diagnostic, Object};

/// Visits to a node per visit that enters its cycle, above which the map is warned about.
const MANY_RETURNS: f64 = 1000.0;

/// Where visits of one segment can go at all, however few take it.
pub(super) struct Ways<'a> {
    situation: &'a Situation<'a>,
    segment: usize,
    /// By node: the nodes that go on to it.
    back: Vec<Vec<usize>>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(situation: &'a Situation, segment: usize) -> Self {
        let nodes = situation.system.nodes();
        let mut ways = Self {
            situation,
            segment,
            back: Vec::new(),
        };
        let mut back = vec![Vec::new(); nodes];
        for node in 0..nodes {
            for to in ways.onward(node) {
                back[to].push(node);
            }
        }
        ways.back = back;
        ways
    }

    /// Whether some visits take `edge` once it is open.
    pub(super) fn draws(&self, edge: usize) -> bool {
        self.situation.system.ln_weight[self.segment][edge] > f64::NEG_INFINITY
    }

    /// Whether some visits leave at `node` even while there are ways on.
    pub(super) fn lets_go(&self, node: usize) -> bool {
        self.situation.system.ln_leave[self.segment][node] > f64::NEG_INFINITY
    }

    /// The nodes that visits go on to from `node`.
    fn onward(&self, node: usize) -> impl Iterator<Item = usize> {
        let Situation { system, open, .. } = self.situation;
        let edges = system.graph.edges_of(node);
        let taken = edges.filter(move |&edge| open[edge] && self.draws(edge));
        taken.map(|edge| system.graph.to(edge) as usize)
    }

    /// By node: whether a visit there can end. All leave where there is no way on.
    pub(super) fn ends(&self) -> Vec<bool> {
        let nodes = 0..self.situation.system.nodes();
        let at_once = nodes.filter(|&node| self.lets_go(node) || self.onward(node).next().is_none());
        self.spread_back(at_once)
    }

    /// By node: whether visits come there.
    pub(super) fn reached(&self) -> Vec<bool> {
        let arrivals = &self.situation.system.arrivals[self.segment];
        let from = (0..arrivals.len()).filter(|&node| arrivals[node] > 0.0);
        spread(arrivals.len(), |node| self.onward(node), from)
    }

    /// By node: whether a visit there can come to where it could never end, `ends` telling where it can.
    pub(super) fn endangers(&self, ends: &[bool]) -> Vec<bool> {
        self.spread_back((0..ends.len()).filter(|&node| !ends[node]))
    }

    fn spread_back(&self, from: impl Iterator<Item = usize>) -> Vec<bool> {
        spread(self.back.len(), |node| self.back[node].iter().copied(), from)
    }
}

/// By node: whether it is one of `from` or follows from one of them by the steps of `next`.
fn spread<I: Iterator<Item = usize>>(
    nodes: usize,
    next: impl Fn(usize) -> I,
    from: impl Iterator<Item = usize>,
) -> Vec<bool> {
    let mut queue: Vec<usize> = from.collect();
    let mut reached = vec![false; nodes];
    queue.iter().for_each(|&node| reached[node] = true);
    while let Some(node) = queue.pop() {
        for to in next(node) {
            if !std::mem::replace(&mut reached[to], true) {
                queue.push(to);
            }
        }
    }
    reached
}

/// Looks for visitors who can never leave or pay.
///
/// # Errors
/// One diagnostic for each closed loop that visits reach.
pub(super) fn closed_loops(situation: &Situation) -> Result<(), Vec<Diagnostic>> {
    let system = situation.system;
    let mut found: Vec<Diagnostic> = Vec::new();
    for segment in 0..system.segments() {
        let ways = Ways::new(situation, segment);
        let ends = ways.ends();
        let mut reached: Vec<bool> = system.arrivals[segment].iter().map(|&s| s > 0.0).collect();
        let mut queue: Vec<usize> = (0..system.nodes()).filter(|&node| reached[node]).collect();
        while let Some(node) = queue.pop() {
            if !ends[node] {
                let cycle = walk(node, |at| ways.onward(at).next());
                let diagnostic = closed_loop(situation, &cycle);
                if !found.iter().any(|known| known.message == diagnostic.message) {
                    found.push(diagnostic);
                }
                break;
            }
            for to in ways.onward(node) {
                if !std::mem::replace(&mut reached[to], true) {
                    queue.push(to);
                }
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// The cycle that one walks into from `start`, first node repeated at the end.
fn walk(start: usize, step: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut path = vec![start];
    let mut at = start;
    while let Some(next) = step(at) {
        if let Some(first) = path.iter().position(|&node| node == next) {
            path.drain(..first);
            path.push(next);
            break;
        }
        path.push(next);
        at = next;
    }
    path
}

fn closed_loop(situation: &Situation, cycle: &[usize]) -> Diagnostic {
    let ids = &situation.system.names.nodes;
    let words: Vec<&str> = cycle.iter().map(|&node| ids[node].as_str()).collect();
    let first = cycle
        .first()
        .map_or(Object::Map, |&node| Object::Node(ids[node].clone()));
    Diagnostic::error(
        first,
        format!(
            "closed loop: {}: visitors who enter can never leave or pay",
            words.join(" → ")
        ),
    )
    .field("leave")
    .hint(
        "give one of these nodes a weight of leaving, let its shares sum to less than 1, or open a link out",
    )
}

/// Warnings about nodes without traffic and cycles that hold visitors too long.
pub(super) fn warnings(situation: &Situation, round: &Round) -> Vec<Diagnostic> {
    let system = situation.system;
    let visits = total(&round.flows);
    let along = situation.along(&round.flows, &round.chances);
    let mut has_way_in = vec![false; system.nodes()];
    // What comes to each node from outside its cycle.
    let mut fresh: Vec<f64> = (0..system.nodes())
        .map(|i| system.arrivals.iter().map(|s| s[i]).sum())
        .collect();
    for edge in 0..system.from.len() {
        let to = system.graph.to(edge);
        has_way_in[to as usize] = true;
        if !situation.order.together(system.from[edge], to) {
            fresh[to as usize] += (0..system.segments())
                .map(|segment| along(segment, edge))
                .sum::<f64>();
        }
    }
    let object = |node: usize| Object::Node(system.names.nodes[node].clone());
    let mut found = Vec::new();
    for node in (0..system.nodes()).filter(|&node| visits[node] == 0.0) {
        found.push(if has_way_in[node] {
            Diagnostic::note(
                object(node),
                "no visit reaches it: every way to it is closed or unused",
            )
        } else {
            Diagnostic::warning(
                object(node),
                "no visit reaches it: it has neither arrivals nor a link into it",
            )
        });
    }
    found.extend(orders_without_money(situation, round));
    for cycle in situation.order.components().filter(|nodes| nodes.len() > 1) {
        let entered: f64 = cycle.iter().map(|&node| fresh[node as usize]).sum();
        let busiest = cycle
            .iter()
            .map(|&node| node as usize)
            .max_by(|&a, &b| visits[a].total_cmp(&visits[b]))
            .filter(|&node| entered > 0.0 && visits[node] > MANY_RETURNS * entered);
        if let Some(node) = busiest {
            found.push(
                Diagnostic::warning(
                    object(node),
                    "visitors go round in a cycle and hardly ever leave it",
                )
                .found(format!(
                    "{:.0} visits to it for each visitor who enters",
                    visits[node] / entered
                ))
                .allowed(format!("at most {MANY_RETURNS:.0} without this warning")),
            );
        }
    }
    found
}

/// Warns of sellers whose orders have no ticket.
fn orders_without_money(situation: &Situation, round: &Round) -> Vec<Diagnostic> {
    let system = situation.system;
    let along = situation.along(&round.flows, &round.chances);
    let mut found = Vec::new();
    let merchants = (0..system.nodes()).filter(|&node| matches!(system.role[node], Role::Merchant { .. }));
    for node in merchants {
        let pays = |edge: &usize| system.is_payment(system.graph.to(*edge) as usize);
        for (segment, id) in system.names.segments.iter().enumerate() {
            let orders: f64 = system
                .graph
                .edges_of(node)
                .filter(pays)
                .map(|edge| along(segment, edge))
                .sum();
            if orders > 0.0 && system.ticket[segment][node] == 0.0 {
                let object = Object::Node(system.names.nodes[node].clone());
                let message = format!("its orders of segment {id:?} book no money: they have no ticket");
                found.push(Diagnostic::warning(object, message).field(format!("ticket/{id}")));
            }
        }
    }
    found
}
