//! Sparse elimination of a large component, free of subtraction as the dense one, nodes with the
//! fewest neighbours first and what has grown dense by then densely. The fall-back where sweeps would
//! take too long.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::Local;
use super::dense::Dense;

/// The part of all pairs of remaining nodes that an elimination touches from which on it is done densely.
const CROWDED: f64 = 1.0 / 64.0;
/// The most nodes for which a dense matrix is set up: 128 MiB.
const MOST_DENSE: usize = 4096;

/// One eliminated node.
struct Step {
    node: usize,
    /// One over the probability of leaving it for the nodes that remained; 0 if there is none.
    inverse: f64,
    /// Ways into it from the nodes that remained.
    ins: Vec<(usize, f64)>,
    /// Ways from it to the nodes that remained.
    outs: Vec<(usize, f64)>,
}

/// An eliminated component, as the steps taken and the nodes that were left to be eliminated densely.
pub(super) struct Sparse {
    steps: Vec<Step>,
    core: Dense,
    core_nodes: Vec<usize>,
}

impl Sparse {
    pub(super) fn new(local: &Local) -> Self {
        let n = local.len();
        let mut outs: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); n];
        let mut ins: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); n];
        let mut exit = local.exit.clone();
        for i in 0..n {
            for (j, p) in local.out.row(i) {
                *outs[i].entry(j).or_insert(0.0) += p;
                ins[j].insert(i);
            }
        }
        let cost = |outs: &[BTreeMap<usize, f64>], ins: &[BTreeSet<usize>], node: usize| {
            outs[node].len() * ins[node].len()
        };
        let mut queue: BinaryHeap<_> = (0..n).map(|i| Reverse((cost(&outs, &ins, i), i))).collect();
        let mut done = vec![false; n];
        let mut steps = Vec::with_capacity(n);
        while let Some(Reverse((estimate, k))) = queue.pop() {
            // An entry whose cost has changed since is stale: a fresh one is in the queue or made here.
            let now = cost(&outs, &ins, k);
            if done[k] || now > estimate {
                if !done[k] {
                    queue.push(Reverse((now, k)));
                }
                continue;
            }
            let remaining = n - steps.len();
            if remaining <= MOST_DENSE && now as f64 > CROWDED * (remaining * remaining) as f64 {
                break;
            }
            done[k] = true;
            let out_k: Vec<_> = std::mem::take(&mut outs[k])
                .into_iter()
                .filter(|&(j, _)| j != k)
                .collect();
            let pivot = exit[k] + out_k.iter().map(|&(_, p)| p).sum::<f64>();
            let inverse = if pivot > 0.0 { 1.0 / pivot } else { 0.0 };
            let mut in_k = Vec::new();
            for i in std::mem::take(&mut ins[k]) {
                if i == k {
                    continue;
                }
                let Some(p) = outs[i].remove(&k) else { continue };
                in_k.push((i, p));
                let through = p * inverse;
                exit[i] += through * exit[k];
                for &(j, q) in &out_k {
                    // A way back to `i` itself only lengthens its stay, which its pivot tells.
                    if j != i {
                        *outs[i].entry(j).or_insert(0.0) += through * q;
                        ins[j].insert(i);
                    }
                }
            }
            for &(j, _) in &out_k {
                ins[j].remove(&k);
                queue.push(Reverse((cost(&outs, &ins, j), j)));
            }
            steps.push(Step {
                node: k,
                inverse,
                ins: in_k,
                outs: out_k,
            });
        }
        let core_nodes: Vec<usize> = (0..n).filter(|&node| !done[node]).collect();
        let mut place = vec![0; n];
        for (at, &node) in core_nodes.iter().enumerate() {
            place[node] = at;
        }
        let mut core = Dense::default();
        core.eliminate(core_nodes.len(), |a, going_out| {
            for (row, &node) in core_nodes.iter().enumerate() {
                going_out[row] = exit[node];
                for (&to, &p) in &outs[node] {
                    a[row * core_nodes.len() + place[to]] = p;
                }
            }
        });
        Self {
            steps,
            core,
            core_nodes,
        }
    }

    /// Lets `solve` replace the numbers of the nodes that were eliminated densely.
    fn in_core(&self, numbers: &mut [f64], solve: impl FnOnce(&Dense, &mut [f64])) {
        let mut of_core: Vec<f64> = self.core_nodes.iter().map(|&node| numbers[node]).collect();
        solve(&self.core, &mut of_core);
        for (&node, number) in self.core_nodes.iter().zip(of_core) {
            numbers[node] = number;
        }
    }

    /// Replaces the inflow of each node by its visits.
    pub(super) fn visits(&self, b: &mut [f64]) {
        for step in &self.steps {
            let onward = b[step.node] * step.inverse;
            for &(j, p) in &step.outs {
                b[j] += onward * p;
            }
        }
        self.in_core(b, Dense::visits);
        for step in self.steps.iter().rev() {
            let inflow: f64 = step.ins.iter().map(|&(i, p)| b[i] * p).sum();
            b[step.node] = (b[step.node] + inflow) * step.inverse;
        }
    }

    /// Replaces the reward of each node by its value.
    pub(super) fn values(&self, r: &mut [f64]) {
        for step in &self.steps {
            let worth = r[step.node] * step.inverse;
            for &(i, p) in &step.ins {
                r[i] += p * worth;
            }
        }
        self.in_core(r, Dense::values);
        for step in self.steps.iter().rev() {
            let onward: f64 = step.outs.iter().map(|&(j, p)| p * r[j]).sum();
            r[step.node] = (r[step.node] + onward) * step.inverse;
        }
    }
}
