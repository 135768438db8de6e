//! Random maps within the ranges of the evidence. The map's value of a number is the median of what is
//! drawn: half of the draws lie below and half above, ever fewer towards both ends of the range, where
//! there are none (a triangle to each side, their areas the same). A triangle over the whole range with its
//! peak at the value would put nearly all draws above a value that lies near its low end, and the map's
//! own answer outside of theirs. All numbers are independent, but for the shares of one node.
//!
//! Those compete for the same visitors. A share is drawn as what it is beside those who leave, who keep
//! their weight; then all are scaled to make one (the closure of a composition, Aitchison, "The
//! Statistical Analysis of Compositional Data", 1986). So visitors whom one link loses in a draw go to
//! the others and away in proportion, and not all away.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::ranges::Uncertain;
use crate::model::{Map, NodeId, Object, Pull};

/// Draws values of all uncertain numbers.
pub struct Draws<'a> {
    numbers: &'a [Uncertain],
    seed: u64,
    competing: Vec<Competing>,
}

/// Uncertain shares that share out the visitors of one node and segment.
struct Competing {
    /// What those who leave have today.
    leave: f64,
    /// What these shares and those who leave have together.
    together: f64,
    /// Which of the numbers they are.
    shares: Vec<usize>,
}

impl<'a> Draws<'a> {
    /// Prepares to draw `numbers` of `map`. Every draw depends on `seed` and its own place alone.
    pub fn new(map: &Map, numbers: &'a [Uncertain], seed: u64) -> Self {
        let place: BTreeMap<String, usize> = numbers
            .iter()
            .enumerate()
            .map(|(at, number)| (number.path.to_string(), at))
            .collect();
        let mut nodes: BTreeMap<&NodeId, Vec<_>> = BTreeMap::new();
        for (id, link) in map.links().iter().filter(|(_, link)| link.open) {
            nodes.entry(&link.from).or_default().push((id, link));
        }
        let mut competing = Vec::new();
        for links in nodes.values() {
            for segment in map.segment_ids() {
                let (mut sum, mut certain, mut shares) = (0.0, 0.0, Vec::new());
                for (id, link) in links {
                    let Pull::Share(share) = link.pull_for(segment.as_str()) else {
                        continue;
                    };
                    sum += share.value;
                    let field = match link.pull_by.contains_key(&segment) {
                        true => format!("pull_by/{segment}"),
                        false => "pull".to_owned(),
                    };
                    match place.get(&Object::Link((*id).clone()).path(&field)) {
                        Some(&at) => shares.push(at),
                        None => certain += share.value,
                    }
                }
                competing.push(Competing {
                    leave: (1.0 - sum).max(0.0),
                    together: 1.0 - certain,
                    shares,
                });
            }
        }
        Self {
            numbers,
            seed,
            competing,
        }
    }

    /// The values of all numbers, in their order, of the draw at `place`: the same whichever others are
    /// made.
    pub fn draw(&self, place: u64) -> Vec<f64> {
        let mut random = Rng::with_seed(mixed(self.seed ^ mixed(place)));
        let mut values: Vec<f64> = self.numbers.iter().map(|n| quantile(n, random.f64())).collect();
        // A number that holds for several segments is scaled for that in which it has the least room.
        let mut scale = vec![f64::INFINITY; values.len()];
        for competing in &self.competing {
            let drawn = competing.leave + competing.shares.iter().map(|&at| values[at]).sum::<f64>();
            if drawn > 0.0 {
                for &at in &competing.shares {
                    scale[at] = scale[at].min(competing.together / drawn);
                }
            }
        }
        for (value, scale) in values.iter_mut().zip(scale) {
            if scale.is_finite() {
                *value *= scale;
            }
        }
        values
    }
}

/// The value below which the part `u` of the draws of a number lies.
fn quantile(number: &Uncertain, u: f64) -> f64 {
    let Uncertain { low, value, high, .. } = *number;
    // Evidence brackets the value, but the field may allow less than the evidence.
    let median = value.clamp(low, high);
    if u < 0.5 {
        median - (median - low) * (1.0 - (2.0 * u).sqrt())
    } else {
        median + (high - median) * (1.0 - (2.0 * (1.0 - u)).sqrt())
    }
}

/// A number that looks nothing like `x` (SplitMix64, Steele, Lea and Flood 2014).
fn mixed(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NumberPath, field};

    /// To each side a triangle of width w: the mean distance w/3, the mean of its square w²/6.
    #[test]
    fn moments_of_the_draws() {
        let path = NumberPath::parse("nodes/a/arrivals").unwrap();
        let number = Uncertain {
            path,
            field: &field::ARRIVALS,
            value: 3.0,
            low: 2.0,
            high: 7.0,
            stated: true,
        };
        let steps = 100_000;
        let offsets = (0..steps).map(|at| quantile(&number, (f64::from(at) + 0.5) / f64::from(steps)) - 3.0);
        let offsets: Vec<f64> = offsets.collect();
        let mean = offsets.iter().sum::<f64>() / f64::from(steps);
        let square = offsets.iter().map(|x| x.powi(2)).sum::<f64>() / f64::from(steps);
        assert!((mean - 0.5 * (4.0 - 1.0) / 3.0).abs() < 1e-4, "{mean}");
        assert!((square - 0.5 * (16.0 + 1.0) / 6.0).abs() < 1e-3, "{square}");
        assert!(offsets[steps as usize / 2 - 1] < 0.0 && offsets[steps as usize / 2] > 0.0);
    }
}
