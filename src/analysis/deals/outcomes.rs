//! The bundles of every kind of deal, by number.

use super::Negotiation;
use crate::analysis::games::{
    Best, largest_total, nash_bargaining, nash_equilibria, pairwise_stable, pareto_front,
};

/// The bundles that count, all without links that change nothing for any player.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// How many leave no player worse off, the status quo among them.
    pub rational: usize,
    /// How many combinations have no steady state and so are no bundle.
    pub unsolvable: usize,
    /// Those that cannot be bettered for one player without harm to another, the largest sum of gains first.
    pub pareto: Vec<usize>,
    /// Those that no player would leave alone.
    pub nash_equilibria: Vec<usize>,
    /// Those of them to which no link would be added by those who stand at its gate.
    pub stable: Vec<usize>,
    /// What the players would agree on without paying each other.
    pub nash_bargaining: Best,
    /// What they would agree on if they can.
    pub with_side_payments: Best,
}

impl Negotiation {
    /// Every kind of deal that there is, by the numbers of its bundles.
    ///
    /// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on; once it has
    /// said no, the answer means nothing.
    pub fn outcomes(&self, go_on: &(dyn Fn(f64) -> bool + Sync)) -> Outcomes {
        let game = self.game();
        let front = pareto_front(game, go_on);
        let equilibria = nash_equilibria(game);
        let stable = pairwise_stable(game);
        let mut pareto = game.without_idle_links(|bundle| front[bundle]);
        pareto.sort_by(|a, b| game.total(*b).total_cmp(&game.total(*a)));
        Outcomes {
            rational: game.without_idle_links(|bundle| game.is_rational(bundle)).len(),
            unsolvable: (0..game.bundles())
                .filter(|bundle| !game.is_playable(*bundle))
                .count(),
            pareto,
            nash_equilibria: game.without_idle_links(|bundle| equilibria[bundle]),
            stable: game.without_idle_links(|bundle| stable[bundle]),
            nash_bargaining: nash_bargaining(game),
            with_side_payments: largest_total(game),
        }
    }
}
