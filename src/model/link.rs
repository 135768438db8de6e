//! Links: the ways from node to node, open or closed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::company::is_zero;
use super::field::{self, Field};
use super::{CompanyId, LinkId, NodeId, Number, SegmentId};

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Where it starts.
    pub from: NodeId,
    /// Where it leads.
    pub to: NodeId,
    /// What it is.
    pub kind: LinkKind,
    /// Whether it is open today.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub open: bool,
    /// The companies that must all agree to open it. Absent: the owner of `from`. Empty: nobody can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gatekeepers: Option<Vec<CompanyId>>,
    /// How strongly it draws.
    #[serde(default, skip_serializing_if = "Pull::is_default")]
    pub pull: Pull,
    /// Pull of single segments, where it differs.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "super::map::unique"
    )]
    pub pull_by: BTreeMap<SegmentId, Pull>,
    /// Options of one group are closer substitutes for each other; absent: the node's common group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Ad elasticity η ≥ 0: response of the pull to ad money.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub ad_elasticity: Number,
    /// The platform whose merchants pay for ads on this link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<NodeId>,
    /// Share of the GMV it brings that merchants pay to the host of `from`.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub referral: Number,
    /// How far the middle of its curve is drawn from the midpoint of the straight line between its
    /// ends, in canvas units, x to the right, y down, so that the bend follows the nodes. Layout
    /// only; absent: the canvas chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bend: Option<(f64, f64)>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a link is, for the reader; the solver treats all kinds alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LinkKind {
    Share,
    MiniProgram,
    Jump,
    Feed,
    Search,
    Ad,
    Campaign,
    Direct,
    Payment,
    Other,
}

impl LinkKind {
    /// Every kind, in the order of the palette.
    pub const ALL: [Self; 10] = [
        Self::Share,
        Self::MiniProgram,
        Self::Jump,
        Self::Feed,
        Self::Search,
        Self::Ad,
        Self::Campaign,
        Self::Direct,
        Self::Payment,
        Self::Other,
    ];

    /// The kind's name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "Share",
            Self::MiniProgram => "MiniProgram",
            Self::Jump => "Jump",
            Self::Feed => "Feed",
            Self::Search => "Search",
            Self::Ad => "Ad",
            Self::Campaign => "Campaign",
            Self::Direct => "Direct",
            Self::Payment => "Payment",
            Self::Other => "Other",
        }
    }
}

/// How strongly a link draws, as the strategist knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Pull {
    /// Attraction on the scale of the node's weight of leaving.
    Weight(Number),
    /// Share of the visitors at `from` who take it today. Open links only.
    Share(Number),
    /// Share of those going on (in its group) who would choose it once open. Closed links only.
    TakeUp(Number),
    /// As another link, times a factor.
    Like(LinkId, Number),
}

impl Default for Pull {
    fn default() -> Self {
        Self::Weight(Number::bare(1.0))
    }
}

impl Pull {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The kind's name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Weight(_) => "Weight",
            Self::Share(_) => "Share",
            Self::TakeUp(_) => "TakeUp",
            Self::Like(..) => "Like",
        }
    }

    /// The field that its number belongs to.
    pub fn field(&self) -> &'static Field {
        match self {
            Self::Weight(_) => &field::WEIGHT,
            Self::Share(_) => &field::SHARE,
            Self::TakeUp(_) => &field::TAKE_UP,
            Self::Like(..) => &field::FACTOR,
        }
    }

    /// Its number.
    pub fn number(&self) -> &Number {
        match self {
            Self::Weight(n) | Self::Share(n) | Self::TakeUp(n) | Self::Like(_, n) => n,
        }
    }

    /// Its number.
    pub fn number_mut(&mut self) -> &mut Number {
        match self {
            Self::Weight(n) | Self::Share(n) | Self::TakeUp(n) | Self::Like(_, n) => n,
        }
    }
}

impl Link {
    /// An open link of weight 1 with defaults everywhere else.
    pub fn new(from: impl Into<NodeId>, to: impl Into<NodeId>, kind: LinkKind) -> Self {
        Self {
            from: from.into(),
            to: to.into(),
            kind,
            open: true,
            gatekeepers: None,
            pull: Pull::default(),
            pull_by: BTreeMap::new(),
            group: None,
            ad_elasticity: Number::bare(0.0),
            payer: None,
            referral: Number::bare(0.0),
            bend: None,
            note: String::new(),
        }
    }

    /// Its pull for `segment`.
    pub fn pull_for(&self, segment: &str) -> &Pull {
        self.pull_by.get(segment).unwrap_or(&self.pull)
    }

    /// Its number fields with their paths below the link (`pull`, `pull_by/micro`, `referral`).
    pub fn numbers(&self) -> Vec<(Cow<'static, str>, &'static Field, &Number)> {
        let mut all = vec![("pull".into(), self.pull.field(), self.pull.number())];
        all.extend(
            self.pull_by
                .iter()
                .map(|(segment, pull)| (format!("pull_by/{segment}").into(), pull.field(), pull.number())),
        );
        for (field, number) in [
            (&field::AD_ELASTICITY, &self.ad_elasticity),
            (&field::REFERRAL, &self.referral),
        ] {
            all.push((field.name.into(), field, number));
        }
        all
    }

    /// The number at `path` below the link; `pull_by/SEGMENT` starts as a copy of `pull`.
    pub fn number_mut(&mut self, path: &str) -> Option<&mut Number> {
        match path {
            "pull" => Some(self.pull.number_mut()),
            "ad_elasticity" => Some(&mut self.ad_elasticity),
            "referral" => Some(&mut self.referral),
            _ => {
                let segment = path.strip_prefix("pull_by/")?;
                let pull = self
                    .pull_by
                    .entry(segment.into())
                    .or_insert_with(|| self.pull.clone());
                Some(pull.number_mut())
            }
        }
    }
}

fn yes() -> bool {
    true
}
fn is_yes(open: &bool) -> bool {
    *open
}
