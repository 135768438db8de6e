//! The solver: from a map to the flows of its steady state.
//!
//! ```text
//! Map ──system, pull──▶ arrays ──choice──▶ chances ──chain, flow──▶ visits ──money──▶ ad spend
//!                                   ▲                                                    │
//!                                   └───────────────── feedback to rest ◀────────────────┘
//!                              at rest: certificate, account ──▶ Solution (by id)
//! ```
//! Imports `model` only. Indices never leave this folder.

mod account;
mod adjoint;
mod anderson;
mod balance;
mod booking;
mod certificate;
pub mod chain;
mod choice;
mod compiled;
mod feedback;
mod flow;
mod gmres;
mod habit;
mod ledger;
mod money;
mod pull;
mod quantity;
mod reached;
mod reduced;
mod solution;
mod spectrum;
mod status;
mod structure;
mod system;
mod toggle;
mod transition;
mod variation;

pub use adjoint::Output;
pub use compiled::{Companies, Compiled, Search};
pub use ledger::{Entry, EntryKind, Ledger, Party};
pub use quantity::{QUANTITY_FORMS, Quantity};
pub use reduced::{Reduced, Rests, Workspace};
pub use solution::{
    CompanyFlow, Concentration, LinkFlow, LinkSegmentFlow, Measure, NodeFlow, NodeSegmentFlow, PaymentFlow,
    PlatformFlow, Residuals, Solution, Table,
};
pub use status::{Certificate, CertificateStatus, OtherState};
pub use toggle::{Effect, Others, Toggle};
pub use transition::{Moment, Stage};
pub use variation::Variation;

use crate::model::{Diagnostic, Map, Scenario};

/// Solves `map` as it is today, or in `scenario`, to its steady state.
///
/// # Errors
/// The diagnostics that keep the map from being solved: broken rules, a closed loop, feedback that
/// does not settle.
pub fn solve(map: &Map, scenario: Option<&Scenario>) -> Result<Solution, Vec<Diagnostic>> {
    Compiled::new(map)?.solve(scenario, Search::Several)
}
