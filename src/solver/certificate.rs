//! Why the steady state found is the one, and how firmly it stands.

use super::feedback::{Feedback, LN_CLIP, Rest};
use super::status::Certificate;

/// How far starts lie from today, in logarithms, and in words: at the ends of the range and half way there.
const ENDS: [(f64, &str); 4] = [
    (LN_CLIP, "1,000 times"),
    (LN_FAR, "100 times"),
    (-LN_FAR, "a hundredth of"),
    (-LN_CLIP, "a thousandth of"),
];
const LN_FAR: f64 = 4.605_170_185_988_092;
/// Nodes that get starting points of their own, the largest first.
const MOST_NODES: usize = 24;
/// Links with ads that do.
const MOST_EDGES: usize = 8;
/// Random starting points.
const RANDOM_STARTS: usize = 12;

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

/// All traffic and ad money at either end of the range: those of [`starts`] that tell most for their number.
pub(super) fn extremes(feedback: &Feedback) -> impl Iterator<Item = Vec<f64>> {
    let length = feedback.as_today().len();
    [LN_CLIP, -LN_CLIP]
        .into_iter()
        .map(move |ln_ratio| vec![ln_ratio; length])
}

/// Starting points other than today, each with its description: every node whose traffic draws, and every
/// link whose ad money does, at the ends of the range and a hundred times as large and a hundredth (the
/// largest, if there are many), all of them at either end, and some at random.
pub(super) fn starts(feedback: &Feedback, rest: &Rest) -> Vec<(String, Vec<f64>)> {
    let system = feedback.situation.system;
    let visits = super::feedback::total(&rest.round.flows);
    let mut nodes: Vec<(usize, usize)> = feedback.nodes.iter().copied().enumerate().collect();
    nodes.sort_by(|a, b| visits[b.1].total_cmp(&visits[a.1]));
    nodes.truncate(MOST_NODES);
    let spend = |edge: usize| rest.round.money.spend[edge];
    let mut edges: Vec<(usize, usize)> = feedback.edges.iter().copied().enumerate().collect();
    edges.sort_by(|a, b| spend(b.1).total_cmp(&spend(a.1)));
    edges.truncate(MOST_EDGES);
    let of_node = |&(at, node): &(usize, usize)| (at, format!("traffic at {}", system.names.nodes[node]));
    let of_edge = |&(at, edge): &(usize, usize)| {
        (
            feedback.nodes.len() + at,
            format!("ad money on {}", system.link_id(edge)),
        )
    };
    let mut starts = Vec::new();
    for (at, what) in nodes.iter().map(of_node).chain(edges.iter().map(of_edge)) {
        for (ln_ratio, times) in ENDS {
            let mut state = feedback.as_today();
            state[at] = ln_ratio;
            starts.push((format!("{times} today's {what}"), state));
        }
    }
    for (ln_ratio, times) in ENDS {
        let state = vec![ln_ratio; feedback.as_today().len()];
        starts.push((format!("{times} today's traffic and ad money everywhere"), state));
    }
    let mut random = fastrand::Rng::with_seed(0x_57a7);
    for _ in 0..RANDOM_STARTS {
        let state = feedback
            .as_today()
            .iter()
            .map(|_| (2.0 * random.f64() - 1.0) * LN_CLIP)
            .collect();
        starts.push(("a random state".to_owned(), state));
    }
    starts
}
