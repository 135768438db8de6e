//! The force layout: as far apart as the ways between them are long, by stress.
//!
//! Stochastic gradient descent on the stress `Σ w_ij (|x_i − x_j| − d_ij)²`, `w = d⁻²` (Zheng, Pawar
//! and Goodman 2019), the distance `d` being the shortest way along links in either direction and
//! along common hosts.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::super::Point;
use super::blocks;
use super::graph::Graph;

/// Up to so many nodes all pairs are looked at; above it, pairs with so many of them.
const MOST_PAIRED: usize = 1_000;
const PIVOTS: usize = 100;
const ROUNDS: usize = 30;
/// Lengths of links, in nodes: within a company and between two.
const WITHIN: f64 = 1.2;
const BETWEEN: f64 = 2.2;
/// The last step as part of the way that two nodes would go to be as far apart as they should.
const LAST_STEP: f64 = 0.1;

/// The places of the nodes of `graph`. `None` when `cancelled` says so.
pub(super) fn places(graph: &Graph, footprint: Point, cancelled: &dyn Fn() -> bool) -> Option<Vec<Point>> {
    let mut pairs = pairs(graph, cancelled)?;
    let mut random = fastrand::Rng::with_seed(1);
    let mut at = start(graph, footprint, &mut random);
    let (shortest, longest) = pairs.iter().fold((f64::MAX, 0.0f64), |(low, high), pair| {
        (low.min(pair.distance), high.max(pair.distance))
    });
    // Steps fall from the square of the longest distance to that of the shortest.
    let decay = (shortest.powi(2) * LAST_STEP / longest.powi(2).max(1e-9)).ln() / (ROUNDS - 1) as f64;
    for round in 0..ROUNDS {
        if cancelled() {
            return None;
        }
        random.shuffle(&mut pairs);
        let step = longest.powi(2) * (decay * round as f64).exp();
        for pair in &pairs {
            let (a, b) = (at[pair.a], at[pair.b]);
            let (dx, dy) = (a.0 - b.0, a.1 - b.1);
            let length = dx.hypot(dy).max(1e-9);
            let part = (step / pair.distance.powi(2)).min(1.0);
            let push = part * (pair.distance - length) / 2.0 / length;
            at[pair.a] = (a.0 + push * dx, a.1 + push * dy);
            at[pair.b] = (b.0 - push * dx, b.1 - push * dy);
        }
    }
    let size = footprint.0.max(footprint.1);
    for at in &mut at {
        *at = (at.0 * size, at.1 * size);
    }
    blocks::separated(graph, &at, footprint, cancelled)
}

/// Where the nodes stand, in nodes, a hair apart from each other.
fn start(graph: &Graph, footprint: Point, random: &mut fastrand::Rng) -> Vec<Point> {
    let hair = |random: &mut fastrand::Rng| random.f64() - 0.5;
    let places = graph.at.iter();
    places
        .map(|at| {
            (
                at.0 / footprint.0 + hair(random),
                at.1 / footprint.1 + hair(random),
            )
        })
        .collect()
}

/// Two nodes and how far apart they should be, in nodes.
struct Pair {
    a: usize,
    b: usize,
    distance: f64,
}

/// The pairs that the stress is summed over.
fn pairs(graph: &Graph, cancelled: &dyn Fn() -> bool) -> Option<Vec<Pair>> {
    let ways = Ways::new(graph);
    let count = graph.len();
    let step = if count <= MOST_PAIRED { 1 } else { count / PIVOTS };
    let mut pairs = Vec::new();
    for a in (0..count).step_by(step) {
        if cancelled() {
            return None;
        }
        let distances = ways.from(a);
        let farthest = distances
            .iter()
            .copied()
            .filter(|d| d.is_finite())
            .fold(0.0, f64::max);
        let others = if step == 1 { 0..a } else { 0..count };
        pairs.extend(others.filter(|&b| b != a).map(|b| {
            // Parts without a way between them stand side by side.
            let distance = if distances[b].is_finite() {
                distances[b]
            } else {
                farthest + BETWEEN
            };
            Pair { a, b, distance }
        }));
    }
    if step > 1 {
        pairs.extend(graph.edges.iter().map(|&(a, b)| {
            let distance = ways.length(graph, a, b);
            Pair { a, b, distance }
        }));
    }
    Some(pairs)
}

/// The ways between nodes; after the nodes come their hosts, as stations that are not drawn.
struct Ways {
    to: Vec<Vec<(usize, f64)>>,
    count: usize,
}

impl Ways {
    fn new(graph: &Graph) -> Self {
        let count = graph.len();
        let hosts = graph.host.iter().flatten().max().map_or(0, |host| host + 1);
        let mut hosted = vec![0usize; hosts];
        for host in graph.host.iter().flatten() {
            hosted[*host] += 1;
        }
        let mut ways = Self {
            to: vec![Vec::new(); count + hosts],
            count,
        };
        for &(a, b) in &graph.edges {
            let length = ways.length(graph, a, b);
            ways.to[a].push((b, length));
            ways.to[b].push((a, length));
        }
        for (node, host) in graph.host.iter().enumerate() {
            if let Some(host) = *host {
                // The radius of a disc that so many nodes fill.
                let radius = 0.4 + 0.45 * (hosted[host] as f64).sqrt();
                ways.to[node].push((count + host, radius));
                ways.to[count + host].push((node, radius));
            }
        }
        ways
    }

    fn length(&self, graph: &Graph, a: usize, b: usize) -> f64 {
        let together = graph.host[a].is_some() && graph.host[a] == graph.host[b];
        if together { WITHIN } else { BETWEEN }
    }

    /// The length of the shortest way from `start` to each node (Dijkstra 1959).
    fn from(&self, start: usize) -> Vec<f64> {
        let mut distances = vec![f64::INFINITY; self.to.len()];
        let mut queue = BinaryHeap::from([Reverse(Stop(0.0, start))]);
        distances[start] = 0.0;
        while let Some(Reverse(Stop(distance, at))) = queue.pop() {
            if distance > distances[at] {
                continue;
            }
            for &(next, length) in &self.to[at] {
                if distance + length < distances[next] {
                    distances[next] = distance + length;
                    queue.push(Reverse(Stop(distance + length, next)));
                }
            }
        }
        distances.truncate(self.count);
        distances
    }
}

/// A station on the way, ordered by its distance.
#[derive(PartialEq)]
struct Stop(f64, usize);

impl Eq for Stop {}
impl PartialOrd for Stop {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Stop {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}
