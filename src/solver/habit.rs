//! Habit: how choices move from today's to the new ones once links have opened or closed.
//!
//! `P_i(t+Δ) = κ_i P_i(t)|open + (1 − κ_i·mass(P_i(t)|open)) · P*_i`, `κ_i = e^{−Δ/τ_i}`, P* being
//! what everybody would choose at the traffic and ad money of the moment.
//!
//! Where nobody has ever been there are no habits: κ = 0. A segment has been at a node if visits of it came
//! there today or at any moment of the path since: at the end of each month, at each change and at the end
//! of the part of a month before it. From then on its habits there last, and fade as time passes, whether or
//! not it still comes.

use super::choice::Chances;
use super::feedback::{Feedback, Round};
use super::flow::Situation;

/// A map on its way from today's choices to the steady state of what has been opened and closed since.
pub(super) struct Path<'a> {
    feedback: &'a Feedback<'a>,
    /// The choices of the moment, and what they make.
    round: Round,
    /// By segment and node: whether it has been there.
    has_been: Vec<Vec<bool>>,
}

impl<'a> Path<'a> {
    /// Starts where everybody chooses as in today's map, whose feedback this is.
    pub(super) fn today(feedback: &'a Feedback<'a>) -> Self {
        let round = feedback.round(&feedback.as_today());
        let none = |visits: &Vec<f64>| vec![false; visits.len()];
        let mut path = Self {
            has_been: round.flows.visits.iter().map(none).collect(),
            feedback,
            round,
        };
        path.remember();
        path
    }

    /// Takes down who comes where at the moment.
    fn remember(&mut self) {
        for (has_been, visits) in self.has_been.iter_mut().zip(&self.round.flows.visits) {
            for (has_been, visits) in has_been.iter_mut().zip(visits) {
                *has_been |= *visits > 0.0;
            }
        }
    }

    /// Goes on in another situation: who used a link that is closed there chooses anew at once.
    pub(super) fn change(&mut self, feedback: &'a Feedback<'a>) {
        let state = feedback.state_of(&self.round.flows, &self.round.money);
        self.feedback = feedback;
        self.choose_anew(&state, |_| 1.0);
    }

    /// Moves on by `years`; returns how far the chances moved at most.
    pub(super) fn step(&mut self, years: f64) -> f64 {
        let state = std::mem::take(&mut self.round.next);
        let system = self.feedback.situation.system;
        self.choose_anew(&state, |node| {
            let tau = system.habit_years[node];
            if tau > 0.0 { (-years / tau).exp() } else { 0.0 }
        })
    }

    /// Moves on to where habits have faded and everybody chooses as `state` has it.
    pub(super) fn leap(&mut self, state: &[f64]) {
        self.choose_anew(state, |_| 0.0);
    }

    /// Keeps of the habits at each node the part that `kept` tells, lets the others choose as `state` has
    /// it, and follows them.
    fn choose_anew(&mut self, state: &[f64], kept: impl Fn(usize) -> f64) -> f64 {
        let situation = self.feedback.situation;
        let ln_factor = self.feedback.ln_factor(state);
        let ideal = situation.choose(&ln_factor);
        let mut chances = std::mem::take(&mut self.round.chances);
        let mut moved = 0.0f64;
        let segments = chances.iter_mut().zip(&ideal).zip(&self.has_been);
        for ((chances, ideal), has_been) in segments {
            for node in 0..situation.system.nodes() {
                let kept = if has_been[node] { kept(node) } else { 0.0 };
                moved = moved.max(blend(situation, chances, ideal, node, kept));
            }
        }
        self.round = self.feedback.follow(chances, ln_factor);
        self.remember();
        moved
    }

    /// The choices of the moment with what they make of traffic and money.
    pub(super) fn round(&self) -> &Round {
        &self.round
    }

    /// The feedback state that the traffic and ad money of the moment make.
    pub(super) fn state(&self) -> &[f64] {
        &self.round.next
    }
}

/// Keeps `kept` of the habits at `node` that can still be followed and lets the others choose as in
/// `ideal`; returns how far a chance moved at most.
fn blend(situation: &Situation, chances: &mut Chances, ideal: &Chances, node: usize, kept: f64) -> f64 {
    let edges = situation.system.graph.edges_of(node);
    let closed = edges.clone().filter(|&edge| !situation.open[edge]);
    let lost: f64 = closed.map(|edge| chances.edge[edge]).sum();
    // As chances sum to one, these are all that are not kept. One less what is kept would come out as a
    // rounding error where nobody chooses anew, and put it on a link that nobody can have taken yet.
    let anew = (1.0 - kept) + kept * lost;
    let next = |habit: f64, ideal: f64| f64::min(kept * habit + anew * ideal, 1.0);
    let mut moved = 0.0f64;
    for edge in edges {
        let before = chances.edge[edge];
        let habit = if situation.open[edge] { before } else { 0.0 };
        chances.edge[edge] = next(habit, ideal.edge[edge]);
        moved = moved.max((chances.edge[edge] - before).abs());
    }
    chances.leave[node] = next(chances.leave[node], ideal.leave[node]);
    moved
}

#[cfg(test)]
mod tests {
    use super::super::feedback::Reference;
    use super::super::system::System;
    use super::*;
    use crate::model::{Edit, Link, LinkKind, Map, Node, NodeKind, Pull};

    /// Without feedback every chance nears its end as `P(t) = P* + (P0 − P*)e^{−t/τ}`.
    #[test]
    fn without_feedback_habits_fade_exponentially() {
        let mut map = Map::new("habit");
        for (id, arrivals) in [("home", 1.0), ("old", 0.0), ("new", 0.0)] {
            let mut node = Node::new(
                id,
                NodeKind::Channel {
                    arrivals: f64::into(arrivals),
                },
            );
            node.habit_years = 1.5.into();
            map.apply(Edit::put_node(id, node));
        }
        let mut old = Link::new("home", "old", LinkKind::Other);
        old.pull = Pull::Share(0.6.into());
        let mut new = Link::new("home", "new", LinkKind::Other);
        new.pull = Pull::TakeUp(0.5.into());
        new.open = false;
        map.apply_all([Edit::put_link("old", old), Edit::put_link("new", new)]);

        let system = System::new(&map).unwrap();
        let reference = Reference::new(&system);
        let before = Situation::new(&system, system.open_today.clone());
        let today = before.choose(&[0.0; 2]);
        let after = Situation::new(&system, vec![true; 2]);
        let end = after.choose(&[0.0; 2]);
        let (now, then) = (
            Feedback::new(&before, &reference),
            Feedback::new(&after, &reference),
        );
        let mut path = Path::today(&now);
        path.change(&then);
        let month = 1.0 / 12.0;
        for step in 1..=60 {
            path.step(month);
            let fading = (-f64::from(step) * month / 1.5).exp();
            for edge in 0..2 {
                let (from, to) = (today[0].edge[edge], end[0].edge[edge]);
                let expected = to + (from - to) * fading;
                assert!(
                    (path.round.chances[0].edge[edge] - expected).abs() < 1e-12,
                    "edge {edge}, month {step}"
                );
            }
        }
    }

    /// Who used a link that closes chooses anew at once; the others keep their habits.
    #[test]
    fn a_closed_link_loses_its_users_at_once() {
        let mut map = Map::new("habit");
        for (id, arrivals) in [("home", 1.0), ("kept", 0.0), ("closed", 0.0)] {
            map.apply(Edit::put_node(
                id,
                Node::new(
                    id,
                    NodeKind::Channel {
                        arrivals: f64::into(arrivals),
                    },
                ),
            ));
        }
        for id in ["kept", "closed"] {
            let mut link = Link::new("home", id, LinkKind::Other);
            link.pull = Pull::Share(0.4.into());
            map.apply(Edit::put_link(id, link));
        }
        let system = System::new(&map).unwrap();
        let reference = Reference::new(&system);
        let before = Situation::new(&system, vec![true; 2]);
        // Edges stand in the order of the link ids: "closed", "kept".
        let after = Situation::new(&system, vec![false, true]);
        let end = after.choose(&[0.0; 2]);
        let (now, then) = (
            Feedback::new(&before, &reference),
            Feedback::new(&after, &reference),
        );
        let mut path = Path::today(&now);
        path.change(&then);
        let chances = &path.round.chances[0];
        assert_eq!(chances.edge[0], 0.0);
        assert!((chances.edge[1] - (0.4 + 0.4 * end[0].edge[1])).abs() < 1e-12);
        let home = system.from[1] as usize;
        assert!((chances.leave[home] - (0.2 + 0.4 * end[0].leave[home])).abs() < 1e-12);
    }
}
