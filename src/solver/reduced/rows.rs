//! Choices at the kept nodes: the nested logit of `choice`, laid out to be evaluated many times.
//!
//! The weights of a choice are prepared as `w^{1/λ}`, scaled per group by the largest, so that a
//! choice takes one product an option and one power a group; the feedback factor of an option is the
//! same for all segments. Choices whose weights lie too far apart for that go by logarithms.

use std::ops::Range;

use super::super::choice::Chances;
use super::super::feedback::LN_CLIP;
use super::super::system::System;
use super::plan::Plan;

/// Logarithms of weights further apart than this are kept as logarithms.
const FAR: f64 = 200.0;

/// A power with a fixed exponent; the common ones without logarithms.
#[derive(Clone, Copy, Debug)]
enum Power {
    One,
    Half,
    Other(f64),
}

impl Power {
    fn of(self, base: f64) -> f64 {
        match self {
            Self::One => base,
            Self::Half => base.sqrt(),
            Self::Other(exponent) => (exponent * base.ln()).exp(),
        }
    }
}

/// The choice at one kept node.
#[derive(Clone, Debug)]
struct Choice {
    groups: Range<usize>,
    power: Power,
    /// Whether it depends on the feedback.
    is_fed: bool,
    /// Whether products of its weights might leave the range of numbers.
    by_logarithms: bool,
}

/// The prepared weights of one segment.
#[derive(Clone, Debug)]
struct Weights {
    /// By way: `w^{1/λ}`, as a part of the largest of its group.
    way: Vec<f64>,
    /// By group: its largest weight, as a part of the largest of all groups and of leaving.
    group: Vec<f64>,
    /// By kept node: the weight of leaving, likewise.
    leave: Vec<f64>,
}

/// All choices at kept nodes.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    choices: Vec<Choice>,
    /// The ways of each group.
    groups: Vec<Range<usize>>,
    /// By stream.
    weights: Vec<Weights>,
    /// The feedback variables that choices feel, each with its exponent; two for each way below.
    exponents: Vec<(usize, f64)>,
    /// By way: its two feedback factors, counted from 1; 0 stands for none.
    factors: Vec<[u32; 2]>,
    /// Kept nodes whose choice depends on the feedback.
    pub(super) fed: Vec<usize>,
    any_by_logarithms: bool,
}

/// The chances at the kept nodes in one combination, and what they were made from.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// By way: 1 where it is open, otherwise 0.
    pub(super) gate: Vec<f64>,
    /// By stream and way.
    pub(super) way: Vec<Vec<f64>>,
    /// By stream and kept node.
    pub(super) leave: Vec<Vec<f64>>,
    /// Feedback factors, the first being 1.
    factors: Vec<f64>,
    /// By way: weight factor at the time.
    factor: Vec<f64>,
    /// By group of one node: what makes chances of its weights.
    scale: Vec<f64>,
    /// Where choices go by logarithms: the chances of all nodes and what they need.
    full: Option<Full>,
}

#[derive(Clone, Debug)]
struct Full {
    chances: Chances,
    open: Vec<bool>,
    ln_factor: Vec<f64>,
}

impl Rows {
    /// Prepares the choices of `plan`. Each way feels the feedback variables that `felt` says, with
    /// the exponent that each has on its weight.
    pub(super) fn new(system: &System, plan: &Plan, felt: &dyn Fn(usize) -> Vec<(usize, f64)>) -> Self {
        let streams = plan.streams.len();
        let ways = plan.ways.len();
        let mut rows = Self {
            choices: Vec::new(),
            groups: Vec::new(),
            weights: vec![
                Weights {
                    way: vec![0.0; ways],
                    group: Vec::new(),
                    leave: vec![0.0; plan.nodes.len()],
                };
                streams
            ],
            exponents: Vec::new(),
            factors: vec![[0, 0]; ways],
            fed: Vec::new(),
            any_by_logarithms: false,
        };
        for place in 0..plan.nodes.len() {
            rows.add(system, plan, place, felt);
        }
        rows
    }

    fn add(&mut self, system: &System, plan: &Plan, place: usize, felt: &dyn Fn(usize) -> Vec<(usize, f64)>) {
        let node = plan.nodes[place];
        let novelty = system.novelty[node];
        let ways = plan.ways_of(place);
        let first_group = self.groups.len();
        let same_group =
            |a: &usize, b: &usize| system.group[plan.ways[*a].edge] == system.group[plan.ways[*b].edge];
        let indices: Vec<usize> = ways.clone().collect();
        for group in indices.chunk_by(same_group) {
            self.groups.push(group[0]..group[0] + group.len());
        }
        let mut strongest = 0.0f64;
        let mut is_fed = false;
        for way in ways.clone() {
            let felt = felt(way);
            strongest = strongest.max(
                felt.iter()
                    .map(|(_, exponent)| exponent * LN_CLIP / novelty)
                    .sum(),
            );
            is_fed |= !felt.is_empty();
            for (slot, (variable, exponent)) in self.factors[way].iter_mut().zip(felt) {
                let factor = (variable, exponent / novelty);
                let known = self.exponents.iter().position(|known| *known == factor);
                *slot = 1 + known.unwrap_or_else(|| {
                    self.exponents.push(factor);
                    self.exponents.len() - 1
                }) as u32;
            }
        }
        let mut widest = strongest;
        for (stream, weights) in plan.streams.iter().zip(&mut self.weights) {
            let ln_weight = |way: usize| system.ln_weight[stream.segment][plan.ways[way].edge];
            let ln_leave = system.ln_leave[stream.segment][node];
            let mut tops = Vec::new();
            for group in &self.groups[first_group..] {
                let top = group.clone().map(ln_weight).fold(f64::NEG_INFINITY, f64::max);
                for way in group.clone().filter(|&way| ln_weight(way) > f64::NEG_INFINITY) {
                    let below = (ln_weight(way) - top) / novelty;
                    weights.way[way] = below.exp();
                    widest = widest.max(-below);
                }
                tops.push(top);
            }
            let highest = tops.iter().copied().fold(ln_leave, f64::max);
            let part = |ln: f64| {
                if ln > f64::NEG_INFINITY {
                    (ln - highest).exp()
                } else {
                    0.0
                }
            };
            for ln in tops
                .iter()
                .copied()
                .chain([ln_leave])
                .filter(|ln| *ln > f64::NEG_INFINITY)
            {
                widest = widest.max(highest - ln);
            }
            weights.group.extend(tops.iter().copied().map(part));
            weights.leave[place] = part(ln_leave);
        }
        let by_logarithms = widest > FAR;
        self.any_by_logarithms |= by_logarithms;
        if is_fed {
            self.fed.push(place);
        }
        let power = match novelty {
            1.0 => Power::One,
            0.5 => Power::Half,
            other => Power::Other(other),
        };
        self.choices.push(Choice {
            groups: first_group..self.groups.len(),
            power,
            is_fed,
            by_logarithms,
        });
    }

    /// Nobody decided yet, and all that is toggled closed.
    pub(super) fn undecided(&self, system: &System, plan: &Plan) -> Chosen {
        let gate = |way: &super::plan::Way| if way.toggle.is_some() { 0.0 } else { 1.0 };
        Chosen {
            gate: plan.ways.iter().map(gate).collect(),
            way: vec![vec![0.0; plan.ways.len()]; plan.streams.len()],
            leave: vec![vec![1.0; plan.nodes.len()]; plan.streams.len()],
            factors: vec![1.0; self.exponents.len() + 1],
            factor: vec![1.0; plan.ways.len()],
            scale: Vec::new(),
            full: self.any_by_logarithms.then(|| Full {
                chances: Chances::new(system),
                open: vec![false; system.from.len()],
                ln_factor: vec![0.0; system.from.len()],
            }),
        }
    }

    /// Whether the choice at `place` depends on the feedback.
    pub(super) fn is_fed(&self, place: usize) -> bool {
        self.choices[place].is_fed
    }

    /// Takes over the feedback `state`: the logarithm of each variable's ratio.
    pub(super) fn feel(&self, state: &[f64], chosen: &mut Chosen) {
        for ((variable, exponent), factor) in self.exponents.iter().zip(&mut chosen.factors[1..]) {
            *factor = (exponent * state[*variable]).exp();
        }
    }

    /// Works out the chances at `place` in all segments.
    pub(super) fn choose(&self, system: &System, plan: &Plan, place: usize, chosen: &mut Chosen) {
        let choice = &self.choices[place];
        if choice.by_logarithms {
            return self.choose_by_logarithms(system, plan, place, chosen);
        }
        let ways = plan.ways_of(place);
        let gates = chosen.gate[ways.clone()].iter().zip(&self.factors[ways.clone()]);
        for (factor, (gate, [a, b])) in chosen.factor[ways].iter_mut().zip(gates) {
            *factor = gate * chosen.factors[*a as usize] * chosen.factors[*b as usize];
        }
        for (at, stream) in plan.streams.iter().enumerate() {
            if !stream.is_reached[place] {
                continue;
            }
            let weights = &self.weights[at];
            let chances = &mut chosen.way[at];
            let mut total = weights.leave[place];
            chosen.scale.clear();
            for group in choice.groups.clone() {
                let ways = self.groups[group].clone();
                let mut sum = 0.0;
                let factors = weights.way[ways.clone()].iter().zip(&chosen.factor[ways.clone()]);
                for (chance, (weight, factor)) in chances[ways].iter_mut().zip(factors) {
                    *chance = weight * factor;
                    sum += *chance;
                }
                let mut scale = 0.0;
                if sum > 0.0 {
                    let inclusive = weights.group[group] * choice.power.of(sum);
                    total += inclusive;
                    scale = inclusive / sum;
                }
                chosen.scale.push(scale);
            }
            if total <= 0.0 {
                chances[plan.ways_of(place)].fill(0.0);
                chosen.leave[at][place] = 1.0;
                continue;
            }
            let part = 1.0 / total;
            for (group, scale) in choice.groups.clone().zip(&chosen.scale) {
                let chances = &mut chances[self.groups[group].clone()];
                chances.iter_mut().for_each(|chance| *chance *= scale * part);
            }
            chosen.leave[at][place] = weights.leave[place] * part;
        }
    }

    fn choose_by_logarithms(&self, system: &System, plan: &Plan, place: usize, chosen: &mut Chosen) {
        let Some(full) = &mut chosen.full else { return };
        let node = plan.nodes[place];
        for way in plan.ways_of(place) {
            let edge = plan.ways[way].edge;
            let [a, b] = self.factors[way];
            let factor = chosen.factors[a as usize] * chosen.factors[b as usize];
            full.open[edge] = chosen.gate[way] > 0.0;
            full.ln_factor[edge] = system.novelty[node] * factor.ln();
        }
        for (at, stream) in plan.streams.iter().enumerate() {
            full.chances
                .choose(system, stream.segment, node, &full.open, &full.ln_factor);
            for way in plan.ways_of(place) {
                chosen.way[at][way] = full.chances.edge[plan.ways[way].edge];
            }
            chosen.leave[at][place] = full.chances.leave[node];
        }
    }
}
