//! Nodes: channels, platforms, merchants and payments.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::company::is_zero;
use super::field::{self, Field};
use super::{CompanyId, NodeId, Number, PerSegment};

/// A place on the map: where visits start, pass, are served or are paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "NodeFormat", into = "NodeFormat")]
pub struct Node {
    /// Name shown.
    pub name: String,
    /// Whose business it is.
    pub owner: Option<CompanyId>,
    /// On whose surface it lives, so who keeps the visit; see [`super::Map::host`] for the default.
    pub host: Option<CompanyId>,
    /// Position on the canvas, x to the right, y down.
    pub at: (f64, f64),
    /// Free text.
    pub note: String,
    /// Weight of leaving; 1 where absent, derived where the open links are shares.
    pub leave: Option<Number>,
    /// Novelty λ in (0, 1].
    pub novelty: Number,
    /// Network effect γ ≥ 0.
    pub network_effect: Number,
    /// Habit time τ in years.
    pub habit_years: Number,
    /// What it is, with the fields only that kind has.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Where attention starts or passes: chats, a search engine, an ad surface.
    Channel {
        /// Visits per period that start here, by segment.
        arrivals: PerSegment,
    },
    /// An app, site or mini-program where people shop.
    Platform {
        /// Visits per period that start here, by segment.
        arrivals: PerSegment,
        /// Share of GMV it keeps.
        commission: Number,
        /// Its merchants' ad budget as a share of its GMV.
        ad_rate: Number,
    },
    /// Sellers, where an order is placed.
    Merchant {
        /// The platform whose books the sales are in.
        sells_on: NodeId,
        /// Currency per order, by segment.
        ticket: PerSegment,
    },
    /// A wallet or card rail: a visit that reaches it has paid.
    Payment {
        /// Share of the amount paid.
        fee: Number,
    },
}

impl NodeKind {
    /// The kind's name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Channel { .. } => "Channel",
            Self::Platform { .. } => "Platform",
            Self::Merchant { .. } => "Merchant",
            Self::Payment { .. } => "Payment",
        }
    }

    /// The novelty that a node of this kind has unless told otherwise.
    pub fn default_novelty(&self) -> f64 {
        if matches!(self, Self::Merchant { .. }) {
            0.2
        } else {
            0.5
        }
    }
}

/// Habit time unless told otherwise, in years.
pub const DEFAULT_HABIT_YEARS: f64 = 2.0;
/// Weight of leaving unless told otherwise: the normalisation usual in logit demand.
pub const DEFAULT_LEAVE: f64 = 1.0;

impl Node {
    /// A node of `kind` with defaults everywhere else.
    pub fn new(name: impl Into<String>, kind: NodeKind) -> Self {
        Self {
            name: name.into(),
            owner: None,
            host: None,
            at: (0.0, 0.0),
            note: String::new(),
            leave: None,
            novelty: Number::bare(kind.default_novelty()),
            network_effect: Number::bare(0.0),
            habit_years: Number::bare(DEFAULT_HABIT_YEARS),
            kind,
        }
    }

    /// Whether a visit that reaches this node has paid.
    pub fn is_payment(&self) -> bool {
        matches!(self.kind, NodeKind::Payment { .. })
    }

    /// Visits that start here, for a channel or platform.
    pub fn arrivals(&self) -> Option<&PerSegment> {
        match &self.kind {
            NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. } => Some(arrivals),
            _ => None,
        }
    }

    /// Its number fields with their paths below the node (`commission`, `arrivals/micro`).
    pub fn numbers(&self) -> Vec<(Cow<'static, str>, &'static Field, &Number)> {
        let mut all = Vec::new();
        match &self.kind {
            NodeKind::Channel { arrivals } => per_segment(&mut all, &field::ARRIVALS, arrivals),
            NodeKind::Platform {
                arrivals,
                commission,
                ad_rate,
            } => {
                per_segment(&mut all, &field::ARRIVALS, arrivals);
                all.push((field::COMMISSION.name.into(), &field::COMMISSION, commission));
                all.push((field::AD_RATE.name.into(), &field::AD_RATE, ad_rate));
            }
            NodeKind::Merchant { ticket, .. } => per_segment(&mut all, &field::TICKET, ticket),
            NodeKind::Payment { fee } => all.push((field::FEE.name.into(), &field::FEE, fee)),
        }
        if !self.is_payment() {
            if let Some(leave) = &self.leave {
                all.push((field::LEAVE.name.into(), &field::LEAVE, leave));
            }
            for (field, number) in [
                (&field::NOVELTY, &self.novelty),
                (&field::NETWORK_EFFECT, &self.network_effect),
                (&field::HABIT_YEARS, &self.habit_years),
            ] {
                all.push((field.name.into(), field, number));
            }
        }
        all
    }

    /// The number at `path` below the node; `arrivals/SEGMENT`, `ticket/SEGMENT` and `leave` are
    /// made if the node can have them but nothing was entered.
    pub fn number_mut(&mut self, path: &str) -> Option<&mut Number> {
        let (name, segment) = match path.split_once('/') {
            Some((name, segment)) => (name, Some(segment)),
            None => (path, None),
        };
        let payment = self.is_payment();
        match (name, segment, &mut self.kind) {
            ("arrivals", _, NodeKind::Channel { arrivals } | NodeKind::Platform { arrivals, .. }) => {
                segment_mut(arrivals, segment)
            }
            ("ticket", _, NodeKind::Merchant { ticket, .. }) => segment_mut(ticket, segment),
            ("commission", None, NodeKind::Platform { commission, .. }) => Some(commission),
            ("ad_rate", None, NodeKind::Platform { ad_rate, .. }) => Some(ad_rate),
            ("fee", None, NodeKind::Payment { fee }) => Some(fee),
            ("leave", None, _) if !payment => Some(self.leave.get_or_insert(Number::bare(DEFAULT_LEAVE))),
            ("novelty", None, _) if !payment => Some(&mut self.novelty),
            ("network_effect", None, _) if !payment => Some(&mut self.network_effect),
            ("habit_years", None, _) if !payment => Some(&mut self.habit_years),
            _ => None,
        }
    }
}

fn per_segment<'a>(
    all: &mut Vec<(Cow<'static, str>, &'static Field, &'a Number)>,
    field: &'static Field,
    values: &'a PerSegment,
) {
    match values {
        PerSegment::One(number) => all.push((field.name.into(), field, number)),
        PerSegment::By(by) => {
            all.extend(
                by.iter()
                    .map(|(segment, number)| (format!("{}/{segment}", field.name).into(), field, number)),
            );
        }
    }
}

fn segment_mut<'a>(values: &'a mut PerSegment, segment: Option<&str>) -> Option<&'a mut Number> {
    if values.is_empty() && segment.is_none() {
        *values = PerSegment::One(Number::bare(0.0));
    }
    match (values, segment) {
        (PerSegment::One(number), None) => Some(number),
        (PerSegment::By(by), Some(segment)) => Some(by.entry(segment.into()).or_default()),
        _ => None,
    }
}

/// Writes the file form of a node: one struct variant a kind, the fields that all share listed once.
macro_rules! node_format {
    ($( $kind:ident { $( $(#[$attribute:meta])* $field:ident : $type:ty ),* } )*) => {
        #[derive(Clone, Serialize, Deserialize)]
        #[serde(rename = "Node", deny_unknown_fields)]
        enum NodeFormat {
            $( $kind {
                name: String,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                owner: Option<CompanyId>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                host: Option<CompanyId>,
                $( $(#[$attribute])* $field: $type, )*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                leave: Option<Number>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                novelty: Option<Number>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                network_effect: Option<Number>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                habit_years: Option<Number>,
                #[serde(default)]
                at: (f64, f64),
                #[serde(default, skip_serializing_if = "String::is_empty")]
                note: String,
            }, )*
        }

        impl From<NodeFormat> for Node {
            fn from(format: NodeFormat) -> Self {
                match format {
                    $( NodeFormat::$kind {
                        name, owner, host, leave, novelty, network_effect, habit_years, at, note, $($field),*
                    } => {
                        let base = Node::new(name, NodeKind::$kind { $($field),* });
                        Node {
                            owner, host, leave, at, note,
                            novelty: novelty.unwrap_or(base.novelty),
                            network_effect: network_effect.unwrap_or(base.network_effect),
                            habit_years: habit_years.unwrap_or(base.habit_years),
                            name: base.name,
                            kind: base.kind,
                        }
                    } )*
                }
            }
        }

        impl From<Node> for NodeFormat {
            fn from(node: Node) -> Self {
                let unless = |number: Number, default: f64| (!number.is_bare(default)).then_some(number);
                let novelty = unless(node.novelty, node.kind.default_novelty());
                let network_effect = unless(node.network_effect, 0.0);
                let habit_years = unless(node.habit_years, DEFAULT_HABIT_YEARS);
                let Node { name, owner, host, leave, at, note, .. } = node;
                match node.kind {
                    $( NodeKind::$kind { $($field),* } => NodeFormat::$kind {
                        name, owner, host, leave, novelty, network_effect, habit_years, at, note, $($field),*
                    } ),*
                }
            }
        }
    };
}

node_format! {
    Channel {
        #[serde(default, skip_serializing_if = "PerSegment::is_empty")] arrivals: PerSegment
    }
    Platform {
        #[serde(default, skip_serializing_if = "PerSegment::is_empty")] arrivals: PerSegment,
        #[serde(default, skip_serializing_if = "is_zero")] commission: Number,
        #[serde(default, skip_serializing_if = "is_zero")] ad_rate: Number
    }
    Merchant {
        sells_on: NodeId,
        #[serde(default, skip_serializing_if = "PerSegment::is_empty")] ticket: PerSegment
    }
    Payment {
        #[serde(default, skip_serializing_if = "is_zero")] fee: Number
    }
}
