//! Links without circles: the few that lead back are turned round.

use std::collections::BTreeSet;

use super::graph::Graph;

/// The links of `graph` with as few as possible turned round so that none leads back. Each pair of
/// nodes has one at most.
///
/// Eades, Lin and Smyth 1993: take sinks to the end and sources to the start; of the rest take the
/// node with the most links out over links in to the start. Ties go to the stage that visitors come
/// by first.
pub(super) fn acyclic(graph: &Graph) -> Vec<(usize, usize)> {
    let count = graph.len();
    let (mut out, mut into) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for &(from, to) in &graph.edges {
        out[from].push(to);
        into[to].push(from);
    }
    let mut degrees: Vec<(i64, i64)> = (0..count)
        .map(|node| (out[node].len() as i64, into[node].len() as i64))
        .collect();
    // Ordered so that the first is the one to be taken next.
    let key = |node: usize, (leaving, coming): (i64, i64)| {
        let surplus = if coming == 0 { i64::MAX } else { leaving - coming };
        (std::cmp::Reverse(surplus), graph.stage[node], node)
    };
    let mut left: BTreeSet<_> = (0..count).map(|node| key(node, degrees[node])).collect();
    let mut place = vec![0; count];
    for position in 0..count {
        let Some((_, _, node)) = left.pop_first() else {
            break;
        };
        place[node] = position;
        // Already taken neighbours are marked by a place in `done`.
        let neighbours = out[node].iter().map(|&to| (to, (0, 1)));
        let neighbours = neighbours.chain(into[node].iter().map(|&from| (from, (1, 0))));
        for (other, (leaving, coming)) in neighbours {
            if left.remove(&key(other, degrees[other])) {
                degrees[other].0 -= leaving;
                degrees[other].1 -= coming;
                left.insert(key(other, degrees[other]));
            }
        }
    }
    let turned = graph.edges.iter().map(|&(from, to)| {
        if place[from] < place[to] {
            (from, to)
        } else {
            (to, from)
        }
    });
    turned.collect::<BTreeSet<_>>().into_iter().collect()
}
