//! A map compiled once and solved many times: today and in any scenario.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::account;
use super::balance;
use super::certificate;
use super::feedback::{Feedback, Reference, Rest, Restless, distance, has_feedback};
use super::flow::Situation;
use super::reached::{DISTINCT, Today};
use super::spectrum::{Radius, spectral_radius};
use super::status::{Certificate, CertificateStatus, OtherState};
use super::structure;
use super::system::System;
use super::variation::Slot;
use super::{CompanyFlow, Measure, Solution, booking};
use crate::model::{Diagnostic, Map, NumberPath, Object, Scenario, rules};

/// Above this spectral radius small input errors grow tenfold.
const NEAR_TIPPING: f64 = 0.9;
/// Whether to look for other steady states where none has been ruled out. The answer is the same: the one
/// reached from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// From several starting points, with the stability of the state found. For an answer shown.
    Several,
    /// From today only. For many solves in a row.
    FromToday,
}

/// A map ready to be solved.
pub struct Compiled<'a> {
    map: &'a Map,
    pub(super) system: System,
    pub(super) reference: Reference,
    /// The reference of a map without feedback, once a scenario's numbers bring some.
    late_reference: OnceLock<Reference>,
    /// The shares that do not stand in `system` as they were given.
    pub(super) scaled: Vec<Scaled>,
}

/// What every company captures and earns.
#[derive(Clone, Debug)]
pub struct Companies {
    /// In the order of the companies' ids.
    pub flows: Vec<CompanyFlow>,
    /// Whether other steady states are known than the one told.
    pub several_states: bool,
}

/// Shares out of a node that were scaled to sum to one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scaled {
    pub(super) segment: usize,
    pub(super) node: usize,
    /// What they summed to.
    pub(super) sum: f64,
}

impl<'a> Compiled<'a> {
    /// Compiles `map` and finds its reference: today's flows without feedback.
    ///
    /// # Errors
    /// The rules that the map breaks.
    pub fn new(map: &'a Map) -> Result<Self, Vec<Diagnostic>> {
        Self::checked(map, rules::check(map))
    }

    /// As [`Compiled::new`], with all that [`rules::check`] found in `map`.
    ///
    /// # Errors
    /// Those of the findings that are errors.
    pub fn checked(map: &'a Map, mut findings: Vec<Diagnostic>) -> Result<Self, Vec<Diagnostic>> {
        findings.retain(Diagnostic::is_error);
        if !findings.is_empty() {
            return Err(findings);
        }
        let system = System::new(map)?;
        let reference = Reference::new(&system);
        Ok(Self {
            map,
            system,
            reference,
            late_reference: OnceLock::new(),
            scaled: Vec::new(),
        })
    }

    /// The steady state of today's map, or of `scenario` on it: the one that is reached from today,
    /// if there are several.
    ///
    /// # Errors
    /// A closed loop, feedback that does not settle, or flows that do not balance.
    pub fn solve(&self, scenario: Option<&Scenario>, search: Search) -> Result<Solution, Vec<Diagnostic>> {
        self.solve_while(scenario, search, &|| true)
    }

    /// As [`Compiled::solve`], but given up, with an answer that means nothing, soon after it is not
    /// `wanted` any more.
    ///
    /// # Errors
    /// As [`Compiled::solve`].
    pub fn solve_while(
        &self,
        scenario: Option<&Scenario>,
        search: Search,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Solution, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let system = system.as_ref();
        let reference = self.reference_for(system);
        let situation = Situation::new(system, system.open_in(scenario));
        structure::closed_loops(&situation)?;
        let feedback = Feedback::new(&situation, reference).while_wanted(wanted);
        let reached = self.today().leads_to(&feedback, None);
        let reached = reached.map_err(|restless| vec![unsettled(system, restless)])?;
        let rest = reached.rest;
        let mut status = unexamined(reached.proven.unwrap_or(Certificate::LocallyChecked));
        if reached.proven.is_none() && search == Search::Several {
            examine(&feedback, &rest, &mut status);
        }
        status
            .warnings
            .extend(structure::warnings(&situation, &rest.round));
        balanced(&situation, &rest, status)
    }

    /// What every company captures and earns in `scenario` (or today), in the order of the companies'
    /// ids: [`Compiled::solve`] from today's state, with nothing else counted. For very many solves.
    ///
    /// # Errors
    /// A closed loop, feedback that does not settle, or flows that do not balance.
    pub fn companies(&self, scenario: Option<&Scenario>) -> Result<Companies, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let reference = self.reference_for(&system);
        let situation = Situation::new(&system, system.open_in(scenario));
        structure::closed_loops(&situation)?;
        let feedback = Feedback::new(&situation, reference);
        let reached = self.today().leads_to(&feedback, None);
        let reached = reached.map_err(|restless| vec![unsettled(&system, restless)])?;
        Ok(Companies {
            flows: booking::companies(&situation, &reached.rest.round)?,
            several_states: reached.is_one_of_several,
        })
    }

    /// The map it was compiled from.
    pub fn map(&self) -> &'a Map {
        self.map
    }

    /// Today's map, where every path starts.
    pub(super) fn today(&self) -> Today<'_> {
        Today {
            system: &self.system,
            reference: &self.reference,
        }
    }

    /// The arrays of today's map.
    pub(super) fn system(&self) -> &System {
        &self.system
    }

    /// The arrays of today's map, or of the map with the numbers of `scenario`.
    ///
    /// # Errors
    /// Pulls that have no weight.
    pub(super) fn system_in(&self, scenario: Option<&Scenario>) -> Result<Cow<'_, System>, Vec<Diagnostic>> {
        Ok(match scenario.filter(|scenario| !scenario.set.is_empty()) {
            Some(scenario) => {
                let mut system = self.system.clone();
                for (path, number) in &scenario.set {
                    let path = NumberPath::parse(path);
                    // The rules report paths that lead nowhere.
                    if let Some(slot) = path.and_then(|path| Slot::of(&system, self.map, &path)) {
                        slot.put(&mut system, number.value);
                    }
                }
                system.weigh()?;
                Cow::Owned(system)
            }
            None => Cow::Borrowed(&self.system),
        })
    }

    /// A map compiled already, some shares having been `scaled`.
    pub(super) fn of_parts(map: &'a Map, system: System, reference: Reference, scaled: Vec<Scaled>) -> Self {
        Self {
            map,
            system,
            reference,
            late_reference: OnceLock::new(),
            scaled,
        }
    }

    /// What the ratios of `system`'s feedback are taken to: today's flows, whatever its numbers.
    pub(super) fn reference_for(&self, system: &System) -> &Reference {
        if has_feedback(system) && !has_feedback(&self.system) {
            self.late_reference
                .get_or_init(|| Reference::solved(&self.system))
        } else {
            &self.reference
        }
    }
}

/// Looks for steady states besides `rest` from several starting points, and how firmly that stands.
fn examine(feedback: &Feedback, rest: &Rest, status: &mut CertificateStatus) {
    let mut others: Vec<(String, Rest)> = Vec::new();
    for (start, state) in certificate::starts(feedback, rest) {
        let Ok(found) = feedback.settle(state) else {
            continue;
        };
        let is_new = |known: &Rest| distance(&known.state, &found.state) >= DISTINCT;
        if is_new(rest) && others.iter().all(|(_, known)| is_new(known)) {
            others.push((start, found));
        }
    }
    let Radius {
        value: radius,
        is_known,
    } = spectral_radius(feedback, rest);
    status.spectral_radius = Some(radius);
    status.radius_is_rough = !is_known;
    if radius > NEAR_TIPPING {
        let growth = if radius < 1.0 {
            format!("{:.0} times", 1.0 / (1.0 - radius))
        } else {
            "without bound".to_owned()
        };
        status.warnings.push(
            Diagnostic::warning(
                Object::Map,
                format!("near tipping: small input errors grow about {growth}"),
            )
            .found(if is_known {
                format!("a spectral radius of {radius:.3}")
            } else {
                format!("a spectral radius of about {radius:.2}")
            })
            .hint(
                "lower the network effect or ad elasticity, or raise novelty, to see how firm the answer is",
            ),
        );
    }
    let others = others
        .into_iter()
        .map(|(start, other)| other_state(feedback.situation, start, &other));
    status.other_states.extend(others);
    if !status.other_states.is_empty() {
        status.warnings.push(Diagnostic::warning(
            Object::Map,
            format!(
                "the map has {} steady states; shown is the one it reaches from today",
                status.other_states.len() + 1
            ),
        ));
    }
}

/// A status without any findings yet.
pub(super) fn unexamined(certificate: Certificate) -> CertificateStatus {
    CertificateStatus {
        certificate,
        iterations: 0,
        spectral_radius: None,
        radius_is_rough: false,
        warnings: Vec::new(),
        other_states: Vec::new(),
    }
}

/// The solution at `rest`, if its flows balance.
pub(super) fn balanced(
    situation: &Situation,
    rest: &Rest,
    mut status: CertificateStatus,
) -> Result<Solution, Vec<Diagnostic>> {
    status.iterations = rest.rounds;
    in_balance(account::solution(situation, &rest.round, status))
}

/// `solution`, if its flows balance.
pub(super) fn in_balance(solution: Solution) -> Result<Solution, Vec<Diagnostic>> {
    balance::check(solution.residuals.worst())?;
    Ok(solution)
}

fn other_state(situation: &Situation, start: String, rest: &Rest) -> OtherState {
    let solution = account::solution(situation, &rest.round, unexamined(Certificate::LocallyChecked));
    let by_company = |measure| {
        solution
            .companies
            .iter()
            .map(|(id, flow)| (id.to_string(), flow.get(measure)))
            .collect()
    };
    OtherState {
        start,
        captured: by_company(Measure::Captured),
        gmv: by_company(Measure::Gmv),
    }
}

/// The diagnostic of feedback that does not come to rest.
pub(super) fn unsettled(system: &System, restless: Restless) -> Diagnostic {
    let message = "the feedback does not come to rest within 500 rounds";
    match restless {
        Restless::Node(node) => Diagnostic::error(
            Object::Node(system.names.nodes[node].clone()),
            format!("{message}; its traffic moves most"),
        )
        .field("network_effect")
        .hint("lower its network effect, or raise the novelty of the nodes that lead to it"),
        Restless::Edge(edge) => Diagnostic::error(
            Object::Link(system.link_id(edge).clone()),
            format!("{message}; its ad money moves most"),
        )
        .field("ad_elasticity")
        .hint("lower its ad elasticity"),
        Restless::GivenUp => Diagnostic::error(Object::Map, "solving was given up"),
    }
}
