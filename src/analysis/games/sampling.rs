//! The Shapley value where there are too many bundles to try all: by random orders of opening.

use fastrand::Rng;
use rayon::prelude::*;

/// So many orders are tried, on all cores, before they are counted.
const CHUNK: usize = 16;

/// Shapley values estimated from random orders.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// By link and output: the mean of what the link added.
    pub mean: Vec<Vec<f64>>,
    /// By link and output: the standard error of that mean.
    pub standard_error: Vec<Vec<f64>>,
    /// How many orders were tried.
    pub orders: usize,
}

/// A bundle that has no worth: the links open in it, in the order of opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsolvable(pub Vec<usize>);

/// What each of `links` links adds to every output of `evaluate` on average over `orders` random
/// orders of opening them, for `seed`. `evaluate` gets the links that are open, and a `seat` to work at,
/// one a thread. Works on all cores; the answer is the same on any number of them.
///
/// In every order what the links add sums to the worth of all less that of none, so the means do too.
/// Source: J. Castro, D. Gómez, J. Tejada, "Polynomial calculation of the Shapley value based on
/// sampling" (2009). Takes `links − 1` evaluations an order, and two more. Stops early, with what it
/// has, once `go_on` says no.
///
/// # Errors
/// A bundle on the way that `evaluate` finds no worth for.
pub fn sampled_shapley<S>(
    links: usize,
    orders: usize,
    seed: u64,
    seat: impl Fn() -> S + Sync + Send,
    evaluate: impl Fn(&mut S, &[usize]) -> Option<Vec<f64>> + Sync,
    go_on: impl Fn(usize) -> bool,
) -> Result<Sampled, Unsolvable> {
    let worth = |seat: &mut S, open: &[usize]| evaluate(seat, open).ok_or_else(|| Unsolvable(open.to_vec()));
    let every: Vec<usize> = (0..links).collect();
    let none = worth(&mut seat(), &[])?;
    let all = worth(&mut seat(), &every)?;
    // What each link adds in one order, by link and output.
    let added = |seat: &mut S, order: &[usize]| -> Result<Vec<Vec<f64>>, Unsolvable> {
        let mut added = vec![Vec::new(); links];
        let mut before = none.clone();
        for (place, &link) in order.iter().enumerate() {
            let after = match place + 1 == links {
                true => all.clone(),
                false => worth(seat, &order[..=place])?,
            };
            added[link] = after
                .iter()
                .zip(&before)
                .map(|(after, before)| after - before)
                .collect();
            before = after;
        }
        Ok(added)
    };
    let mut moments = vec![vec![Moments::default(); none.len()]; links];
    let mut random = Rng::with_seed(seed);
    let mut order = every;
    let mut done = 0;
    while done < orders && go_on(done) {
        let tried = CHUNK.min(orders - done);
        let chunk: Vec<Vec<usize>> = (0..tried)
            .map(|_| {
                random.shuffle(&mut order);
                order.clone()
            })
            .collect();
        // In the order in which they were drawn, the first failure among them.
        let tables: Vec<_> = chunk
            .par_iter()
            .map_init(&seat, |seat, order| added(seat, order))
            .collect();
        for table in tables {
            for (moments, added) in moments.iter_mut().zip(table?) {
                moments
                    .iter_mut()
                    .zip(added)
                    .for_each(|(moments, added)| moments.add(added));
            }
        }
        done += tried;
    }
    let table = |of: fn(&Moments) -> f64| -> Vec<Vec<f64>> {
        let row = |row: &Vec<Moments>| row.iter().map(of).collect();
        moments.iter().map(row).collect()
    };
    Ok(Sampled {
        mean: table(|moments| moments.mean),
        standard_error: table(Moments::standard_error),
        orders: done,
    })
}

/// Mean and spread of numbers as they come.
///
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
/// Technometrics 4 (1962).
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, number: f64) {
        self.count += 1.0;
        let off = number - self.mean;
        self.mean += off / self.count;
        self.squares += off * (number - self.mean);
    }

    /// Of the mean; zero while there are too few numbers to tell.
    fn standard_error(&self) -> f64 {
        if self.count < 2.0 {
            return 0.0;
        }
        (self.squares / (self.count - 1.0) / self.count).sqrt()
    }
}
