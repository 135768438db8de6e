//! How sure a solution is: its certificate, the work it took and what to beware of.

use serde::{Serialize, Serializer};

use crate::model::Diagnostic;

/// Why the steady state can be trusted to be the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certificate {
    /// No feedback: the solution is that of a linear system and unique.
    Exact,
    /// Feedback too weak for a second steady state; proven for this map.
    Certified,
    /// Searched from several starting points and checked for stability at the solution.
    LocallyChecked,
}

/// How a solution was reached and how far it can be trusted. The `status` of the JSON.
#[derive(Clone, Debug, Serialize)]
pub struct CertificateStatus {
    /// Why it can be trusted.
    pub certificate: Certificate,
    /// Rounds of the feedback; 1 where there is none.
    pub iterations: usize,
    /// Spectral radius of one round of feedback at the solution: below 1 it is stable, near 1 it is
    /// about to tip. `None` unless locally checked.
    pub spectral_radius: Option<f64>,
    /// Whether that is an estimate: on a map with very many parts that feed back it may not have come to
    /// stand still.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub radius_is_rough: bool,
    /// What to beware of.
    #[serde(serialize_with = "as_text")]
    pub warnings: Vec<Diagnostic>,
    /// Other steady states that the map has besides the one shown: visits per node that the feedback
    /// acts on, as found from other starting points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_states: Vec<OtherState>,
}

/// A steady state that the map has besides the one it reaches from today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherState {
    /// Where the search started, in words.
    pub start: String,
    /// What each company captures there, visits per period, by company id.
    pub captured: std::collections::BTreeMap<String, f64>,
    /// GMV on each company's books there, by company id.
    pub gmv: std::collections::BTreeMap<String, f64>,
}

fn as_text<S: Serializer>(warnings: &[Diagnostic], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(warnings.iter().map(ToString::to_string))
}
