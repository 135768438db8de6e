//! The answer: flows, money and certificate of one solved map, by id.

use std::borrow::Borrow;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{CertificateStatus, Ledger};
use crate::model::{CompanyId, Id, LinkId, NodeId, SegmentId};

/// One row an object, looked up by id. Rows stand in the order of the ids.
///
/// Ids and rows are shared: a copy costs nothing, and many small tables are parts of one array.
#[derive(Clone, Debug)]
pub struct Table<K, V> {
    ids: Arc<[Id<K>]>,
    rows: Arc<[V]>,
    /// Where its rows start.
    first: usize,
}

impl<K, V> Table<K, V> {
    /// A table of `rows`, one for each of `ids`, which are sorted.
    pub(super) fn new(ids: Arc<[Id<K>]>, rows: Vec<V>) -> Self {
        debug_assert_eq!(ids.len(), rows.len());
        debug_assert!(ids.is_sorted());
        let rows = rows.into();
        Self { ids, rows, first: 0 }
    }

    /// Tables for the same `ids`, whose rows stand in `rows` one table after the other.
    pub(super) fn several(ids: Arc<[Id<K>]>, rows: Arc<[V]>) -> impl Iterator<Item = Self> {
        let part = move |at: usize| Self {
            first: at * ids.len(),
            ids: ids.clone(),
            rows: rows.clone(),
        };
        (0..).map(part)
    }

    fn rows(&self) -> &[V] {
        let end = self.first + self.ids.len();
        self.rows.get(self.first..end).unwrap_or_default()
    }

    /// The row of `id`.
    pub fn get(&self, id: &str) -> Option<&V> {
        let at = self.ids.binary_search_by(|probe| probe.as_str().cmp(id)).ok()?;
        self.rows().get(at)
    }

    /// All rows with their ids, in the order of the ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Id<K>, &V)> + Clone {
        self.ids.iter().zip(self.rows())
    }

    /// The ids.
    pub(super) fn ids(&self) -> &Arc<[Id<K>]> {
        &self.ids
    }

    /// The rows, in the order of the ids.
    pub fn values(&self) -> std::slice::Iter<'_, V> {
        self.rows().iter()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

impl<K, V: PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.ids == other.ids && self.rows() == other.rows()
    }
}

impl<K, V> Default for Table<K, V> {
    /// A table without rows.
    fn default() -> Self {
        Self::new(Arc::new([]), Vec::new())
    }
}

impl<K, V: Serialize> Serialize for Table<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.rows.len()))?;
        for (id, row) in self.iter() {
            map.serialize_entry(id, row)?;
        }
        map.end()
    }
}

/// The steady state of a map, today or in a scenario. Traffic in visits per period, money in
/// currency per period. Serialises as the JSON of `catchment solve`.
#[derive(Clone, Debug, Serialize)]
pub struct Solution {
    /// How sure the answer is.
    pub status: CertificateStatus,
    /// Flows through nodes.
    pub nodes: Table<crate::model::Node, NodeFlow>,
    /// Flows along links.
    pub links: Table<crate::model::Link, LinkFlow>,
    /// Sales and merchants' money, by platform.
    pub platforms: Table<crate::model::Node, PlatformFlow>,
    /// Payments, by payment node.
    pub payments: Table<crate::model::Node, PaymentFlow>,
    /// What each company captures and earns.
    pub companies: Table<crate::model::Company, CompanyFlow>,
    /// Visits that end at nodes without host.
    pub leaked: f64,
    /// Visits that start.
    pub arrivals: f64,
    /// How concentrated captured visits, GMV and payments are.
    pub concentration: Concentration,
    /// Who pays whom for what.
    pub ledger: Ledger,
    /// How well the conservation laws hold, relative; at most 1e-9.
    pub residuals: Residuals,
}

/// Traffic through a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeFlow {
    /// Visits that come here: arrivals and inflow.
    pub visits: f64,
    /// Visits that end here unpaid.
    pub exits: f64,
    /// Visits that end here paid; only at payment nodes.
    pub paid: f64,
    /// The same by segment.
    pub by_segment: Table<crate::model::Segment, NodeSegmentFlow>,
}

/// Traffic of one segment through a node.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct NodeSegmentFlow {
    pub visits: f64,
    pub exits: f64,
    pub paid: f64,
}

/// Traffic and money along a link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkFlow {
    /// Whether it is open.
    pub open: bool,
    /// Visits that take it.
    pub visits: f64,
    /// Share of the visits at its start that take it.
    pub share: f64,
    /// The same by segment.
    pub by_segment: Table<crate::model::Segment, LinkSegmentFlow>,
    /// Ad money spent on it.
    pub ad_spend: f64,
    /// GMV of the visits that take it: on the payer's books, or on all where nobody pays for ads.
    pub attributed_gmv: f64,
    /// Its effective weight; over segments, the mean weighted by the visits at its start.
    pub weight: f64,
}

/// Traffic of one segment along a link.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct LinkSegmentFlow {
    pub visits: f64,
    pub share: f64,
}

/// Sales on a platform's books and what its merchants spend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct PlatformFlow {
    /// Gross merchandise value.
    pub gmv: f64,
    /// Orders paid.
    pub orders: f64,
    /// Commission on the GMV.
    pub commission: f64,
    /// Ad budget of its merchants.
    pub ad_budget: f64,
    /// Part of the budget that finds no open link to be spent on.
    pub ad_unspent: f64,
    /// Commission and ad money that reach the platform's owner, as a share of GMV; 0 without GMV.
    pub take_rate: f64,
}

/// Payments through a payment node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct PaymentFlow {
    /// Number of payments.
    pub payments: f64,
    /// Amount paid.
    pub volume: f64,
    /// Fees on it.
    pub fees: f64,
}

/// What a company captures and earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CompanyFlow {
    /// Visits that end on its surfaces, paid or not.
    pub captured: f64,
    /// GMV on the books of its platforms.
    pub gmv: f64,
    /// Payments on its rails.
    pub payments: f64,
    /// Amount paid on its rails.
    pub payment_volume: f64,
    /// Commission received.
    pub commission: f64,
    /// Ad money received.
    pub ads: f64,
    /// Payment fees received.
    pub fees: f64,
    /// Referral money received.
    pub referral: f64,
    /// Commission, ads, fees and referral.
    pub income: f64,
    /// Income and the worth of captured visits and payments beyond today's cash.
    pub payoff: f64,
}

/// A measure of a company, to tabulate or compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Measure {
    Captured,
    Gmv,
    Payments,
    PaymentVolume,
    Commission,
    Ads,
    Fees,
    Referral,
    Income,
    Payoff,
}

impl Measure {
    /// Every measure, in the order of the JSON.
    pub const ALL: [Self; 10] = [
        Self::Captured,
        Self::Gmv,
        Self::Payments,
        Self::PaymentVolume,
        Self::Commission,
        Self::Ads,
        Self::Fees,
        Self::Referral,
        Self::Income,
        Self::Payoff,
    ];

    /// Its name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Captured => "captured",
            Self::Gmv => "gmv",
            Self::Payments => "payments",
            Self::PaymentVolume => "payment_volume",
            Self::Commission => "commission",
            Self::Ads => "ads",
            Self::Fees => "fees",
            Self::Referral => "referral",
            Self::Income => "income",
            Self::Payoff => "payoff",
        }
    }

    /// Whether it counts money rather than visits or payments.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::Captured | Self::Payments)
    }
}

impl CompanyFlow {
    /// The value of `measure`.
    pub fn get(&self, measure: Measure) -> f64 {
        match measure {
            Measure::Captured => self.captured,
            Measure::Gmv => self.gmv,
            Measure::Payments => self.payments,
            Measure::PaymentVolume => self.payment_volume,
            Measure::Commission => self.commission,
            Measure::Ads => self.ads,
            Measure::Fees => self.fees,
            Measure::Referral => self.referral,
            Measure::Income => self.income,
            Measure::Payoff => self.payoff,
        }
    }

    /// This less `other`, measure by measure.
    pub fn minus(&self, other: &Self) -> Self {
        self.with(other, |mine, other| mine - other)
    }

    /// This and `other`, measure by measure.
    pub fn plus(&self, other: &Self) -> Self {
        self.with(other, |mine, other| mine + other)
    }

    fn with(&self, other: &Self, join: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            captured: join(self.captured, other.captured),
            gmv: join(self.gmv, other.gmv),
            payments: join(self.payments, other.payments),
            payment_volume: join(self.payment_volume, other.payment_volume),
            commission: join(self.commission, other.commission),
            ads: join(self.ads, other.ads),
            fees: join(self.fees, other.fees),
            referral: join(self.referral, other.referral),
            income: join(self.income, other.income),
            payoff: join(self.payoff, other.payoff),
        }
    }
}

/// Herfindahl–Hirschman indices over companies, 0 to 10,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Concentration {
    pub captured: f64,
    pub gmv: f64,
    pub payments: f64,
}

impl Concentration {
    /// That of `companies`.
    pub fn of(companies: impl IntoIterator<Item: Borrow<CompanyFlow>, IntoIter: Clone>) -> Self {
        let companies = companies.into_iter();
        let over = |measure| herfindahl(companies.clone().map(move |flow| flow.borrow().get(measure)));
        Self {
            captured: over(Measure::Captured),
            gmv: over(Measure::Gmv),
            payments: over(Measure::Payments),
        }
    }

    /// That of `measure`; `None` where it is not told.
    pub fn get(&self, measure: Measure) -> Option<f64> {
        match measure {
            Measure::Captured => Some(self.captured),
            Measure::Gmv => Some(self.gmv),
            Measure::Payments => Some(self.payments),
            _ => None,
        }
    }
}

/// Herfindahl–Hirschman index `10⁴ Σ share²`; 0 where there is nothing to share.
fn herfindahl(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let total: f64 = values.clone().sum();
    if total > 0.0 {
        1e4 * values.map(|value| (value / total).powi(2)).sum::<f64>()
    } else {
        0.0
    }
}

/// Relative residuals of the conservation laws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Residuals {
    /// Inflow less outflow, exits and paid of the worst node; arrivals less captured and leaked.
    pub traffic: f64,
    /// Sum of all balances of the ledger.
    pub ledger: f64,
    /// GMV less payment volume.
    pub gmv: f64,
    /// Ad spend and unspent less budgets.
    pub ads: f64,
}

impl Residuals {
    /// The largest of them.
    pub fn worst(&self) -> f64 {
        self.traffic.max(self.ledger).max(self.gmv).max(self.ads)
    }
}

impl Solution {
    /// The flow through node `id`, zero where the map has no such node.
    pub fn visits_at(&self, id: &NodeId) -> f64 {
        self.nodes.get(id.as_str()).map_or(0.0, |flow| flow.visits)
    }

    /// The flow along link `id`, zero where the map has no such link.
    pub fn visits_on(&self, id: &LinkId) -> f64 {
        self.links.get(id.as_str()).map_or(0.0, |flow| flow.visits)
    }

    /// A measure of company `id`, zero where the map has no such company.
    pub fn measure(&self, id: &CompanyId, measure: Measure) -> f64 {
        self.companies
            .get(id.as_str())
            .map_or(0.0, |flow| flow.get(measure))
    }

    /// The visits of one segment at node `id`.
    pub fn visits_of(&self, id: &NodeId, segment: &SegmentId) -> f64 {
        let row = self
            .nodes
            .get(id.as_str())
            .and_then(|flow| flow.by_segment.get(segment.as_str()));
        row.map_or(0.0, |flow| flow.visits)
    }
}
