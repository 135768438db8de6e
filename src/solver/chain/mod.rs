//! Absorbing Markov chains: expected visits `(I − Pᵀ)x = s` and values `(I − P)v = r`.
//!
//! Solved component by component in the order of flow. Nodes outside every cycle cost one pass over
//! their links; cycles are solved by subtraction-free elimination or, when they are large, by sweeps.

mod dense;
mod elimination;
mod local;
mod order;
mod sparse;
mod sweep;

pub use order::{Graph, Order};

pub(super) use dense::Dense;
use elimination::Elimination;
use local::Local;
use sweep::Sweep;

/// Components up to this many nodes are eliminated without trying sweeps first.
const SMALL: usize = 40;

/// A chain with its cycles factored, ready for any number of right-hand sides.
pub struct Chain<'a> {
    graph: &'a Graph,
    order: &'a Order,
    /// Transition probability of each edge; 0 for a closed one.
    probability: &'a [f64],
    blocks: Vec<Block>,
}

/// How the cycles of one component are solved. Most components are single nodes, which take little room.
enum Block {
    Single,
    Eliminated(Box<Elimination>),
    Sweep(Box<Sweep>),
}

impl<'a> Chain<'a> {
    /// Factors the chain that moves along `graph`'s edges with `probability` and leaves a node with
    /// probability `leave`. At each node these sum to one; a node without edges keeps what comes.
    ///
    /// A closed cycle, which nobody can leave, is only legal where no visit comes: its visits and
    /// values count as zero.
    pub fn new(graph: &'a Graph, order: &'a Order, probability: &'a [f64], leave: &[f64]) -> Self {
        let blocks = order
            .components()
            .map(|nodes| {
                if nodes.len() == 1 {
                    return Block::Single;
                }
                let local = Local::new(graph, order, probability, leave, nodes);
                let sweep = if nodes.len() > SMALL {
                    Sweep::new(local)
                } else {
                    Err(local)
                };
                match sweep {
                    Ok(sweep) => Block::Sweep(Box::new(sweep)),
                    Err(local) => Block::Eliminated(Box::new(Elimination::new(&local))),
                }
            })
            .collect();
        Self {
            graph,
            order,
            probability,
            blocks,
        }
    }

    /// Expected visits to every node when `arrivals` start at each: `x = s + Pᵀx`.
    pub fn visits(&self, arrivals: &[f64]) -> Vec<f64> {
        let mut visits = arrivals.to_vec();
        let mut local = Vec::new();
        for (nodes, block) in self.order.components().zip(&self.blocks) {
            if !matches!(block, Block::Single) {
                local.clear();
                local.extend(nodes.iter().map(|&node| visits[node as usize]));
                block.visits(&mut local);
                for (&node, &value) in nodes.iter().zip(&local) {
                    visits[node as usize] = value;
                }
            }
            for &node in nodes {
                let come = visits[node as usize];
                if come == 0.0 {
                    continue;
                }
                for edge in self.graph.edges_of(node as usize) {
                    let to = self.graph.to(edge);
                    if !self.order.together(node, to) {
                        visits[to as usize] += come * self.probability[edge];
                    }
                }
            }
        }
        visits
    }

    /// Expected reward collected from each node on, when every visit to a node yields `reward`:
    /// `v = r + Pv`.
    pub fn values(&self, reward: &[f64]) -> Vec<f64> {
        let mut values = reward.to_vec();
        let mut local = Vec::new();
        for (nodes, block) in self.order.components().zip(&self.blocks).rev() {
            for &node in nodes {
                let mut onward = 0.0;
                for edge in self.graph.edges_of(node as usize) {
                    let to = self.graph.to(edge);
                    if !self.order.together(node, to) {
                        onward += self.probability[edge] * values[to as usize];
                    }
                }
                values[node as usize] += onward;
            }
            if !matches!(block, Block::Single) {
                local.clear();
                local.extend(nodes.iter().map(|&node| values[node as usize]));
                block.values(&mut local);
                for (&node, &value) in nodes.iter().zip(&local) {
                    values[node as usize] = value;
                }
            }
        }
        values
    }

    /// The same for several rewards at once: `rewards` holds `width` of them for each node, one node
    /// after the other, and takes the values.
    pub fn replace_by_values(&self, width: usize, rewards: &mut [f64]) {
        let mut onward = vec![0.0; width];
        let mut local = Vec::new();
        for (nodes, block) in self.order.components().zip(&self.blocks).rev() {
            for &node in nodes {
                onward.fill(0.0);
                for edge in self.graph.edges_of(node as usize) {
                    let (to, p) = (self.graph.to(edge), self.probability[edge]);
                    if p > 0.0 && !self.order.together(node, to) {
                        let there = &rewards[to as usize * width..][..width];
                        for (sum, value) in onward.iter_mut().zip(there) {
                            *sum += p * value;
                        }
                    }
                }
                let here = &mut rewards[node as usize * width..][..width];
                here.iter_mut()
                    .zip(&onward)
                    .for_each(|(value, sum)| *value += sum);
            }
            if matches!(block, Block::Single) {
                continue;
            }
            for column in 0..width {
                local.clear();
                local.extend(nodes.iter().map(|&node| rewards[node as usize * width + column]));
                block.values(&mut local);
                for (&node, &value) in nodes.iter().zip(&local) {
                    rewards[node as usize * width + column] = value;
                }
            }
        }
    }

    /// Replaces the reward of each node of `node`'s component by its value, all that leads out of the
    /// component being worth nothing. Both stand in the order of [`Order::component`].
    pub fn values_within(&self, node: u32, reward: &mut [f64]) {
        self.blocks[self.order.component_of(node)].values(reward);
    }
}

impl Block {
    fn visits(&self, b: &mut [f64]) {
        match self {
            Self::Single => {}
            Self::Eliminated(elimination) => elimination.visits(b),
            Self::Sweep(sweep) => sweep.visits(b),
        }
    }

    fn values(&self, r: &mut [f64]) {
        match self {
            Self::Single => {}
            Self::Eliminated(elimination) => elimination.values(r),
            Self::Sweep(sweep) => sweep.values(r),
        }
    }
}
