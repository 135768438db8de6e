//! Where visits can come at all, and whether some combination might lock them in.

use super::super::system::System;

/// What holds of a system whichever of its links are toggled.
pub(super) struct Reach {
    /// By segment and node: whether a visit can come there under some combination.
    pub(super) by_segment: Vec<Vec<bool>>,
    /// Whether a visit can come to a node from which it is not sure, under every combination, that
    /// there is a way to an end.
    pub(super) may_lock_in: bool,
}

impl Reach {
    /// Of `system`, of whose edges `open` are so in every combination and `may_open` in some.
    pub(super) fn new(system: &System, open: &[bool], may_open: &[bool]) -> Self {
        let nodes = system.nodes();
        let mut reach = Self {
            by_segment: Vec::new(),
            may_lock_in: false,
        };
        for segment in 0..system.segments() {
            let draws = |edge: usize| system.ln_weight[segment][edge] > f64::NEG_INFINITY;
            let mut reached: Vec<bool> = system.arrivals[segment].iter().map(|&s| s > 0.0).collect();
            let mut queue: Vec<usize> = (0..nodes).filter(|&node| reached[node]).collect();
            while let Some(node) = queue.pop() {
                for edge in system
                    .graph
                    .edges_of(node)
                    .filter(|&edge| may_open[edge] && draws(edge))
                {
                    let to = system.graph.to(edge) as usize;
                    if !std::mem::replace(&mut reached[to], true) {
                        queue.push(to);
                    }
                }
            }
            // Backwards from where visits can end at once, by ways that are always open.
            let mut into: Vec<Vec<usize>> = vec![Vec::new(); nodes];
            let mut ends = vec![false; nodes];
            for node in 0..nodes {
                let mut any = false;
                for edge in system
                    .graph
                    .edges_of(node)
                    .filter(|&edge| may_open[edge] && draws(edge))
                {
                    any = true;
                    if open[edge] {
                        into[system.graph.to(edge) as usize].push(node);
                    }
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
            reach.may_lock_in |= reached.iter().zip(&ends).any(|(reached, ends)| *reached && !ends);
            reach.by_segment.push(reached);
        }
        reach
    }
}
