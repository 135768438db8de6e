//! Every link toggled alone: opened if it is closed, closed if it is open.
//!
//! Without feedback a toggle changes one row of the chances, and its effect on every measure follows from
//! one pass over the links ([`one_pass`]). With feedback the toggled map is solved again ([`again`]).

mod again;
mod layer;
mod lock_in;
mod one_pass;
mod others;
mod siblings;

use again::Again;
use one_pass::OnePass;
pub use others::Others;

use super::compiled::Compiled;
use super::feedback::has_feedback;
use super::flow::Situation;
use super::{CompanyFlow, Solution, Table};
use crate::model::{Company, Diagnostic, LinkId, Scenario};

/// One link toggled alone.
#[derive(Clone, Debug)]
pub struct Toggle {
    /// The link.
    pub link: LinkId,
    /// Whether it is opened; else it is closed.
    pub opens: bool,
    /// What changes, or the reasons why the toggled map has no steady state.
    pub effect: Result<Effect, Vec<Diagnostic>>,
}

/// What a toggle changes, new less old. Traffic in visits per period, money in currency per period.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Visits on the link.
    pub visits: f64,
    /// Visits on the other links out of the same node.
    pub others: Others,
    /// Every measure of every company.
    pub companies: Table<Company, CompanyFlow>,
    /// Whether the toggled map is known to have other steady states than the one told.
    pub is_one_of_several: bool,
}

impl Compiled<'_> {
    /// Toggles every link alone in `scenario` (or today), whose solution is `base`; gives what `see`
    /// makes of each, in the order of the links' ids. `go_on` is asked before each node or link; the rest
    /// is left out once it says no. Works on all cores.
    ///
    /// # Errors
    /// The numbers of the scenario give no weights.
    pub fn toggle_each<T: Send>(
        &self,
        scenario: Option<&Scenario>,
        base: &Solution,
        go_on: &(dyn Fn() -> bool + Sync),
        see: impl Fn(Toggle) -> T + Sync,
    ) -> Result<Vec<T>, Vec<Diagnostic>> {
        let system = self.system_in(scenario)?;
        let open = system.open_in(scenario);
        let reference = self.reference_for(&system);
        let again = Again::new(self.today(), &system, reference, base, &open, go_on);
        if has_feedback(&system) {
            return Ok(again.all(&see));
        }
        let situation = Situation::for_any_toggle(&system, open.clone());
        let chances = situation.choose(&vec![0.0; system.from.len()]);
        Ok(OnePass::new(&situation, &chances, &again).all(&see))
    }
}
