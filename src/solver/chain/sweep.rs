//! Gauss–Seidel sweeps over a large component: fast where a fair share of the visits leaves at each
//! turn. All terms are positive, so the sums lose no digits.

use std::sync::OnceLock;

use super::elimination::Elimination;
use super::local::{Local, Rows};

/// Sweeps in a row over which what is left of an error is measured. Single ones tell little: round a
/// cycle an error goes on in jumps.
const WINDOW: usize = 6;
/// What may be left after so many, 0.9 of it after each: above it elimination takes over. Some 300 sweeps
/// in all.
const MOST_LEFT: f64 = 0.53;
/// How often it is measured at most; what is left falls to its lasting value meanwhile.
const TRIALS: usize = 4;
/// Relative error at which the sums count as reached.
const ENOUGH: f64 = 1e-14;
/// Relative change from which on one that does not shrink any more is rounding.
const ROUNDING: f64 = 1e-14;
/// Sweeps after which elimination takes over in any case.
const MOST: usize = 1000;

/// A component in ways out and in ways in.
pub(super) struct Sweep {
    local: Local,
    into: Rows,
    /// The relative change in a sweep at which what is still to come is [`ENOUGH`].
    settled: f64,
    /// Made once sweeps did not get there.
    elimination: OnceLock<Elimination>,
}

impl Sweep {
    /// The component ready for sweeping, or as it was if sweeps would take too long on it.
    pub(super) fn new(local: Local) -> Result<Self, Local> {
        match what_is_left(&local.out) {
            Some(left) => Ok(Self::settling(local, left)),
            None => Err(local),
        }
    }

    /// The same where `left` of an error is left after [`WINDOW`] sweeps.
    fn settling(local: Local, left: f64) -> Self {
        Self {
            into: local.out.turned(),
            local,
            // What is still to come is a geometric series, window by window.
            settled: ENOUGH * (1.0 - left) / WINDOW as f64,
            elimination: OnceLock::new(),
        }
    }

    /// Replaces the inflow of each node by its visits.
    pub(super) fn visits(&self, b: &mut [f64]) {
        self.solve(
            b,
            |b| settle(&self.into, b, true, self.settled),
            Elimination::visits,
        );
    }

    /// Replaces the reward of each node by its value.
    pub(super) fn values(&self, r: &mut [f64]) {
        self.solve(
            r,
            |r| settle(&self.local.out, r, false, self.settled),
            Elimination::values,
        );
    }

    /// Solves for `right` by sweeps, or by elimination where those do not get there.
    fn solve(
        &self,
        right: &mut [f64],
        settle: impl Fn(&[f64]) -> Option<Vec<f64>>,
        eliminate: impl Fn(&Elimination, &mut [f64]),
    ) {
        // Only sums of one sign can be told to be near by their relative change.
        let part = |sign: f64| -> Vec<f64> { right.iter().map(|b| f64::max(sign * b, 0.0)).collect() };
        let found = if right.iter().any(|b| *b < 0.0) {
            let both = settle(&part(1.0)).zip(settle(&part(-1.0)));
            both.map(|(gained, lost)| {
                gained
                    .iter()
                    .zip(lost)
                    .map(|(gained, lost)| gained - lost)
                    .collect()
            })
        } else {
            settle(right)
        };
        match found {
            Some(found) => right.copy_from_slice(&found),
            None => eliminate(
                self.elimination.get_or_init(|| Elimination::new(&self.local)),
                right,
            ),
        }
    }
}

/// How much of any error is left after [`WINDOW`] sweeps at most; `None` if that is not known to be little
/// enough.
///
/// An error that starts as 1 everywhere is followed. If every node holds at most a part of it after some
/// sweeps, as many more leave at most the same part of what then is left of any error, as all ways are
/// positive (Collatz 1942). Visits and values settle at the same rate: the one iteration is the other's transpose.
fn what_is_left(rows: &Rows) -> Option<f64> {
    let nothing = vec![0.0; rows.len()];
    let mut error = vec![1.0; rows.len()];
    for _ in 0..TRIALS {
        let before = error.clone();
        for _ in 0..WINDOW {
            sweep(rows, &mut error, &nothing, false);
        }
        let parts = error.iter().zip(&before).filter(|(_, before)| **before > 0.0);
        let left = parts.map(|(after, before)| after / before).fold(0.0, f64::max);
        if left <= MOST_LEFT {
            return Some(left);
        }
    }
    None
}

/// Solves `x = b + Ax`, A being `rows` and b not negative, until no sum changes by more than `settled`.
/// Sweeps go with the flow: forwards for visits, backwards for values.
fn settle(rows: &Rows, b: &[f64], forward: bool, settled: f64) -> Option<Vec<f64>> {
    let mut x = b.to_vec();
    let mut before = f64::INFINITY;
    for _ in 0..MOST {
        let change = sweep(rows, &mut x, b, forward);
        if change <= settled || (change <= ROUNDING && change >= before) {
            return Some(x);
        }
        before = change;
    }
    None
}

/// One sweep; returns the largest relative change.
fn sweep(rows: &Rows, x: &mut [f64], b: &[f64], forward: bool) -> f64 {
    let n = x.len();
    let mut change = 0.0f64;
    for step in 0..n {
        let i = if forward { step } else { n - 1 - step };
        let mut sum = b[i];
        for (j, p) in rows.row(i) {
            sum += p * x[j];
        }
        let moved = (sum - x[i]).abs();
        if moved > change * sum {
            change = moved / sum;
        }
        x[i] = sum;
    }
    change
}

#[cfg(test)]
mod tests {
    use super::super::{Graph, Order};
    use super::*;

    /// Sweeps that should have settled and do not give way to elimination, in both directions and for
    /// gains and losses.
    #[test]
    fn sweeps_that_do_not_get_there_give_way_to_elimination() {
        let n = 60;
        let edges: Vec<(u32, u32)> = (0..n).map(|i| (i, (i + 7) % n)).collect();
        let graph = Graph::new(n as usize, &edges);
        let order = Order::new(&graph, &vec![true; n as usize]);
        let (go, leave) = (vec![1.0 - 1e-7; n as usize], vec![1e-7; n as usize]);
        let nodes = order.component(0);
        let local = || Local::new(&graph, &order, &go, &leave, nodes);
        assert!(Sweep::new(local()).is_err(), "known not to settle");
        let sweep = Sweep::settling(local(), 0.0);
        let eliminated = Elimination::new(&local());
        let right: Vec<f64> = (0..n).map(|i| f64::from(i % 5) - 1.0).collect();
        for b in [&right, &vec![1.0; n as usize]] {
            let mut found = [b.clone(), b.clone()];
            sweep.visits(&mut found[0]);
            sweep.values(&mut found[1]);
            let mut expected = [b.clone(), b.clone()];
            eliminated.visits(&mut expected[0]);
            eliminated.values(&mut expected[1]);
            assert_eq!(found, expected);
        }
    }
}
