//! One round of feedback backwards: from what its flows and its money are worth to an output to what the
//! state it started from and every number are.
//!
//! Forwards a round goes weights → chances → visits → sales → ad money. Visits are worth `u = (I − P)⁻¹ r`
//! to the output, r being what is gained at each node at once: one transposed solve a segment. A link's
//! attributed GMV `f_l·v_j` is a product, so where it counts (ad budgets, referral money) v is followed
//! back too: `(I − Pᵀ) y = f` on the links where it counts, and y is to v what x is to u.

use super::choice::Choice;
use super::gradient::Gradient;
use super::worth::Worth;
use crate::solver::Measure;
use crate::solver::booking::{on_edge, on_leaving, referral_books};
use crate::solver::chain::Chain;
use crate::solver::choice::Chances;
use crate::solver::flow::{Books, Flows, Situation};
use crate::solver::money::{self, Money};
use crate::solver::system::{Role, System};

/// A round with all that its way back needs.
pub(super) struct Taken<'a> {
    situation: &'a Situation<'a>,
    pub(super) system: &'a System,
    chances: &'a [Chances],
    ln_factor: &'a [f64],
    chains: Vec<Chain<'a>>,
    pub(super) flows: Flows,
    pub(super) money: Money,
    /// The books that visits are valued by: first those of the payers, then those of referrals.
    books: Vec<Books>,
    pub(super) payers: Vec<usize>,
}

/// GMV attributed to an edge in the books at a place, and what one unit of it is worth.
pub(super) struct Claim {
    pub(super) book: usize,
    pub(super) edge: usize,
    pub(super) worth: f64,
}

impl<'a> Taken<'a> {
    /// The round in which `chances` were chosen under `ln_factor`.
    pub(super) fn new(situation: &'a Situation, chances: &'a [Chances], ln_factor: &'a [f64]) -> Self {
        let system = situation.system;
        let payers = money::payers(situation);
        let mut books = money::books(&payers);
        for edge in (0..system.from.len()).filter(|&edge| situation.open[edge]) {
            let paying = referral_books(system, edge);
            if !books.contains(&paying) {
                books.push(paying);
            }
        }
        let flows = situation.follow(chances, &books);
        let chain =
            |chances: &'a Chances| Chain::new(&system.graph, &situation.order, &chances.edge, &chances.leave);
        Self {
            situation,
            system,
            chances,
            ln_factor,
            chains: chances.iter().map(chain).collect(),
            money: money::money(situation, chances, &flows, &payers),
            flows,
            books,
            payers,
        }
    }

    /// From the worth of the round's parts to derivatives by every number, the weights being taken after
    /// feedback. Returns besides, by edge, the derivative by the logarithm of the feedback on its weight.
    pub(super) fn pull_back(&self, worth: &Worth) -> (Gradient, Vec<f64>) {
        let system = self.system;
        let mut gradient = Gradient::zero(system);
        let mut claims = Vec::new();
        let sale = self.pull_back_ads(worth, &mut gradient, &mut claims);
        self.pull_back_referrals(worth, &mut gradient, &mut claims);
        for segment in 0..system.segments() {
            self.pull_back_segment(segment, worth, &sale, &claims, &mut gradient);
        }
        let mut by_factor = vec![0.0; system.from.len()];
        for by_weight in &gradient.ln_weight {
            by_factor
                .iter_mut()
                .zip(by_weight)
                .for_each(|(sum, slope)| *sum += slope);
        }
        (gradient, by_factor)
    }

    /// Ad money: `S_l = B·c_l/Σc` with `B = ad_rate·GMV`, `c_l = η_l G_l`. Returns what a unit of each
    /// platform's GMV is worth through its budget.
    fn pull_back_ads(&self, worth: &Worth, gradient: &mut Gradient, claims: &mut Vec<Claim>) -> Vec<f64> {
        let system = self.system;
        let mut sale = vec![0.0; system.nodes()];
        for (book, &payer) in self.payers.iter().enumerate() {
            let paid: Vec<(usize, f64, f64)> = { self.paid_by(payer).into_iter() }
                .map(|edge| {
                    let host = system.host[system.from[edge] as usize];
                    let worth = worth.spend[edge] + worth.of(host, Measure::Ads);
                    (edge, worth, self.attributed(book, edge))
                })
                .collect();
            let total: f64 = paid
                .iter()
                .map(|(edge, _, brought)| system.ad_elasticity[*edge] * brought)
                .sum();
            let Role::Platform { ad_rate, .. } = system.role[payer] else {
                continue;
            };
            if total <= 0.0 {
                continue;
            }
            let share = |edge: usize, brought: f64| system.ad_elasticity[edge] * brought / total;
            let mean: f64 = paid
                .iter()
                .map(|(edge, worth, brought)| worth * share(*edge, *brought))
                .sum();
            sale[payer] = ad_rate * mean;
            gradient.ad_rate[payer] += self.money.gmv[payer] * mean;
            for (edge, worth, brought) in paid {
                let by_claim = self.money.budget[payer] * (worth - mean) / total;
                gradient.ad_elasticity[edge] += brought * by_claim;
                claims.push(Claim {
                    book,
                    edge,
                    worth: system.ad_elasticity[edge] * by_claim,
                });
            }
        }
        sale
    }

    fn pull_back_referrals(&self, worth: &Worth, gradient: &mut Gradient, claims: &mut Vec<Claim>) {
        let system = self.system;
        for edge in (0..system.from.len()).filter(|&edge| self.situation.open[edge]) {
            let worth = worth.of(system.host[system.from[edge] as usize], Measure::Referral);
            let paying = referral_books(system, edge);
            if worth != 0.0
                && let Some(book) = self.books.iter().position(|books| *books == paying)
            {
                gradient.referral[edge] += worth * self.attributed(book, edge);
                claims.push(Claim {
                    book,
                    edge,
                    worth: worth * system.referral[edge],
                });
            }
        }
    }

    /// The open edges on which the merchants of `payer` pay for ads.
    pub(super) fn paid_by(&self, payer: usize) -> Vec<usize> {
        let edges = 0..self.system.from.len();
        edges
            .filter(|&edge| self.situation.open[edge] && self.system.payer[edge] == Some(payer))
            .collect()
    }

    /// The derivatives of `claims`, each times its worth, by arrivals and tickets.
    pub(super) fn pull_back_claims(&self, claims: &[Claim]) -> Gradient {
        let (worth, sale) = (Worth::none(self.system), vec![0.0; self.system.nodes()]);
        let mut gradient = Gradient::zero(self.system);
        for segment in 0..self.system.segments() {
            self.pull_back_segment(segment, &worth, &sale, claims, &mut gradient);
        }
        gradient
    }

    pub(super) fn attributed(&self, book: usize, edge: usize) -> f64 {
        money::attributed(self.situation, self.chances, &self.flows, book, edge)
    }

    /// One segment backwards, `sale` being what a unit of each platform's GMV is worth by its node.
    fn pull_back_segment(
        &self,
        segment: usize,
        worth: &Worth,
        sale: &[f64],
        claims: &[Claim],
        gradient: &mut Gradient,
    ) {
        let (system, chances) = (self.system, &self.chances[segment]);
        let visits = &self.flows.visits[segment];
        let from = |edge: usize| system.from[edge] as usize;
        let to = |edge: usize| system.graph.to(edge) as usize;
        // What a visit gains on each edge and by leaving each node, at once.
        let mut step = vec![0.0; system.from.len()];
        let platform = |edge: usize| match system.role[from(edge)] {
            Role::Merchant { platform, .. } if system.is_payment(to(edge)) => Some(platform),
            _ => None,
        };
        for (edge, gain) in step.iter_mut().enumerate() {
            on_edge(system, segment, edge, |company, measure, amount| {
                *gain += worth.of(company, measure) * amount;
            });
            *gain += worth.flow[edge];
            if let Some(platform) = platform(edge) {
                *gain += (sale[platform] + worth.sale[edge]) * system.ticket[segment][from(edge)];
            }
        }
        let mut carried = vec![vec![0.0; system.nodes()]; self.books.len()];
        for claim in claims {
            let flow = visits[from(claim.edge)] * chances.edge[claim.edge];
            step[claim.edge] += claim.worth * self.flows.worth[claim.book][segment][to(claim.edge)];
            carried[claim.book][to(claim.edge)] += claim.worth * flow;
        }
        let leaving: Vec<f64> = (0..system.nodes())
            .map(|node| on_leaving(system, node).map_or(0.0, |host| worth.of(host, Measure::Captured)))
            .collect();
        let mut reward = worth.visit[segment].clone();
        for (edge, gain) in step.iter().enumerate() {
            reward[from(edge)] += chances.edge[edge] * gain;
        }
        for node in 0..system.nodes() {
            reward[node] += chances.leave[node] * leaving[node];
        }
        let value = self.chains[segment].values(&reward);
        // From chances: what taking an edge is worth, times the visits that choose it.
        let mut by_chance: Vec<f64> = (0..step.len())
            .map(|edge| visits[from(edge)] * (step[edge] + value[to(edge)]))
            .collect();
        self.pull_back_tickets(segment, worth, sale, gradient);
        for (book, carried) in carried.iter().enumerate() {
            if carried.iter().all(|carried| *carried == 0.0) {
                continue;
            }
            let carried = self.chains[segment].visits(carried);
            let brought = &self.flows.worth[book][segment];
            for edge in 0..step.len() {
                let visits = carried[from(edge)];
                let booked = platform(edge).is_some_and(|platform| {
                    self.books[book] == Books::All || self.books[book] == Books::Of(platform)
                });
                if booked {
                    gradient.ticket[segment][from(edge)] += visits * chances.edge[edge];
                }
                let ticket = if booked {
                    system.ticket[segment][from(edge)]
                } else {
                    0.0
                };
                by_chance[edge] += visits * (ticket + brought[to(edge)]);
            }
        }
        gradient.arrivals[segment] = value;
        for node in 0..system.nodes() {
            let edges = system.graph.edges_of(node);
            if edges.is_empty() {
                continue;
            }
            let choice = Choice {
                system,
                segment,
                node,
                edge: &chances.edge,
                leave: chances.leave[node],
                ln_factor: self.ln_factor,
            };
            let slopes = choice.pull_back(&by_chance[edges.clone()], visits[node] * leaving[node]);
            gradient.ln_weight[segment][edges].copy_from_slice(&slopes.ln_weight);
            gradient.leave[segment][node] = slopes.leave;
            gradient.novelty[node] += slopes.novelty;
        }
    }

    /// Tickets and the rates on sales, as far as orders reach them at first hand.
    fn pull_back_tickets(&self, segment: usize, worth: &Worth, sale: &[f64], gradient: &mut Gradient) {
        let system = self.system;
        for merchant in 0..system.nodes() {
            let Role::Merchant { platform, .. } = system.role[merchant] else {
                continue;
            };
            let Role::Platform { commission, .. } = system.role[platform] else {
                continue;
            };
            let ticket = system.ticket[segment][merchant];
            let seller = system.owner[platform];
            for edge in system.graph.edges_of(merchant) {
                let payment = system.graph.to(edge) as usize;
                let Role::Payment { fee } = system.role[payment] else {
                    continue;
                };
                let orders = self.flows.visits[segment][merchant] * self.chances[segment].edge[edge];
                let rail = system.owner[payment];
                let by_amount = worth.of(seller, Measure::Gmv)
                    + commission * worth.of(seller, Measure::Commission)
                    + worth.of(rail, Measure::PaymentVolume)
                    + fee * worth.of(rail, Measure::Fees)
                    + worth.sale[edge]
                    + sale[platform];
                gradient.ticket[segment][merchant] += orders * by_amount;
                gradient.commission[platform] += orders * ticket * worth.of(seller, Measure::Commission);
                gradient.fee[payment] += orders * ticket * worth.of(rail, Measure::Fees);
            }
        }
    }
}
