//! Whether a steady state exists at all, and what of the map no visit reaches.

use super::feedback::{Round, total};
use super::flow::Situation;
use super::system::Role;
use crate::model::{Diagnostic, Object};

/// Visits to a node per visit that enters its cycle, above which the map is warned about.
const MANY_RETURNS: f64 = 1000.0;

/// Looks for visitors who can never leave or pay.
///
/// # Errors
/// One diagnostic for each closed loop that visits reach.
pub(super) fn closed_loops(situation: &Situation) -> Result<(), Vec<Diagnostic>> {
    let system = situation.system;
    let nodes = system.nodes();
    let mut found: Vec<Diagnostic> = Vec::new();
    for segment in 0..system.segments() {
        let taken = |edge: usize| situation.open[edge] && system.ln_weight[segment][edge] > f64::NEG_INFINITY;
        let onward = |node: usize| {
            let edges = system.graph.edges_of(node).filter(move |&edge| taken(edge));
            edges.map(|edge| system.graph.to(edge) as usize)
        };
        // Backwards from the nodes that can be left at once: all leave where nothing is open.
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); nodes];
        let mut queue = Vec::new();
        let mut ends = vec![false; nodes];
        for node in 0..nodes {
            let mut any = false;
            for to in onward(node) {
                into[to].push(node);
                any = true;
            }
            if !any || system.ln_leave[segment][node] > f64::NEG_INFINITY {
                ends[node] = true;
                queue.push(node);
            }
        }
        while let Some(node) = queue.pop() {
            for &before in &into[node] {
                if !std::mem::replace(&mut ends[before], true) {
                    queue.push(before);
                }
            }
        }
        // Forwards from the arrivals.
        let mut reached: Vec<bool> = system.arrivals[segment].iter().map(|&s| s > 0.0).collect();
        queue.extend((0..nodes).filter(|&node| reached[node]));
        while let Some(node) = queue.pop() {
            if !ends[node] {
                let cycle = walk(node, |at| onward(at).next());
                let diagnostic = closed_loop(situation, &cycle);
                if !found.iter().any(|known| known.message == diagnostic.message) {
                    found.push(diagnostic);
                }
                break;
            }
            for to in onward(node) {
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
