//! The bundle that the players would agree on, with and without money changing hands.

use super::Game;
use crate::analysis::ties::TIE;

/// The bundles that do best at something.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// How well the first of them does.
    pub value: f64,
    /// All that do so well, ties aside, without those with links that change nothing: those with the fewest
    /// links first.
    pub bundles: Vec<usize>,
}

/// The bundles that no player loses by with the largest product of gains over the status quo; the
/// status quo, with a product of 0, where no bundle lets every player gain.
///
/// Source: J. F. Nash, "The bargaining problem", Econometrica 18 (1950); for finitely many
/// alternatives, where there may be several, M. Mariotti, "Nash bargaining theory when the number of
/// alternatives can be finite", Soc. Choice Welf. 15 (1998).
pub fn nash_bargaining(game: &Game) -> Best {
    let players = || 0..game.players();
    // In logarithms, so that many large gains do not overflow.
    let ln_product = |bundle: usize| -> Option<f64> {
        let gains = players().map(|player| game.gain(player, bundle));
        (game.is_playable(bundle) && gains.clone().all(|gain| gain > 0.0)).then(|| gains.map(f64::ln).sum())
    };
    let products: Vec<Option<f64>> = (0..game.bundles()).map(ln_product).collect();
    let told = (0..products.len()).filter_map(|bundle| Some((bundle, products[bundle]?)));
    let Some((top, most)) = told.max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return Best {
            value: 0.0,
            bundles: vec![0],
        };
    };
    // Small gains over large payoffs leave few digits, and so does their product.
    let blur = |bundle: usize| -> f64 {
        let parts = players().map(|player| {
            let gain = game.gain(player, bundle).min(game.gain(player, top));
            game.tie(player) / gain
        });
        TIE + parts.sum::<f64>()
    };
    let bundles = fewest_first(game, |bundle| {
        products[bundle].is_some_and(|product| product >= most - blur(bundle))
    });
    let product = |bundle: &usize| game.gains(*bundle).iter().product();
    Best {
        value: bundles.first().map_or(0.0, product),
        bundles,
    }
}

/// The bundles with the largest sum of gains over the status quo: what the players open when they can
/// make up for losses by payments. Where nothing is gained together the status quo is the first of them.
pub fn largest_total(game: &Game) -> Best {
    let total = |bundle: usize| game.is_playable(bundle).then(|| game.total(bundle));
    let totals: Vec<Option<f64>> = (0..game.bundles()).map(total).collect();
    let most = totals
        .iter()
        .flatten()
        .fold(0.0, |most: f64, total| most.max(*total));
    let tie = game.tie_of_sum();
    let bundles = fewest_first(game, |bundle| {
        totals[bundle].is_some_and(|total| total >= most - tie)
    });
    Best {
        value: bundles.first().map_or(0.0, |bundle| game.total(*bundle)),
        bundles,
    }
}

/// The bundles that are `chosen`, without those with idle links: those with the fewest links first.
fn fewest_first(game: &Game, chosen: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut bundles = game.without_idle_links(chosen);
    bundles.sort_by_key(|bundle| (bundle.count_ones(), *bundle));
    bundles
}
