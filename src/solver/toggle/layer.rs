//! One segment of the state that toggles start from, with what a visit brings from each node on.

use crate::solver::Measure;
use crate::solver::booking::{STEPPED, on_edge, on_leaving, referral_books};
use crate::solver::chain::Chain;
use crate::solver::choice::Chances;
use crate::solver::flow::{Books, Situation};
use crate::solver::system::{Role, System};

/// The accounts that a toggle changes: those booked step by step and the referral money of each company,
/// company by company, and last the leaked visits.
#[derive(Clone, Copy)]
pub(super) struct Accounts {
    companies: usize,
}

impl Accounts {
    /// Accounts of one company.
    const EACH: usize = STEPPED.len() + 1;

    pub(super) fn new(system: &System) -> Self {
        Self {
            companies: system.names.companies.len(),
        }
    }

    pub(super) fn len(self) -> usize {
        self.companies * Self::EACH + 1
    }

    /// The account of a measure of a company; visits captured by none are leaked, money of none counts
    /// nowhere.
    pub(super) fn of(self, company: Option<usize>, measure: Measure) -> Option<usize> {
        let Some(company) = company else {
            return (measure == Measure::Captured).then_some(self.len() - 1);
        };
        let place = STEPPED.iter().position(|stepped| *stepped == measure);
        Some(company * Self::EACH + place.unwrap_or(STEPPED.len()))
    }

    /// Each account with its company, `None` for the leaked visits, and its measure.
    pub(super) fn iter(self) -> impl Iterator<Item = (Option<usize>, Measure)> {
        let measures = || STEPPED.into_iter().chain([Measure::Referral]);
        let of_companies = (0..self.companies).flat_map(move |c| measures().map(move |m| (Some(c), m)));
        of_companies.chain([(None, Measure::Captured)])
    }
}

/// Referral money that the host of some links is paid from the books of one platform, or of all.
///
/// It is `Σ_l rate_l f_l v_j`: so many visits after a referral, each bringing `v`. Both factors change
/// with a toggle.
pub(super) struct Referral {
    pub(super) company: usize,
    pub(super) books: Books,
    /// By node: GMV that a visit brings to the books.
    pub(super) worth: Vec<f64>,
    /// By node: visits that a referral led there, each counted at its rate.
    pub(super) visits: Vec<f64>,
}

impl Referral {
    /// The rate that `edge` is paid in this stream; 0 if it belongs to another.
    pub(super) fn rate(&self, system: &System, edge: usize) -> f64 {
        let mine = system.host[system.from[edge] as usize] == Some(self.company)
            && referral_books(system, edge) == self.books;
        if mine { system.referral[edge] } else { 0.0 }
    }

    /// GMV that one visit that takes `edge` brings to the books at once.
    pub(super) fn sale(&self, system: &System, segment: usize, edge: usize) -> f64 {
        let merchant = system.from[edge] as usize;
        match system.role[merchant] {
            Role::Merchant { platform, .. } if system.is_payment(system.graph.to(edge) as usize) => {
                let booked = self.books == Books::All || self.books == Books::Of(platform);
                if booked {
                    system.ticket[segment][merchant]
                } else {
                    0.0
                }
            }
            _ => 0.0,
        }
    }
}

/// One segment of the state that toggles start from.
pub(super) struct Layer<'a> {
    pub(super) segment: usize,
    pub(super) chances: &'a Chances,
    /// By node.
    pub(super) visits: Vec<f64>,
    /// On the components of the graph of all links.
    pub(super) chain: Chain<'a>,
    /// By node, then account: what a visit there brings from there on.
    pub(super) value: Vec<f64>,
    pub(super) referrals: Vec<Referral>,
}

impl<'a> Layer<'a> {
    /// The layer of `segment`, where referral money is paid from `books`.
    pub(super) fn new(
        situation: &'a Situation,
        chances: &'a Chances,
        books: &[Books],
        segment: usize,
    ) -> Self {
        let system = situation.system;
        let chain = Chain::new(&system.graph, &situation.order, &chances.edge, &chances.leave);
        let mut layer = Self {
            segment,
            chances,
            visits: chain.visits(&system.arrivals[segment]),
            chain,
            value: Vec::new(),
            referrals: Vec::new(),
        };
        for &books in books {
            let reward = situation.reward(segment, chances, books);
            let worth = layer.chain.values(&reward);
            layer.add_referrals(system, books, &worth);
        }
        layer.value = layer.values(system);
        layer
    }

    /// The streams of referral money paid from `books`, to which visits are `worth` that much.
    fn add_referrals(&mut self, system: &System, books: Books, worth: &[f64]) {
        for company in 0..system.names.companies.len() {
            let mut stream = Referral {
                company,
                books,
                worth: Vec::new(),
                visits: vec![0.0; system.nodes()],
            };
            let mut pays = false;
            for edge in 0..system.from.len() {
                let rate = stream.rate(system, edge);
                pays |= rate > 0.0;
                let moved = self.visits[system.from[edge] as usize] * self.chances.edge[edge];
                stream.visits[system.graph.to(edge) as usize] += rate * moved;
            }
            if pays {
                stream.worth = worth.to_vec();
                stream.visits = self.chain.visits(&stream.visits);
                self.referrals.push(stream);
            }
        }
    }

    /// What a visit brings to each account, by node, then account: one transposed solve for all.
    fn values(&self, system: &System) -> Vec<f64> {
        let accounts = Accounts::new(system);
        let width = accounts.len();
        let mut value = vec![0.0; system.nodes() * width];
        for (node, reward) in value.chunks_exact_mut(width).enumerate() {
            if let Some(host) = on_leaving(system, node)
                && let Some(account) = accounts.of(host, Measure::Captured)
            {
                reward[account] += self.chances.leave[node];
            }
            for edge in system.graph.edges_of(node) {
                let chance = self.chances.edge[edge];
                self.on_edge(system, accounts, edge, |account, amount| {
                    reward[account] += chance * amount;
                });
            }
        }
        self.chain.replace_by_values(width, &mut value);
        value
    }

    /// Tells `book` what one visit that takes `edge` brings at once: account and amount.
    pub(super) fn on_edge(
        &self,
        system: &System,
        accounts: Accounts,
        edge: usize,
        mut book: impl FnMut(usize, f64),
    ) {
        on_edge(system, self.segment, edge, |company, measure, amount| {
            if let Some(account) = accounts.of(company, measure) {
                book(account, amount);
            }
        });
        for stream in &self.referrals {
            let rate = stream.rate(system, edge);
            if rate > 0.0
                && let Some(account) = accounts.of(Some(stream.company), Measure::Referral)
            {
                book(account, rate * stream.worth[system.graph.to(edge) as usize]);
            }
        }
    }
}

/// The books that referral money is paid from.
pub(super) fn all_referral_books(system: &System) -> Vec<Books> {
    let paying = (0..system.from.len()).filter(|&edge| system.referral[edge] > 0.0);
    let mut books: Vec<Books> = paying.map(|edge| referral_books(system, edge)).collect();
    books.sort_unstable();
    books.dedup();
    books
}
