//! Blocks: what a company hosts stands on a grid of its own, and no two grids overlap.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Point;
use super::graph::Graph;

/// Room round a block, as part of the smaller side of a node: the wall and half a gap.
const MARGIN: f64 = 0.45;
/// Rounds of pushing blocks apart before the rest is done one by one.
const PUSHES: usize = 200;
/// Rounds of drawing blocks together again.
const PULLS: usize = 40;
/// Above so many blocks they are not drawn together: that looks at every two of them.
const MOST_PULLED: usize = 300;

/// Nodes that stay together, as places from the block's middle.
struct Block {
    nodes: Vec<(usize, Point)>,
    middle: Point,
    /// Half its width and height, its margin included.
    half: Point,
}

/// The nodes near `at` such that none stands on another and no company stands in another. `None`
/// when `cancelled` says so.
pub(super) fn separated(
    graph: &Graph,
    at: &[Point],
    footprint: Point,
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<Point>> {
    let mut blocks = blocks(graph, at, footprint);
    for _ in 0..PUSHES {
        if cancelled() {
            return None;
        }
        if !push_apart(&mut blocks) {
            break;
        }
    }
    one_by_one(&mut blocks);
    if blocks.len() <= MOST_PULLED {
        for round in 0..PULLS {
            if cancelled() {
                return None;
            }
            pull_together(&mut blocks, 0.3 / (1.0 + round as f64 / 10.0));
        }
    }
    let mut places = vec![(0.0, 0.0); at.len()];
    for block in blocks {
        for (node, offset) in block.nodes {
            places[node] = (block.middle.0 + offset.0, block.middle.1 + offset.1);
        }
    }
    Some(places)
}

/// A block for each host, and one for each node without.
fn blocks(graph: &Graph, at: &[Point], footprint: Point) -> Vec<Block> {
    let mut by_host: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut blocks = Vec::new();
    for (node, host) in graph.host.iter().enumerate() {
        match host {
            Some(host) => by_host.entry(*host).or_default().push(node),
            None => blocks.push(Block::new(vec![node], at, footprint, 0.0)),
        }
    }
    let margin = MARGIN * footprint.0.min(footprint.1);
    blocks.extend(
        by_host
            .into_values()
            .map(|nodes| Block::new(nodes, at, footprint, margin)),
    );
    blocks
}

impl Block {
    /// Puts each node into the free cell nearest to it, those in the middle first.
    fn new(mut nodes: Vec<usize>, at: &[Point], cell: Point, margin: f64) -> Self {
        let count = nodes.len().max(1) as f64;
        let mean = nodes.iter().fold((0.0, 0.0), |sum, &node| {
            (sum.0 + at[node].0 / count, sum.1 + at[node].1 / count)
        });
        let from_mean = |node: usize| (at[node].0 - mean.0).hypot(at[node].1 - mean.1);
        nodes.sort_by(|&a, &b| from_mean(a).total_cmp(&from_mean(b)));
        let mut taken = BTreeSet::new();
        let mut cells = Vec::new();
        for node in nodes {
            let wish = ((at[node].0 - mean.0) / cell.0, (at[node].1 - mean.1) / cell.1);
            let free = nearest_free(&taken, wish);
            taken.insert(free);
            cells.push((node, free));
        }
        let x = cells.iter().map(|(_, (x, _))| *x);
        let y = cells.iter().map(|(_, (_, y))| *y);
        let span = |low: Option<i64>, high: Option<i64>| {
            let (low, high) = (low.unwrap_or(0) as f64, high.unwrap_or(0) as f64);
            (f64::midpoint(low, high), (high - low + 1.0) / 2.0)
        };
        let (across, half_width) = span(x.clone().min(), x.max());
        let (down, half_height) = span(y.clone().min(), y.max());
        Self {
            nodes: cells
                .into_iter()
                .map(|(node, (x, y))| (node, ((x as f64 - across) * cell.0, (y as f64 - down) * cell.1)))
                .collect(),
            middle: (mean.0 + across * cell.0, mean.1 + down * cell.1),
            half: (half_width * cell.0 + margin, half_height * cell.1 + margin),
        }
    }

    /// How far it reaches into `other` along each axis, both above zero where they overlap.
    fn overlap(&self, other: &Self) -> Point {
        (
            self.half.0 + other.half.0 - (self.middle.0 - other.middle.0).abs(),
            self.half.1 + other.half.1 - (self.middle.1 - other.middle.1).abs(),
        )
    }

    fn overlaps(&self, other: &Self) -> bool {
        // Rounding may leave blocks that touch a hair within each other.
        let (across, down) = self.overlap(other);
        across > 1e-6 && down > 1e-6
    }
}

/// The free cell nearest to `wish`.
fn nearest_free(taken: &BTreeSet<(i64, i64)>, wish: Point) -> (i64, i64) {
    let (x, y) = (wish.0.round() as i64, wish.1.round() as i64);
    let mut best: Option<(f64, (i64, i64))> = None;
    let mut ring = 0;
    loop {
        // A cell on a further ring is no nearer than this.
        if let Some((distance, cell)) = best
            && distance <= ring as f64 - 0.5
        {
            return cell;
        }
        for step in -ring..=ring {
            for cell in [
                (x + step, y - ring),
                (x + step, y + ring),
                (x - ring, y + step),
                (x + ring, y + step),
            ] {
                let distance = (cell.0 as f64 - wish.0).hypot(cell.1 as f64 - wish.1);
                if !taken.contains(&cell) && best.is_none_or(|(nearest, _)| distance < nearest) {
                    best = Some((distance, cell));
                }
            }
        }
        ring += 1;
    }
}

/// Moves every two blocks that overlap apart, the shorter way; whether any did.
fn push_apart(blocks: &mut [Block]) -> bool {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    let left = |block: &Block| block.middle.0 - block.half.0;
    order.sort_by(|&a, &b| left(&blocks[a]).total_cmp(&left(&blocks[b])));
    let mut any = false;
    for (position, &a) in order.iter().enumerate() {
        for &b in &order[position + 1..] {
            if left(&blocks[b]) > blocks[a].middle.0 + blocks[a].half.0 {
                break;
            }
            if !blocks[a].overlaps(&blocks[b]) {
                continue;
            }
            any = true;
            let (across, down) = blocks[a].overlap(&blocks[b]);
            let way = |a: f64, b: f64| if a <= b { 0.5 } else { -0.5 };
            let push = if across < down {
                (across * way(blocks[a].middle.0, blocks[b].middle.0), 0.0)
            } else {
                (0.0, down * way(blocks[a].middle.1, blocks[b].middle.1))
            };
            // The larger one moves less.
            let (size_a, size_b) = (blocks[a].nodes.len() as f64, blocks[b].nodes.len() as f64);
            let part = 2.0 * size_b / (size_a + size_b);
            blocks[a].middle = (
                blocks[a].middle.0 - part * push.0,
                blocks[a].middle.1 - part * push.1,
            );
            let part = 2.0 - part;
            blocks[b].middle = (
                blocks[b].middle.0 + part * push.0,
                blocks[b].middle.1 + part * push.1,
            );
        }
    }
    any
}

/// Moves blocks that still overlap to the right, from left to right, until none does.
fn one_by_one(blocks: &mut [Block]) {
    blocks.sort_by(|a, b| a.middle.0.total_cmp(&b.middle.0));
    for next in 1..blocks.len() {
        let (placed, rest) = blocks.split_at_mut(next);
        let Some(block) = rest.first_mut() else { break };
        while let Some(other) = placed.iter().find(|other| other.overlaps(block)) {
            block.middle.0 = other.middle.0 + other.half.0 + block.half.0;
        }
    }
}

/// Moves each block towards the middle of all, as far as nothing is in its way.
fn pull_together(blocks: &mut [Block], part: f64) {
    let count = blocks.iter().map(|block| block.nodes.len()).sum::<usize>().max(1) as f64;
    let middle = blocks.iter().fold((0.0, 0.0), |sum, block| {
        let share = block.nodes.len() as f64 / count;
        (sum.0 + share * block.middle.0, sum.1 + share * block.middle.1)
    });
    for index in 0..blocks.len() {
        let old = blocks[index].middle;
        let wish = (
            old.0 + part * (middle.0 - old.0),
            old.1 + part * (middle.1 - old.1),
        );
        for to in [wish, (wish.0, old.1), (old.0, wish.1)] {
            blocks[index].middle = to;
            let block = &blocks[index];
            let free = blocks
                .iter()
                .enumerate()
                .all(|(other, there)| other == index || !there.overlaps(block));
            if free {
                break;
            }
            blocks[index].middle = old;
        }
    }
}
