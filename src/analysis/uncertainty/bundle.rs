//! The bundle of openings that some players would agree on in one draw: the one from which all of them gain
//! with the largest product of gains (Nash 1950, without side payments).

use std::cmp::Ordering;

/// Up to so many links every bundle is tried; of more, bundles are reached link by link.
pub const EVERY: usize = 6;
/// A bundle that is better by less, relative to the product of gains, is as good.
const TIE: f64 = 1e-9;

/// How good a bundle is for the players: above all those from which not all gain stand those from which
/// all do.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Score {
    all_gain: bool,
    /// The logarithm of the product of gains, or the worst change as a part of what its player has.
    value: f64,
}

impl Score {
    /// The worst that there is.
    const NONE: Self = Self {
        all_gain: false,
        value: f64::NEG_INFINITY,
    };

    /// That of a bundle by which each player gains so much over so large a payoff.
    pub(super) fn new(gains: impl Iterator<Item = (f64, f64)> + Clone) -> Self {
        if gains.clone().all(|(gain, _)| gain > 0.0) {
            return Self {
                all_gain: true,
                value: gains.map(|(gain, _)| gain.ln()).sum(),
            };
        }
        let parts = gains.map(|(gain, payoff)| {
            if gain < 0.0 {
                gain / payoff.abs().max(f64::MIN_POSITIVE)
            } else {
                0.0
            }
        });
        Self {
            all_gain: false,
            value: parts.fold(0.0, f64::min),
        }
    }

    fn is_better_than(self, other: Self) -> bool {
        (self.all_gain && !other.all_gain)
            || (self.all_gain == other.all_gain && self.value > other.value + TIE)
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
        order.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal));
        for start in starts.iter().chain([&empty]) {
            let (mut bundle, mut reached) = (start.clone(), score(start));
            let mut is_bettered = true;
            while is_bettered {
                is_bettered = false;
                for &(link, _) in &order {
                    bundle[link] = !bundle[link];
                    let with = score(&bundle);
                    if with.is_better_than(reached) {
                        (reached, is_bettered) = (with, true);
                    } else {
                        bundle[link] = !bundle[link];
                    }
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
        Some(Score::new([(a, 100.0), (b, 100.0)].into_iter()))
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

    #[test]
    fn nobody_agrees_to_a_loss() {
        let lost = |bundle: &[bool]| {
            let open = bundle.iter().filter(|open| **open).count() as f64;
            Some(Score::new([(open, 1.0), (-open, 1.0)].into_iter()))
        };
        assert_eq!(best(3, &[], lost), [false; 3]);
        assert_eq!(best(9, &[vec![true; 9]], lost), [false; 9]);
        assert_eq!(best(8, &[], |_| None), [false; 8]);
    }
}
