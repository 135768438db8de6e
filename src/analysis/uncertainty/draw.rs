//! Random maps within the ranges of the evidence: each number from a triangular distribution with its
//! mode at the map's value, all independent, but for the shares of one node.
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
        let mut values: Vec<f64> = self.numbers.iter().map(|n| triangular(n, random.f64())).collect();
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

/// The value below which the part `u` of a triangular distribution lies.
fn triangular(number: &Uncertain, u: f64) -> f64 {
    let Uncertain { low, value, high, .. } = *number;
    // Evidence brackets the value, but the field may allow less than the evidence.
    let mode = value.clamp(low, high);
    let (below, above) = (mode - low, high - mode);
    if u * (high - low) < below {
        low + (u * (high - low) * below).sqrt()
    } else {
        high - ((1.0 - u) * (high - low) * above).sqrt()
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

    /// Mean (a + b + c)/3 and variance (a² + b² + c² − ab − ac − bc)/18 of a triangular distribution.
    #[test]
    fn moments_of_the_triangular_distribution() {
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
        let values = (0..steps).map(|at| triangular(&number, (f64::from(at) + 0.5) / f64::from(steps)));
        let values: Vec<f64> = values.collect();
        let mean = values.iter().sum::<f64>() / f64::from(steps);
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / f64::from(steps);
        assert!((mean - 4.0).abs() < 1e-4, "{mean}");
        assert!((variance - 21.0 / 18.0).abs() < 1e-3, "{variance}");
    }
}
