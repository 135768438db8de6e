//! Bringing the nodes that a company hosts together.

use std::collections::BTreeSet;

use super::places::put;
use super::{Point, drawable};
use crate::model::{CompanyId, Edit, Map, Node, NodeId, Object};

/// How many rings of places round the middle are tried before the block is put beside everything.
const RINGS: i64 = 40;

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
        Self { columns, rows, cell }
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

    /// The place nearest to `middle` where the block meets none of `others`.
    fn free_near(&self, middle: Point, others: &[Point]) -> Point {
        let size = (self.columns as f64 * self.cell.0, self.rows as f64 * self.cell.1);
        // From the middle of the block to the middle of a node that just touches it.
        let reach = (
            f64::midpoint(size.0, self.cell.0),
            f64::midpoint(size.1, self.cell.1),
        );
        let meets = |at: Point| {
            let within = |other: &Point| (other.0 - at.0).abs() < reach.0 && (other.1 - at.1).abs() < reach.1;
            others.iter().any(within)
        };
        // By half cells, so that a small block may slip between others; a large one goes faster.
        let step = (
            f64::max(self.cell.0 / 2.0, size.0 / 16.0),
            f64::max(self.cell.1 / 2.0, size.1 / 16.0),
        );
        for ring in 0..=RINGS {
            let mut places: Vec<(f64, Point)> = on_ring(ring)
                .into_iter()
                .map(|(x, y)| (x as f64 * step.0, y as f64 * step.1))
                .map(|offset| {
                    (
                        offset.0.hypot(offset.1),
                        (middle.0 + offset.0, middle.1 + offset.1),
                    )
                })
                .collect();
            places.sort_by(|a, b| {
                a.0.total_cmp(&b.0)
                    .then(a.1.0.total_cmp(&b.1.0))
                    .then(a.1.1.total_cmp(&b.1.1))
            });
            if let Some((_, at)) = places.into_iter().find(|(_, at)| !meets(*at)) {
                return at;
            }
        }
        let right = others.iter().map(|other| other.0).fold(middle.0, f64::max);
        (right + reach.0, middle.1)
    }
}

/// The whole numbers at distance `ring` from the origin, counted by the larger coordinate.
fn on_ring(ring: i64) -> BTreeSet<(i64, i64)> {
    let side = -ring..=ring;
    let edge = |x: i64| [(x, -ring), (x, ring), (-ring, x), (ring, x)];
    side.flat_map(edge).collect()
}
