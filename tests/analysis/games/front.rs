//! The Pareto front against its definition.

use catchment::analysis::games::{Game, pareto_front};

use crate::games::random::{GAMES, random_game};

#[test]
fn the_front_is_what_nothing_betters() {
    let mut dropped = 0;
    for seed in GAMES {
        let game = random_game(seed);
        let front = pareto_front(&game);
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
    assert!(pareto_front(&game).into_iter().all(|on| on));
}

/// What differs by less than a billionth is as good, whatever the order.
#[test]
fn ties_stay_on_the_front_together() {
    for players in 1..=3 {
        let payoffs = [1.0, 1.0 + 1e-12, 1.0 - 1e-12, 0.9].to_vec();
        let game = Game::new(vec![0b11; players], vec![payoffs; players]);
        assert_eq!(
            pareto_front(&game),
            [true, true, true, false],
            "{players} players"
        );
    }
}
