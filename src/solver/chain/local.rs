//! One component cut out of a chain, its nodes numbered from 0.

use super::{Graph, Order};

/// A component: the ways within it and the chance of going out of it.
pub(super) struct Local {
    /// The ways out of each node.
    pub(super) out: Rows,
    /// Probability of going from each node out of the component: summed, never 1 − the rest.
    pub(super) exit: Vec<f64>,
}

/// Ways with their probabilities, those of one node after those of the other.
pub(super) struct Rows {
    /// First way of each node, and one past the last.
    start: Vec<u32>,
    /// The node at the other end of each.
    node: Vec<u32>,
    probability: Vec<f64>,
}

impl Local {
    pub(super) fn new(
        graph: &Graph,
        order: &Order,
        probability: &[f64],
        leave: &[f64],
        nodes: &[u32],
    ) -> Self {
        let mut out = Rows {
            start: vec![0],
            node: Vec::new(),
            probability: Vec::new(),
        };
        let mut exit = Vec::with_capacity(nodes.len());
        for &node in nodes {
            let mut going_out = leave[node as usize];
            for edge in graph.edges_of(node as usize) {
                let (to, p) = (graph.to(edge), probability[edge]);
                if p == 0.0 {
                    continue;
                }
                if order.together(node, to) {
                    out.node.push(order.position(to));
                    out.probability.push(p);
                } else {
                    going_out += p;
                }
            }
            out.start.push(out.node.len() as u32);
            exit.push(going_out);
        }
        Self { out, exit }
    }

    pub(super) fn len(&self) -> usize {
        self.exit.len()
    }
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// The ways of node `i`, as other end and probability.
    pub(super) fn row(&self, i: usize) -> impl Iterator<Item = (usize, f64)> {
        let range = self.start[i] as usize..self.start[i + 1] as usize;
        let ends = self.node[range.clone()].iter().map(|&node| node as usize);
        ends.zip(self.probability[range].iter().copied())
    }

    /// The same ways, told at their other ends.
    pub(super) fn turned(&self) -> Self {
        let n = self.len();
        let mut start = vec![0u32; n + 1];
        for &to in &self.node {
            start[to as usize + 1] += 1;
        }
        for i in 0..n {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut node = vec![0u32; self.node.len()];
        let mut probability = vec![0.0; self.node.len()];
        for i in 0..n {
            for (to, p) in self.row(i) {
                let slot = next[to] as usize;
                node[slot] = i as u32;
                probability[slot] = p;
                next[to] += 1;
            }
        }
        Self {
            start,
            node,
            probability,
        }
    }
}
