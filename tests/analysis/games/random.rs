//! Random games, the same for the same seed.

use catchment::analysis::games::Game;
use fastrand::Rng;

/// Up to four players who keep up to five gates, alone or together; payoffs are small whole numbers,
/// so that many tie, and some bundles cannot be played.
pub fn random_game(seed: u64) -> Game {
    let mut random = Rng::with_seed(seed);
    let players = 1 + random.usize(..4);
    let links = random.usize(..6);
    let mut keeps = vec![0; players];
    for link in 0..links {
        // Whoever it falls to, so that nobody's gate does not come up.
        keeps[random.usize(..players)] |= 1 << link;
        keeps[random.usize(..players)] |= 1 << link;
    }
    let bundles = 1 << links;
    let barred: Vec<_> = (0..bundles)
        .map(|bundle| bundle > 0 && random.f64() < 0.1)
        .collect();
    let mut payoff = |bundle: usize| match barred[bundle] {
        true => f64::NAN,
        false => f64::from(random.i32(-4..=4)),
    };
    let payoffs = (0..players).map(|_| (0..bundles).map(&mut payoff).collect());
    Game::new(keeps, payoffs.collect())
}

/// What most random games have and a good test needs.
pub const GAMES: std::ops::Range<u64> = 0..400;
