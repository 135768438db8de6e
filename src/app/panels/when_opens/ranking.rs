//! Which rows and columns the table has, in which order: worked out once for each answer and wish.

use std::cmp::Ordering;

use super::Context;
use crate::analysis::uncertainty::gatekeepers;
use crate::analysis::whatif::{Action, LinkEffect, WhatIf};
use crate::app::naming;
use crate::app::panels::sorting::Sort;
use crate::model::CompanyId;
use crate::solver::{Concentration, Measure};

/// What a person wants the table to show.
#[derive(Clone, PartialEq)]
pub(super) struct Wish {
    pub(super) measure: Measure,
    pub(super) include_open: bool,
    /// Leaves out closed links that need nobody's consent.
    pub(super) only_gated: bool,
    /// Words that a link's name, kind and gatekeepers must hold together.
    pub(super) filter: String,
    pub(super) sort: Sort<By>,
}

/// What the rows are ordered by.
#[derive(Clone, PartialEq)]
pub(super) enum By {
    /// All that changes for anybody.
    Effect,
    Name,
    Visits,
    New,
    Diverted,
    /// By how much more concentrated the market gets.
    Concentration,
    Company(CompanyId),
    /// The companies without a column of their own, together.
    Others(Vec<CompanyId>),
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            measure: Measure::Captured,
            include_open: false,
            only_gated: true,
            filter: String::new(),
            sort: Sort::down(By::Effect),
        }
    }
}

/// The rows and columns, ready to draw.
pub(super) struct Ranking {
    wish: Wish,
    revision: u64,
    answer: u64,
    /// The rows in order: each its place in the answer, and its link's name.
    pub(super) rows: Vec<(usize, String)>,
    /// The companies for whom any row changes anything, those who stand at most gates first, then those with the largest change.
    pub(super) companies: Vec<CompanyId>,
    /// The largest change in the table.
    pub(super) largest: f64,
}

impl Ranking {
    pub(super) fn new(wish: &Wish, context: &Context<'_>, whatif: &WhatIf) -> Self {
        let mut shown: Vec<(usize, &LinkEffect, String)> = whatif
            .links
            .iter()
            .enumerate()
            .filter(|(_, effect)| wish.wants(effect, context))
            .map(|(at, effect)| (at, effect, naming::link(context.map, &effect.link)))
            .filter(|(_, effect, name)| wish.fits(effect, name, context))
            .collect();
        shown.sort_by(|(_, a, a_name), (_, b, b_name)| {
            wish.order((a, a_name), (b, b_name), &whatif.base.concentration)
        });
        let effects = || shown.iter().map(|(_, effect, _)| *effect);
        let touched = |id: &CompanyId| {
            let mut changes = effects().filter_map(|effect| effect.companies.get(id.as_str()));
            changes.any(|change| {
                Measure::ALL
                    .iter()
                    .any(|measure| change.get(*measure).abs() > 1e-9)
            })
        };
        let most = |id: &CompanyId| {
            let changes = effects().map(|effect| change(effect, id, wish.measure).abs());
            changes.fold(0.0, f64::max)
        };
        let companies = context.map.companies().keys().filter(|id| touched(id));
        let mut companies: Vec<(f64, CompanyId)> = companies.map(|id| (most(id), id.clone())).collect();
        let largest = companies.iter().fold(0.0, |most: f64, (own, _)| most.max(*own));
        // Whoever stands at most of the gates is asked about first.
        let keepers = gatekeepers(context.map);
        let rank = |id: &CompanyId| {
            keepers
                .iter()
                .take(2)
                .position(|keeper| keeper == id)
                .unwrap_or(2)
        };
        companies.sort_by(|a, b| rank(&a.1).cmp(&rank(&b.1)).then(b.0.total_cmp(&a.0)));
        Self {
            wish: wish.clone(),
            revision: context.revision,
            answer: context.answer,
            largest,
            companies: companies.into_iter().map(|(_, id)| id).collect(),
            rows: shown.into_iter().map(|(at, _, name)| (at, name)).collect(),
        }
    }

    /// Whether it still holds.
    pub(super) fn holds(&self, wish: &Wish, context: &Context<'_>) -> bool {
        self.revision == context.revision && self.answer == context.answer && self.wish == *wish
    }
}

impl Wish {
    /// Links that somebody could open, and others if asked for.
    fn wants(&self, effect: &LinkEffect, context: &Context<'_>) -> bool {
        let Some(link) = context.map.links().get(&effect.link) else {
            return false;
        };
        match effect.action {
            Action::Open => !self.only_gated || !context.map.gatekeepers(link).is_empty(),
            Action::Close => self.include_open,
        }
    }

    /// Whether the link fits what was typed: each word stands in its name, its kind or the name of who
    /// must agree to it.
    fn fits(&self, effect: &LinkEffect, name: &str, context: &Context<'_>) -> bool {
        let Some(link) = context.map.links().get(&effect.link) else {
            return false;
        };
        let mut text = format!("{name} {}", naming::link_kind(link.kind));
        for keeper in context.map.gatekeepers(link) {
            text.push(' ');
            text.push_str(naming::company(context.map, keeper));
        }
        let text = text.to_lowercase();
        let wanted = self.filter.to_lowercase();
        wanted.split_whitespace().all(|word| text.contains(word))
    }

    fn order(
        &self,
        (a, a_name): (&LinkEffect, &str),
        (b, b_name): (&LinkEffect, &str),
        base: &Concentration,
    ) -> Ordering {
        let value = |effect: &LinkEffect| match &self.sort.by {
            By::Effect => total(effect, self.measure),
            By::Visits => effect.visits,
            By::New => effect.new,
            By::Diverted => diverted(effect),
            By::Concentration => concentrating(effect, base, self.measure),
            By::Company(id) => change(effect, id, self.measure),
            By::Others(ids) => others(effect, ids, self.measure),
            By::Name => 0.0,
        };
        let order = match self.sort.by {
            By::Name => a_name.cmp(b_name),
            _ => value(b).total_cmp(&value(a)),
        };
        // Closed links stand before open ones in any order.
        let open = |effect: &LinkEffect| effect.action == Action::Close;
        open(a).cmp(&open(b)).then(self.sort.turn(order))
    }
}

/// What the link changes for one company.
pub(super) fn change(effect: &LinkEffect, company: &CompanyId, measure: Measure) -> f64 {
    effect
        .companies
        .get(company.as_str())
        .map_or(0.0, |change| change.get(measure))
}

/// What the link changes for several companies together.
pub(super) fn others(effect: &LinkEffect, companies: &[CompanyId], measure: Measure) -> f64 {
    companies.iter().map(|id| change(effect, id, measure)).sum()
}

/// The measure whose concentration is told beside `measure`: itself where it is told, else visits kept.
pub(super) fn concentrated(measure: Measure) -> Measure {
    match Concentration::default().get(measure) {
        Some(_) => measure,
        None => Measure::Captured,
    }
}

/// The index of concentration beside `measure`.
pub(super) fn index(of: &Concentration, measure: Measure) -> f64 {
    of.get(concentrated(measure)).unwrap_or_default()
}

/// By how much the link changes the index; 0 where it cannot be told.
fn concentrating(effect: &LinkEffect, base: &Concentration, measure: Measure) -> f64 {
    match effect.problem {
        Some(_) => 0.0,
        None => index(&effect.concentration, measure) - index(base, measure),
    }
}

/// What the link changes for anybody, gains and losses added up by size.
fn total(effect: &LinkEffect, measure: Measure) -> f64 {
    let changes = effect.companies.values();
    changes.map(|change| change.get(measure).abs()).sum()
}

/// The visits that would otherwise have taken another link.
pub(super) fn diverted(effect: &LinkEffect) -> f64 {
    effect.visits - effect.new
}
