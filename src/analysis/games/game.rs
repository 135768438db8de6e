//! Who keeps which gates, and what every bundle pays whom.

use crate::analysis::ties::TIE;

/// A game among gatekeepers over the bundles of links that they can open. Bundle 0 is the status quo.
#[derive(Clone, Debug)]
pub struct Game {
    /// By player, the links on whose gates it stands, as a bundle.
    keeps: Vec<usize>,
    /// By player and bundle; negative infinity where the bundle has no steady state.
    payoffs: Vec<Vec<f64>>,
    /// By player, below which payoffs tie: [`TIE`] of its largest.
    ties: Vec<f64>,
}

impl Game {
    /// A game in which player p stands at the gates of the links in `keeps[p]` and gets
    /// `payoffs[p][bundle]`; a bundle where that is not finite for somebody cannot be played. All
    /// players have the same number of bundles, a power of two.
    pub fn new(keeps: Vec<usize>, mut payoffs: Vec<Vec<f64>>) -> Self {
        debug_assert_eq!(keeps.len(), payoffs.len());
        let bundles = payoffs.first().map_or(1, Vec::len);
        for bundle in 0..bundles {
            if !payoffs.iter().all(|payoffs| payoffs[bundle].is_finite()) {
                payoffs
                    .iter_mut()
                    .for_each(|payoffs| payoffs[bundle] = f64::NEG_INFINITY);
            }
        }
        let size = |payoffs: &Vec<f64>| {
            let finite = payoffs.iter().filter(|payoff| payoff.is_finite());
            finite.fold(0.0, |size: f64, payoff| size.max(payoff.abs()))
        };
        let ties = payoffs.iter().map(|payoffs| TIE * size(payoffs)).collect();
        Self { keeps, payoffs, ties }
    }

    /// How many players there are.
    pub fn players(&self) -> usize {
        self.keeps.len()
    }

    /// How many bundles there are.
    pub fn bundles(&self) -> usize {
        self.payoffs.first().map_or(1, Vec::len)
    }

    /// How many links there are.
    pub fn links(&self) -> usize {
        self.bundles().trailing_zeros() as usize
    }

    /// The links on whose gates `player` stands.
    pub fn keeps(&self, player: usize) -> usize {
        self.keeps[player]
    }

    /// The links that `player` opens and closes without asking anybody.
    pub fn keeps_alone(&self, player: usize) -> usize {
        let others = (0..self.players()).filter(|other| *other != player);
        self.keeps[player] & !others.fold(0, |kept, other| kept | self.keeps[other])
    }

    /// What `player` gets from every bundle; negative infinity where the bundle has no steady state.
    pub fn payoffs(&self, player: usize) -> &[f64] {
        &self.payoffs[player]
    }

    /// Whether `bundle` has a steady state.
    pub fn is_playable(&self, bundle: usize) -> bool {
        self.payoffs.iter().all(|payoffs| payoffs[bundle].is_finite())
    }

    /// Below which two payoffs of `player` are the same.
    pub fn tie(&self, player: usize) -> f64 {
        self.ties[player]
    }

    /// Whether `player` gets more from payoff `a` than from payoff `b`, ties aside.
    pub fn is_more(&self, player: usize, a: f64, b: f64) -> bool {
        a > b + self.ties[player]
    }

    /// What `player` gains over the status quo by `bundle`; exactly 0 where that is a tie.
    pub fn gain(&self, player: usize, bundle: usize) -> f64 {
        let payoffs = &self.payoffs[player];
        let gain = payoffs[bundle] - payoffs[0];
        if gain.abs() <= self.ties[player] {
            0.0
        } else {
            gain
        }
    }

    /// What each player gains over the status quo by `bundle`.
    pub fn gains(&self, bundle: usize) -> Vec<f64> {
        (0..self.players())
            .map(|player| self.gain(player, bundle))
            .collect()
    }

    /// Below which two sums of what all players get are the same: rounding in each part is in the sum.
    pub fn tie_of_sum(&self) -> f64 {
        self.ties.iter().sum()
    }

    /// What all players together gain over the status quo by `bundle`; exactly 0 where that is a tie, as in
    /// a bundle by which the one only wins what the other loses.
    pub fn total(&self, bundle: usize) -> f64 {
        let total: f64 = (0..self.players()).map(|player| self.gain(player, bundle)).sum();
        if total.abs() <= self.tie_of_sum() {
            0.0
        } else {
            total
        }
    }

    /// Whether `bundle` can be played and leaves no player worse off than the status quo.
    pub fn is_rational(&self, bundle: usize) -> bool {
        self.is_playable(bundle) && (0..self.players()).all(|player| self.gain(player, bundle) >= 0.0)
    }

    /// Whether two bundles pay every player the same.
    pub fn is_tie(&self, a: usize, b: usize) -> bool {
        let mut players = self.payoffs.iter().zip(&self.ties);
        players.all(|(payoffs, tie)| payoffs[a] == payoffs[b] || (payoffs[a] - payoffs[b]).abs() <= *tie)
    }

    /// The bundles that are `chosen`, without those that are another chosen one and a link that
    /// changes nothing for any player.
    pub fn without_idle_links(&self, chosen: impl Fn(usize) -> bool) -> Vec<usize> {
        let has_idle_link = |bundle: usize| {
            let mut links = (0..self.links()).filter(|link| bundle >> link & 1 == 1);
            links.any(|link| {
                let without = bundle & !(1 << link);
                chosen(without) && self.is_tie(bundle, without)
            })
        };
        let chosen_ones = (0..self.bundles()).filter(|bundle| chosen(*bundle));
        chosen_ones.filter(|bundle| !has_idle_link(*bundle)).collect()
    }
}
