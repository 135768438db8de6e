//! How sure a solution is, in words.

use crate::cli::names::Names;
use crate::cli::table::paragraph;
use crate::model::{CompanyId, Map, Severity};
use crate::quantity::compact;
use crate::solver::{CertificateStatus, OtherState, Residuals};
use crate::wording;

/// The certificate, the work it took, other steady states and what to beware of, a paragraph each.
pub fn words(map: &Map, status: &CertificateStatus, residuals: &Residuals) -> String {
    let mut text = paragraph(&format!("Steady state: {}", wording::certificate(status)));
    text += &paragraph(&format!(
        "The conservation laws hold to {:.0e}.",
        residuals.worst()
    ));
    for other in &status.other_states {
        text += &paragraph(&other_state(map, other));
    }
    text + &findings(status, |severity| severity >= Severity::Warning)
}

/// What is worth knowing, but nothing to beware of.
pub fn notes(status: &CertificateStatus) -> String {
    findings(status, |severity| severity < Severity::Warning)
}

fn findings(status: &CertificateStatus, wanted: impl Fn(Severity) -> bool) -> String {
    let found = status.warnings.iter();
    let found = found.filter(|diagnostic| wanted(diagnostic.severity));
    found
        .map(|diagnostic| paragraph(&diagnostic.to_string()))
        .collect()
}

fn other_state(map: &Map, other: &OtherState) -> String {
    let names = Names(map);
    let captured = other.captured.iter().map(|(company, captured)| {
        let company = CompanyId::from(company.as_str());
        format!("{} {}", names.company(&company), compact(*captured))
    });
    let captured: Vec<_> = captured.collect();
    format!(
        "Another steady state, from {}: captured {}.",
        other.start,
        captured.join(", ")
    )
}
