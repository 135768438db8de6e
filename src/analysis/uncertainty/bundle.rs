//! The bundle of openings that some players would agree on in one draw: the one from which all of them gain
//! with the largest product of gains (Nash 1950, without side payments).

use std::cmp::Ordering;

use crate::analysis::ties::{Change, TIE};

/// Up to so many links every bundle is tried; of more, bundles are reached link by link.
pub const EVERY: usize = 6;
/// A search that still finds something after so many rounds goes round among bundles that are as good.
const MOST_ROUNDS: usize = 100;

/// How good a bundle is for the players: above all those from which not all gain stand those from which
/// all do, and of those that are as good, rounding aside, those with fewer links.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    all_gain: bool,
    /// The logarithm of the product of gains, or the worst change as a part of what its player has.
    value: f64,
    /// Below which such values are the same: small gains over large payoffs leave few digits.
    tie: f64,
    links: usize,
}

impl Score {
    /// The worst that there is.
    const NONE: Self = Self {
        all_gain: false,
        value: f64::NEG_INFINITY,
        tie: 0.0,
        links: 0,
    };

    /// That of a bundle of so many links by which the payoff of each player changes so.
    pub(super) fn new(changes: impl Iterator<Item = Change> + Clone, links: usize) -> Self {
        let gains = changes.clone().map(Change::value);
        let all_gain = gains.clone().all(|gain| gain > 0.0);
        let (value, tie) = if all_gain {
            let blur = changes.map(|change| change.tie() / change.value());
            (gains.map(f64::ln).sum(), TIE + blur.sum::<f64>())
        } else {
            // A tie is `TIE` of what the player has.
            let parts = changes.map(|change| match change.value() {
                loss if loss < 0.0 => loss / change.tie() * TIE,
                _ => 0.0,
            });
            (parts.fold(0.0, f64::min), TIE)
        };
        Self {
            all_gain,
            value,
            tie,
            links,
        }
    }

    /// The order in which bundles are tried.
    fn at_first_sight(self, other: Self) -> Ordering {
        let values = self.value.total_cmp(&other.value);
        self.all_gain.cmp(&other.all_gain).then(values)
    }

    /// Whether all players gain.
    pub(super) fn all_gain(self) -> bool {
        self.all_gain
    }

    pub(super) fn is_better_than(self, other: Self) -> bool {
        if self.all_gain != other.all_gain {
            return self.all_gain;
        }
        let tie = self.tie.max(other.tie);
        self.value > other.value + tie || (self.value >= other.value - tie && self.links < other.links)
    }
}

/// The best of the bundles of `links` links by their `score`; empty where there is none from which all gain.
/// A bundle without steady state has no score.
///
/// Beyond [`EVERY`] links each of `starts`, and the empty bundle, is bettered link by link, opened or closed,
/// those first that are best alone, until no single one betters it; the first of the best is taken.
pub(super) fn best(
    links: usize,
    starts: &[Vec<bool>],
    mut score: impl FnMut(&[bool]) -> Option<Score>,
) -> Vec<bool> {
    let mut score = |bundle: &[bool]| score(bundle).unwrap_or(Score::NONE);
    let empty = vec![false; links];
    let mut top = (empty.clone(), Score::NONE);
    let mut offer = |bundle: Vec<bool>, score: Score| {
        if score.is_better_than(top.1) {
            top = (bundle, score);
        }
    };
    if links <= EVERY {
        for bits in 0..1usize << links {
            let bundle: Vec<bool> = (0..links).map(|link| bits >> link & 1 == 1).collect();
            let score = score(&bundle);
            offer(bundle, score);
        }
    } else {
        let alone = |link: usize| (0..links).map(|at| at == link).collect::<Vec<bool>>();
        let mut order: Vec<(usize, Score)> = (0..links).map(|link| (link, score(&alone(link)))).collect();
        order.sort_by(|a, b| b.1.at_first_sight(a.1));
        for start in starts.iter().chain([&empty]) {
            let (mut bundle, mut reached) = (start.clone(), score(start));
            for _ in 0..MOST_ROUNDS {
                let mut is_bettered = false;
                for &(link, _) in &order {
                    bundle[link] = !bundle[link];
                    let with = score(&bundle);
                    if with.is_better_than(reached) {
                        (reached, is_bettered) = (with, true);
                    } else {
                        bundle[link] = !bundle[link];
                    }
                }
                if !is_bettered {
                    break;
                }
            }
            offer(bundle, reached);
        }
    }
    if top.1.all_gain { top.0 } else { empty }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That of a bundle by which each of two players gains so much over so large a payoff.
    fn score(bundle: &[bool], players: [(f64, f64); 2]) -> Score {
        let changes = players.map(|(payoff, gain)| Change::of(payoff, payoff + gain));
        Score::new(changes.into_iter(), bundle.iter().filter(|open| **open).count())
    }

    /// Two players; the first gains by odd links and loses by even ones, the second the other way round.
    fn traded(bundle: &[bool]) -> Option<Score> {
        let (mut a, mut b) = (0.0, 0.0);
        for (link, _) in bundle.iter().enumerate().filter(|(_, open)| **open) {
            let (more, less) = (10.0 + link as f64, 4.0 + (link * link % 5) as f64);
            if link % 2 == 1 {
                (a, b) = (a + more, b - less);
            } else {
                (a, b) = (a - less, b + more);
            }
        }
        Some(score(bundle, [(100.0, a), (100.0, b)]))
    }

    #[test]
    fn steps_come_to_what_trying_everything_finds() {
        for links in [0, 2, 5, 7, 9, 11] {
            let found = best(links, &[vec![true; links]], traded);
            let every =
                (0..1usize << links).map(|bits| (0..links).map(|l| bits >> l & 1 == 1).collect::<Vec<_>>());
            let most = every
                .filter_map(|bundle| traded(&bundle))
                .fold(
                    Score::NONE,
                    |most, score| {
                        if score.is_better_than(most) { score } else { most }
                    },
                );
            let score = traded(&found).unwrap();
            assert!(
                !most.is_better_than(score) || !most.all_gain,
                "{links}: {found:?} {score:?} against {most:?}"
            );
        }
    }

    /// Links 0 and 1 together do what link 2 does alone, and rounding favours the two; all others do nothing.
    #[test]
    fn of_equal_bundles_the_smallest_is_taken() {
        let pays = |bundle: &[bool]| {
            let gain = if bundle[2] {
                5.0
            } else if bundle[0] && bundle[1] {
                5.0 + 1e-13
            } else {
                0.0
            };
            Some(score(bundle, [(1e3, gain), (1e3, gain)]))
        };
        let only = |links: usize| (0..links).map(|link| link == 2).collect::<Vec<_>>();
        assert_eq!(best(5, &[], pays), only(5));
        assert_eq!(
            best(9, &[vec![true; 9]], pays),
            only(9),
            "idle links are closed again"
        );
    }

    #[test]
    fn nobody_agrees_to_a_loss() {
        let lost = |bundle: &[bool]| {
            let open = bundle.iter().filter(|open| **open).count() as f64;
            Some(score(bundle, [(1.0, open), (1.0, -open)]))
        };
        assert_eq!(best(3, &[], lost), [false; 3]);
        assert_eq!(best(9, &[vec![true; 9]], lost), [false; 9]);
        assert_eq!(best(8, &[], |_| None), [false; 8]);
    }
}
