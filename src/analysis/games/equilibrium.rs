//! Bundles that hold: from which nobody walks away, and which nobody would extend together.

use super::Game;

/// Whether each bundle is the outcome of a pure Nash equilibrium, where every player says yes or no
/// at each of its gates and a link opens when all who stand at it say yes.
///
/// A player alone can open and close the links that it keeps alone, and close those that it shares.
/// A shared link that is closed stays so whatever one of its gatekeepers says, because another says
/// no as well; so with shared links only, the status quo is always an equilibrium.
pub fn nash_equilibria(game: &Game) -> Vec<bool> {
    let mut holds: Vec<_> = (0..game.bundles())
        .map(|bundle| game.is_playable(bundle))
        .collect();
    for player in 0..game.players() {
        let best = best_alone(game, player);
        let now = game.payoffs(player);
        for (holds, (best, now)) in holds.iter_mut().zip(best.iter().zip(now)) {
            *holds &= !game.is_more(player, *best, *now);
        }
    }
    holds
}

/// The most that `player` can get from each bundle by what it can change alone, link by link: after
/// a link is looked at, the best over all that can be done with the links up to it is known.
fn best_alone(game: &Game, player: usize) -> Vec<f64> {
    let alone = game.keeps_alone(player);
    let mut best = game.payoffs(player).to_vec();
    for link in (0..game.links()).filter(|link| game.keeps(player) >> link & 1 == 1) {
        let bit = 1 << link;
        for open in (0..best.len()).filter(|bundle| bundle & bit != 0) {
            best[open] = best[open].max(best[open ^ bit]);
            if alone & bit != 0 {
                best[open ^ bit] = best[open];
            }
        }
    }
    best
}

/// Whether each bundle is pairwise stable: a Nash equilibrium to which no closed link can be added
/// that leaves none of those who stand at its gate worse off and one of them better.
///
/// Source: M. O. Jackson, A. Wolinsky, "A strategic model of social and economic networks", J. Econ.
/// Theory 71 (1996), whose links need two and are cut one at a time; joined with Nash equilibrium, so
/// that several links may be closed at once, as in F. Bloch, M. O. Jackson, "Definitions of
/// equilibrium in network formation games", Int. J. Game Theory 34 (2006).
pub fn pairwise_stable(game: &Game) -> Vec<bool> {
    let mut stable = nash_equilibria(game);
    for (bundle, stable) in stable.iter_mut().enumerate() {
        *stable &= !(0..game.links()).any(|link| is_added(game, bundle, link));
    }
    stable
}

fn is_added(game: &Game, bundle: usize, link: usize) -> bool {
    let with = bundle | 1 << link;
    if with == bundle {
        return false;
    }
    let keepers = || (0..game.players()).filter(|player| game.keeps(*player) >> link & 1 == 1);
    let gains = |player: usize, to: usize, from: usize| {
        game.is_more(player, game.payoffs(player)[to], game.payoffs(player)[from])
    };
    keepers().any(|player| gains(player, with, bundle))
        && !keepers().any(|player| gains(player, bundle, with))
}
