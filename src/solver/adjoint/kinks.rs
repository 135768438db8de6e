//! Where an output jumps or bends at an arrival, a ticket or an ad rate of 0, so that it has no derivative
//! there, not even to the side where the number can grow.
//!
//! Two things are not smooth where nobody comes or nobody pays. Ad budgets are split in proportion to what each
//! link brings: where none brings anything the first that does takes all. And feedback compares with today's
//! visits and ad money: where those are none they are taken from the map with everything open, or there is no
//! feedback, until the first visit or the first money takes their place.
//!
//! Whether a number brings the first is told by the derivatives of what it would bring, which are sums of
//! products without a minus: above 0 it does. Derivatives that do not exist are marked as no number.

use super::gradient::Gradient;
use super::round::{Claim, Taken};
use super::worth::Worth;
use crate::solver::Measure;
use crate::solver::feedback::{Feedback, Reference};
use crate::solver::flow::Situation;
use crate::solver::system::{Role, System};

/// Marks in `gradient` the numbers that would bring a platform's merchants the first sales by ads in the `round`
/// of the situation, if `worth` says that their ad money counts.
pub(super) fn of_budgets(round: &Taken, worth: &Worth, feedback: &Feedback, gradient: &mut Gradient) {
    let system = feedback.situation.system;
    for (book, &payer) in round.payers.iter().enumerate() {
        let counts = |edge: usize| {
            let host = system.host[system.from[edge] as usize];
            worth.spend[edge] != 0.0
                || worth.of(host, Measure::Ads) != 0.0
                || feedback.edges.binary_search(&edge).is_ok()
        };
        let paid = round.paid_by(payer);
        let split = paid.iter().any(|&edge| brings(round, book, edge));
        if !split && ad_rate(system, payer) > 0.0 && paid.into_iter().any(counts) {
            mark_first(&round.pull_back_claims(&claims(round, book, payer)), gradient);
        }
    }
}

/// The marks of the numbers that would bring the first visits or the first ad money of those that feedback
/// compares with; `None` where there are none such.
pub(super) fn of_reference(feedback: &Feedback, reference: &Reference, today: &System) -> Option<Gradient> {
    let system = feedback.situation.system;
    let open = |edge: &usize| feedback.situation.open[*edge];
    let edges = || (0..system.from.len()).filter(open);
    // Today's map is compared with itself: its first visits and its first money are as in the reference.
    let is_today = feedback.situation.open == today.open_today && std::ptr::eq(system, today);
    let mut drawing: Vec<usize> = edges()
        .map(|edge| system.graph.to(edge) as usize)
        .filter(|&node| system.network[node] > 0.0)
        .collect();
    drawing.sort_unstable();
    drawing.dedup();
    let replaced = drawing.iter().filter(|&&node| !reference.visits_are_todays[node]);
    let unknown = drawing
        .iter()
        .filter(|&&node| !is_today && reference.visits[node] == 0.0);
    let (replaced, unknown): (Vec<usize>, Vec<usize>) =
        (replaced.copied().collect(), unknown.copied().collect());
    let unpaid: Vec<usize> = edges()
        .filter(|&edge| system.ad_elasticity[edge] > 0.0 && today.ad_elasticity[edge] > 0.0)
        .filter(|&edge| !is_today && reference.spend[edge] == 0.0)
        .collect();
    if replaced.is_empty() && unknown.is_empty() && unpaid.is_empty() {
        return None;
    }
    let mut marks = Gradient::zero(today);
    let everything = vec![true; today.from.len()];
    for (open, nodes, from_today) in [
        (today.open_today.clone(), replaced, true),
        (everything, unknown, false),
    ] {
        let situation = Situation::new(today, open);
        let ln_factor = vec![0.0; today.from.len()];
        let chances = situation.choose(&ln_factor);
        let round = Taken::new(&situation, &chances, &ln_factor);
        if !nodes.is_empty() {
            let mut worth = Worth::none(today);
            nodes.iter().for_each(|&node| worth.add_visit(node, 1.0));
            let visits = round.pull_back(&worth).0;
            mark_positive(&visits.arrivals, &mut marks.arrivals);
        }
        for (book, &payer) in round.payers.iter().enumerate() {
            let mine =
                |edge: &&usize| today.payer[**edge] == Some(payer) && today.open_today[**edge] == from_today;
            let first: Vec<usize> = unpaid.iter().filter(mine).copied().collect();
            if ad_rate(today, payer) > 0.0 {
                let claims = first.iter().map(|&edge| claim(today, book, edge));
                mark_first(&round.pull_back_claims(&claims.collect::<Vec<_>>()), &mut marks);
            } else if first.iter().any(|&edge| brings(&round, book, edge)) {
                marks.ad_rate[payer] = f64::NAN;
            }
        }
    }
    Some(marks)
}

fn ad_rate(system: &System, platform: usize) -> f64 {
    match system.role[platform] {
        Role::Platform { ad_rate, .. } => ad_rate,
        _ => 0.0,
    }
}

/// Whether ads on `edge` bring sales in the books at a place.
fn brings(round: &Taken, book: usize, edge: usize) -> bool {
    round.system.ad_elasticity[edge] * round.attributed(book, edge) > 0.0
}

fn claims(round: &Taken, book: usize, payer: usize) -> Vec<Claim> {
    let paid = round.paid_by(payer).into_iter();
    paid.map(|edge| claim(round.system, book, edge)).collect()
}

/// What `edge` claims of a budget: its elasticity times what it brings.
fn claim(system: &System, book: usize, edge: usize) -> Claim {
    Claim {
        book,
        edge,
        worth: system.ad_elasticity[edge],
    }
}

/// Marks the arrivals and tickets on which claims of 0 depend.
fn mark_first(claims: &Gradient, marks: &mut Gradient) {
    mark_positive(&claims.arrivals, &mut marks.arrivals);
    mark_positive(&claims.ticket, &mut marks.ticket);
}

fn mark_positive(slopes: &[Vec<f64>], marks: &mut [Vec<f64>]) {
    for (slopes, marks) in slopes.iter().zip(marks) {
        for (slope, mark) in slopes.iter().zip(marks) {
            if *slope > 0.0 {
                *mark = f64::NAN;
            }
        }
    }
}
