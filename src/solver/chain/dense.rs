//! Dense elimination of a component, free of subtraction (Grassmann, Taksar and Heyman 1985): each
//! pivot is the sum of the ways out, so it stays exact even where only 1e-13 of the visits leave.

use super::Local;

/// An eliminated component: above the diagonal the ways into each node when it was eliminated,
/// below it the ways out to the nodes that remained.
#[derive(Default)]
pub(in crate::solver) struct Dense {
    n: usize,
    /// Row-major `n × n`.
    a: Vec<f64>,
    /// The chance of going out of the component from each node.
    exit: Vec<f64>,
    /// One over the probability of leaving each node for those that remained; 0 if there is none.
    inverse: Vec<f64>,
}

impl Dense {
    pub(super) fn new(local: &Local) -> Self {
        let mut dense = Self::default();
        dense.eliminate(local.len(), |a, exit| {
            let n = local.len();
            exit.copy_from_slice(&local.exit);
            for i in 0..n {
                for (j, p) in local.out.row(i) {
                    a[i * n + j] += p;
                }
            }
        });
        dense
    }

    /// Eliminates another component, of `n` nodes: `fill` writes the chances of going from node to node
    /// (row-major) and those of going out, all 0 before.
    pub(in crate::solver) fn eliminate(&mut self, n: usize, fill: impl FnOnce(&mut [f64], &mut [f64])) {
        let Self { a, exit, inverse, .. } = self;
        self.n = n;
        for (numbers, count) in [(&mut *a, n * n), (&mut *exit, n), (&mut *inverse, n)] {
            numbers.clear();
            numbers.resize(count, 0.0);
        }
        fill(a, exit);
        for k in (0..n).rev() {
            let (above, rest) = a.split_at_mut(k * n);
            let pivot_row = &rest[..k];
            let pivot = exit[k] + pivot_row.iter().sum::<f64>();
            if pivot <= 0.0 {
                continue;
            }
            inverse[k] = 1.0 / pivot;
            for i in 0..k {
                let row = &mut above[i * n..i * n + n];
                let through = row[k] * inverse[k];
                if through > 0.0 {
                    for (cell, &p) in row[..k].iter_mut().zip(pivot_row) {
                        *cell += through * p;
                    }
                    exit[i] += through * exit[k];
                }
            }
        }
    }

    /// Replaces the inflow of each node by its visits.
    pub(in crate::solver) fn visits(&self, b: &mut [f64]) {
        let n = self.n;
        for k in (1..n).rev() {
            let onward = b[k] * self.inverse[k];
            let (before, _) = b.split_at_mut(k);
            for (cell, &p) in before.iter_mut().zip(&self.a[k * n..k * n + k]) {
                *cell += onward * p;
            }
        }
        for k in 0..n {
            let inflow: f64 = (0..k).map(|i| b[i] * self.a[i * n + k]).sum();
            b[k] = (b[k] + inflow) * self.inverse[k];
        }
    }

    /// Replaces the reward of each node by its value.
    pub(in crate::solver) fn values(&self, r: &mut [f64]) {
        let n = self.n;
        for k in (1..n).rev() {
            let worth = r[k] * self.inverse[k];
            for i in 0..k {
                r[i] += self.a[i * n + k] * worth;
            }
        }
        for k in 0..n {
            let onward: f64 = self.a[k * n..k * n + k].iter().zip(&*r).map(|(p, v)| p * v).sum();
            r[k] = (r[k] + onward) * self.inverse[k];
        }
    }
}
