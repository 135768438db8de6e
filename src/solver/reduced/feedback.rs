//! What feeds back, as in the full system, on the kept nodes alone.

use super::super::feedback::{LN_CLIP, Reference, clip};
use super::super::system::System;
use super::current::Current;
use super::plan::{End, Plan};

/// A number of the state: the logarithm of a ratio to the reference.
#[derive(Clone, Debug)]
struct Variable {
    of: Of,
    reference: f64,
    /// What it is today.
    today: f64,
    /// The toggled links of which one must be open for it to count; `None` if it always does.
    wakes: Option<Vec<usize>>,
}

impl Variable {
    /// The visits or the ad money that it is the ratio of.
    fn amount(&self, currents: &[Current], spend: &[f64]) -> f64 {
        match self.of {
            Of::Visits(place) => currents.iter().map(|current| current.visits[place]).sum(),
            Of::Spend(way) => spend[way],
        }
    }
}

/// What a variable is the ratio of.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// Visits to a kept node.
    Visits(usize),
    /// Ad money spent on a way.
    Spend(usize),
}

/// The state that feeds back: visits to nodes and ad money on ways.
#[derive(Clone, Debug)]
pub(super) struct Feedback {
    variables: Vec<Variable>,
    /// By way: the variables that it feels, with the exponent that they have on its weight.
    felt: Vec<Vec<(usize, f64)>>,
}

/// Whether the traffic of `node` draws more traffic.
pub(super) fn draws(system: &System, reference: &Reference, node: usize) -> bool {
    system.network[node] > 0.0 && reference.visits[node] > 0.0
}

impl Feedback {
    /// Of `plan`; `open` tells the edges that are so in every combination.
    pub(super) fn new(system: &System, plan: &Plan, reference: &Reference, open: &[bool]) -> Self {
        let mut variables = Vec::new();
        let mut felt = vec![Vec::new(); plan.ways.len()];
        for (place, &node) in plan.nodes.iter().enumerate() {
            let into: Vec<usize> = (0..plan.ways.len())
                .filter(|&way| plan.ways[way].end == End::Kept(place))
                .collect();
            let always = (0..open.len()).any(|edge| open[edge] && system.graph.to(edge) as usize == node);
            if !draws(system, reference, node) || (into.is_empty() && !always) {
                continue;
            }
            for &way in &into {
                felt[way].push((variables.len(), system.network[node]));
            }
            let toggles = || into.iter().filter_map(|&way| plan.ways[way].toggle).collect();
            variables.push(Variable {
                of: Of::Visits(place),
                reference: reference.visits[node],
                today: reference.visits_today(node),
                wakes: (!always).then(toggles),
            });
        }
        for (at, way) in plan.ways.iter().enumerate() {
            let elasticity = system.ad_elasticity[way.edge];
            let spent = reference.spend[way.edge];
            if elasticity > 0.0 && system.payer[way.edge].is_some() && spent > 0.0 {
                felt[at].push((variables.len(), elasticity));
                variables.push(Variable {
                    of: Of::Spend(at),
                    reference: spent,
                    today: reference.spend_today(system, way.edge),
                    wakes: way.toggle.map(|toggle| vec![toggle]),
                });
            }
        }
        Self { variables, felt }
    }

    /// How many numbers the state has.
    pub(super) fn len(&self) -> usize {
        self.variables.len()
    }

    /// The variables that `way` feels, with the exponent that they have on its weight.
    pub(super) fn felt(&self, way: usize) -> &[(usize, f64)] {
        &self.felt[way]
    }

    /// Which variables count with the toggled links open that `open` says.
    pub(super) fn wake(&self, open: &[bool], awake: &mut Vec<bool>) {
        awake.clear();
        awake.extend(self.variables.iter().map(|variable| {
            let wakes = variable.wakes.as_ref();
            wakes.is_none_or(|toggles| toggles.iter().any(|&toggle| open[toggle]))
        }));
    }

    /// Puts the state of today where it counts, and 0 elsewhere; returns whether nobody comes, or no ad money
    /// is spent, where either counts.
    pub(super) fn start(&self, awake: &[bool], state: &mut [f64]) -> bool {
        let mut nobody_yet = false;
        for ((variable, awake), state) in self.variables.iter().zip(awake).zip(state) {
            *state = if *awake { variable.today } else { 0.0 };
            nobody_yet |= *state != 0.0;
        }
        nobody_yet
    }

    /// Whether somewhere hardly anybody comes, or hardly any ad money is spent, as hardly any did: at the lower
    /// end of what is told apart, but not at nothing.
    pub(super) fn is_stuck(
        &self,
        awake: &[bool],
        state: &[f64],
        currents: &[Current],
        spend: &[f64],
    ) -> bool {
        let counts = self.variables.iter().zip(awake).zip(state);
        let mut low = counts.filter(|((_, awake), state)| **awake && **state <= -LN_CLIP);
        low.any(|((variable, _), _)| variable.amount(currents, spend) > 0.0)
    }

    /// The state that visits and ad money make; 0 where it does not count.
    pub(super) fn next(&self, awake: &[bool], currents: &[Current], spend: &[f64], next: &mut [f64]) {
        for ((variable, awake), next) in self.variables.iter().zip(awake).zip(next) {
            *next = if *awake {
                clip((variable.amount(currents, spend) / variable.reference).ln())
            } else {
                0.0
            };
        }
    }
}
