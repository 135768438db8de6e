//! Pairwise stability in the two models of Jackson and Wolinsky (1996), where every link needs both
//! its ends.

use catchment::analysis::games::{Game, nash_equilibria, pairwise_stable};

/// The network on `players` whose links are the pairs in order: 01, 02, 03, 12, ….
struct Network {
    players: usize,
    pairs: Vec<(usize, usize)>,
}

impl Network {
    fn new(players: usize) -> Self {
        let pairs = |a: usize| (a + 1..players).map(move |b| (a, b));
        Self {
            players,
            pairs: (0..players).flat_map(pairs).collect(),
        }
    }

    fn complete(&self) -> usize {
        (1 << self.pairs.len()) - 1
    }

    /// The links among those of `bundle` that `player` has.
    fn of(&self, player: usize, bundle: usize) -> Vec<usize> {
        let open = self
            .pairs
            .iter()
            .enumerate()
            .filter(|(link, _)| bundle >> link & 1 == 1);
        open.filter_map(|(_, (a, b))| match player {
            player if player == *a => Some(*b),
            player if player == *b => Some(*a),
            _ => None,
        })
        .collect()
    }

    fn degree(&self, player: usize, bundle: usize) -> f64 {
        self.of(player, bundle).len() as f64
    }

    fn game(&self, payoff: impl Fn(usize, usize) -> f64) -> Game {
        let keeps = |player| {
            let own = self
                .pairs
                .iter()
                .enumerate()
                .filter(|(_, (a, b))| *a == player || *b == player);
            own.fold(0, |kept, (link, _)| kept | 1 << link)
        };
        let payoffs = |player| {
            (0..=self.complete())
                .map(|bundle| payoff(player, bundle))
                .collect()
        };
        Game::new(
            (0..self.players).map(keeps).collect(),
            (0..self.players).map(payoffs).collect(),
        )
    }

    /// `Σ_j δ^d(ij)` less `c` for each own link, d being the steps between i and j.
    fn connections(&self, decay: f64, cost: f64) -> Game {
        self.game(|player, bundle| {
            let mut steps = vec![usize::MAX; self.players];
            steps[player] = 0;
            let mut ring = vec![player];
            while let Some(at) = ring.pop() {
                for next in self.of(at, bundle) {
                    if steps[at] + 1 < steps[next] {
                        steps[next] = steps[at] + 1;
                        ring.insert(0, next);
                    }
                }
            }
            let others = steps.iter().filter(|steps| (1..usize::MAX).contains(*steps));
            let reached: f64 = others.map(|steps| decay.powi(*steps as i32)).sum();
            reached - cost * self.degree(player, bundle)
        })
    }

    /// `Σ_j 1/n_i + 1/n_j + 1/(n_i n_j)` over those who write with i, n being how many one writes with.
    fn authors(&self) -> Game {
        self.game(|player, bundle| {
            let own = self.degree(player, bundle);
            let with = self.of(player, bundle).into_iter();
            with.map(|other| {
                let others = self.degree(other, bundle);
                1.0 / own + 1.0 / others + 1.0 / (own * others)
            })
            .sum()
        })
    }
}

fn those(holds: &[bool]) -> Vec<usize> {
    (0..holds.len()).filter(|bundle| holds[*bundle]).collect()
}

/// Proposition 2: links cheaper than what a shorter way brings (c < δ − δ²) make the complete network
/// the only stable one.
#[test]
fn cheap_links_are_all_made() {
    for players in [3, 4] {
        let network = Network::new(players);
        let game = network.connections(0.5, 0.2);
        assert_eq!(those(&pairwise_stable(&game)), [network.complete()]);
    }
}

/// Proposition 2: for δ − δ² < c < δ a star is stable, whoever is its centre; the complete network is
/// not, nor is the empty one.
#[test]
fn dearer_links_make_a_star() {
    for players in [3, 4] {
        let network = Network::new(players);
        let stable = pairwise_stable(&network.connections(0.5, 0.3));
        for centre in 0..players {
            let star = network
                .pairs
                .iter()
                .enumerate()
                .filter(|(_, (a, b))| *a == centre || *b == centre);
            assert!(stable[star.fold(0, |star, (link, _)| star | 1 << link)]);
        }
        assert!(!stable[0] && !stable[network.complete()]);
    }
    // Among three there is no other stable network.
    let three = Network::new(3);
    assert_eq!(
        those(&pairwise_stable(&three.connections(0.5, 0.3))),
        [0b011, 0b101, 0b110]
    );
}

/// Proposition 2: for c > δ nobody keeps a link that leads no further, so in a stable network that is
/// not empty everybody who has a link has two. Among three and four, none is worth it.
#[test]
fn too_dear_links_are_not_made() {
    for players in [3, 4] {
        let game = Network::new(players).connections(0.5, 0.6);
        assert_eq!(those(&pairwise_stable(&game)), [0]);
    }
}

/// Proposition 4: authors write with too many others. Of four, pairs would be best for all together
/// (3 for each); but stable is only that everybody writes with everybody (7/3 for each).
#[test]
fn authors_write_with_too_many() {
    let network = Network::new(4);
    let game = network.authors();
    let pairs = 0b100001;
    let total = |bundle: usize| (0..4).map(|player| game.payoffs(player)[bundle]).sum::<f64>();
    assert_eq!(total(pairs), 12.0);
    assert!((0..game.bundles()).all(|bundle| total(bundle) <= 12.0 + 1e-12));
    assert!((total(network.complete()) - 28.0 / 3.0).abs() < 1e-12);
    assert_eq!(those(&pairwise_stable(&game)), [network.complete()]);
    assert!(
        nash_equilibria(&game)[pairs],
        "nobody leaves a pair, but two authors of two pairs join"
    );
}
