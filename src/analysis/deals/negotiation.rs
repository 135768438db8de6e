//! A negotiation: who sits at the table, which links they can open, what each combination pays them.

use super::shortlist::shortlist;
use crate::analysis::combos::{self, Bundle, Combos, gated};
use crate::analysis::games::Game;
use crate::model::{CompanyId, LinkId, Map, Scenario};
use crate::solver::Measure;

/// Why there is nothing to negotiate with.
#[derive(Debug, thiserror::Error)]
pub enum Unnegotiable {
    /// A player that is no company of the map.
    #[error("there is no company \"{asked}\"; {}", known(gatekeepers))]
    NoCompany {
        /// The player asked for.
        asked: CompanyId,
        /// The companies that keep the gate of a closed link.
        gatekeepers: Vec<CompanyId>,
    },
    /// A player that was named twice.
    #[error("player \"{0}\" is named twice; name two or more different companies")]
    Twice(CompanyId),
    /// Fewer than two players.
    #[error(
        "{found} player is not enough for a deal; name two or more, {}",
        known(gatekeepers)
    )]
    TooFew {
        /// How many were named.
        found: usize,
        /// The companies that keep the gate of a closed link.
        gatekeepers: Vec<CompanyId>,
    },
    /// A link that is not in the players' hands.
    #[error("link \"{asked}\" is not for these players to open; {}", known(links))]
    NotTheirs {
        /// The link asked for.
        asked: LinkId,
        /// The links that are.
        links: Vec<LinkId>,
    },
    /// There is no table of combinations.
    #[error(transparent)]
    Combos(#[from] combos::Unanswered),
    /// The status quo has no steady state to compare with.
    #[error("without any of the links open there is no steady state: {0}")]
    NoStatusQuo(String),
}

fn known<T: ToString>(ids: &[T]) -> String {
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    match ids.is_empty() {
        true => "no company keeps the gate of a closed link".to_owned(),
        false => format!("it could be {}", ids.join(", ")),
    }
}

/// Two or more companies, the closed links that are theirs to open, and the payoff of each company
/// under every combination of these.
#[derive(Clone, Debug)]
pub struct Negotiation {
    players: Vec<CompanyId>,
    links: Vec<LinkId>,
    /// For each link, who stands at its gate.
    keepers: Vec<Vec<CompanyId>>,
    left_out: Vec<LinkId>,
    several_states: usize,
    game: Game,
}

impl Negotiation {
    /// The closed links of `map`, with `scenario` on it, whose gatekeepers are all among `players`.
    ///
    /// # Errors
    /// Fewer than two players, or players that are not different companies of the map.
    pub fn links_of(
        map: &Map,
        scenario: Option<&Scenario>,
        players: &[CompanyId],
    ) -> Result<Vec<LinkId>, Unnegotiable> {
        let closed = gated(map, scenario);
        let keepers = |id: &LinkId| {
            map.links()
                .get(id)
                .map_or_else(Vec::new, |link| map.gatekeepers(link))
        };
        let gatekeepers = || {
            let companies = map.companies().keys();
            companies
                .filter(|company| closed.iter().any(|link| keepers(link).contains(company)))
                .cloned()
                .collect()
        };
        for (place, player) in players.iter().enumerate() {
            if !map.companies().contains_key(player) {
                return Err(Unnegotiable::NoCompany {
                    asked: player.clone(),
                    gatekeepers: gatekeepers(),
                });
            }
            if players[..place].contains(player) {
                return Err(Unnegotiable::Twice(player.clone()));
            }
        }
        if players.len() < 2 {
            return Err(Unnegotiable::TooFew {
                found: players.len(),
                gatekeepers: gatekeepers(),
            });
        }
        let theirs = |id: &LinkId| keepers(id).iter().all(|keeper| players.contains(keeper));
        Ok(closed.iter().filter(|id| theirs(id)).cloned().collect())
    }

    /// Opens the table on `map`, with `scenario` on it, for `players`; over `links` if named, else
    /// over all that are theirs. Of more than [`combos::COMPLETE`] the [`KEPT`](super::KEPT) that move the
    /// players' payoffs most are negotiated about, and the others are [left out](Self::left_out).
    ///
    /// `go_on` is told now and then which part is done, from 0 to 1, and says whether to go on.
    ///
    /// # Errors
    /// Players or links that cannot negotiate, or an answer not wanted any more.
    pub fn new(
        map: &Map,
        scenario: Option<&Scenario>,
        players: &[CompanyId],
        links: Option<&[LinkId]>,
        go_on: &(dyn Fn(f64) -> bool + Sync),
    ) -> Result<Self, Unnegotiable> {
        let theirs = Self::links_of(map, scenario, players)?;
        let stranger = links
            .unwrap_or_default()
            .iter()
            .find(|link| !theirs.contains(link));
        if let Some(asked) = stranger {
            return Err(Unnegotiable::NotTheirs {
                asked: asked.clone(),
                links: theirs,
            });
        }
        let mut links = links.map_or(theirs, <[LinkId]>::to_vec);
        let mut left_out = Vec::new();
        if links.len() > combos::COMPLETE {
            (links, left_out) = shortlist(map, scenario, players, &links)?;
        }
        let request = combos::Request {
            links,
            measures: vec![Measure::Payoff],
            seed: combos::SEED,
        };
        let over = Self::over(map, players, &Combos::new(map, scenario, &request, go_on)?)?;
        Ok(Self { left_out, ..over })
    }

    /// The negotiation of `players` over the links of `table`, all of whose bundles were tried and which
    /// keeps payoffs.
    ///
    /// # Errors
    /// The bundle with none of the links open has no steady state.
    pub fn over(map: &Map, players: &[CompanyId], table: &Combos) -> Result<Self, Unnegotiable> {
        let links = table.links().to_vec();
        let keepers = |id: &LinkId| -> Vec<CompanyId> {
            let link = map.links().get(id);
            let keepers = link.map_or_else(Vec::new, |link| map.gatekeepers(link));
            keepers.into_iter().cloned().collect()
        };
        let keepers: Vec<_> = links.iter().map(keepers).collect();
        let kept = |player: &CompanyId| {
            let kept = keepers
                .iter()
                .enumerate()
                .filter(|(_, keepers)| keepers.contains(player));
            kept.fold(0, |kept, (link, _)| kept | 1 << link)
        };
        let column = table
            .measures()
            .iter()
            .position(|measure| *measure == Measure::Payoff);
        let payoffs = |player: &CompanyId| {
            let company = table.companies().iter().position(|company| company == player);
            let payoff = |bundle| table.value(bundle, company?, column?);
            let bundles = 0..1 << links.len();
            bundles
                .map(|bundle: Bundle| payoff(bundle).unwrap_or(f64::NAN))
                .collect()
        };
        let game = Game::new(
            players.iter().map(kept).collect(),
            players.iter().map(payoffs).collect(),
        );
        if !game.is_playable(0) {
            let why = table
                .problem(0)
                .unwrap_or("a company or its payoff is not in the table");
            return Err(Unnegotiable::NoStatusQuo(why.to_owned()));
        }
        Ok(Self {
            players: players.to_vec(),
            links,
            keepers,
            left_out: Vec::new(),
            several_states: table.several_states(),
            game,
        })
    }

    /// How many combinations are known to have several steady states.
    pub fn several_states(&self) -> usize {
        self.several_states
    }

    /// Who negotiates.
    pub fn players(&self) -> &[CompanyId] {
        &self.players
    }

    /// What they negotiate about; bit i of a bundle stands for link i.
    pub fn links(&self) -> &[LinkId] {
        &self.links
    }

    /// The links that stay as they are because there are too many: those that move payoffs least.
    pub fn left_out(&self) -> &[LinkId] {
        &self.left_out
    }

    /// Who stands at the gate of each link.
    pub fn keepers(&self) -> &[Vec<CompanyId>] {
        &self.keepers
    }

    /// The same in numbers.
    pub fn game(&self) -> &Game {
        &self.game
    }

    /// The links open in `bundle`.
    pub fn open(&self, bundle: usize) -> Vec<LinkId> {
        let links = self.links.iter().enumerate();
        let open = links.filter(|(link, _)| bundle >> link & 1 == 1);
        open.map(|(_, id)| id.clone()).collect()
    }

    /// The bundle with `links` open.
    ///
    /// # Errors
    /// A link that is not negotiated about.
    pub fn bundle(&self, links: &[LinkId]) -> Result<usize, Unnegotiable> {
        links.iter().try_fold(0, |bundle, id| {
            let place = self.links.iter().position(|link| link == id);
            let place = place.ok_or_else(|| Unnegotiable::NotTheirs {
                asked: id.clone(),
                links: self.links.clone(),
            })?;
            Ok(bundle | 1 << place)
        })
    }
}
