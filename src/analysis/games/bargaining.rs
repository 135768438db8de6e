//! The bundle that the players would agree on, with and without money changing hands.

use super::Game;

/// The bundles that do best at something.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// How well they do.
    pub value: f64,
    /// All that do so well, without those with links that change nothing.
    pub bundles: Vec<usize>,
}

/// Values are the same when they differ by less than this part of the larger.
const TIE: f64 = 1e-9;

/// The bundles that no player loses by with the largest product of gains over the status quo; the
/// status quo, with a product of 0, where no bundle lets every player gain.
///
/// Source: J. F. Nash, "The bargaining problem", Econometrica 18 (1950); for finitely many
/// alternatives, where there may be several, M. Mariotti, "Nash bargaining theory when the number of
/// alternatives can be finite", Soc. Choice Welf. 15 (1998).
pub fn nash_bargaining(game: &Game) -> Best {
    let product = |bundle: usize| -> f64 {
        let rational = game.is_rational(bundle);
        if rational {
            game.gains(bundle).iter().product()
        } else {
            0.0
        }
    };
    best(game, product)
}

/// The bundles with the largest sum of gains over the status quo: what the players open when they can
/// make up for losses by payments.
pub fn largest_total(game: &Game) -> Best {
    let total = |bundle: usize| -> f64 {
        let playable = game.is_playable(bundle);
        if playable {
            game.gains(bundle).iter().sum()
        } else {
            0.0
        }
    };
    best(game, total)
}

/// The bundles of the largest value above 0, which the status quo has.
fn best(game: &Game, value: impl Fn(usize) -> f64) -> Best {
    let values: Vec<f64> = (0..game.bundles()).map(value).collect();
    let top = (0..values.len()).fold(
        0,
        |top, bundle| if values[bundle] > values[top] { bundle } else { top },
    );
    let most = values[top];
    // What pays the same is as good, also where small gains over large payoffs leave few digits.
    let bundles = match most > 0.0 {
        true => {
            game.without_idle_links(|bundle| values[bundle] >= most * (1.0 - TIE) || game.is_tie(bundle, top))
        }
        false => vec![0],
    };
    Best { value: most, bundles }
}
