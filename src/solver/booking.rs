//! Who gains what at each step of a visit: the measures as sums over the flows.
//!
//! Captured visits, GMV, payments, their amount, commission and fees are each a sum over the flows of
//! what one visit brings there. Referral money is `rate · f_l · v_j`, with v what a visit brings to the
//! books that pay it; ad money depends on all sales of its payer and is booked where it is split.

use super::balance;
use super::feedback::Round;
use super::flow::{Books, Situation};
use super::money::attributed;
use super::system::{Role, System};
use super::{CompanyFlow, Measure};
use crate::model::Diagnostic;

/// The measures that are booked step by step.
pub(super) const STEPPED: [Measure; 6] = [
    Measure::Captured,
    Measure::Gmv,
    Measure::Payments,
    Measure::PaymentVolume,
    Measure::Commission,
    Measure::Fees,
];

/// Tells `book` what one visit of `segment` that takes `edge` brings: company, measure and amount.
/// Referral money is left out. A captured visit of no company is leaked.
pub(super) fn on_edge(
    system: &System,
    segment: usize,
    edge: usize,
    mut book: impl FnMut(Option<usize>, Measure, f64),
) {
    let (merchant, payment) = (system.from[edge] as usize, system.graph.to(edge) as usize);
    let Role::Payment { fee } = system.role[payment] else {
        return;
    };
    let ticket = system.ticket[segment][merchant];
    let rail = system.owner[payment];
    book(system.host[merchant], Measure::Captured, 1.0);
    book(rail, Measure::Payments, 1.0);
    book(rail, Measure::PaymentVolume, ticket);
    book(rail, Measure::Fees, fee * ticket);
    if let Role::Merchant { platform, .. } = system.role[merchant]
        && let Role::Platform { commission, .. } = system.role[platform]
    {
        book(system.owner[platform], Measure::Gmv, ticket);
        book(system.owner[platform], Measure::Commission, commission * ticket);
    }
}

/// Whose captured visit one is that leaves at `node`; `None` where it has paid, which was booked on the
/// way there.
pub(super) fn on_leaving(system: &System, node: usize) -> Option<Option<usize>> {
    (!system.is_payment(node)).then_some(system.host[node])
}

/// The books from which the referral money of `edge` is paid.
pub(super) fn referral_books(system: &System, edge: usize) -> Books {
    system.payer[edge].map_or(Books::All, Books::Of)
}

impl CompanyFlow {
    /// Adds to a measure other than income and payoff, which follow from the others.
    pub(super) fn add(&mut self, measure: Measure, amount: f64) {
        match measure {
            Measure::Captured => self.captured += amount,
            Measure::Gmv => self.gmv += amount,
            Measure::Payments => self.payments += amount,
            Measure::PaymentVolume => self.payment_volume += amount,
            Measure::Commission => self.commission += amount,
            Measure::Ads => self.ads += amount,
            Measure::Fees => self.fees += amount,
            Measure::Referral => self.referral += amount,
            Measure::Income | Measure::Payoff => {}
        }
    }

    /// Works out income and payoff, a captured visit and a payment being `worth` that much beyond cash.
    pub(super) fn close(&mut self, worth: (f64, f64)) {
        self.income = self.commission + self.ads + self.fees + self.referral;
        self.payoff = self.income + worth.0 * self.captured + worth.1 * self.payments;
    }
}

/// What every company captures and earns in `round`: the same as the full account, without its tables
/// and its ledger.
///
/// # Errors
/// The flows do not balance.
pub(super) fn companies(situation: &Situation, round: &Round) -> Result<Vec<CompanyFlow>, Vec<Diagnostic>> {
    balance::check(balance::of_traffic(situation, &round.chances, &round.flows))?;
    let system = situation.system;
    let mut companies = vec![CompanyFlow::default(); system.names.companies.len()];
    let mut add = |company: Option<usize>, measure, amount| {
        if let Some(company) = company {
            companies[company].add(measure, amount);
        }
    };
    for (segment, chances) in round.chances.iter().enumerate() {
        for (node, &visits) in round.flows.visits[segment].iter().enumerate() {
            if visits == 0.0 {
                continue;
            }
            if let Some(host) = on_leaving(system, node) {
                add(host, Measure::Captured, visits * chances.leave[node]);
            }
            for edge in system.graph.edges_of(node) {
                let along = visits * chances.edge[edge];
                on_edge(system, segment, edge, |company, measure, amount| {
                    add(company, measure, along * amount);
                });
            }
        }
    }
    for (edge, &spent) in round.money.spend.iter().enumerate() {
        add(system.host[system.from[edge] as usize], Measure::Ads, spent);
    }
    let referring =
        (0..system.from.len()).filter(|&edge| system.referral[edge] > 0.0 && situation.open[edge]);
    let referring: Vec<_> = referring
        .map(|edge| (edge, referral_books(system, edge)))
        .collect();
    if !referring.is_empty() {
        let mut books: Vec<Books> = referring.iter().map(|(_, books)| *books).collect();
        books.sort_unstable();
        books.dedup();
        let flows = situation.follow(&round.chances, &books);
        for (edge, kept) in referring {
            let at = books.partition_point(|books| *books < kept);
            let brought = attributed(situation, &round.chances, &flows, at, edge);
            let host = system.host[system.from[edge] as usize];
            add(host, Measure::Referral, system.referral[edge] * brought);
        }
    }
    for (company, &worth) in companies.iter_mut().zip(&system.worth) {
        company.close(worth);
    }
    Ok(companies)
}
