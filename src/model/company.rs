//! Companies (who decides), segments (kinds of visit) and units (what is counted).

use serde::{Deserialize, Serialize};

use super::Number;
use super::field::{self, Field};

/// A decision maker.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Name shown.
    pub name: String,
    /// Colour as `#rrggbb`; chosen by the window if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Worth of one captured visit beyond today's cash, in currency.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub visit_value: Number,
    /// Worth of one payment on its rails beyond today's cash, in currency.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub payment_value: Number,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Company {
    /// Its number fields, with their names.
    pub fn numbers(&self) -> [(&'static Field, &Number); 2] {
        [
            (&field::VISIT_VALUE, &self.visit_value),
            (&field::PAYMENT_VALUE, &self.payment_value),
        ]
    }

    /// The number field called `name`.
    pub fn number_mut(&mut self, name: &str) -> Option<&mut Number> {
        match name {
            "visit_value" => Some(&mut self.visit_value),
            "payment_value" => Some(&mut self.payment_value),
            _ => None,
        }
    }
}

/// A kind of visit: micro or large ticket, city tier, offline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Name shown.
    pub name: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What traffic, time and money are counted in: labels, no conversion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// What one unit of traffic is called.
    #[serde(default = "Units::visits")]
    pub traffic: String,
    /// The period that flows are counted over.
    #[serde(default = "Units::day")]
    pub period: String,
    /// The currency of all money.
    #[serde(default = "Units::cny")]
    pub currency: String,
}

impl Units {
    fn visits() -> String {
        "visits".to_owned()
    }
    fn day() -> String {
        "day".to_owned()
    }
    fn cny() -> String {
        "CNY".to_owned()
    }
}

impl Default for Units {
    fn default() -> Self {
        Self {
            traffic: Self::visits(),
            period: Self::day(),
            currency: Self::cny(),
        }
    }
}

pub(super) fn is_zero(number: &Number) -> bool {
    number.is_bare(0.0)
}
