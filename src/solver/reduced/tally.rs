//! What is counted for the companies: every count is a sum over ends of visits and orders.

use super::super::flow::Books;
use super::super::solution::CompanyFlow;
use super::super::system::{Role, System};

/// Counts kept for each company, and for visits and orders of none.
const KINDS: usize = 6;
const CAPTURED: usize = 0;
const PAYMENTS: usize = 1;
const VOLUME: usize = 2;
const FEES: usize = 3;
const GMV: usize = 4;
const COMMISSION: usize = 5;

/// Where each count stands: first by company those that end up in a [`CompanyFlow`], one company
/// more standing for none, then the sales on each of the `books`.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    companies: usize,
    books: Vec<Books>,
}

/// How much one visit or order adds to one count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) count: u32,
    pub(super) value: f64,
}

impl Tally {
    pub(super) fn new(companies: usize, books: Vec<Books>) -> Self {
        Self { companies, books }
    }

    /// How many counts there are.
    pub(super) fn len(&self) -> usize {
        self.first_book() + self.books.len()
    }

    /// The count of sales on the first of the books; those of the others follow.
    pub(super) fn first_book(&self) -> usize {
        KINDS * (self.companies + 1)
    }

    fn count(&self, kind: usize, company: Option<usize>) -> u32 {
        (kind * (self.companies + 1) + company.unwrap_or(self.companies)) as u32
    }

    /// What a visit adds that leaves at `node`.
    pub(super) fn leaving(&self, system: &System, node: usize) -> Option<Entry> {
        let count = self.count(CAPTURED, system.host[node]);
        (!system.is_payment(node)).then_some(Entry { count, value: 1.0 })
    }

    /// What an order of `segment` adds that is paid along `edge`; nothing if that is no payment.
    pub(super) fn paying(&self, system: &System, segment: usize, edge: usize) -> Vec<Entry> {
        let (merchant, payment) = (system.from[edge] as usize, system.graph.to(edge) as usize);
        let (Role::Merchant { platform, .. }, Role::Payment { fee }) =
            (&system.role[merchant], &system.role[payment])
        else {
            return Vec::new();
        };
        let ticket = system.ticket[segment][merchant];
        let commission = match system.role[*platform] {
            Role::Platform { commission, .. } => commission,
            _ => 0.0,
        };
        let mut entries = vec![
            (self.count(CAPTURED, system.host[merchant]), 1.0),
            (self.count(PAYMENTS, system.owner[payment]), 1.0),
            (self.count(VOLUME, system.owner[payment]), ticket),
            (self.count(FEES, system.owner[payment]), fee * ticket),
            (self.count(GMV, system.owner[*platform]), ticket),
            (
                self.count(COMMISSION, system.owner[*platform]),
                commission * ticket,
            ),
        ];
        for (book, kept) in self.books.iter().enumerate() {
            if *kept == Books::All || *kept == Books::Of(*platform) {
                entries.push(((self.first_book() + book) as u32, ticket));
            }
        }
        let entries = entries.into_iter().filter(|(_, value)| *value != 0.0);
        entries.map(|(count, value)| Entry { count, value }).collect()
    }

    /// All visits that end, wherever they do.
    pub(super) fn ended(&self, counts: &[f64]) -> f64 {
        counts[..=self.companies].iter().sum()
    }

    /// What a company has, ads and referral money of each company given.
    pub(super) fn company(
        &self,
        system: &System,
        counts: &[f64],
        company: usize,
        ads: f64,
        referral: f64,
    ) -> CompanyFlow {
        let count = |kind| counts[self.count(kind, Some(company)) as usize];
        let (visit_value, payment_value) = system.worth[company];
        let (captured, payments) = (count(CAPTURED), count(PAYMENTS));
        let (commission, fees) = (count(COMMISSION), count(FEES));
        let income = commission + ads + fees + referral;
        CompanyFlow {
            captured,
            gmv: count(GMV),
            payments,
            payment_volume: count(VOLUME),
            commission,
            ads,
            fees,
            referral,
            income,
            payoff: income + visit_value * captured + payment_value * payments,
        }
    }
}
