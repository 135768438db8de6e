//! Ranks and a first order of the nodes, by a library for layered drawings.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rust_sugiyama::configure::Config;
use rust_sugiyama::from_vertices_and_edges;

/// How often the question is asked whether the answer is still wanted.
const PATIENCE: Duration = Duration::from_millis(10);
/// Above so many links, reducing crossings by exchanging neighbours takes too long.
const MOST_TRANSPOSED: usize = 600;

/// A rank and a place within the ranks for each node.
pub(super) struct Ranks {
    pub(super) rank: Vec<usize>,
    pub(super) order: Vec<f64>,
}

/// Ranks `count` nodes so that every link leads to a higher rank, the links being without circles.
/// `None` when `cancelled` says so.
///
/// The library cannot be interrupted and has been seen to panic: it works on a thread of its own,
/// which is left to itself when the answer is no longer wanted.
pub(super) fn ranks(count: usize, links: &[(usize, usize)], cancelled: &dyn Fn() -> bool) -> Option<Ranks> {
    let (sender, receiver) = channel();
    let vertices: Vec<(u32, (f64, f64))> = (0..count as u32).map(|node| (node, (1.0, 1.0))).collect();
    let edges: Vec<(u32, u32)> = links.iter().map(|&(from, to)| (from as u32, to as u32)).collect();
    let config = Config {
        vertex_spacing: 1.0,
        transpose: edges.len() <= MOST_TRANSPOSED,
        ..Config::default()
    };
    thread::spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(from_vertices_and_edges(&vertices, &edges, &config));
    });
    let drawings = loop {
        if cancelled() {
            return None;
        }
        match receiver.recv_timeout(PATIENCE) {
            Ok(drawings) => break drawings,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(plain(count, links)),
        }
    };
    let mut ranks = Ranks {
        rank: vec![0; count],
        order: vec![0.0; count],
    };
    let mut start = 0.0;
    for (drawing, _, _) in drawings {
        let mut levels: Vec<f64> = drawing.iter().map(|(_, (_, y))| *y).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup_by(|a, b| (*a - *b).abs() < 1e-3);
        let widest = drawing.iter().map(|(_, (x, _))| *x).fold(0.0, f64::max);
        for (node, (x, y)) in drawing {
            if node < count {
                ranks.rank[node] = levels.partition_point(|level| *level < y - 1e-3);
                ranks.order[node] = start + x;
            }
        }
        start += widest + 1.0;
    }
    // Whatever the library does, a link leads to a higher rank.
    if links.iter().all(|&(from, to)| ranks.rank[from] < ranks.rank[to]) {
        Some(ranks)
    } else {
        Some(plain(count, links))
    }
}

/// The rank of a node is the length of the longest way to it; the order is that of the nodes.
fn plain(count: usize, links: &[(usize, usize)]) -> Ranks {
    let mut rank = vec![0; count];
    for _ in 0..count {
        let mut changed = false;
        for &(from, to) in links {
            if rank[to] <= rank[from] {
                rank[to] = rank[from] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let order = (0..count).map(|node| node as f64).collect();
    Ranks { rank, order }
}
