//! Measures of a company in words.

use crate::model::Units;
use crate::solver::Measure;
use crate::text;

/// The heading of a column.
pub fn title(measure: Measure) -> &'static str {
    match measure {
        Measure::Captured => "Captured",
        Measure::Gmv => "GMV",
        Measure::Payments => "Payments",
        Measure::PaymentVolume => "Amount paid",
        Measure::Commission => "Commission",
        Measure::Ads => "Ads",
        Measure::Fees => "Fees",
        Measure::Referral => "Referral",
        Measure::Income => "Income",
        Measure::Payoff => "Payoff",
    }
}

/// The same amid a sentence.
pub fn in_sentence(measure: Measure) -> String {
    match measure {
        Measure::Gmv => title(measure).to_owned(),
        Measure::Captured => "captured visits".to_owned(),
        _ => title(measure).to_lowercase(),
    }
}

/// What a measure is counted in.
pub fn unit(measure: Measure, units: &Units) -> String {
    let [traffic, period, currency] =
        [&units.traffic, &units.period, &units.currency].map(|unit| text::unit(unit));
    match measure {
        Measure::Captured => format!("{traffic} / {period}"),
        Measure::Payments => format!("per {period}"),
        _ => format!("{currency} / {period}"),
    }
}

/// What is measured, in a line.
pub fn meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::Captured => "Visits that end on its surfaces, paid or not",
        Measure::Gmv => "Sales on the books of its platforms",
        Measure::Payments => "Number of payments on its rails",
        Measure::PaymentVolume => "Amount paid on its rails",
        Measure::Commission => "Commission received",
        Measure::Ads => "Ad money received",
        Measure::Fees => "Payment fees received",
        Measure::Referral => "Referral money received",
        Measure::Income => "Commission, ads, fees and referral",
        Measure::Payoff => "Income and the worth of captured visits and payments beyond today's cash",
    }
}
