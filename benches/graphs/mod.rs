//! Random graphs in the shapes that maps have, for the benches of the engines.

#![allow(dead_code, reason = "each bench takes what it needs")]

/// How the links of a random map lie.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A few hubs that most links lead to, hardly any way back: what maps look like.
    Hub,
    /// Links between any two nodes: one giant cycle.
    Uniform,
}

/// Edges of a random graph with about five links a node, sorted, without loops.
pub fn edges(nodes: u32, shape: Shape) -> Vec<(u32, u32)> {
    let mut random = fastrand::Rng::with_seed(u64::from(nodes));
    let hubs = (nodes / 100).max(4);
    let mut edges = Vec::new();
    for from in 0..nodes {
        for _ in 0..5 {
            let to = match shape {
                Shape::Uniform => random.u32(..nodes),
                // Nine links in ten lead on to a hub or to what comes later, one hub in fifty back.
                Shape::Hub if from < hubs && random.f64() < 0.02 => random.u32(..hubs),
                Shape::Hub if from < hubs => random.u32(hubs..nodes),
                Shape::Hub if from < nodes / 3 && random.f64() < 0.9 => random.u32(..hubs),
                Shape::Hub if from + 1 < nodes => random.u32(from + 1..nodes),
                Shape::Hub => continue,
            };
            // Hubs pass visits to the last two thirds only, so that cycles stay small.
            let to = if matches!(shape, Shape::Hub) && from < hubs && to < nodes / 3 && to >= hubs {
                to + nodes / 3
            } else {
                to
            };
            if to != from {
                edges.push((from, to));
            }
        }
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}
