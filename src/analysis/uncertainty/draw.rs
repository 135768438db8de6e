//! Random maps within the ranges of the evidence: each number from a triangular distribution with its
//! mode at the map's value, all independent, but for the shares of one node, which sum to one at most.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::ranges::Uncertain;
use crate::model::rules::SHARE_TOLERANCE;
use crate::model::{Map, NodeId, Object, Pull};

/// How often the shares of a node are drawn before they are scaled to sum to one.
const TRIES: usize = 100;

/// Draws values of all uncertain numbers.
pub struct Draws<'a> {
    numbers: &'a [Uncertain],
    seed: u64,
    nodes: Vec<Shares>,
}

/// The shares of the open links out of one node.
#[derive(Default)]
struct Shares {
    /// Which of the numbers they are.
    numbers: Vec<usize>,
    /// By segment in which somebody leaves today: what its certain shares sum to, and its uncertain ones.
    sums: Vec<(f64, Vec<usize>)>,
}

/// Values of all uncertain numbers, in their order.
pub struct Draw {
    /// The values.
    pub values: Vec<f64>,
    /// How often the shares of a node summed to more than one and were drawn again.
    pub again: usize,
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
        let nodes = nodes.values().map(|links| {
            let mut shares = Shares::default();
            for segment in map.segment_ids() {
                let (mut sum, mut certain, mut members) = (0.0, 0.0, Vec::new());
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
                        Some(&at) => members.push(at),
                        None => certain += share.value,
                    }
                }
                shares.numbers.extend(&members);
                // Where nobody leaves today nobody does in any draw: there the shares are scaled.
                if sum < 1.0 - SHARE_TOLERANCE {
                    shares.sums.push((certain, members));
                }
            }
            shares.numbers.sort_unstable();
            shares.numbers.dedup();
            shares
        });
        Self {
            numbers,
            seed,
            nodes: nodes.collect(),
        }
    }

    /// The draw at `place`, the same whichever others are made.
    pub fn draw(&self, place: u64) -> Draw {
        let mut random = Rng::with_seed(mixed(self.seed ^ mixed(place)));
        let mut draw = Draw {
            values: self.numbers.iter().map(|n| triangular(n, random.f64())).collect(),
            again: 0,
        };
        for node in &self.nodes {
            for _ in 0..TRIES {
                if node.fits(&draw.values) {
                    break;
                }
                draw.again += 1;
                for &at in &node.numbers {
                    draw.values[at] = triangular(&self.numbers[at], random.f64());
                }
            }
        }
        draw
    }
}

impl Shares {
    fn fits(&self, values: &[f64]) -> bool {
        let sum = |(certain, members): &(f64, Vec<usize>)| {
            certain + members.iter().map(|&at| values[at]).sum::<f64>()
        };
        self.sums.iter().all(|segment| sum(segment) <= 1.0)
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
