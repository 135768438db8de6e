//! Habit: how choices move from today's to the new ones once a link has opened.
//!
//! `P_i(t+Δ) = κ_i P_i(t)|open + (1 − κ_i·mass(P_i(t)|open)) · P*_i`, `κ_i = e^{−Δ/τ_i}`, P* being
//! what everybody would choose at the traffic and ad money of the moment.

use super::choice::Chances;
use super::feedback::{Feedback, Round};

/// A situation on its way from the chances of another to its own steady state.
pub(super) struct Path<'a> {
    feedback: &'a Feedback<'a>,
    chances: Vec<Chances>,
    round: Round,
}

impl<'a> Path<'a> {
    /// Starts from the chances of `today`, less the links that are closed now.
    pub(super) fn new(feedback: &'a Feedback<'a>, today: Vec<Chances>) -> Self {
        let mut chances = today;
        let system = feedback.situation.system;
        let ideal = feedback.round(&feedback.as_today()).chances;
        for (chances, ideal) in chances.iter_mut().zip(&ideal) {
            for node in 0..system.nodes() {
                blend(feedback, chances, ideal, node, 1.0);
            }
        }
        let ln_factor = feedback.ln_factor(&feedback.as_today());
        let round = feedback.follow(chances.clone(), ln_factor);
        Self {
            feedback,
            chances,
            round,
        }
    }

    /// Moves on by `years`; returns how far the chances moved at most.
    pub(super) fn step(&mut self, years: f64) -> f64 {
        let system = self.feedback.situation.system;
        let ideal = self.feedback.round(&self.round.next).chances;
        let mut moved = 0.0f64;
        for (segment, chances) in self.chances.iter_mut().enumerate() {
            for node in 0..system.nodes() {
                let visited = self.round.flows.visits[segment][node] > 0.0;
                let tau = system.habit_years[node];
                let kept = if visited && tau > 0.0 {
                    (-years / tau).exp()
                } else {
                    0.0
                };
                moved = moved.max(blend(self.feedback, chances, &ideal[segment], node, kept));
            }
        }
        self.round = self
            .feedback
            .follow(self.chances.clone(), self.feedback.ln_factor(&self.round.next));
        moved
    }

    /// The feedback state that the traffic and ad money of the moment make.
    pub(super) fn state(&self) -> &[f64] {
        &self.round.next
    }
}

/// Keeps `kept` of the habits at `node` that can still be followed and lets the others choose as in
/// `ideal`; returns how far a chance moved at most.
fn blend(feedback: &Feedback, chances: &mut Chances, ideal: &Chances, node: usize, kept: f64) -> f64 {
    let situation = feedback.situation;
    let edges = situation.system.graph.edges_of(node);
    let open_mass: f64 = edges
        .clone()
        .filter(|&edge| situation.open[edge])
        .map(|edge| chances.edge[edge])
        .sum();
    let anew = 1.0 - kept * (open_mass + chances.leave[node]);
    let mut moved = 0.0f64;
    for edge in edges {
        let habit = if situation.open[edge] {
            chances.edge[edge]
        } else {
            0.0
        };
        let next = kept * habit + anew * ideal.edge[edge];
        moved = moved.max((next - chances.edge[edge]).abs());
        chances.edge[edge] = next;
    }
    chances.leave[node] = kept * chances.leave[node] + anew * ideal.leave[node];
    moved
}
