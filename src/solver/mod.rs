//! The solver: from a map to the flows of its steady state.
//!
//! ```text
//! Map ──compile──▶ System (arrays) ──▶ choice ──▶ flow ──▶ feedback ──▶ money ──▶ Solution (by id)
//! ```
//! Imports `model` only. Indices never leave this folder.

mod ledger;
mod solution;
mod status;

pub use ledger::{Entry, EntryKind, Ledger, Party};
pub use solution::{
    CompanyFlow, Concentration, LinkFlow, LinkSegmentFlow, Measure, NodeFlow, NodeSegmentFlow, PaymentFlow,
    PlatformFlow, Residuals, Solution, Table,
};
pub use status::{Certificate, CertificateStatus, OtherState};

use crate::model::{Diagnostic, Map, Scenario};

/// Solves `map` as it is today, or in `scenario`, to its steady state.
///
/// # Errors
/// The diagnostics that keep the map from being solved: broken rules, a closed loop, feedback that
/// does not settle.
pub fn solve(map: &Map, scenario: Option<&Scenario>) -> Result<Solution, Vec<Diagnostic>> {
    let _ = (map, scenario);
    Err(Vec::new())
}

/// As [`solve`], but without searching from other starting points: for many solves in a row, where
/// the certificate of each is not shown.
///
/// # Errors
/// As [`solve`].
pub fn solve_from_today(map: &Map, scenario: Option<&Scenario>) -> Result<Solution, Vec<Diagnostic>> {
    solve(map, scenario)
}
