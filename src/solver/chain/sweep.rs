//! Gauss–Seidel sweeps over a large component: fast where a fair share of the visits leaves at each
//! turn. All terms are positive, so the sums lose no digits.

use super::Local;

/// Change from sweep to sweep above which elimination takes over: some 350 sweeps to the last digit.
const SLOWEST: f64 = 0.9;
/// Sweeps after which to stop in any case. The balance of the flows is checked afterwards.
const MOST: usize = 2000;
/// Sweeps from which the rate is told.
const TRIAL: usize = 12;
/// Relative error at which the sum counts as reached.
const ENOUGH: f64 = 4e-16;

/// A component in rows (ways out) and in columns (ways in).
pub(super) struct Sweep {
    out: Rows,
    into: Rows,
}

struct Rows {
    start: Vec<u32>,
    node: Vec<u32>,
    probability: Vec<f64>,
}

impl Sweep {
    /// The component ready for sweeping, or `None` if sweeps would take too long on it.
    pub(super) fn new(local: &Local) -> Option<Self> {
        let n = local.len();
        let out = Rows {
            start: local.start.clone(),
            node: local.to.clone(),
            probability: local.probability.clone(),
        };
        let into = transpose(&out, n);
        // Rows and columns settle at the same rate, so trying one of them tells.
        (out.rate(n) < SLOWEST).then_some(Self { out, into })
    }

    /// Replaces the inflow of each node by its visits.
    pub(super) fn visits(&self, b: &mut [f64]) {
        self.into.settle(b, true);
    }

    /// Replaces the reward of each node by its value.
    pub(super) fn values(&self, r: &mut [f64]) {
        self.out.settle(r, false);
    }
}

fn transpose(rows: &Rows, n: usize) -> Rows {
    let mut start = vec![0u32; n + 1];
    for &to in &rows.node {
        start[to as usize + 1] += 1;
    }
    for i in 0..n {
        start[i + 1] += start[i];
    }
    let mut next = start.clone();
    let mut node = vec![0u32; rows.node.len()];
    let mut probability = vec![0.0; rows.node.len()];
    for i in 0..n {
        for e in rows.start[i] as usize..rows.start[i + 1] as usize {
            let slot = &mut next[rows.node[e] as usize];
            node[*slot as usize] = i as u32;
            probability[*slot as usize] = rows.probability[e];
            *slot += 1;
        }
    }
    Rows {
        start,
        node,
        probability,
    }
}

impl Rows {
    /// By how much the change shrinks from sweep to sweep, from a short trial on the length of stay.
    fn rate(&self, n: usize) -> f64 {
        let mut x = vec![1.0; n];
        let b = x.clone();
        let (mut change, mut rate) = (f64::INFINITY, 0.0);
        for _ in 0..TRIAL {
            let now = self.sweep(&mut x, &b, false);
            rate = now / change;
            change = now;
        }
        rate
    }

    /// Solves `x = b + Ax` in place, A being these rows. Sweeps go with the flow: forwards for
    /// visits, backwards for values.
    fn settle(&self, x: &mut [f64], forward: bool) {
        let b = x.to_vec();
        let mut before = f64::INFINITY;
        for _ in 0..MOST {
            let change = self.sweep(x, &b, forward);
            let rate = change / before;
            before = change;
            // What is still to come is a geometric series. Rounding can keep the last digit moving.
            let settled = rate < 1.0 && rate > 0.0 && change * rate / (1.0 - rate) <= ENOUGH;
            if change == 0.0 || settled || (change <= 2.0 * f64::EPSILON && rate > 0.5) {
                return;
            }
        }
    }

    /// One sweep; returns the largest relative change.
    fn sweep(&self, x: &mut [f64], b: &[f64], forward: bool) -> f64 {
        let n = x.len();
        let mut change = 0.0f64;
        for step in 0..n {
            let i = if forward { step } else { n - 1 - step };
            let range = self.start[i] as usize..self.start[i + 1] as usize;
            let mut sum = b[i];
            for (&j, &p) in self.node[range.clone()].iter().zip(&self.probability[range]) {
                sum += p * x[j as usize];
            }
            let moved = (sum - x[i]).abs();
            if moved > change * sum {
                change = moved / sum;
            }
            x[i] = sum;
        }
        change
    }
}
