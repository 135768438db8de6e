//! Gauss–Seidel sweeps over a large component: fast where a fair share of the visits leaves at each
//! turn. All terms are positive, so the sums lose no digits.

use super::Local;

/// Sweeps allowed before elimination takes over.
const MOST: usize = 400;
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
        let sweep = Self { out, into };
        // The expected length of stay is both the slowest of all sums and its own test.
        let mut stay = vec![1.0; n];
        (sweep.out.settle(&mut stay, false) && sweep.into.settle(&mut vec![1.0; n], true)).then_some(sweep)
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
    /// Solves `x = b + Ax` in place, A being these rows; says whether it settled in time.
    ///
    /// Sweeps go with the flow: forwards for visits, backwards for values.
    fn settle(&self, x: &mut [f64], forward: bool) -> bool {
        let n = x.len();
        let b = x.to_vec();
        let mut before = f64::INFINITY;
        for round in 0..MOST {
            let mut change = 0.0f64;
            for step in 0..n {
                let i = if forward { step } else { n - 1 - step };
                let range = self.start[i] as usize..self.start[i + 1] as usize;
                let mut sum = b[i];
                for (&j, &p) in self.node[range.clone()].iter().zip(&self.probability[range]) {
                    sum += p * x[j as usize];
                }
                let moved = (sum - x[i]).abs();
                if moved > change * sum.abs() {
                    change = moved / sum.abs();
                }
                x[i] = sum;
            }
            if change == 0.0 {
                return true;
            }
            // What is still to come is a geometric series in the rate of the last two sweeps.
            let rate = change / before;
            before = change;
            if round == 0 {
                continue;
            }
            if rate < 1.0 && change * rate / (1.0 - rate) <= ENOUGH {
                return true;
            }
            // Rounding can keep the last digit moving for ever.
            if change <= 2.0 * f64::EPSILON && rate > 0.5 {
                return true;
            }
            let left = (ENOUGH / change).ln() / rate.ln();
            if round == 20 && !(rate < 1.0 && left < (MOST - round) as f64) {
                return false;
            }
        }
        false
    }
}
