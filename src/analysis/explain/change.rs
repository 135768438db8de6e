//! What differs between two states of a map, as explanations need it.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::whatif::{Action, LinkEffect};
use crate::model::{CompanyId, LinkId, Map, NodeId};
use crate::solver::{CertificateStatus, CompanyFlow, Concentration, Solution};

/// A change from one state of a map to another. Numbers are new less old unless they say otherwise.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    pub(super) map: &'a Map,
    /// The links that got opened, with the visits that they carry now, most first.
    pub(super) opened: Vec<(LinkId, f64)>,
    /// The links that got closed, with the visits that they carried, most first.
    pub(super) closed: Vec<(LinkId, f64)>,
    /// Change of the visits on other links: on those that start where a link was toggled, or on all
    /// where none was.
    pub(super) others: BTreeMap<LinkId, f64>,
    /// Change of every measure of every company.
    pub(super) companies: BTreeMap<CompanyId, CompanyFlow>,
    /// Concentration before and after, where it is known.
    pub(super) concentration: Option<(Concentration, Concentration)>,
    /// How sure the new state is, where it is known.
    pub(super) status: Option<&'a CertificateStatus>,
}

impl<'a> Change<'a> {
    /// What differs in `after`, both being solutions of `map`, today or in scenarios.
    pub fn between(map: &'a Map, before: &Solution, after: &'a Solution) -> Self {
        let is_open = |solution: &Solution, id: &LinkId| {
            let flow = solution.links.get(id.as_str());
            flow.is_some_and(|flow| flow.open)
        };
        let toggled = |open: bool| {
            let links = map.links().keys();
            links.filter(move |id| is_open(after, id) == open && is_open(before, id) != open)
        };
        let carrying = |open: bool, state: &Solution| {
            let carrying = toggled(open).map(|id| (id.clone(), state.visits_on(id)));
            most_first(carrying.collect())
        };
        let starts: BTreeSet<&NodeId> = [true, false]
            .into_iter()
            .flat_map(toggled)
            .filter_map(|id| map.links().get(id).map(|link| &link.from))
            .collect();
        let others = map.links().iter().filter(|(id, link)| {
            let beside = starts.is_empty() || starts.contains(&link.from);
            beside && is_open(before, id) && is_open(after, id)
        });
        let others = others.map(|(id, _)| (id.clone(), after.visits_on(id) - before.visits_on(id)));
        let companies = after.companies.iter().map(|(id, flow)| {
            let was = before.companies.get(id.as_str()).copied().unwrap_or_default();
            (id.clone(), flow.minus(&was))
        });
        Self {
            map,
            opened: carrying(true, after),
            closed: carrying(false, before),
            others: others.collect(),
            companies: companies.collect(),
            concentration: Some((before.concentration, after.concentration)),
            status: Some(&after.status),
        }
    }

    /// What toggling one link of `map` changes.
    pub fn of_toggle(map: &'a Map, effect: &LinkEffect) -> Self {
        let link = vec![(effect.link.clone(), effect.visits.abs())];
        let (opened, closed) = match effect.action {
            Action::Open => (link, Vec::new()),
            Action::Close => (Vec::new(), link),
        };
        Self {
            map,
            opened,
            closed,
            others: effect
                .diverted()
                .links
                .into_iter()
                .map(|(id, lost)| (id, -lost))
                .collect(),
            companies: effect
                .companies
                .iter()
                .map(|(id, flow)| (id.clone(), *flow))
                .collect(),
            concentration: None,
            status: None,
        }
    }
}

/// Largest numbers first, equal ones by id.
pub(super) fn most_first<K: Ord>(mut rows: Vec<(K, f64)>) -> Vec<(K, f64)> {
    rows.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}
