//! The Pareto front among many players: which bundles are bettered by none, held against one another in sets
//! of bits.
//!
//! Pair by pair, a million bundles of which hardly any betters another, as is usual among many players, would
//! take half an hour and more. So the bundles are taken in tiles. For a bundle and a player, those of a tile that
//! give the player as much are the first so many of the tile in the order of that player's payoffs; their set
//! is kept for every 64th place of the order. What betters the bundle lies in the intersection over all
//! players: some hundred words a player and tile.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Game;

/// How many bundles are held against all others at a time; a multiple of the bits of a word.
const TILE: usize = 1 << 15;
/// How many bundles are looked at between two looks at whether the answer is still wanted.
const CHUNK: usize = 1 << 10;
const BITS: usize = u64::BITS as usize;

/// Marks those of the `playable` bundles that no other one betters.
pub(super) fn mark_unbettered(
    game: &Game,
    playable: Vec<usize>,
    on_front: &mut [bool],
    go_on: &(dyn Fn(f64) -> bool + Sync),
) {
    let sum = |bundle: usize| -> f64 {
        (0..game.players())
            .map(|player| game.payoffs(player)[bundle])
            .sum()
    };
    // Of the highest sum first: they better most, and what is bettered need not be looked at again.
    let mut by_sum: Vec<(f64, usize)> = playable.into_iter().map(|bundle| (sum(bundle), bundle)).collect();
    by_sum.sort_by(|a, b| b.0.total_cmp(&a.0));
    let playable: Vec<usize> = by_sum.into_iter().map(|(_, bundle)| bundle).collect();
    let tiles = playable.len().div_ceil(TILE);
    let mut left = playable.clone();
    for (at, members) in playable.chunks(TILE).enumerate() {
        let tile = Tile::new(game, members);
        let (looked, all) = (AtomicUsize::new(0), left.len().max(1));
        let unbettered = |bundles: &[usize]| {
            let part = looked.fetch_add(bundles.len(), Ordering::Relaxed) as f64 / all as f64;
            if !go_on((at as f64 + part) / tiles as f64) {
                return None;
            }
            let mut both = vec![0; tile.words];
            let unbettered = bundles
                .iter()
                .filter(|bundle| !tile.betters(game, **bundle, &mut both));
            Some(unbettered.copied().collect::<Vec<_>>())
        };
        let found: Option<Vec<Vec<usize>>> = left.par_chunks(CHUNK).map(unbettered).collect();
        let Some(found) = found else {
            return;
        };
        left = found.concat();
    }
    left.into_iter().for_each(|bundle| on_front[bundle] = true);
}

/// Some bundles, in the order of each player's payoffs.
struct Tile {
    words: usize,
    by_player: Vec<Ordered>,
}

/// The bundles of a tile as one player orders them.
struct Ordered {
    /// Their payoffs, the highest first.
    payoffs: Vec<f64>,
    /// The places in the tile of those bundles.
    places: Vec<usize>,
    /// The sets of the first 0, 64, 128, … of them, one after the other.
    sets: Vec<u64>,
}

impl Tile {
    fn new(game: &Game, members: &[usize]) -> Self {
        let words = members.len().div_ceil(BITS);
        let by_player = (0..game.players()).map(|player| {
            let payoff = |place: usize| game.payoffs(player)[members[place]];
            let mut places: Vec<usize> = (0..members.len()).collect();
            places.sort_by(|a, b| payoff(*b).total_cmp(&payoff(*a)));
            let mut sets = vec![0; words];
            for some in places.chunks_exact(BITS) {
                let start = sets.len();
                sets.extend_from_within(start - words..);
                some.iter().for_each(|place| insert(&mut sets[start..], *place));
            }
            Ordered {
                payoffs: places.iter().map(|place| payoff(*place)).collect(),
                places,
                sets,
            }
        });
        Self {
            words,
            by_player: by_player.collect(),
        }
    }

    /// Whether some bundle of the tile betters `bundle`; `both` has room for a set of the tile.
    fn betters(&self, game: &Game, bundle: usize, both: &mut [u64]) -> bool {
        let with_each = || self.by_player.iter().enumerate();
        let own = |player: usize| game.payoffs(player)[bundle];
        both.fill(u64::MAX);
        for (player, ordered) in with_each() {
            let as_much = ordered.reach(|payoff| !game.is_more(player, own(player), payoff));
            if !ordered.keep_first(as_much, both) {
                return false;
            }
        }
        with_each().any(|(player, ordered)| {
            let more = ordered.reach(|payoff| game.is_more(player, payoff, own(player)));
            ordered.has_first(more, both)
        })
    }
}

impl Ordered {
    /// How many of the bundles, the first ones, have a payoff that is `enough`.
    fn reach(&self, enough: impl Fn(f64) -> bool) -> usize {
        self.payoffs.partition_point(|payoff| enough(*payoff))
    }

    /// The set kept of the first so many, as far as it reaches, and the places of the others of them.
    fn first(&self, count: usize, words: usize) -> (&[u64], &[usize]) {
        let whole = count / BITS;
        (
            &self.sets[whole * words..(whole + 1) * words],
            &self.places[whole * BITS..count],
        )
    }

    /// Keeps of a set what is among the first so many; whether anything is.
    fn keep_first(&self, count: usize, set: &mut [u64]) -> bool {
        let (kept, rest) = self.first(count, set.len());
        // Those past the kept set are put back if they were there.
        let there = |place: &&usize| set[**place / BITS] >> (**place % BITS) & 1 == 1;
        let mut back = [0; BITS];
        let mut count = 0;
        for place in rest.iter().filter(there) {
            back[count] = *place;
            count += 1;
        }
        let mut any = 0;
        for (word, kept) in set.iter_mut().zip(kept) {
            *word &= kept;
            any |= *word;
        }
        back[..count].iter().for_each(|place| insert(set, *place));
        any != 0 || count > 0
    }

    /// Whether a set has one of the first so many.
    fn has_first(&self, count: usize, set: &[u64]) -> bool {
        let (kept, rest) = self.first(count, set.len());
        set.iter().zip(kept).any(|(word, kept)| word & kept != 0)
            || rest
                .iter()
                .any(|place| set[place / BITS] >> (place % BITS) & 1 == 1)
    }
}

fn insert(set: &mut [u64], place: usize) {
    set[place / BITS] |= 1 << (place % BITS);
}
