//! Sparse elimination of a large component, free of subtraction as the dense one, nodes with the
//! fewest neighbours first. The fall-back where sweeps would take too long.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::Local;

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

/// An eliminated component, as the steps taken.
pub(super) struct Sparse {
    steps: Vec<Step>,
}

impl Sparse {
    pub(super) fn new(local: &Local) -> Self {
        let n = local.len();
        let mut outs: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); n];
        let mut ins: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); n];
        let mut exit = local.exit.clone();
        for i in 0..n {
            for (j, p) in local.row(i) {
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
        Self { steps }
    }

    /// Replaces the inflow of each node by its visits.
    pub(super) fn visits(&self, b: &mut [f64]) {
        for step in &self.steps {
            let onward = b[step.node] * step.inverse;
            for &(j, p) in &step.outs {
                b[j] += onward * p;
            }
        }
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
        for step in self.steps.iter().rev() {
            let onward: f64 = step.outs.iter().map(|&(j, p)| p * r[j]).sum();
            r[step.node] = (r[step.node] + onward) * step.inverse;
        }
    }
}
