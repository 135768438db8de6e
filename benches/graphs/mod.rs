//! Random graphs in the shapes that maps have, for the benches of the engines.

#![allow(dead_code, reason = "each bench takes what it needs")]

use catchment::model::{Company, Edit, Link, LinkKind, Map, Node, NodeKind, Pull};

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

/// A hub-shaped map: channels, then platforms, then merchants, each paying at one of four rails; every
/// tenth link is closed. One company, so ten outputs, which owns every other node.
pub fn hub_map(nodes: u32) -> Map {
    let mut map = Map::new("bench");
    let company = Company {
        visit_value: 0.1.into(),
        payment_value: 0.01.into(),
        ..Company::default()
    };
    map.apply(Edit::put_company("acme", company));
    let platforms = nodes / 3..2 * nodes / 3;
    let id = |node: u32| format!("n{node:06}");
    for node in 0..nodes {
        let kind = if node < platforms.start {
            NodeKind::Channel { arrivals: 1.0.into() }
        } else if node < platforms.end {
            NodeKind::Platform {
                arrivals: 1.0.into(),
                commission: 0.01.into(),
                ad_rate: 0.02.into(),
            }
        } else {
            NodeKind::Merchant {
                sells_on: id(platforms.start + node % (platforms.end - platforms.start)).into(),
                ticket: 100.0.into(),
            }
        };
        let mut object = Node::new("node", kind);
        object.owner = (node % 2 == 0).then(|| "acme".into());
        map.apply(Edit::put_node(id(node), object));
    }
    for rail in 0..4 {
        let mut object = Node::new("rail", NodeKind::Payment { fee: 0.006.into() });
        object.owner = (rail % 2 == 0).then(|| "acme".into());
        map.apply(Edit::put_node(format!("rail{rail}"), object));
    }
    let mut put = |from: &str, to: &str, kind| {
        let mut link = Link::new(from, to, kind);
        link.open = !map.links().len().is_multiple_of(10);
        link.pull = Pull::Weight(0.5.into());
        map.apply(Edit::put_link(format!("{from}-{to}"), link));
    };
    for merchant in platforms.end..nodes {
        put(&id(merchant), &format!("rail{}", merchant % 4), LinkKind::Payment);
    }
    for (from, to) in edges(nodes, Shape::Hub) {
        put(&id(from), &id(to), LinkKind::Other);
    }
    map
}
