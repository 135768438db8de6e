//! Deals among gatekeepers: which bundles of openings would all agree to, which hold once agreed, and
//! what has to be paid for the others.

mod negotiation;
mod outcomes;
mod shortlist;

use std::collections::BTreeMap;

use serde::Serialize;

use super::games::{self, Best, compensation, settle};
use crate::model::{CompanyId, LinkId};

pub use negotiation::{Negotiation, Unnegotiable};
pub use outcomes::Outcomes;
pub use shortlist::KEPT;

/// So many bundles of a kind are told at most, those with the largest sum of gains; among many players nearly
/// all bundles may be on the front.
pub const LISTED: usize = 10_000;

/// The answer of [`Negotiation::deals`]; serialises as the JSON of `catchment deals`. Gains are
/// payoffs less those of the status quo, in currency per period; links that change nothing for any
/// player are left out of every bundle.
#[derive(Clone, Debug, Serialize)]
pub struct Deals {
    /// Who negotiates.
    pub players: Vec<CompanyId>,
    /// The closed links that are theirs to open; all others stay as they are.
    pub links: Vec<LinkId>,
    /// Those of theirs that are left closed because there are too many to try all combinations: the ones
    /// that move the players' payoffs least.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LinkId>,
    /// The payoff of each player with none of them open.
    pub status_quo: BTreeMap<CompanyId, f64>,
    /// How many bundles leave no player worse off, the status quo among them.
    pub rational: usize,
    /// How many combinations have no steady state and so are no bundle.
    pub unsolvable: usize,
    /// How many are known to have several steady states; told is the one that each reaches from today.
    #[serde(skip_serializing_if = "is_none")]
    pub several_states: usize,
    /// The bundles that cannot be bettered for one player without harm to another, the largest sum of
    /// gains first.
    pub pareto: Vec<Offer>,
    /// The bundles that no player would leave alone.
    pub nash_equilibria: Vec<Vec<LinkId>>,
    /// Those of them to which no link would be added by those who stand at its gate.
    pub stable: Vec<Vec<LinkId>>,
    /// What the players would agree on without paying each other.
    pub nash_bargaining: Bargain,
    /// What they would agree on if they can.
    pub with_side_payments: PaidBargain,
    /// How many bundles more there are of a kind of which [`LISTED`] stand above, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub not_listed: BTreeMap<&'static str, usize>,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// A bundle and what it brings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// The links open in it.
    pub open: Vec<LinkId>,
    /// What each player gains over the status quo.
    pub gains: BTreeMap<CompanyId, f64>,
    /// The sum of all gains, exactly 0 where that is rounding.
    #[serde(skip)]
    pub total: f64,
}

/// The bundle with the largest product of gains; the status quo where none lets every player gain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bargain {
    /// The bundle.
    #[serde(flatten)]
    pub offer: Offer,
    /// The product of its gains.
    pub product: f64,
    /// Whether no other bundle does as well.
    pub unique: bool,
    /// The other bundles that do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Offer>,
}

/// The bundle with the largest sum of gains, which payments then split equally over the status quo; of those
/// that do as well the one with the fewest links, and so the status quo where nothing is gained together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaidBargain {
    /// The bundle, with its gains before any payment.
    #[serde(flatten)]
    pub offer: Offer,
    /// The sum of the gains.
    pub total: f64,
    /// The fewest payments after which each player gains the same.
    pub transfers: Vec<Transfer>,
    /// Whether no other bundle does as well.
    pub unique: bool,
    /// The other bundles that do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Offer>,
}

/// Money that one player pays another, per period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Transfer {
    /// Who pays.
    pub from: CompanyId,
    /// Who is paid.
    pub to: CompanyId,
    /// How much.
    pub amount: f64,
}

/// One bundle and what it takes for nobody to lose by it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compensated {
    /// The bundle.
    #[serde(flatten)]
    pub offer: Offer,
    /// What those who gain must pay those who lose, each winner in proportion to its gain.
    pub transfers: Vec<Transfer>,
    /// The losses that all gains together cannot make good.
    pub shortfall: f64,
    /// Payments after which all gain the same (or lose the same).
    pub split: Vec<Transfer>,
}

impl Negotiation {
    /// Every kind of deal that there is. Takes some seconds for a million bundles among two players, and up to
    /// some minutes among many.
    pub fn deals(&self) -> Deals {
        self.told(self.outcomes(&|_| true))
    }

    /// The same; `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on.
    /// `None` once it has said no.
    pub fn deals_while(&self, go_on: &(dyn Fn(f64) -> bool + Sync)) -> Option<Deals> {
        let outcomes = self.outcomes(go_on);
        go_on(1.0).then(|| self.told(outcomes))
    }

    /// `outcomes` in the names of the map.
    fn told(&self, outcomes: Outcomes) -> Deals {
        let mut not_listed = BTreeMap::new();
        let mut listed = |kind: &'static str, mut bundles: Vec<usize>| {
            if bundles.len() > LISTED {
                bundles.sort_by(|a, b| self.game().total(*b).total_cmp(&self.game().total(*a)));
                not_listed.insert(kind, bundles.len() - LISTED);
                bundles.truncate(LISTED);
            }
            bundles
        };
        let payoffs = self.players().iter().enumerate();
        Deals {
            players: self.players().to_vec(),
            links: self.links().to_vec(),
            left_out: self.left_out().to_vec(),
            status_quo: payoffs
                .map(|(player, id)| (id.clone(), self.game().payoffs(player)[0]))
                .collect(),
            rational: outcomes.rational,
            unsolvable: outcomes.unsolvable,
            several_states: self.several_states(),
            pareto: self.offers(&listed("pareto", outcomes.pareto)),
            nash_equilibria: self.bundles(&listed("nash_equilibria", outcomes.nash_equilibria)),
            stable: self.bundles(&listed("stable", outcomes.stable)),
            nash_bargaining: self.bargain(&outcomes.nash_bargaining),
            with_side_payments: self.paid_bargain(&outcomes.with_side_payments),
            not_listed,
        }
    }

    /// What `bundle` brings, and what it takes for nobody to lose by it. `None` where it has no steady
    /// state.
    pub fn compensated(&self, bundle: usize) -> Option<Compensated> {
        let game = self.game();
        game.is_playable(bundle).then(|| {
            let gains = game.gains(bundle);
            let made_whole = compensation(&gains);
            // What is short by less than a tie is rounding in the gains.
            let is_short = made_whole.shortfall > game.tie_of_sum();
            Compensated {
                offer: self.offer(bundle),
                transfers: self.transfers(&made_whole.payments),
                shortfall: if is_short { made_whole.shortfall } else { 0.0 },
                split: self.split(bundle),
            }
        })
    }

    /// What `bundle` brings.
    pub fn offer(&self, bundle: usize) -> Offer {
        let gains = self.game().gains(bundle);
        Offer {
            open: self.open(bundle),
            gains: self.players().iter().cloned().zip(gains).collect(),
            total: self.game().total(bundle),
        }
    }

    fn offers(&self, bundles: &[usize]) -> Vec<Offer> {
        bundles.iter().map(|bundle| self.offer(*bundle)).collect()
    }

    fn bundles(&self, bundles: &[usize]) -> Vec<Vec<LinkId>> {
        bundles.iter().map(|bundle| self.open(*bundle)).collect()
    }

    fn bargain(&self, best: &Best) -> Bargain {
        let (first, others) = self.first_and_others(best);
        Bargain {
            offer: self.offer(first),
            product: best.value,
            unique: others.is_empty(),
            others: self.offers(&others[..others.len().min(LISTED)]),
        }
    }

    fn paid_bargain(&self, best: &Best) -> PaidBargain {
        let (first, others) = self.first_and_others(best);
        PaidBargain {
            offer: self.offer(first),
            total: best.value,
            transfers: self.split(first),
            unique: others.is_empty(),
            others: self.offers(&others[..others.len().min(LISTED)]),
        }
    }

    /// There is always one that does best.
    fn first_and_others<'a>(&self, best: &'a Best) -> (usize, &'a [usize]) {
        best.bundles
            .split_first()
            .map_or((0, &[][..]), |(first, others)| (*first, others))
    }

    /// The payments after which every player gains as much by `bundle` as the others.
    fn split(&self, bundle: usize) -> Vec<Transfer> {
        let gains = self.game().gains(bundle);
        let share = self.game().total(bundle) / gains.len() as f64;
        let balances: Vec<_> = gains.iter().map(|gain| share - gain).collect();
        self.transfers(&settle(&balances))
    }

    /// Payments in the names of the map, without those that are rounding in the gains.
    fn transfers(&self, payments: &[games::Payment]) -> Vec<Transfer> {
        let rounding = self.game().tie_of_sum();
        let payments = payments.iter().filter(|payment| payment.amount > rounding);
        let payments = payments.map(|payment| Transfer {
            from: self.players()[payment.from].clone(),
            to: self.players()[payment.to].clone(),
            amount: payment.amount,
        });
        payments.collect()
    }
}

impl Offer {
    /// Whether no player loses by it.
    pub fn is_rational(&self) -> bool {
        self.gains.values().all(|gain| *gain >= 0.0)
    }
}
