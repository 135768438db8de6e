//! Why the steady state found is the one, and how firmly it stands.

use super::feedback::{Feedback, Rest};
use super::status::Certificate;
use super::system::Role;

/// Logarithm of the factor by which a start moves a platform away from today.
const LN_FAR: f64 = 4.605_170_185_988_092;
/// Platforms that get starting points of their own, the largest first.
const MOST_PLATFORMS: usize = 32;
/// Random starting points.
const RANDOM_STARTS: usize = 4;

/// The certificate that can be given without searching, if any.
pub(super) fn proven(feedback: &Feedback) -> Option<Certificate> {
    if feedback.is_off() {
        return Some(Certificate::Exact);
    }
    let certified = feedback.edges.is_empty() && (acyclic_and_weak(feedback) || uniform_and_weak(feedback));
    certified.then_some(Certificate::Certified)
}

/// Whether a choice at `node` has an alternative that draws by its traffic.
fn feels_feedback(feedback: &Feedback, node: usize) -> bool {
    let situation = feedback.situation;
    let mut edges = situation.system.graph.edges_of(node);
    edges.any(|edge| {
        situation.open[edge]
            && feedback
                .nodes
                .binary_search(&(situation.system.graph.to(edge) as usize))
                .is_ok()
    })
}

/// No cycles and `2·D·γmax/λmin < 1`, D being the largest number of choices on a path that have an
/// alternative with γ > 0.
fn acyclic_and_weak(feedback: &Feedback) -> bool {
    let situation = feedback.situation;
    let system = situation.system;
    if !situation.order.is_acyclic() {
        return false;
    }
    let mut choices = vec![0u32; system.nodes()];
    let mut novelty = f64::INFINITY;
    for node in situation.order.components().flatten().map(|&node| node as usize) {
        if feels_feedback(feedback, node) {
            choices[node] += 1;
            novelty = novelty.min(system.novelty[node]);
        }
        for edge in system.graph.edges_of(node).filter(|&edge| situation.open[edge]) {
            let to = system.graph.to(edge) as usize;
            choices[to] = choices[to].max(choices[node]);
        }
    }
    let deepest = choices.iter().copied().max().unwrap_or_default();
    let strongest = feedback
        .nodes
        .iter()
        .map(|&node| system.network[node])
        .fold(0.0, f64::max);
    2.0 * f64::from(deepest) * strongest / novelty < 1.0
}

/// One segment, the same γ at every node that is chosen, `2γ/λmin < 1`; cycles allowed. Paying, like
/// leaving, ends a visit and draws nobody further.
fn uniform_and_weak(feedback: &Feedback) -> bool {
    let situation = feedback.situation;
    let system = situation.system;
    if system.segments() != 1 {
        return false;
    }
    let chosen = || {
        (0..system.from.len())
            .filter(|&edge| situation.open[edge])
            .map(|edge| system.graph.to(edge) as usize)
            .filter(|&node| !system.is_payment(node))
    };
    let Some(strength) = chosen().map(|node| system.network[node]).next() else {
        return false;
    };
    let same = chosen().all(|node| system.network[node] == strength);
    let novelty = (0..system.nodes())
        .filter(|&node| feels_feedback(feedback, node))
        .map(|node| system.novelty[node])
        .fold(f64::INFINITY, f64::min);
    same && 2.0 * strength / novelty < 1.0
}

/// Starting points other than today, each with its description: every platform a hundred times as
/// large and a hundredth (the largest platforms, if there are many), and a few at random.
pub(super) fn starts(feedback: &Feedback, rest: &Rest) -> Vec<(String, Vec<f64>)> {
    let system = feedback.situation.system;
    let visits = super::feedback::total(&rest.round.flows);
    let mut platforms: Vec<(usize, usize)> = feedback
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| matches!(system.role[**node], Role::Platform { .. }))
        .map(|(at, &node)| (at, node))
        .collect();
    platforms.sort_by(|a, b| visits[b.1].total_cmp(&visits[a.1]));
    platforms.truncate(MOST_PLATFORMS);
    let mut starts = Vec::new();
    for (at, node) in platforms {
        for (sign, words) in [(1.0, "100 times"), (-1.0, "a hundredth of")] {
            let mut state = feedback.as_today();
            state[at] = sign * LN_FAR;
            starts.push((
                format!("{} at {words} today's traffic", system.names.nodes[node]),
                state,
            ));
        }
    }
    let mut random = fastrand::Rng::with_seed(0x_57a7);
    for _ in 0..RANDOM_STARTS {
        let state = feedback
            .as_today()
            .iter()
            .map(|_| (2.0 * random.f64() - 1.0) * LN_FAR)
            .collect();
        starts.push(("a random state".to_owned(), state));
    }
    starts
}
