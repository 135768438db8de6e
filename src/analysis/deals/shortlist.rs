//! Which links to negotiate about where there are too many for all their combinations.

use crate::analysis::combos;
use crate::model::{CompanyId, LinkId, Map, Scenario};
use crate::solver::{CompanyFlow, Compiled};

/// How many links are kept of more than [`combos::COMPLETE`].
pub const KEPT: usize = 16;

/// Parts `links`, which are more than [`combos::COMPLETE`], into the [`KEPT`] that weigh most and the others,
/// each in their order.
///
/// A link weighs what it moves a player's payoff, as a part of what all links together move it: the larger
/// of what it adds alone and of what it adds to all others, of the player to whom it matters most. A link
/// with which there is no steady state weighs nothing.
pub(super) fn shortlist(
    map: &Map,
    scenario: Option<&Scenario>,
    players: &[CompanyId],
    links: &[LinkId],
) -> Result<(Vec<LinkId>, Vec<LinkId>), combos::Unanswered> {
    let compiled = Compiled::new(map).map_err(combos::Unanswered::Unsound)?;
    let reduced = compiled
        .reduced(scenario, links)
        .map_err(combos::Unanswered::Unsound)?;
    let mut workspace = reduced.workspace();
    let companies = map.companies().keys().enumerate();
    let places: Vec<usize> = companies
        .filter(|(_, id)| players.contains(id))
        .map(|(at, _)| at)
        .collect();
    let mut payoffs = |open: &[bool]| -> Option<Vec<f64>> {
        let mut flows = vec![CompanyFlow::default(); map.companies().len()];
        reduced.evaluate(open, &mut workspace, &mut flows).ok()?;
        Some(places.iter().map(|&place| flows[place].payoff).collect())
    };
    let mut open = vec![false; links.len()];
    let none = payoffs(&open);
    open.fill(true);
    let all = payoffs(&open);
    let moved = |a: &Option<Vec<f64>>, b: &Option<Vec<f64>>| -> Vec<f64> {
        let both = a.as_ref().zip(b.as_ref());
        both.map_or_else(
            || vec![0.0; places.len()],
            |(a, b)| a.iter().zip(b).map(|(a, b)| (a - b).abs()).collect(),
        )
    };
    let scale = moved(&all, &none);
    let mut weights = Vec::with_capacity(links.len());
    for link in 0..links.len() {
        open.fill(false);
        open[link] = true;
        let first = moved(&payoffs(&open), &none);
        open.fill(true);
        open[link] = false;
        let last = moved(&all, &payoffs(&open));
        let parts = first.into_iter().zip(last).zip(&scale);
        let parts = parts.map(|((first, last), scale)| first.max(last) / scale.max(f64::MIN_POSITIVE));
        weights.push(parts.fold(0.0, f64::max));
    }
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
    let kept = &order[..KEPT.min(order.len())];
    let (kept, others): (Vec<_>, Vec<_>) = (0..links.len()).partition(|link| kept.contains(link));
    let named = |places: Vec<usize>| places.into_iter().map(|link| links[link].clone()).collect();
    Ok((named(kept), named(others)))
}
