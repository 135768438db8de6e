//! The Shapley value where there are too many bundles to try all: by random orders of opening.

use fastrand::Rng;

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
/// orders of opening them, for `seed`. `evaluate` gets the links that are open.
///
/// In every order what the links add sums to the worth of all less that of none, so the means do too.
/// Source: J. Castro, D. Gómez, J. Tejada, "Polynomial calculation of the Shapley value based on
/// sampling" (2009). Takes `links − 1` evaluations an order, and two more. Stops early, with what it
/// has, once `go_on` says no.
///
/// # Errors
/// A bundle on the way that `evaluate` finds no worth for.
pub fn sampled_shapley(
    links: usize,
    orders: usize,
    seed: u64,
    evaluate: impl Fn(&[usize]) -> Option<Vec<f64>>,
    go_on: impl Fn(usize) -> bool,
) -> Result<Sampled, Unsolvable> {
    let worth = |open: &[usize]| evaluate(open).ok_or_else(|| Unsolvable(open.to_vec()));
    let mut order: Vec<usize> = (0..links).collect();
    let none = worth(&[])?;
    let all = worth(&order)?;
    let mut moments = vec![vec![Moments::default(); none.len()]; links];
    let mut random = Rng::with_seed(seed);
    let mut done = 0;
    while done < orders && go_on(done) {
        random.shuffle(&mut order);
        let mut before = none.clone();
        for (place, link) in order.iter().enumerate() {
            let after = match place + 1 == links {
                true => all.clone(),
                false => worth(&order[..=place])?,
            };
            for ((moments, after), before) in moments[*link].iter_mut().zip(&after).zip(&before) {
                moments.add(after - before);
            }
            before = after;
        }
        done += 1;
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
