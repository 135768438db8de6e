//! The bundles that cannot be bettered for one player without harm to another.

use super::Game;

/// Whether each bundle is on the Pareto front: no other gives every player as much and one of them
/// more, ties aside. Bundles without steady state are not.
///
/// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on; once it has said
/// no, the answer means nothing.
pub fn pareto_front(game: &Game, go_on: &(dyn Fn(f64) -> bool + Sync)) -> Vec<bool> {
    let mut on_front = vec![false; game.bundles()];
    let mut playable: Vec<_> = (0..game.bundles())
        .filter(|bundle| game.is_playable(*bundle))
        .collect();
    match game.players() {
        0 => {}
        1 | 2 => by_sweep(game, &mut playable, &mut on_front),
        _ => super::dominance::mark_unbettered(game, playable, &mut on_front, go_on),
    }
    on_front
}

/// For two players, or one: going down in the first's payoff, a bundle is bettered when some bundle
/// before it gives the second more.
fn by_sweep(game: &Game, playable: &mut [usize], on_front: &mut [bool]) {
    let first = game.payoffs(0);
    let (last, last_tie) = (game.payoffs(game.players() - 1), game.tie(game.players() - 1));
    playable.sort_by(|a, b| first[*b].total_cmp(&first[*a]));
    // The most that the last player gets where the first gets at least as much, and where more.
    let mut as_much = Reach::default();
    let mut more = Reach::default();
    for bundle in &*playable {
        let own = first[*bundle];
        as_much.advance(playable, last, |other| first[other] >= own - game.tie(0));
        more.advance(playable, last, |other| first[other] > own + game.tie(0));
        on_front[*bundle] = as_much.most <= last[*bundle] + last_tie && more.most < last[*bundle] - last_tie;
    }
}

/// The most among the first so many of a sorted list.
struct Reach {
    count: usize,
    most: f64,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            count: 0,
            most: f64::NEG_INFINITY,
        }
    }
}

impl Reach {
    fn advance(&mut self, sorted: &[usize], payoffs: &[f64], reaches: impl Fn(usize) -> bool) {
        while let Some(next) = sorted.get(self.count).filter(|next| reaches(**next)) {
            self.most = self.most.max(payoffs[*next]);
            self.count += 1;
        }
    }
}
