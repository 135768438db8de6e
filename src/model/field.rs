//! The number fields of the map's objects: range, unit, default and meaning, in one table.
//!
//! The rules check against it, the inspector and the help read their words from it.

/// The values a number field may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Any finite number.
    Finite,
    /// Zero or more.
    NotNegative,
    /// 0 to 1, both included.
    Share,
    /// 0 to 1, without 1.
    ShareBelowOne,
    /// 0 to 1, without 0.
    ShareAboveZero,
}

impl Range {
    /// Whether `value` lies in the range. Never true of NaN or an infinity.
    pub fn holds(self, value: f64) -> bool {
        value.is_finite()
            && match self {
                Self::Finite => true,
                Self::NotNegative => value >= 0.0,
                Self::Share => (0.0..=1.0).contains(&value),
                Self::ShareBelowOne => (0.0..1.0).contains(&value),
                Self::ShareAboveZero => value > 0.0 && value <= 1.0,
            }
    }

    /// The range in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Finite => "any finite number",
            Self::NotNegative => "a finite number, 0 or more",
            Self::Share => "0 to 1",
            Self::ShareBelowOne => "0 up to, but not including, 1",
            Self::ShareAboveZero => "above 0, up to 1",
        }
    }
}

/// What a number field is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A bare number.
    None,
    /// A share, shown in per cent.
    Share,
    /// Visits per period.
    VisitsPerPeriod,
    /// Currency per order.
    CurrencyPerOrder,
    /// Currency per visit.
    CurrencyPerVisit,
    /// Currency per payment.
    CurrencyPerPayment,
    /// Years.
    Years,
}

/// One number field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// The values it may take.
    pub range: Range,
    /// What it is counted in.
    pub unit: Unit,
    /// Its meaning in plain words, one sentence.
    pub hint: &'static str,
}

const fn field(name: &'static str, range: Range, unit: Unit, hint: &'static str) -> Field {
    Field {
        name,
        range,
        unit,
        hint,
    }
}

/// Visits that start at a node.
pub const ARRIVALS: Field = field(
    "arrivals",
    Range::NotNegative,
    Unit::VisitsPerPeriod,
    "Visits per period that start here rather than come from another node.",
);
/// Weight of leaving.
pub const LEAVE: Field = field(
    "leave",
    Range::NotNegative,
    Unit::None,
    "Weight of leaving, on the scale of the weights of the links out of this node.",
);
/// Novelty λ.
pub const NOVELTY: Field = field(
    "novelty",
    Range::ShareAboveZero,
    Unit::None,
    "1: a new option here brings mostly new activity. Near 0: it only diverts from the options there are.",
);
/// Network effect γ.
pub const NETWORK_EFFECT: Field = field(
    "network_effect",
    Range::NotNegative,
    Unit::None,
    "Per cent more pull of this node for each per cent more traffic it has.",
);
/// Habit τ.
pub const HABIT_YEARS: Field = field(
    "habit_years",
    Range::NotNegative,
    Unit::Years,
    "Years after which 63 % of the users here have reconsidered their choice.",
);
/// Commission of a platform.
pub const COMMISSION: Field = field(
    "commission",
    Range::Share,
    Unit::Share,
    "Share of the sales on its books that the platform keeps.",
);
/// Ad rate of a platform.
pub const AD_RATE: Field = field(
    "ad_rate",
    Range::Share,
    Unit::Share,
    "Ad budget of this platform's merchants as a share of the sales on its books.",
);
/// Ticket of a merchant.
pub const TICKET: Field = field(
    "ticket",
    Range::NotNegative,
    Unit::CurrencyPerOrder,
    "Money per order placed here.",
);
/// Fee of a payment node.
pub const FEE: Field = field(
    "fee",
    Range::Share,
    Unit::Share,
    "Share of the amount paid that the merchant pays for the payment.",
);
/// Value of a captured visit to a company.
pub const VISIT_VALUE: Field = field(
    "visit_value",
    Range::Finite,
    Unit::CurrencyPerVisit,
    "What one captured visit is worth to the company beyond today's cash.",
);
/// Value of a payment to a company.
pub const PAYMENT_VALUE: Field = field(
    "payment_value",
    Range::Finite,
    Unit::CurrencyPerPayment,
    "What one payment on its rails is worth to the company beyond today's cash.",
);
/// Pull as a weight.
pub const WEIGHT: Field = field(
    "weight",
    Range::NotNegative,
    Unit::None,
    "Attraction, on the scale of the node's weight of leaving.",
);
/// Pull as today's share.
pub const SHARE: Field = field(
    "share",
    Range::Share,
    Unit::Share,
    "Of 100 visitors at the link's start, how many take it today.",
);
/// Pull as the take-up once open.
pub const TAKE_UP: Field = field(
    "take-up",
    Range::ShareBelowOne,
    Unit::Share,
    "Of those who go on, the share that would choose this link once it is open.",
);
/// Pull as a multiple of another link's.
pub const FACTOR: Field = field(
    "factor",
    Range::NotNegative,
    Unit::None,
    "Pull as a multiple of the other link's pull.",
);
/// Ad elasticity η.
pub const AD_ELASTICITY: Field = field(
    "ad_elasticity",
    Range::NotNegative,
    Unit::None,
    "Per cent more pull for each per cent more ad money the payer's merchants spend on this link.",
);
/// Referral rate.
pub const REFERRAL: Field = field(
    "referral",
    Range::Share,
    Unit::Share,
    "Share of the sales this link brings that merchants pay to the host of its start.",
);
