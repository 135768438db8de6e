//! Lanes: what a company hosts stands in a band from left to right, ordered by rank along it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::Point;
use super::graph::Graph;
use super::ranks::Ranks;

/// Room between two ranks, as part of a node's width: links and their labels run there.
const BETWEEN_RANKS: f64 = 0.6;
/// Room between two lanes, as part of a node's height: two walls and a gap.
const BETWEEN_LANES: f64 = 0.7;
/// Up to so many links their crossings are counted, which takes the square of it.
const MOST_COUNTED: usize = 400;
/// How much a crossing is worth, in rows that a link climbs.
const CROSSING: f64 = 0.5;
/// Rounds of straightening the links.
const STRAIGHTEN: usize = 12;

#[derive(Clone)]
pub(super) struct Lanes<'a> {
    graph: &'a Graph,
    neighbours: Rc<Vec<Vec<usize>>>,
    rank: Vec<usize>,
    /// Into how many columns each rank is folded, so that it is not too high.
    folds: Vec<usize>,
    /// The lanes from top to bottom, each with its nodes by rank.
    lanes: Vec<BTreeMap<usize, Vec<usize>>>,
}

impl<'a> Lanes<'a> {
    pub(super) fn new(graph: &'a Graph, ranks: &Ranks) -> Self {
        let mut by_host: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (node, host) in graph.host.iter().enumerate() {
            by_host.entry(*host).or_default().push(node);
        }
        let mut groups: Vec<Vec<usize>> = by_host.into_values().collect();
        let mean = |nodes: &Vec<usize>| {
            nodes.iter().map(|&node| ranks.order[node]).sum::<f64>() / nodes.len().max(1) as f64
        };
        groups.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
        let lanes: Vec<BTreeMap<usize, Vec<usize>>> = groups
            .into_iter()
            .map(|mut nodes| {
                nodes.sort_by(|&a, &b| ranks.order[a].total_cmp(&ranks.order[b]));
                let mut stacks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
                for node in nodes {
                    stacks.entry(ranks.rank[node]).or_default().push(node);
                }
                stacks
            })
            .collect();
        let ranks_count = ranks.rank.iter().max().map_or(0, |rank| rank + 1);
        let highest = ((graph.len() as f64).sqrt() * 1.2).ceil().max(8.0) as usize;
        let folds = (0..ranks_count).map(|rank| {
            let stacks = lanes.iter().filter_map(|lane| lane.get(&rank));
            stacks.map(Vec::len).max().unwrap_or(1).div_ceil(highest)
        });
        Self {
            graph,
            neighbours: Rc::new(graph.neighbours()),
            rank: ranks.rank.clone(),
            folds: folds.collect(),
            lanes,
        }
    }

    /// The lanes that share a band, from top to bottom: neighbours whose ranks do not meet.
    fn bands(&self) -> Vec<(Vec<usize>, usize)> {
        let mut bands: Vec<(Vec<usize>, usize)> = Vec::new();
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (lane, stacks) in self.lanes.iter().enumerate() {
            let (Some((&low, _)), Some((&high, _))) = (stacks.first_key_value(), stacks.last_key_value())
            else {
                continue;
            };
            let heights = stacks
                .iter()
                .map(|(rank, nodes)| nodes.len().div_ceil(self.folds[*rank]));
            let height = heights.max().unwrap_or(1);
            match bands.last_mut() {
                Some((band, of_band)) if taken.iter().all(|&(a, b)| high < a || b < low) => {
                    band.push(lane);
                    *of_band = height.max(*of_band);
                }
                _ => {
                    bands.push((vec![lane], height));
                    taken.clear();
                }
            }
            taken.push((low, high));
        }
        bands
    }

    /// The height of each node, in rows from the top, and that of the band it stands in.
    fn heights(&self) -> (Vec<f64>, Vec<(f64, f64)>) {
        let mut y = vec![0.0; self.graph.len()];
        let mut limits = vec![(0.0, 0.0); self.graph.len()];
        let mut top = 0.0;
        for (band, rows) in self.bands() {
            let bottom = top + rows as f64;
            for (&rank, nodes) in band.iter().flat_map(|&lane| &self.lanes[lane]) {
                let folds = self.folds[rank];
                let start = top + (rows - nodes.len().div_ceil(folds)) as f64 / 2.0;
                for (position, &node) in nodes.iter().enumerate() {
                    y[node] = start + (position / folds) as f64 + 0.5;
                    limits[node] = (top + 0.5, bottom - 0.5);
                }
            }
            top = bottom + BETWEEN_LANES;
        }
        (y, limits)
    }

    /// How much the links climb and how often they cross.
    pub(super) fn cost(&self) -> f64 {
        let (y, _) = self.heights();
        let edges = &self.graph.edges;
        let climb: f64 = edges.iter().map(|&(from, to)| (y[from] - y[to]).abs()).sum();
        if edges.len() > MOST_COUNTED {
            return climb;
        }
        let at = |node: usize| (self.rank[node] as f64 * 2.0, y[node]);
        let mut crossings = 0;
        for (position, &(a, b)) in edges.iter().enumerate() {
            for &(c, d) in &edges[..position] {
                let apart = a != c && a != d && b != c && b != d;
                crossings += usize::from(apart && cross(at(a), at(b), at(c), at(d)));
            }
        }
        climb + CROSSING * crossings as f64
    }

    /// Orders the nodes of each stack by where the nodes are that they are linked with.
    pub(super) fn order_by_neighbours(&mut self) {
        let (y, _) = self.heights();
        let wish: Vec<f64> = (0..y.len())
            .map(|node| mean(&self.neighbours[node], &y).unwrap_or(y[node]))
            .collect();
        for nodes in self.lanes.iter_mut().flat_map(BTreeMap::values_mut) {
            nodes.sort_by(|&a, &b| wish[a].total_cmp(&wish[b]));
        }
    }

    /// Exchanges neighbouring lanes where that makes the links climb or cross less.
    pub(super) fn exchange(&mut self) {
        let mut cost = self.cost();
        for upper in 1..self.lanes.len() {
            self.lanes.swap(upper - 1, upper);
            let exchanged = self.cost();
            if exchanged < cost {
                cost = exchanged;
            } else {
                self.lanes.swap(upper - 1, upper);
            }
        }
    }

    /// The places of the nodes, `footprint` being the room that one takes.
    pub(super) fn places(&self, footprint: Point) -> Vec<Point> {
        let mut start = vec![0.0];
        for folds in &self.folds {
            let last = start.last().copied().unwrap_or(0.0);
            start.push(last + *folds as f64 + BETWEEN_RANKS);
        }
        let y = self.straightened();
        let mut places = vec![(0.0, 0.0); self.graph.len()];
        for (&rank, nodes) in self.lanes.iter().flatten() {
            for (position, &node) in nodes.iter().enumerate() {
                let x = start[rank] + (position % self.folds[rank]) as f64;
                places[node] = (x * footprint.0, y[node] * footprint.1);
            }
        }
        places
    }

    /// Heights at which links climb less, by half rows, in the same order within the same bands.
    fn straightened(&self) -> Vec<f64> {
        let (mut y, limits) = self.heights();
        for _ in 0..STRAIGHTEN {
            for (rank, nodes) in self.lanes.iter().flatten() {
                // Nodes of a folded rank stand in rows.
                if self.folds[*rank] > 1 {
                    continue;
                }
                for (position, &node) in nodes.iter().enumerate() {
                    let Some(wish) = mean(&self.neighbours[node], &y) else {
                        continue;
                    };
                    let low = position
                        .checked_sub(1)
                        .map_or(limits[node].0, |above| y[nodes[above]] + 1.0);
                    let high = nodes
                        .get(position + 1)
                        .map_or(limits[node].1, |&below| y[below] - 1.0);
                    let wish = (wish * 2.0).round() / 2.0;
                    if low <= high {
                        y[node] = wish.clamp(low, high);
                    }
                }
            }
        }
        y
    }
}

fn mean(nodes: &[usize], y: &[f64]) -> Option<f64> {
    let sum: f64 = nodes.iter().map(|&node| y[node]).sum();
    (!nodes.is_empty()).then(|| sum / nodes.len() as f64)
}

/// Whether the lines from `a` to `b` and from `c` to `d` cross between their ends.
fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
