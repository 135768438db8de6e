//! Bringing the nodes that a company hosts together.

use std::collections::{HashMap, HashSet};

use super::places::put;
use super::{Point, drawable};
use crate::model::{CompanyId, Edit, Map, Node, NodeId, Object};

/// How many rings of places round the middle are tried before the block is put beside everything.
const RINGS: i64 = 60;

/// Brings the nodes hosted by `company` into one compact block near their middle, in columns that
/// keep who was left of whom and who above whom. The block moves aside rather than land on others.
/// `footprint` is the room that one node takes, its label included.
pub fn gather(map: &Map, company: &CompanyId, footprint: Point) -> Vec<Edit> {
    let (mut ours, mut others): (Vec<(&NodeId, &Node)>, Vec<Point>) = (Vec::new(), Vec::new());
    for (id, node) in map.nodes() {
        if map.host(node) == Some(company) {
            ours.push((id, node));
        } else {
            others.push(drawable(node.at));
        }
    }
    let block = Block::new(ours.len(), footprint);
    let Some(middle) = middle(&ours) else {
        return Vec::new();
    };
    ours.sort_by(|(_, a), (_, b)| a.at.0.total_cmp(&b.at.0).then(a.at.1.total_cmp(&b.at.1)));
    for column in ours.chunks_mut(block.rows) {
        column.sort_by(|(_, a), (_, b)| a.at.1.total_cmp(&b.at.1));
    }
    let middle = block.free_near(middle, &others);
    let edits = ours.iter().enumerate().filter_map(|(position, (id, _))| {
        let at = block.cell(position);
        put(
            map,
            &Object::Node((*id).clone()),
            (middle.0 + at.0, middle.1 + at.1),
        )
    });
    edits.collect()
}

/// The middle of the rectangle round the nodes.
fn middle(nodes: &[(&NodeId, &Node)]) -> Option<Point> {
    let points = nodes
        .iter()
        .map(|(_, node)| (drawable(node.at), drawable(node.at)));
    let (low, high) =
        points.reduce(|(a, b), (c, d)| ((a.0.min(c.0), a.1.min(c.1)), (b.0.max(d.0), b.1.max(d.1))))?;
    Some((f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1)))
}

/// Cells in columns, about as high together as they are wide.
struct Block {
    count: usize,
    columns: usize,
    rows: usize,
    cell: Point,
}

impl Block {
    fn new(count: usize, cell: Point) -> Self {
        let cell = (cell.0.max(1.0), cell.1.max(1.0));
        let columns = (count as f64 * cell.1 / cell.0).sqrt().round().max(1.0) as usize;
        let rows = count.div_ceil(columns).max(1);
        // Rounding up the rows may leave the last column empty.
        let columns = count.div_ceil(rows).max(1);
        Self {
            count,
            columns,
            rows,
            cell,
        }
    }

    /// The middle of a cell, from the middle of the block.
    fn cell(&self, position: usize) -> Point {
        let (column, row) = (position / self.rows, position % self.rows);
        let along = |at: usize, of: usize, size: f64| (at as f64 - (of - 1) as f64 / 2.0) * size;
        (
            along(column, self.columns, self.cell.0),
            along(row, self.rows, self.cell.1),
        )
    }

    /// The place nearest to `middle` where no cell of the block meets one of `others`.
    fn free_near(&self, middle: Point, others: &[Point]) -> Point {
        let mut by_cell: HashMap<(i64, i64), Vec<Point>> = HashMap::new();
        for &at in others {
            by_cell.entry(self.key(at)).or_default().push(at);
        }
        let cells: Vec<Point> = (0..self.count).map(|position| self.cell(position)).collect();
        let free = |at: Point| {
            cells.iter().all(|cell| {
                let at = (at.0 + cell.0, at.1 + cell.1);
                let (x, y) = self.key(at);
                let near = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
                let mut near = near.filter_map(|key| by_cell.get(&key)).flatten();
                near.all(|other| {
                    (other.0 - at.0).abs() >= self.cell.0 || (other.1 - at.1).abs() >= self.cell.1
                })
            })
        };
        for ring in 0..=RINGS {
            let mut best: Option<(f64, Point)> = None;
            for (x, y) in on_ring(ring) {
                // In half cells, so that a block may slip between others.
                let offset = (x as f64 * self.cell.0 / 2.0, y as f64 * self.cell.1 / 2.0);
                let distance = offset.0.hypot(offset.1);
                let at = (middle.0 + offset.0, middle.1 + offset.1);
                if best.is_none_or(|(nearest, _)| distance < nearest) && free(at) {
                    best = Some((distance, at));
                }
            }
            if let Some((_, at)) = best {
                return at;
            }
        }
        let right = others.iter().map(|other| other.0).fold(middle.0, f64::max);
        (
            right + (self.columns as f64 + 1.0) / 2.0 * self.cell.0 + self.cell.0 / 2.0,
            middle.1,
        )
    }

    /// The square of the size of a cell that a place lies in.
    fn key(&self, at: Point) -> (i64, i64) {
        (
            (at.0 / self.cell.0).floor() as i64,
            (at.1 / self.cell.1).floor() as i64,
        )
    }
}

/// The whole numbers at distance `ring` from the origin, counted by the larger coordinate.
fn on_ring(ring: i64) -> HashSet<(i64, i64)> {
    let side = -ring..=ring;
    let edge = |x: i64| [(x, -ring), (x, ring), (-ring, x), (ring, x)];
    side.flat_map(edge).collect()
}
