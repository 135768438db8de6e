//! The analysis behind the deals: every bundle of what two companies can open, and those that count.

use crate::analysis::deals::{Negotiation, Outcomes, Unnegotiable};
use crate::analysis::{combos, games};
use crate::app::i18n::{english, words};
use crate::app::jobs::study::{Analysis, Ground};
use crate::app::jobs::task::Work;
use crate::model::{CompanyId, Diagnostic, Object};

/// Who negotiates.
#[derive(Clone, PartialEq)]
pub(super) struct Wish {
    pub(super) players: [CompanyId; 2],
}

/// What kind of bundle a point stands for, the most telling last, as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Front,
    Holds,
    Stable,
    Paid,
    Agreed,
    Today,
}

impl Kind {
    pub(super) const ALL: [Self; 7] = [
        Self::Any,
        Self::Front,
        Self::Holds,
        Self::Stable,
        Self::Paid,
        Self::Agreed,
        Self::Today,
    ];

    /// Those that are answers, the most telling first.
    pub(super) const TOLD: [Self; 4] = [Self::Agreed, Self::Paid, Self::Stable, Self::Holds];

    /// Its name and what it means.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        let words: &english::deals::Deals = &words().deals;
        match self {
            Self::Any => (words.any, words.any_hint),
            Self::Front => (words.front, words.front_hint),
            Self::Holds => (words.holds, words.holds_hint),
            Self::Stable => (words.stable, words.stable_hint),
            Self::Paid => (words.paid, words.paid_hint),
            Self::Agreed => (words.agreed, words.agreed_hint),
            Self::Today => (words.today, words.today_hint),
        }
    }
}

/// The answer.
pub(super) struct Found {
    pub(super) negotiation: Negotiation,
    pub(super) rational: usize,
    /// The bundles of each kind, in the order of [`Kind::ALL`].
    pub(super) kinds: Vec<(Kind, Vec<usize>)>,
}

impl Found {
    /// The bundles of a kind.
    pub(super) fn of(&self, kind: Kind) -> &[usize] {
        let bundles = self.kinds.iter().find(|(of, _)| *of == kind);
        bundles.map_or(&[], |(_, bundles)| bundles)
    }
}

/// Points in one cell of so many by so many are too near to tell apart.
const CELLS: usize = 160;

impl Analysis for Wish {
    type Answer = Found;

    fn run(&self, ground: &Ground, work: &Work) -> Result<Found, Vec<Diagnostic>> {
        let half = |first: f64| {
            move |done: f64| {
                work.report((first + done) / 2.0);
                work.go_on()
            }
        };
        let negotiation =
            Negotiation::new(&ground.map, None, &self.players, None, &half(0.0)).map_err(reasons)?;
        let outcomes = negotiation.outcomes(&half(1.0));
        let kinds = Kind::ALL.map(|kind| (kind, bundles(negotiation.game(), &outcomes, kind)));
        Ok(Found {
            negotiation,
            rational: outcomes.rational,
            kinds: kinds.into(),
        })
    }
}

fn reasons(why: Unnegotiable) -> Vec<Diagnostic> {
    match why {
        Unnegotiable::Combos(combos::Unanswered::Unsound(found)) => found,
        why => vec![Diagnostic::error(Object::Map, why.to_string())],
    }
}

fn bundles(game: &games::Game, outcomes: &Outcomes, kind: Kind) -> Vec<usize> {
    match kind {
        Kind::Any => {
            let playable = (0..game.bundles()).filter(|bundle| game.is_playable(*bundle));
            thinned(game, playable)
        }
        Kind::Front => thinned(game, outcomes.pareto.iter().copied()),
        Kind::Holds => outcomes.nash_equilibria.clone(),
        Kind::Stable => outcomes.stable.clone(),
        // Where nothing is gained together, what else gains nothing is no news.
        Kind::Paid if outcomes.with_side_payments.value <= 0.0 => vec![0],
        Kind::Paid => outcomes.with_side_payments.bundles.clone(),
        Kind::Agreed => outcomes.nash_bargaining.bundles.clone(),
        Kind::Today => vec![0],
    }
}

/// Of `bundles` one for each cell of a grid over all their gains.
fn thinned(game: &games::Game, bundles: impl Iterator<Item = usize> + Clone) -> Vec<usize> {
    let cell = |player: usize| {
        let gains = bundles.clone().map(|bundle| game.gain(player, bundle));
        let (low, high) = gains.fold((0.0, 0.0), |(low, high): (f64, f64), gain| {
            (low.min(gain), high.max(gain))
        });
        let size = (high - low) / (CELLS - 1) as f64;
        move |bundle: usize| match size > 0.0 {
            true => ((game.gain(player, bundle) - low) / size).round() as usize,
            false => 0,
        }
    };
    let (across, up) = (cell(0), cell(1));
    let mut taken = vec![false; CELLS * CELLS];
    let mut is_new = |bundle: usize| {
        let place = up(bundle) * CELLS + across(bundle);
        taken
            .get_mut(place)
            .is_some_and(|taken| !std::mem::replace(taken, true))
    };
    bundles.filter(|bundle| is_new(*bundle)).collect()
}
