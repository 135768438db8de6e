//! The layered layout: ranks from left to right, a lane for what each company hosts.

use super::super::Point;
use super::acyclic::acyclic;
use super::graph::Graph;
use super::lanes::Lanes;
use super::ranks::ranks;

/// Rounds of bringing each node near the nodes it is linked with.
const ROUNDS: usize = 24;
/// Rounds after which lanes are exchanged with their neighbours.
const EXCHANGE: usize = 4;

/// The places of the nodes of `graph`. `None` when `cancelled` says so.
pub(super) fn places(graph: &Graph, footprint: Point, cancelled: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let ranks = ranks(graph.len(), &acyclic(graph), cancelled)?;
    let mut lanes = Lanes::new(graph, &ranks);
    let mut best = (lanes.cost(), lanes.clone());
    for round in 0..ROUNDS {
        if cancelled() {
            return None;
        }
        lanes.order_by_neighbours();
        if round % EXCHANGE == EXCHANGE - 1 {
            lanes.exchange();
        }
        let cost = lanes.cost();
        if cost < best.0 {
            best = (cost, lanes.clone());
        }
    }
    Some(best.1.places(footprint))
}
