//! Spans of time in words.

use crate::app::figures;
use crate::app::i18n::{fill, words};

/// `today`, `after 7 months`, `after 3.5 years`.
pub(super) fn after(years: f64) -> String {
    let words = &words().time_path;
    let months = 12.0 * years;
    if months < 0.05 {
        return words.today.to_owned();
    }
    fill(words.after, &[&span(years)])
}

/// `7 months`, `3.5 years`.
pub(super) fn span(years: f64) -> String {
    let words = &words().time_path;
    let months = 12.0 * years;
    if months < 23.5 {
        // Less than three months are told with a digit more.
        let months = if months < 2.95 {
            (10.0 * months).round() / 10.0
        } else {
            months.round()
        };
        let template = if months == 1.0 {
            words.one_month
        } else {
            words.months
        };
        fill(template, &[&figures::short_digits(months)])
    } else {
        fill(
            words.years,
            &[&figures::short_digits((10.0 * years).round() / 10.0)],
        )
    }
}
