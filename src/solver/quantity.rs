//! What can be asked of a solved map as one number, by the paths these have in the JSON of `solve`.

use std::fmt;
use std::str::FromStr;

use super::{Measure, Solution};
use crate::model::{CompanyId, LinkId, Map, NodeId, SegmentId};

/// A total of a solved map.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// `companies/ID/MEASURE`
    Company(CompanyId, Measure),
    /// `nodes/ID/visits` or `nodes/ID/visits/SEGMENT`
    Visits(NodeId, Option<SegmentId>),
    /// `links/ID/visits`
    Flow(LinkId),
    /// `links/ID/share`
    Share(LinkId),
    /// `platforms/ID/gmv`
    Gmv(NodeId),
    /// `platforms/ID/orders`
    Orders(NodeId),
    /// `payments/ID/payments`
    Payments(NodeId),
    /// `payments/ID/volume`
    Volume(NodeId),
}

/// The forms of a quantity, for a person.
pub const QUANTITY_FORMS: &str = "companies/ID/MEASURE, nodes/ID/visits, nodes/ID/visits/SEGMENT, links/ID/visits, \
                         links/ID/share, platforms/ID/gmv, platforms/ID/orders, payments/ID/payments or \
                         payments/ID/volume";

impl FromStr for Quantity {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('/').collect();
        Ok(match parts.as_slice() {
            ["companies", id, measure] => {
                let mut measures = Measure::ALL.into_iter();
                let measure = measures.find(|known| known.name() == *measure).ok_or(())?;
                Self::Company((*id).into(), measure)
            }
            ["nodes", id, "visits"] => Self::Visits((*id).into(), None),
            ["nodes", id, "visits", segment] => Self::Visits((*id).into(), Some((*segment).into())),
            ["links", id, "visits"] => Self::Flow((*id).into()),
            ["links", id, "share"] => Self::Share((*id).into()),
            ["platforms", id, "gmv"] => Self::Gmv((*id).into()),
            ["platforms", id, "orders"] => Self::Orders((*id).into()),
            ["payments", id, "payments"] => Self::Payments((*id).into()),
            ["payments", id, "volume"] => Self::Volume((*id).into()),
            _ => return Err(()),
        })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Company(id, measure) => write!(f, "companies/{id}/{}", measure.name()),
            Self::Visits(id, None) => write!(f, "nodes/{id}/visits"),
            Self::Visits(id, Some(segment)) => write!(f, "nodes/{id}/visits/{segment}"),
            Self::Flow(id) => write!(f, "links/{id}/visits"),
            Self::Share(id) => write!(f, "links/{id}/share"),
            Self::Gmv(id) => write!(f, "platforms/{id}/gmv"),
            Self::Orders(id) => write!(f, "platforms/{id}/orders"),
            Self::Payments(id) => write!(f, "payments/{id}/payments"),
            Self::Volume(id) => write!(f, "payments/{id}/volume"),
        }
    }
}

impl Quantity {
    /// Whether `map` has it.
    pub fn is_of(&self, map: &Map) -> bool {
        let kind = |id: &NodeId| map.nodes().get(id).map(|node| node.kind.name());
        match self {
            Self::Company(id, _) => map.companies().contains_key(id),
            Self::Visits(id, segment) => {
                let segments = map.segment_ids();
                kind(id).is_some() && segment.as_ref().is_none_or(|segment| segments.contains(segment))
            }
            Self::Flow(id) | Self::Share(id) => map.links().contains_key(id),
            Self::Gmv(id) | Self::Orders(id) => kind(id) == Some("Platform"),
            Self::Payments(id) | Self::Volume(id) => kind(id) == Some("Payment"),
        }
    }

    /// Its value in `solution`; `None` if there is none.
    pub fn in_solution(&self, solution: &Solution) -> Option<f64> {
        Some(match self {
            Self::Company(id, measure) => solution.companies.get(id.as_str())?.get(*measure),
            Self::Visits(id, None) => solution.nodes.get(id.as_str())?.visits,
            Self::Visits(id, Some(segment)) => {
                let by_segment = &solution.nodes.get(id.as_str())?.by_segment;
                by_segment.get(segment.as_str())?.visits
            }
            Self::Flow(id) => solution.links.get(id.as_str())?.visits,
            Self::Share(id) => solution.links.get(id.as_str())?.share,
            Self::Gmv(id) => solution.platforms.get(id.as_str())?.gmv,
            Self::Orders(id) => solution.platforms.get(id.as_str())?.orders,
            Self::Payments(id) => solution.payments.get(id.as_str())?.payments,
            Self::Volume(id) => solution.payments.get(id.as_str())?.volume,
        })
    }
}
