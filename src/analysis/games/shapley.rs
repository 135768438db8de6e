//! What each link adds on average over all orders of opening them, and how two of them work together.

use super::sum::Sum;

/// The Shapley value of each of `links` links in the game `value`, which gives the worth of every
/// bundle. They add up to the worth of all links less that of none.
///
/// `φ_i = 1/n Σ_{S ∌ i} (U(S ∪ i) − U(S)) / C(n−1, |S|)`. Source: L. S. Shapley, "A value for n-person
/// games" (1953). Takes `links · 2^links` looks at `value`; differences are summed by size without
/// loss, so that the parts add up however much larger U is than what the links add to it.
pub fn shapley(links: usize, value: impl Fn(usize) -> f64) -> Vec<f64> {
    let credit = |link: usize| -> f64 {
        let mut added = vec![Sum::default(); links];
        for others in 0..1usize << (links - 1) {
            let without = insert_zero(others, link);
            added[others.count_ones() as usize].add(value(without | 1 << link) - value(without));
        }
        let mut credit = Sum::default();
        let mut orders = links as f64;
        for (size, added) in added.iter().enumerate() {
            credit.add(added.value() / orders);
            // n · C(n−1, s+1) from n · C(n−1, s).
            orders *= (links - 1 - size) as f64 / (size + 1) as f64;
        }
        credit.value()
    };
    (0..links).map(credit).collect()
}

/// `bits` with a zero put in at position `at`, what stood there and above moved up.
fn insert_zero(bits: usize, at: usize) -> usize {
    let below = (1 << at) - 1;
    (bits & !below) << 1 | bits & below
}

/// What links `a` and `b` add together beyond what each adds alone, all others closed:
/// `U(ab) − U(a) − U(b) + U(∅)`. Above zero they help each other, below zero they are substitutes.
pub fn interaction(a: usize, b: usize, value: impl Fn(usize) -> f64) -> f64 {
    let (a, b) = (1 << a, 1 << b);
    // Differences first: U may be far larger than what a link adds to it.
    (value(a | b) - value(a)) - (value(b) - value(0))
}
