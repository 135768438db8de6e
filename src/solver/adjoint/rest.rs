//! The derivatives of an output at rest, feedback included, by the implicit function theorem.
//!
//! At rest the state is `z = F(z, θ)`. With J = ∂F/∂z and g the derivative of the output by z, changing a
//! number θ moves the output by `∂O/∂θ + μ·∂F/∂θ`, where `(I − Jᵀ) μ = g`: one transposed solve for all
//! numbers. The state is `ln(x/x̄)` and `ln(S/S̄)`, and x̄ and S̄ move with the numbers of today's map too.

use super::gradient::Gradient;
use super::kinks;
use super::round::Taken;
use super::worth::Worth;
use crate::solver::feedback::{Feedback, Reference, Rest, total};
use crate::solver::flow::Situation;
use crate::solver::gmres::gmres;
use crate::solver::system::System;

/// Derivatives of an output: through the flows of the situation, and through those of the reference.
pub(super) struct Slopes {
    pub(super) now: Gradient,
    /// `None` where the output does not depend on the reference.
    pub(super) reference: Option<Gradient>,
}

/// The derivatives at `rest` of an output to which the round's parts have `worth`.
pub(super) fn slopes(
    feedback: &Feedback,
    rest: &Rest,
    reference: &Reference,
    today: &System,
    worth: &Worth,
) -> Slopes {
    let backwards = Backwards::new(feedback, rest);
    let Backwards { round, ratios, .. } = &backwards;
    let direct = feedback.pull_back_factor(&round.pull_back(worth).1);
    let weights = gmres(&direct, |weights| {
        let through = backwards.through(weights);
        let both = weights.iter().zip(through);
        both.map(|(weight, through)| weight - through).collect()
    });
    let mut worth = worth.clone();
    ratios.add_worth(&weights, &mut worth);
    let (mut now, by_factor) = round.pull_back(&worth);
    feedback.pull_back_strength(&by_factor, &rest.round, &mut now.network, &mut now.ad_elasticity);
    kinks::of_budgets(round, &worth, feedback, &mut now);
    let slopes = (!weights.is_empty()).then(|| {
        let moving = ratios.moving(&weights);
        reference_slopes(feedback, reference, today, &moving)
    });
    let marks = kinks::of_reference(feedback, reference, today);
    let reference = match (slopes, marks) {
        (Some(mut slopes), Some(marks)) => {
            slopes.add(&marks);
            Some(slopes)
        }
        (slopes, marks) => slopes.or(marks),
    };
    Slopes { now, reference }
}

/// A round at rest, backwards: Jᵀ.
pub(in crate::solver) struct Backwards<'a> {
    feedback: &'a Feedback<'a>,
    round: Taken<'a>,
    ratios: Ratios<'a>,
}

impl<'a> Backwards<'a> {
    pub(in crate::solver) fn new(feedback: &'a Feedback, rest: &'a Rest) -> Self {
        let round = Taken::new(feedback.situation, &rest.round.chances, &rest.round.ln_factor);
        Self {
            feedback,
            ratios: Ratios::new(feedback, rest, &round),
            round,
        }
    }

    /// From what the parts of the state are worth after the round to what they are before it.
    pub(in crate::solver) fn through(&self, weights: &[f64]) -> Vec<f64> {
        let mut worth = Worth::none(self.feedback.situation.system);
        self.ratios.add_worth(weights, &mut worth);
        self.feedback.pull_back_factor(&self.round.pull_back(&worth).1)
    }
}

/// How the state follows from the flows: the logarithms of visits and of ad money, clipped.
struct Ratios<'a> {
    feedback: &'a Feedback<'a>,
    /// By part of the state: the visits or the money, `None` where the ratio is clipped.
    amounts: Vec<Option<f64>>,
}

impl<'a> Ratios<'a> {
    fn new(feedback: &'a Feedback, rest: &Rest, round: &Taken) -> Self {
        let visits = total(&round.flows);
        let amounts = feedback.nodes.iter().map(|&node| visits[node]);
        let amounts = amounts.chain(feedback.edges.iter().map(|&edge| round.money.spend[edge]));
        let free = amounts.zip(&rest.round.next);
        Self {
            feedback,
            amounts: free
                .map(|(amount, &ratio)| (!Feedback::is_clipped(ratio)).then_some(amount))
                .collect(),
        }
    }

    /// Adds to `worth` what visits and ad money are worth if the parts of the state are worth `weights`.
    fn add_worth(&self, weights: &[f64], worth: &mut Worth) {
        let parts = self.moving(weights);
        let (nodes, edges) = parts.split_at(self.feedback.nodes.len());
        let amounts = |at: usize| self.amounts[at].unwrap_or(1.0);
        for (at, (&node, weight)) in self.feedback.nodes.iter().zip(nodes).enumerate() {
            worth.add_visit(node, weight / amounts(at));
        }
        for (at, (&edge, weight)) in self.feedback.edges.iter().zip(edges).enumerate() {
            worth.spend[edge] += weight / amounts(nodes.len() + at);
        }
    }

    /// `weights` where the ratio moves, 0 where it is clipped.
    fn moving(&self, weights: &[f64]) -> Vec<f64> {
        let moving = weights.iter().zip(&self.amounts);
        moving
            .map(|(&weight, amount)| amount.map_or(0.0, |_| weight))
            .collect()
    }
}

/// The derivatives through the reference, to whose logarithms the state answers with minus `weights`.
fn reference_slopes(feedback: &Feedback, reference: &Reference, today: &System, weights: &[f64]) -> Gradient {
    let edges = today.from.len();
    let (of_nodes, of_edges) = weights.split_at(feedback.nodes.len());
    let mut sum = Gradient::zero(today);
    // Today's flows, and where those are none, the flows with everything open.
    for (open, from_today) in [(today.open_today.clone(), true), (vec![true; edges], false)] {
        let mut worth = Worth::none(today);
        let mut any = false;
        for (&node, weight) in feedback.nodes.iter().zip(of_nodes) {
            if reference.visits_are_todays[node] == from_today {
                worth.add_visit(node, -weight / reference.visits[node]);
                any = true;
            }
        }
        for (&edge, weight) in feedback.edges.iter().zip(of_edges) {
            if today.open_today[edge] == from_today {
                worth.spend[edge] -= weight / reference.spend[edge];
                any = true;
            }
        }
        if any {
            let situation = Situation::new(today, open);
            let ln_factor = vec![0.0; edges];
            let chances = situation.choose(&ln_factor);
            sum.add(&Taken::new(&situation, &chances, &ln_factor).pull_back(&worth).0);
        }
    }
    sum
}
