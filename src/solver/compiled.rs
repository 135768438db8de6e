//! A map compiled once and solved many times: today and in any scenario.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::account;
use super::certificate;
use super::feedback::{Feedback, Reference, Rest, Restless, has_feedback};
use super::flow::Situation;
use super::habit::Path;
use super::spectrum::{Radius, spectral_radius};
use super::status::{Certificate, CertificateStatus, OtherState};
use super::structure;
use super::system::System;
use super::variation::Slot;
use super::{CompanyFlow, Measure, Solution, booking};
use crate::model::{Diagnostic, Map, NumberPath, Object, Scenario, rules};

/// Conservation laws must hold to this, relative.
const BALANCED: f64 = 1e-9;
/// States further apart than this, in logarithms, are different ones.
const DISTINCT: f64 = 1e-6;
/// Above this spectral radius small input errors grow tenfold.
const NEAR_TIPPING: f64 = 0.9;
/// A month, in years.
const MONTH: f64 = 1.0 / 12.0;
/// Months after which the habit path is near enough to rest to tell where it leads.
pub(super) const MOST_MONTHS: usize = 1200;
/// The path is near rest when no chance moves by more in a month.
pub(super) const NEAR_REST: f64 = 1e-9;

/// Whether to look for other steady states where none has been ruled out.
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
        let proven = certificate::proven(&feedback);
        let today = feedback.settle(feedback.as_today());
        let mut status = unexamined(proven.unwrap_or(Certificate::LocallyChecked));
        let rest = if proven.is_some() || search == Search::FromToday {
            today.map_err(|restless| vec![unsettled(system, restless)])?
        } else {
            self.choose_state(&feedback, today, &mut status)?
        };
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
    pub fn companies(&self, scenario: Option<&Scenario>) -> Result<Vec<CompanyFlow>, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let reference = self.reference_for(&system);
        let situation = Situation::new(&system, system.open_in(scenario));
        structure::closed_loops(&situation)?;
        let feedback = Feedback::new(&situation, reference);
        let rest = feedback.settle(feedback.as_today());
        let rest = rest.map_err(|restless| vec![unsettled(&system, restless)])?;
        check_balance(situation.imbalance(&rest.round.flows, &rest.round.chances))?;
        Ok(booking::companies(&situation, &rest.round))
    }

    /// The map it was compiled from.
    pub fn map(&self) -> &'a Map {
        self.map
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

    /// Searches from several starting points and, where that finds several steady states, takes the
    /// one that the habit path reaches from today.
    fn choose_state(
        &self,
        feedback: &Feedback,
        from_today: Result<Rest, Restless>,
        status: &mut CertificateStatus,
    ) -> Result<Rest, Vec<Diagnostic>> {
        let mut states: Vec<(String, Rest)> = Vec::new();
        let mut add = |start: String, rest: Rest| {
            if !states
                .iter()
                .any(|(_, known)| distance(&known.state, &rest.state) < DISTINCT)
            {
                states.push((start, rest));
            }
        };
        let restless = match from_today {
            Ok(rest) => {
                let starts = certificate::starts(feedback, &rest);
                add("today".to_owned(), rest);
                for (start, state) in starts {
                    if let Ok(rest) = feedback.settle(state) {
                        add(start, rest);
                    }
                }
                None
            }
            Err(restless) => Some(restless),
        };
        if states.len() != 1 {
            let reached = feedback.settle(self.end_of_path(feedback));
            let rest = reached
                .map_err(|also| vec![unsettled(feedback.situation.system, restless.unwrap_or(also))])?;
            let at = states
                .iter()
                .position(|(_, known)| distance(&known.state, &rest.state) < DISTINCT);
            match at {
                Some(at) => states.swap(0, at),
                None => states.insert(0, ("today".to_owned(), rest)),
            }
        }
        let mut states = states.into_iter();
        // Never empty: it holds today's state or the one at the end of the path.
        let Some((_, rest)) = states.next() else {
            return Err(Vec::new());
        };
        let Radius {
            value: radius,
            is_known,
        } = spectral_radius(feedback, &rest);
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
                .hint("lower the network effect or ad elasticity, or raise novelty, to see how firm the answer is"),
            );
        }
        for (start, other) in states {
            status
                .other_states
                .push(other_state(feedback.situation, start, &other));
        }
        if !status.other_states.is_empty() {
            status.warnings.push(Diagnostic::warning(
                Object::Map,
                format!(
                    "the map has {} steady states; shown is the one it reaches from today",
                    status.other_states.len() + 1
                ),
            ));
        }
        Ok(rest)
    }

    /// Where the habit path leads from today's choices, near enough to rest.
    fn end_of_path(&self, feedback: &Feedback) -> Vec<f64> {
        let before = Situation::new(&self.system, self.system.open_today.clone());
        let today = Feedback::new(&before, &self.reference);
        let mut path = Path::today(&today);
        path.change(feedback);
        for _ in 0..MOST_MONTHS {
            if path.step(MONTH) < NEAR_REST || !feedback.is_wanted() {
                break;
            }
        }
        path.state().to_vec()
    }
}

/// The steady state that `situation` reaches from today, without a search for others and without
/// warnings.
///
/// # Errors
/// As [`Compiled::solve`], but for closed loops: those must have been ruled out.
pub(super) fn from_today(situation: &Situation, reference: &Reference) -> Result<Solution, Vec<Diagnostic>> {
    let feedback = Feedback::new(situation, reference);
    let rest = feedback
        .settle(feedback.as_today())
        .map_err(|restless| vec![unsettled(situation.system, restless)])?;
    balanced(situation, &rest, unexamined(Certificate::LocallyChecked))
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
    check_balance(solution.residuals.worst())?;
    Ok(solution)
}

/// Whether flows balance that have that relative residual.
fn check_balance(residual: f64) -> Result<(), Vec<Diagnostic>> {
    if residual > BALANCED {
        return Err(vec![
            Diagnostic::error(Object::Map, "the flows found do not balance")
                .found(format!("a relative residual of {residual:.1e}"))
                .allowed(format!("at most {BALANCED:.0e}"))
                .hint("numbers of very different size at one node can cause this"),
        ]);
    }
    Ok(())
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
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
