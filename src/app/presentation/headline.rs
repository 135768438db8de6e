//! What a step of the presentation says in a line: who gains and loses most, or who has most today.

use crate::app::context::Context;
use crate::model::CompanyId;
use crate::solver::{Measure, Solution};

/// A change smaller than this share of the whole is none.
const LEAST: f64 = 1e-6;

/// A company and its amount.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub company: CompanyId,
    /// The change against today, or what it has.
    pub amount: f64,
    /// The change as a share of what it had, or its share of the whole; `None` of nothing.
    pub share: Option<f64>,
}

/// What is said of one measure.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Headline {
    /// Who has most today, the largest first.
    Leaders(Vec<Amount>),
    /// Who gains most and who loses most.
    Changes {
        gain: Option<Amount>,
        loss: Option<Amount>,
    },
}

/// What is to be said of `measure`, once it is known.
pub(super) fn of(context: &Context<'_>, measure: Measure) -> Option<Headline> {
    let (today, now) = (context.today?, context.now?);
    Some(if context.compares() {
        changes(today, now, measure)
    } else {
        leaders(now, measure)
    })
}

fn leaders(now: &Solution, measure: Measure) -> Headline {
    let total: f64 = now.companies.iter().map(|(_, flow)| flow.get(measure)).sum();
    let mut all: Vec<Amount> = now
        .companies
        .iter()
        .map(|(id, flow)| Amount {
            company: id.clone(),
            amount: flow.get(measure),
            share: (total > 0.0).then(|| flow.get(measure) / total),
        })
        .filter(|amount| amount.amount > 0.0)
        .collect();
    all.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    all.truncate(2);
    Headline::Leaders(all)
}

fn changes(today: &Solution, now: &Solution, measure: Measure) -> Headline {
    let total: f64 = now
        .companies
        .iter()
        .map(|(_, flow)| flow.get(measure).abs())
        .sum();
    let mut all: Vec<Amount> = now
        .companies
        .iter()
        .map(|(id, flow)| {
            let before = today.measure(id, measure);
            let amount = flow.get(measure) - before;
            Amount {
                company: id.clone(),
                amount,
                share: (before > 0.0).then(|| amount / before),
            }
        })
        .filter(|change| change.amount.abs() > LEAST * total)
        .collect();
    all.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    Headline::Changes {
        gain: all.first().filter(|change| change.amount > 0.0).cloned(),
        loss: all.last().filter(|change| change.amount < 0.0).cloned(),
    }
}
