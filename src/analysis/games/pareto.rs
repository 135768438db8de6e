//! The bundles that cannot be bettered for one player without harm to another.

use super::Game;

/// Whether each bundle is on the Pareto front: no other gives every player as much and one of them
/// more, ties aside. Bundles without steady state are not.
pub fn pareto_front(game: &Game) -> Vec<bool> {
    let mut on_front = vec![false; game.bundles()];
    let mut playable: Vec<_> = (0..game.bundles())
        .filter(|bundle| game.is_playable(*bundle))
        .collect();
    match game.players() {
        0 => {}
        1 | 2 => by_sweep(game, &mut playable, &mut on_front),
        _ => by_front(game, playable, &mut on_front),
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

/// For more players: every bundle is held against the front so far, first against those of the front
/// that have beaten others lately.
///
/// Source: J. L. Bentley, K. L. Clarkson, D. B. Levine, "Fast linear expected-time algorithms for
/// computing maxima and convex hulls", Algorithmica 9 (1993), algorithm M3.
fn by_front(game: &Game, mut playable: Vec<usize>, on_front: &mut [bool]) {
    let players = || 0..game.players();
    let sum = |bundle: usize| -> f64 { players().map(|player| game.payoffs(player)[bundle]).sum() };
    // Of the highest sum first: whoever betters another, ties ignored, then comes before it.
    playable.sort_by(|a, b| sum(*b).total_cmp(&sum(*a)));
    let covers =
        |a: usize, b: usize| players().all(|player| game.payoffs(player)[a] >= game.payoffs(player)[b]);
    let betters = |a: usize, b: usize| {
        let pairs = || players().map(|player| (player, game.payoffs(player)[a], game.payoffs(player)[b]));
        pairs().any(|(player, a, b)| game.is_more(player, a, b))
            && !pairs().any(|(player, a, b)| game.is_more(player, b, a))
    };
    let mut front = Vec::new();
    for bundle in &playable {
        if !is_beaten(&mut front, *bundle, covers) {
            front.push(*bundle);
        }
    }
    // Whatever betters a bundle is covered by one of the front, which then betters it too.
    for bundle in playable {
        on_front[bundle] = !is_beaten(&mut front, bundle, betters);
    }
}

/// Whether one of `front` beats `bundle`; it is then put first.
fn is_beaten(front: &mut [usize], bundle: usize, beats: impl Fn(usize, usize) -> bool) -> bool {
    match front.iter().position(|other| beats(*other, bundle)) {
        Some(place) => {
            front[..=place].rotate_right(1);
            true
        }
        None => false,
    }
}
