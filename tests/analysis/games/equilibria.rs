//! Equilibria of textbook games, and of random ones by trying every profile of answers.

use std::collections::BTreeSet;

use catchment::analysis::games::{Game, nash_equilibria, pairwise_stable};

use crate::games::random::{GAMES, random_game};

fn those(holds: &[bool]) -> Vec<usize> {
    (0..holds.len()).filter(|bundle| holds[*bundle]).collect()
}

/// Two players with a link each; payoffs by bundle: none, the first's, the second's, both.
fn two_by_two(first: [f64; 4], second: [f64; 4]) -> Vec<usize> {
    let game = Game::new(vec![0b01, 0b10], vec![first.to_vec(), second.to_vec()]);
    let equilibria = those(&nash_equilibria(&game));
    assert_eq!(those(&pairwise_stable(&game)), equilibria, "no link needs two");
    equilibria
}

/// The games of every textbook (Osborne and Rubinstein 1994, ch. 2), a player's link being its
/// second action.
#[test]
fn games_of_two_by_two() {
    let dilemma = two_by_two([0.0, -1.0, 3.0, 2.0], [0.0, 3.0, -1.0, 2.0]);
    assert_eq!(dilemma, [0b00], "prisoner's dilemma: nobody opens");
    let stag_hunt = two_by_two([2.0, 0.0, 2.0, 3.0], [2.0, 2.0, 0.0, 3.0]);
    assert_eq!(stag_hunt, [0b00, 0b11], "stag hunt: both or none");
    let chicken = two_by_two([6.0, 7.0, 2.0, 0.0], [6.0, 2.0, 7.0, 0.0]);
    assert_eq!(chicken, [0b01, 0b10], "hawk and dove: one of the two");
    let pennies = two_by_two([1.0, -1.0, -1.0, 1.0], [-1.0, 1.0, 1.0, -1.0]);
    assert!(pennies.is_empty(), "matching pennies: nothing holds");
}

/// A link that needs two stays closed in equilibrium even where both gain by it; it is stability that
/// rules this out.
#[test]
fn two_who_both_gain_open_a_shared_link() {
    let game = Game::new(vec![1, 1], vec![vec![0.0, 1.0], vec![0.0, 2.0]]);
    assert_eq!(those(&nash_equilibria(&game)), [0, 1]);
    assert_eq!(those(&pairwise_stable(&game)), [1]);
    let one_loses = Game::new(vec![1, 1], vec![vec![0.0, 1.0], vec![0.0, -1e-3]]);
    assert_eq!(those(&pairwise_stable(&one_loses)), [0]);
    let one_is_indifferent = Game::new(vec![1, 1], vec![vec![5.0, 6.0], vec![5.0, 5.0]]);
    assert_eq!(those(&nash_equilibria(&one_is_indifferent)), [0, 1]);
    assert_eq!(those(&pairwise_stable(&one_is_indifferent)), [1]);
}

/// Differences in the tenth digit are noise of the solver, not reasons.
#[test]
fn a_tie_moves_nobody() {
    let payoffs = |gain: f64| vec![vec![1e6, 1e6 * (1.0 + gain)]];
    assert_eq!(
        those(&nash_equilibria(&Game::new(vec![1], payoffs(1e-10)))),
        [0, 1]
    );
    assert_eq!(those(&nash_equilibria(&Game::new(vec![1], payoffs(1e-8)))), [1]);
}

/// A bundle without steady state is no outcome, and no reason to leave another.
#[test]
fn what_cannot_be_played_is_neither_played_nor_feared() {
    let game = Game::new(vec![0b11], vec![vec![0.0, f64::NAN, f64::INFINITY, -1.0]]);
    assert_eq!(those(&nash_equilibria(&game)), [0]);
}

/// By the definition: every player answers yes or no at every gate it keeps, a link opens when all
/// its keepers say yes, and no player can do better by other answers of its own.
#[test]
fn equilibria_are_those_of_the_game_of_answers() {
    let mut found = 0;
    for seed in GAMES {
        let game = random_game(seed);
        let by_answers = by_answers(&game);
        found += by_answers.len();
        let equilibria: BTreeSet<_> = those(&nash_equilibria(&game)).into_iter().collect();
        assert_eq!(equilibria, by_answers, "seed {seed}: {game:?}");
    }
    assert!(found > 400, "{found}");
}

fn by_answers(game: &Game) -> BTreeSet<usize> {
    let players = game.players();
    // The profiles of answers: for each player a part of what it keeps.
    let mut profiles = vec![Vec::new()];
    for player in 0..players {
        let longer = |profile: &Vec<usize>| {
            let parts = (0..game.bundles()).filter(|part| part & !game.keeps(player) == 0);
            let parts = parts.map(|part| [profile.as_slice(), &[part]].concat());
            parts.collect::<Vec<_>>()
        };
        profiles = profiles.iter().flat_map(longer).collect();
    }
    let outcome = |profile: &[usize]| {
        let opens = |link: &usize| {
            let mut keepers = (0..players).filter(|player| game.keeps(*player) >> link & 1 == 1);
            keepers.all(|player| profile[player] >> link & 1 == 1)
        };
        (0..game.links())
            .filter(opens)
            .fold(0, |bundle, link| bundle | 1 << link)
    };
    let holds = |profile: &Vec<usize>| {
        let now = outcome(profile);
        game.is_playable(now)
            && (0..players).all(|player| {
                let payoffs = game.payoffs(player);
                let mut parts = (0..game.bundles()).filter(|part| part & !game.keeps(player) == 0);
                parts.all(|part| {
                    let mut other = profile.clone();
                    other[player] = part;
                    !game.is_more(player, payoffs[outcome(&other)], payoffs[now])
                })
            })
    };
    let holding = profiles.iter().filter(|profile| holds(profile));
    holding.map(|profile| outcome(profile)).collect()
}
