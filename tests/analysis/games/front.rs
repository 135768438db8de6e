//! The Pareto front against its definition.

use catchment::analysis::games::{Game, pareto_front};

use crate::games::random::{GAMES, random_game};

#[test]
fn the_front_is_what_nothing_betters() {
    let mut dropped = 0;
    for seed in GAMES {
        let game = random_game(seed);
        let front = pareto_front(&game, &|_| true);
        let players = || 0..game.players();
        for bundle in 0..game.bundles() {
            let more = |player, a: usize, b: usize| {
                game.is_more(player, game.payoffs(player)[a], game.payoffs(player)[b])
            };
            let bettered = (0..game.bundles()).any(|other| {
                players().all(|player| !more(player, bundle, other))
                    && players().any(|player| more(player, other, bundle))
            });
            dropped += usize::from(bettered);
            assert_eq!(
                front[bundle],
                game.is_playable(bundle) && !bettered,
                "seed {seed}, bundle {bundle}"
            );
        }
    }
    assert!(dropped > 1000, "{dropped}");
}

/// Where all that one wins the other loses, everything is on the front.
#[test]
fn nothing_betters_anything_in_a_zero_sum() {
    let mine: Vec<f64> = (0..1 << 10)
        .map(|bundle| f64::from(bundle * 7919 % 1024))
        .collect();
    let yours = mine.iter().map(|payoff| -payoff).collect();
    let game = Game::new(vec![0b11111, 0b11111 << 5], vec![mine, yours]);
    assert!(pareto_front(&game, &|_| true).into_iter().all(|on| on));
}

/// What differs by less than a billionth is as good, whatever the order.
#[test]
fn ties_stay_on_the_front_together() {
    for players in 1..=3 {
        let payoffs = [1.0, 1.0 + 1e-12, 1.0 - 1e-12, 0.9].to_vec();
        let game = Game::new(vec![0b11; players], vec![payoffs; players]);
        assert_eq!(
            pareto_front(&game, &|_| true),
            [true, true, true, false],
            "{players} players"
        );
    }
}

/// Payoffs of `players` under 2^`links` bundles: of the more the one gets the less is left to the others, so that
/// hardly any bundle betters another.
fn rivals(players: usize, links: usize, seed: u64) -> Game {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut payoffs = vec![Vec::new(); players];
    for _ in 0..1 << links {
        let parts: Vec<f64> = (0..players).map(|_| f64::from(random.u8(..40))).collect();
        let sum: f64 = parts.iter().sum::<f64>().max(1.0);
        let whole = 1000.0 + f64::from(random.u8(..3));
        for (payoffs, part) in payoffs.iter_mut().zip(parts) {
            payoffs.push(whole * part / sum);
        }
    }
    Game::new(vec![(1 << links) - 1; players], payoffs)
}

/// Among many players the bundles are held against one another in sets; the front is that of the definition.
#[test]
fn the_front_of_many_players_is_what_nothing_betters() {
    for (players, links) in [(3, 11), (5, 10), (9, 10), (12, 9)] {
        let game = rivals(players, links, players as u64);
        let front = pareto_front(&game, &|_| true);
        let more = |player, a: usize, b: usize| {
            game.is_more(player, game.payoffs(player)[a], game.payoffs(player)[b])
        };
        for bundle in 0..game.bundles() {
            let bettered = (0..game.bundles()).any(|other| {
                (0..players).all(|player| !more(player, bundle, other))
                    && (0..players).any(|player| more(player, other, bundle))
            });
            assert_eq!(front[bundle], !bettered, "{players} players, bundle {bundle}");
        }
    }
}

/// More bundles than are held in one set, told how far it is, and given up when nobody waits any more.
#[test]
fn a_large_front_tells_how_far_it_is_and_can_be_given_up() {
    let game = rivals(9, 16, 1);
    let told = std::sync::Mutex::new(Vec::new());
    let front = pareto_front(&game, &|done| {
        told.lock().expect("no panic").push(done);
        true
    });
    let on_front = front.iter().filter(|on| **on).count();
    assert!(on_front > 1 << 15, "{on_front}");
    let told = told.into_inner().expect("no panic");
    assert!(told.len() > 50 && told.iter().all(|done| (0.0..=1.0).contains(done)));
    // What the first set betters none of the others may bring back: the front holds against a sample of all.
    for bundle in (0..game.bundles()).step_by(997) {
        let bettered = (0..game.bundles()).any(|other| {
            let more =
                |a: usize, b: usize| (0..9).any(|p| game.is_more(p, game.payoffs(p)[a], game.payoffs(p)[b]));
            more(other, bundle) && !more(bundle, other)
        });
        assert_eq!(front[bundle], !bettered, "bundle {bundle}");
    }
    let asked = std::sync::atomic::AtomicUsize::new(0);
    pareto_front(&game, &|_| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 3
    });
    assert!(asked.into_inner() < 70, "asked again after it was given up");
}
