//! Who gains what at each step of a visit: the measures as sums over the flows.
//!
//! Captured visits, GMV, payments, their amount, commission and fees are each a sum over the flows of
//! what one visit brings there. Referral money is `rate · f_l · v_j`, with v what a visit brings to the
//! books that pay it; ad money depends on all sales of its payer and is booked where it is split.

use super::flow::Books;
use super::system::{Role, System};
use super::{CompanyFlow, Measure};

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
